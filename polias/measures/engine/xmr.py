"""XmR charts with the NHS "plot the dots" rules: which months differ by more than chance would explain.

Source: NHSRplotthedots 0.2.2, `R/ptd_spc_standard.R` and `R/ptd_calculate_point_type.R`; Nelson (1982) for the
screening of moving ranges. Pure functions on numbers. A month without a value is None: it has no moving range to
either side, and no run reaches across it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Value = float | None
Side = Literal[-1, 0, 1]
Exception_ = Literal["high", "low"]
Rule = Literal["outside limits", "trend", "two of three", "shift"]
Assurance = Literal["consistently pass", "consistently fail", "inconsistent"]


@dataclass(frozen=True, kw_only=True)
class XmrSettings:
    """The rule, printed with every chart.

    `k` times the mean moving range is the distance of the limits (2.66; 3/1.128 in qicharts2). `screening` leaves out
    moving ranges of at least `screen_at` times their mean once (on in NHSRplotthedots, off in the NHS Excel tool).
    `near_counts_outside`: whether a point beyond the limits counts towards two of three beyond the near limits (it
    does in the words of the rule; the R code counts only points between near limit and limit). Fewer than
    `trial_below` points give trial limits, fewer than `least` none. `fix_after` takes the limits from so many points.
    """

    k: float = 2.66
    screening: bool = True
    screen_at: float = 3.267
    trend_length: int = 7
    shift_length: int = 7
    near_counts_outside: bool = True
    trial_below: int = 13
    least: int = 2
    fix_after: int | None = None


@dataclass(frozen=True)
class Limits:
    """Centre line and limits of one stretch of the chart; `trial` while it has few points."""

    centre: float
    lower: float
    upper: float
    mean_moving_range: float
    points: int
    trial: bool

    @property
    def near_lower(self) -> float:
        return self.centre - (self.centre - self.lower) * 2 / 3

    @property
    def near_upper(self) -> float:
        return self.centre + (self.upper - self.centre) * 2 / 3


@dataclass(frozen=True)
class Point:
    """One month judged. `exception` is its direction, `rule` the first rule in order of precedence that fired."""

    value: Value
    limits: Limits | None
    exception: Exception_ | None = None
    rule: Rule | None = None


def xmr(values: Sequence[Value], *, settings: XmrSettings | None = None, rebase_at: Sequence[int] = ()) -> list[Point]:
    """Judge a series, one point per value; each index in `rebase_at` starts a stretch with limits of its own."""
    settings = settings or XmrSettings()
    points: list[Point] = []
    for stretch in _stretches(values, rebase_at):
        limits = limits_of(stretch, settings=settings)
        points += _judged(stretch, limits, settings=settings)
    return points


def limits_of(values: Sequence[Value], *, settings: XmrSettings) -> Limits | None:
    """Limits of one stretch; None while there are too few points, or no two neighbouring ones."""
    counted = _first_known(values, settings.fix_after)
    known = [value for value in counted if value is not None]
    ranges = moving_ranges(counted)
    if len(known) < settings.least or not ranges:
        return None
    mean_range = _mean(ranges)
    if settings.screening:
        # Strictly below, as in the source: a flat series keeps its moving ranges of nought.
        kept = [r for r in ranges if r < settings.screen_at * mean_range]
        mean_range = _mean(kept) if kept else mean_range
    centre, reach = _mean(known), settings.k * mean_range
    return Limits(centre, centre - reach, centre + reach, mean_range, len(known), len(known) < settings.trial_below)


def moving_ranges(values: Sequence[Value]) -> list[float]:
    """Distances between neighbouring months; none where either month is unknown."""
    pairs = itertools.pairwise(values)
    return [abs(later - earlier) for earlier, later in pairs if earlier is not None and later is not None]


def assurance(limits: Limits, *, target: float, better: Literal["higher", "lower", "neutral"]) -> Assurance | None:
    """Whether a target will be met as things stand: it lies beyond one limit, beyond the other, or between them."""
    if better == "neutral":
        return None
    if limits.lower <= target <= limits.upper:
        return "inconsistent"
    met = target < limits.lower if better == "higher" else target > limits.upper
    return "consistently pass" if met else "consistently fail"


def _judged(values: Sequence[Value], limits: Limits | None, *, settings: XmrSettings) -> list[Point]:
    if limits is None:
        return [Point(value, None) for value in values]
    sides = [_side(value, limits.centre) for value in values]
    outside: list[Side] = [_beyond(value, limits.lower, limits.upper) for value in values]
    near: list[Side] = [_beyond(value, limits.near_lower, limits.near_upper) for value in values]
    if not settings.near_counts_outside:
        near = [0 if beyond else close for beyond, close in zip(outside, near, strict=True)]
    found: list[tuple[Rule, list[Side]]] = [
        ("outside limits", outside),
        ("trend", trend_marks(values, length=settings.trend_length)),
        ("two of three", two_of_three_marks(values, near, sides)),
        ("shift", run_marks(sides, length=settings.shift_length)),
    ]
    return [_point(place, value, limits, found) for place, value in enumerate(values)]


def _point(place: int, value: Value, limits: Limits, found: list[tuple[Rule, list[Side]]]) -> Point:
    for rule, marks in found:
        if marks[place]:
            return Point(value, limits, "high" if marks[place] > 0 else "low", rule)
    return Point(value, limits)


def run_marks(sides: Sequence[Side], *, length: int) -> list[Side]:
    """All points of each run of at least so many strictly on one side; a point on the line (0) ends a run."""
    marks: list[Side] = [0] * len(sides)
    for start, end in _runs(sides, same=lambda a, b: a == b):
        if sides[start] and end - start >= length:
            marks[start:end] = sides[start:end]
    return marks


def trend_marks(values: Sequence[Value], *, length: int) -> list[Side]:
    """All points of each run of so many that rise, or fall, at every step."""
    steps: list[Side] = [_step(a, b) for a, b in itertools.pairwise(values)]
    marks: list[Side] = [0] * len(values)
    for start, end in _runs(steps, same=lambda a, b: a == b):
        if steps[start] and end - start >= length - 1:
            for place in range(start, end + 1):
                # A turning point ends one trend and starts the next: it takes the direction of the next, as in R.
                marks[place] = steps[start]
    return marks


def two_of_three_marks(values: Sequence[Value], near: Sequence[Side], sides: Sequence[Side]) -> list[Side]:
    """Points beyond a near limit, where two of three neighbouring points are, and all three lie on that side."""
    marks: list[Side] = [0] * len(values)
    for start in range(len(values) - 2):
        window = range(start, start + 3)
        side = sides[start]
        if side and all(sides[i] == side for i in window) and sum(near[i] == side for i in window) >= 2:
            for place in window:
                if near[place] == side:
                    marks[place] = side
    return marks


def _runs(items: Sequence[Side], *, same: Callable[[Side, Side], bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(items) + 1):
        if place == len(items) or not same(items[place - 1], items[place]):
            yield start, place
            start = place


def _stretches(values: Sequence[Value], rebase_at: Sequence[int]) -> Iterator[Sequence[Value]]:
    edges = [0, *sorted({place for place in rebase_at if 0 < place < len(values)}), len(values)]
    for start, end in itertools.pairwise(edges):
        if end > start:
            yield values[start:end]


def _first_known(values: Sequence[Value], wanted: int | None) -> Sequence[Value]:
    """The values up to the one that completes the wanted number of known ones."""
    if wanted is None:
        return values
    seen = 0
    for place, value in enumerate(values):
        seen += value is not None
        if seen == wanted:
            return values[: place + 1]
    return values


def _side(value: Value, centre: float) -> Side:
    if value is None or value == centre:
        return 0
    return 1 if value > centre else -1


def _beyond(value: Value, lower: float, upper: float) -> Side:
    if value is None:
        return 0
    return 1 if value > upper else -1 if value < lower else 0


def _step(earlier: Value, later: Value) -> Side:
    if earlier is None or later is None or earlier == later:
        return 0
    return 1 if later > earlier else -1


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
