"""Where the level of a monthly series changed to a new normal: its season taken out, then parted by PELT.

Killick, Fearnhead and Eckley (2012) for PELT, by the library ruptures. A step proposes new limits from its month on; it
never makes them, since only somebody who knows why can (a counting rule, a new system). Values above nought; None is a
month that is not known.

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


@dataclass(frozen=True, kw_only=True)
class StepSettings:
    """``season`` months make a year; no level lasts less than ``shortest``; a step must explain ``penalty`` times the
    logarithm of the number of months, in variances of a month; fewer than ``least`` known months are not judged.
    ``counts`` vary by chance at least, however steady they look."""

    season: int = 12
    shortest: int = 6
    penalty: float = 4.0
    least: int = 24
    counts: bool = True


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
    levels = _without_season(np.log(known + 0.5), places, settings)
    spread = _spread(levels, places)
    if settings.counts:
        spread = max(spread, 1 / math.sqrt(known.mean() + 0.5))
    if spread == 0:
        return []
    cuts = _parted(levels / spread, settings)
    edges = [0, *cuts, len(levels)]
    means = [float(levels[a:b].mean()) for a, b in itertools.pairwise(edges)]
    drift = _drift_explains(levels / spread, places, edges, settings)
    return [
        Step(int(places[cut]), math.exp(before), math.exp(after), drift)
        for cut, before, after in zip(cuts, means, means[1:], strict=False)
    ]


def _without_season(levels: Vector, places: Vector, settings: StepSettings) -> Vector:
    """One yearly wave less, fitted to the changes from month to month, of which a step spoils only one."""
    turn = 2 * np.pi * places / settings.season
    wave = np.stack([np.cos(turn), np.sin(turn)], axis=1)
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


def _parted(levels: Vector, settings: StepSettings) -> list[int]:
    """Where the levels part, counted among the known months."""
    import ruptures

    # With a linear kernel this is PELT on squared distances in C, a hundred times as fast as ruptures.Pelt.
    search = ruptures.KernelCPD(kernel="linear", min_size=settings.shortest).fit(levels.reshape(-1, 1))
    return [int(cut) for cut in search.predict(pen=settings.penalty * math.log(len(levels)))[:-1]]


def _drift_explains(levels: Vector, places: Vector, edges: Sequence[int], settings: StepSettings) -> bool:
    """Whether one straight line costs no more than the steps: its squares and a penalty against theirs."""
    line = np.polynomial.Polynomial.fit(places, levels, 1)(places)
    of_steps = sum(float(((levels[a:b] - levels[a:b].mean()) ** 2).sum()) for a, b in itertools.pairwise(edges))
    each = settings.penalty * math.log(len(levels))
    return float(((levels - line) ** 2).sum()) + each <= of_steps + each * (len(edges) - 2)
