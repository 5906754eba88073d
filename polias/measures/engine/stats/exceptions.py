"""Statistical exceptions: which months of a count differ from what its own earlier years would have one expect.

The house rule, called E. A month is held against 36 months that ended seven months before it (`expectation.py`). It is
an exception when it lies more than three standard deviations off, or when two of three months lie more than two off on
the same side. The six months left out between keep a change that has begun from hiding itself. Over a pack of many
series, exceptions that so many looks would bring by chance are told apart (Benjamini and Hochberg 1995).

Not taken: seven months on one side of the expected. On these scores it adds 3 to 12 false exceptions per hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from polias.measures.engine.stats.expectation import ExceptionSettings, Expected, expected_at
from polias.measures.engine.stats.quasipoisson import Vector
from polias.measures.engine.stats.rules import Exception_, Value

Fired = Literal["far off", "two of three"]
#: Why a month is not judged: it has no value; too little lies before it; too much of that is missing; or next to
#: nothing was counted then, so that nothing can be expected.
WhyNot = Literal["no value", "short history", "missing months", "too few"]
#: A lasting change of so many standard deviations is an exception within three months with probability .8. It would be
#: 2.35 if the scores of three months were independent, by 1 - P(z < 2)^3 - 3 P(z < 2)^2 P(2 < z < 3) = .8; but they
#: share the error of what is expected, and larger numbers vary more. benchmarks/exceptions.py prints how often it is.
SEEN_WITHIN_THREE = 2.55


@dataclass(frozen=True)
class MonthJudged:
    """One month by rule E; ``why_not`` says why it was not judged, and all after ``value`` is then None.

    ``z``: standard deviations above what was expected. ``p``: how likely a month as far off, or two of three as far
    off, are by chance. ``detectable`` is the smallest rise above the expected that is an exception in one month alone,
    ``lasting`` the smallest that, if it lasts, is one within three months with probability .8; shares of ``expected``.
    """

    value: Value
    why_not: WhyNot | None = None
    expected: float | None = None
    lower: float | None = None
    upper: float | None = None
    z: float | None = None
    p: float | None = None
    exception: Exception_ | None = None
    fired: Fired | None = None
    detectable: float | None = None
    lasting: float | None = None


def exceptions(values: Sequence[Value], *, settings: ExceptionSettings | None = None) -> list[MonthJudged]:
    """Every month of one series of counts by rule E; a month that is not known is None."""
    return exceptions_of_many([values], settings=settings)[0]


def exceptions_of_many(
    series: Sequence[Sequence[Value]], *, settings: ExceptionSettings | None = None, start: int = 0
) -> list[list[MonthJudged]]:
    """The months from ``start`` on of many series, which begin and end together, by rule E."""
    settings = settings or ExceptionSettings()
    counts = np.array([[np.nan if one is None else one for one in values] for values in series], dtype=np.float64)
    months = range(max(0, start - 2), counts.shape[1])
    expected = {place: expected_at(counts, place, settings) for place in months}
    z = np.full(counts.shape, np.nan)
    for place, of_month in expected.items():
        z[:, place] = of_month.z_of(counts[:, place])
    off, two, p = far_off(z, settings), two_of_three(z, settings), chance_of(z)
    lines = {place: _Lines.of(of_month, settings) for place, of_month in expected.items() if place >= start}
    return [
        [
            _judged(
                _Score(counts[one], place, z=z[one, place], p=p[one, place]),
                fired={"far off": int(off[one, place]), "two of three": int(two[one, place])},
                lines=line.of_one(one),
                settings=settings,
            )
            for place, line in lines.items()
        ]
        for one in range(len(counts))
    ]


@dataclass(frozen=True)
class _Score:
    """One place in one series, with its score and its chance; not-a-number where it is not judged."""

    counts: Vector
    place: int
    z: float
    p: float


def _judged(
    score: _Score, *, fired: dict[Fired, int], lines: tuple[float, float, float, float], settings: ExceptionSettings
) -> MonthJudged:
    count = float(score.counts[score.place])
    value = None if np.isnan(count) else count
    expected, lower, upper, lasting = lines
    if value is None or np.isnan(expected):
        return MonthJudged(value, _why_not(score, settings))
    rule = next((rule for rule, side in fired.items() if side), None)
    return MonthJudged(
        value,
        expected=expected,
        lower=lower,
        upper=upper,
        z=float(score.z),
        p=float(score.p),
        exception=None if rule is None else "high" if fired[rule] > 0 else "low",
        fired=rule,
        detectable=upper / expected - 1,
        lasting=lasting / expected - 1,
    )


def _why_not(score: _Score, settings: ExceptionSettings) -> WhyNot:
    if np.isnan(score.counts[score.place]):
        return "no value"
    first, end = score.place - settings.needed, score.place - settings.left_out
    known = np.isfinite(score.counts[max(0, first) : max(0, end)])
    if known.sum() >= settings.least:
        return "too few"
    begun = np.flatnonzero(np.isfinite(score.counts))[0]
    return "short history" if begun > first else "missing months"


def far_off(z: Vector, settings: ExceptionSettings) -> NDArray[np.int_]:
    """1 where a score (s, t) lies too far above, -1 too far below, else 0; not-a-number is 0."""
    return np.where(abs(z) > settings.beyond, np.sign(z), 0).astype(int)


def two_of_three(z: Vector, settings: ExceptionSettings) -> NDArray[np.int_]:
    """1 or -1 at a month that is ``near`` the bound or beyond, as is one of the two before it on the same side.

    A month between that is not known breaks the run: only months next to each other are counted.
    """
    side = np.where(abs(z) > settings.near, np.sign(z), 0)
    one, two = _earlier(side, 1), _earlier(side, 2)
    between_known = np.isfinite(_earlier(z, 1))
    return np.where((side == one) | ((side == two) & between_known), side, 0).astype(int)


def chance_of(z: Vector) -> Vector:
    """How likely the two looks of the rule together are by chance (s, t): the less likely one, counted twice.

    The month itself, on either side; and two of three months on one side as far off as the second furthest of them.
    """
    alone = 2 * stats.norm.sf(abs(z))
    before = np.stack([_earlier(z, 1), _earlier(z, 2)])
    before[1][~np.isfinite(before[0])] = np.nan
    beside = np.fmax(*(np.nan_to_num(before * np.sign(z), nan=0.0)))
    tail = stats.norm.sf(np.clip(np.minimum(beside, abs(z)), 0, None))
    of_three = 2 * (3 * tail**2 * (1 - tail) + tail**3)
    likely: Vector = np.minimum(2 * np.minimum(alone, of_three), 1.0)
    return likely


def _earlier(months: Vector, by: int) -> Vector:
    """Each month's predecessor by so many; not-a-number where there is none."""
    before = np.full(months.shape, np.nan)
    before[:, by:] = months[:, :-by]
    return before


def benjamini_hochberg(chances: Sequence[float], *, share: float = 0.10) -> list[bool]:
    """Which of a pack's chances stand when at most this share of those that stand may be false: p(k) <= k share / m."""
    if not chances:
        return []
    p = np.asarray(chances, dtype=np.float64)
    order = np.argsort(p)
    stands = np.flatnonzero(p[order] <= share * np.arange(1, len(p) + 1) / len(p))
    kept = np.zeros(len(p), dtype=bool)
    kept[order[: stands[-1] + 1 if len(stands) else 0]] = True
    return [bool(one) for one in kept]


@dataclass(frozen=True)
class _Lines:
    """What is drawn of one month of many series (s): the expected, its bounds, and what it takes to be seen."""

    expected: Vector
    lower: Vector
    upper: Vector
    lasting: Vector

    @classmethod
    def of(cls, expected: Expected, settings: ExceptionSettings) -> _Lines:
        return cls(
            expected.mean,
            expected.count_at(-settings.beyond),
            expected.count_at(settings.beyond),
            expected.count_at(SEEN_WITHIN_THREE),
        )

    def of_one(self, series: int) -> tuple[float, float, float, float]:
        of_all = (self.expected, self.lower, self.upper, self.lasting)
        expected, lower, upper, lasting = (float(one[series]) for one in of_all)
        return expected, lower, upper, lasting
