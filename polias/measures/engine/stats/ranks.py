"""Where an area ranks among others, how sure that is, and from which it cannot be told apart.

Goldstein and Spiegelhalter (1996, JRSS A 159, 385-443): rates are drawn many times from what the counts allow (gamma
of events + ½ by people; beta for shares) and ranked each time. With ``spread`` they are drawn toward the average first,
by as much as the spread between areas says (Christiansen and Morris 1997). The same figures give the same ranks.

Not taken as the usual way: draws from the counts alone. Where areas are alike, each lies where chance has put it; such
draws take that place for its own, and nine intervals in ten hold the true rank only two times in three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from polias.measures.engine.stats.funnel import Funnel, FunnelSettings, Kind, Vector, between, drawn_in, left_by

First = Literal["lowest", "highest"]
DRAWS, SEED, LEVEL = 10_000, 20_050_501, 0.9


@dataclass(frozen=True)
class Rank:
    """The rank of one area and between which ranks it lies; areas with the same rate share the better rank.

    ``alike`` are the places of the areas from which it cannot be told apart: their intervals of ranks meet its own.
    """

    rank: int
    low: int
    high: int
    of: int
    alike: tuple[int, ...]


def ranks(
    events: Sequence[float],
    people: Sequence[float],
    *,
    kind: Kind = "rate",
    spread: Funnel | None = None,
    first: First = "lowest",
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> list[Rank]:
    """The rank of each area among all of them."""
    some, among = np.asarray(events, dtype=np.float64), np.asarray(people, dtype=np.float64)
    drawn = _drawn(some, among, kind=kind, spread=spread, draws=draws, seed=seed)
    return _ranked(drawn, some / among, first=first, level=level)


def ranks_of_changes(
    now: Sequence[float],
    before: Sequence[float],
    *,
    first: First = "lowest",
    level: float = LEVEL,
    draws: int = DRAWS,
    seed: int = SEED,
) -> list[Rank]:
    """The rank of each area by how much more or less there was than before.

    The logarithms of the changes are drawn, as far as chance in both counts moves them, towards their average by as
    much as areas changed alike.
    """
    after, then = np.asarray(now, dtype=np.float64) + 0.5, np.asarray(before, dtype=np.float64) + 0.5
    changes, precisions = np.log(after / then), 1 / (1 / after + 1 / then)
    middle = float((changes * precisions).sum() / precisions.sum())
    settings = FunnelSettings()
    scores = drawn_in((changes - middle) * np.sqrt(precisions), settings.drawn_in)
    tau_squared = between(float((scores**2).mean()) / left_by(settings.drawn_in), precisions)
    rng, size = np.random.default_rng(seed), (draws, len(changes))
    if tau_squared == 0:
        return _ranked(rng.random(size), changes, first=first, level=level)
    own = tau_squared / (tau_squared + 1 / precisions)
    drawn = rng.normal(own * changes + (1 - own) * middle, np.sqrt(own / precisions), size=size)
    return _ranked(drawn, changes, first=first, level=level)


def _ranked(drawn: Vector, observed: Vector, *, first: First, level: float) -> list[Rank]:
    """Ranks of what was observed, with the intervals of what was drawn (draws, areas)."""
    if first == "highest":
        drawn, observed = -drawn, -observed
    places = drawn.argsort(axis=1).argsort(axis=1) + 1
    tail = (1 - level) / 2
    low, high = np.quantile(places, [tail, 1 - tail], axis=0, method="closest_observation").astype(int)
    own = np.array([1 + int((observed < one).sum()) for one in observed])
    low, high = np.minimum(low, own), np.maximum(high, own)
    return [
        Rank(
            int(own[place]),
            int(low[place]),
            int(high[place]),
            len(own),
            tuple(
                other
                for other in range(len(own))
                if other != place and low[other] <= high[place] and low[place] <= high[other]
            ),
        )
        for place in range(len(own))
    ]


def _drawn(some: Vector, among: Vector, *, kind: Kind, spread: Funnel | None, draws: int, seed: int) -> Vector:
    """Rates or shares that the counts allow (draws, areas)."""
    rng, size = np.random.default_rng(seed), (draws, len(some))
    if spread is None:
        if kind == "share":
            return rng.beta(some + 0.5, among - some + 0.5, size=size)
        return np.asarray(rng.gamma(some + 0.5, size=size) / among)
    # A gamma (beta) distribution whose mean is the average and whose variance is the one between areas.
    share = spread.average
    if spread.tau_squared == 0 or share <= 0:
        return np.asarray(rng.random(size))
    if kind == "share":
        strength = max(1 / (4 * spread.tau_squared) - 1, 1e-9)
        return rng.beta(some + share * strength, among - some + (1 - share) * strength, size=size)
    strength = 1 / (4 * spread.tau_squared)
    return np.asarray(rng.gamma(some + share * strength, size=size) / (among + strength))
