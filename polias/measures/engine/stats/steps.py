"""Where the level of a monthly series changed to a new normal: its season taken out, then parted by PELT.

Killick, Fearnhead and Eckley (2012) for PELT, by the library ruptures. What is parted depends on the season and on how
much months vary, and both are known well only once the levels are: so series are parted again with both estimated
beside the levels found, until nothing changes. A step proposes new limits from its month on; it never makes them, since
only somebody who knows why can (a counting rule, a new system). Values above nought; None is a month that is not known.

The penalty and the two constants of ``_spread_beside`` were chosen on made-up series, so that stable ones of 36 to 120
months have steps in fewer than two of a hundred (``python -m benchmarks.steps --chosen-on``).

Not taken: PELT on the counts as they are, which takes the season for steps in three stable series of four; and seven
months on one side of a fixed mean, which is wrong even more often.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polias.measures.engine.stats.quasipoisson import Vector
from polias.measures.engine.stats.rules import Value

#: So often series are parted again at most; a spread below this is a rounding error.
TURNS, STILL = 4, 1e-9
#: By so many in the number of months what is left seems less alike for every step that was taken out of it.
OF_A_STEP = 6


@dataclass(frozen=True, kw_only=True)
class StepSettings:
    """``season`` months make a year; no level lasts less than ``shortest``; a step must explain ``penalty`` times the
    logarithm of the number of months, in variances of a month; fewer than ``least`` known months are not judged.
    ``counts`` vary by chance at least, however steady they look. Of the months a step may have begun in, that one is
    named with most of the likelihood no more than ``near`` months away, itself counted half as much again."""

    season: int = 12
    shortest: int = 6
    penalty: float = 2.5
    least: int = 24
    counts: bool = True
    near: int = 3


@dataclass(frozen=True)
class Step:
    """A new level from ``place`` on (counted from nought): the typical month before and after, its season apart.

    ``drift_explains`` says that a steady change over the whole series fits as well as all its steps do.
    """

    place: int
    before: float
    after: float
    drift_explains: bool

    @property
    def change(self) -> float:
        """How much more or less, as a share of before."""
        return self.after / self.before - 1


class TooShort(ValueError):
    """So few months are known that a season cannot be told from a step."""


def steps(values: Sequence[Value], *, settings: StepSettings | None = None) -> list[Step]:
    """The steps of a series in their order. Raises TooShort."""
    settings = settings or StepSettings()
    places = np.array([place for place, value in enumerate(values) if value is not None])
    if len(places) < settings.least:
        raise TooShort
    known = np.array([values[place] for place in places], dtype=np.float64)
    by_chance = 1 / math.sqrt(known.mean() + 0.5) if settings.counts else 0.0
    logs = np.log(known + 0.5)
    cuts, spread = _settled(logs, places, by_chance, settings)
    if not cuts:
        return []
    cuts = _placed(logs, places, cuts, spread, settings)
    levels, left = _fitted(logs, places, cuts, settings)
    means = [float(levels[a:b].mean()) for a, b in itertools.pairwise([0, *cuts, len(levels)])]
    # One line explains the steps where it costs no more: its squares and one penalty against theirs and one for each.
    saved = (_off_a_line(logs, places, settings) - float((left**2).sum())) / spread**2
    drift = saved <= settings.penalty * math.log(len(logs)) * (len(cuts) - 1)
    return [
        Step(int(places[cut]), math.exp(before), math.exp(after), drift)
        for cut, before, after in zip(cuts, means, means[1:], strict=False)
    ]


def _settled(logs: Vector, places: Vector, by_chance: float, settings: StepSettings) -> tuple[list[int], float]:
    """Where the levels part, and the spread of a month: parted again with what the levels found say of season and
    spread, until nothing changes."""
    levels = _without_season(logs, places, settings)
    spread = max(_spread(levels, places), by_chance)
    cuts = _parted(levels, spread, settings)
    for _turn in range(TURNS):
        levels, left = _fitted(logs, places, cuts, settings)
        beside = max(_spread_beside(left, places, len(cuts)), by_chance)
        if beside < STILL:
            break
        before, spread = cuts, beside
        cuts = _parted(levels, spread, settings)
        if cuts == before:
            break
    return cuts, spread


def _wave(places: Vector, settings: StepSettings) -> Vector:
    """A year as one wave of any height that begins in any month (months, 2)."""
    turn = 2 * np.pi * places / settings.season
    return np.stack([np.cos(turn), np.sin(turn)], axis=1)


def _without_season(levels: Vector, places: Vector, settings: StepSettings) -> Vector:
    """One yearly wave less, fitted to the changes from month to month, of which a step spoils only one."""
    wave = _wave(places, settings)
    beside = np.diff(places) == 1
    changes, of_wave = np.diff(levels)[beside], np.diff(wave, axis=0)[beside]
    if len(changes) < settings.season:
        return levels
    weights, *_rest = np.linalg.lstsq(of_wave - of_wave.mean(axis=0), changes - changes.mean(), rcond=None)
    left: Vector = levels - wave @ weights
    return left


def _spread(levels: Vector, places: Vector) -> float:
    """The standard deviation of a month, from the changes to the next, each counted no further than 2.5 of its own.

    Steps hardly move it. The median of the changes alone would hardly either, but differs so much from series to series
    that three times as many steps are found where there are none.
    """
    changes = np.diff(levels)[np.diff(places) == 1]
    if not len(changes):
        return 0.0
    changes = changes - np.median(changes)
    spread = float(np.median(abs(changes))) * 1.4826 or float(changes.std())
    for _turn in range(3):
        # Normal changes so cut have .9776 of their variance.
        spread = math.sqrt(float(np.minimum(changes**2, (2.5 * spread) ** 2).mean()) / 0.9776)
    return spread / math.sqrt(2)


def _fitted(logs: Vector, places: Vector, cuts: Sequence[int], settings: StepSettings) -> tuple[Vector, Vector]:
    """The logarithms without the season, and what is left of them, with wave and levels fitted together."""
    wave = _wave(places, settings)
    design = np.hstack([wave, _levels(len(logs), cuts)])
    weights, *_rest = np.linalg.lstsq(design, logs, rcond=None)
    return logs - wave @ weights[:2], logs - design @ weights


def _levels(months: int, cuts: Sequence[int]) -> Vector:
    """A column of ones and noughts for each level (months, levels)."""
    of = np.searchsorted(cuts, np.arange(months), side="right")
    return np.asarray(of[:, None] == np.arange(len(cuts) + 1), dtype=np.float64)


def _spread_beside(left: Vector, places: Vector, steps: int) -> float:
    """The standard deviation of a month by what is left beside the steps, wider where neighbouring months are alike.

    Then a level that means nothing lasts longer. What is left is less alike than the months were: by about three in so
    many months for level and wave, and by more for each step that was searched for.
    """
    months, squares = len(left), float((left**2).sum())
    spread = math.sqrt(squares / (months - 3 - 2 * steps))
    if spread < STILL:
        return 0.0
    beside = np.diff(places) == 1
    alike = float((left[1:] * left[:-1])[beside].sum()) / squares + (3 + OF_A_STEP * steps) / months
    alike = min(max(alike, 0.0), 0.9)
    return spread * math.sqrt((1 + alike) / (1 - alike))


def _parted(levels: Vector, spread: float, settings: StepSettings) -> list[int]:
    """Where the levels part, counted among the known months."""
    import ruptures

    if spread < STILL:
        return []
    # With a linear kernel this is PELT on squared distances in C, a hundred times as fast as ruptures.Pelt.
    search = ruptures.KernelCPD(kernel="linear", min_size=settings.shortest).fit((levels / spread).reshape(-1, 1))
    return [int(cut) for cut in search.predict(pen=settings.penalty * math.log(len(levels)))[:-1]]


def _placed(logs: Vector, places: Vector, cuts: Sequence[int], spread: float, settings: StepSettings) -> list[int]:
    """Each cut where most of the likelihood lies near, the season fitted anew for every month it may lie in."""
    placed = list(cuts)
    worth = np.ones(2 * settings.near + 1)
    worth[settings.near] = 1.5
    for which in range(len(placed)):
        edges = [0, *placed, len(logs)]
        begin, end = edges[which] + settings.shortest, edges[which + 2] - settings.shortest
        others = placed[:which] + placed[which + 1 :]
        fixed = np.hstack([_wave(places, settings), _levels(len(logs), others)])
        explained = _explained(logs, fixed, range(begin, end + 1), edges[which + 2])
        likely = np.exp((explained - explained.max()) / (2 * spread**2))
        near = np.convolve(likely, worth)[settings.near :][: len(likely)]
        placed[which] = begin + int(near.argmax())
    return placed


def _explained(logs: Vector, fixed: Vector, begins: range, end: int) -> Vector:
    """The squares that a level from each month on to ``end`` explains, beside what is fixed."""
    months = np.arange(len(logs))[:, None]
    level = np.asarray((months >= np.array(begins)) & (months < end), dtype=np.float64)
    base, _rest = np.linalg.qr(fixed)
    level -= base @ (base.T @ level)
    # Nothing is explained by a level that wave and other levels make up together.
    squares = np.maximum((level**2).sum(axis=0), STILL)
    explained: Vector = (level.T @ (logs - base @ (base.T @ logs))) ** 2 / squares
    return explained


def _off_a_line(logs: Vector, places: Vector, settings: StepSettings) -> float:
    """The squares left beside the wave and one straight line."""
    line = np.stack([np.ones(len(places)), places], axis=1)
    design = np.hstack([_wave(places, settings), line])
    weights, *_rest = np.linalg.lstsq(design, logs, rcond=None)
    return float(((logs - design @ weights) ** 2).sum())
