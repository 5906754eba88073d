"""Early detection without history: the CDC's EARS C1, C2 and C3, each week held against the seven before.

As `earsC` in R's surveillance 1.20.3 computes them; C2 leaves two weeks between, C3 adds what C2 found in these.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

Ears = Literal["c1", "c2", "c3"]
BASELINE, LAG = 7, {"c1": 0, "c2": 2, "c3": 2}
ALPHA: dict[Ears, float] = {"c1": 0.001, "c2": 0.001, "c3": 0.025}


@dataclass(frozen=True)
class EarsWeek:
    """One week judged by its bound."""

    place: int
    observed: float
    bound: float
    alarm: bool


def ears(counts: Sequence[float], *, method: Ears, start: int, alpha: float | None = None) -> list[EarsWeek | None]:
    """Each week from ``start`` (counted from nought) on; None where too few come before it, or one is not-a-number."""
    z = float(stats.norm.ppf(1 - (ALPHA[method] if alpha is None else alpha)))
    return [_week(counts, place, method, z) for place in range(start, len(counts))]


def first_place(method: Ears) -> int:
    """The first week with enough before it."""
    return BASELINE + LAG[method] + (2 if method == "c3" else 0)


def _week(counts: Sequence[float], place: int, method: Ears, z: float) -> EarsWeek | None:
    looked_at = counts[max(0, place - first_place(method)) : place + 1]
    if place < first_place(method) or any(map(math.isnan, looked_at)):
        return None
    mean, deviation = _baseline(counts, place, LAG[method])
    bound = mean + z * deviation
    if method == "c3":
        # An alarm by the two weeks before alone: the bound stands as far above this week as they fall short.
        exceeded = sum(_beyond(counts, earlier) for earlier in (place - 1, place - 2))
        bound = max(0.0, counts[place] + deviation * (z - exceeded))
    return EarsWeek(place, counts[place], bound, counts[place] > bound)


def _baseline(counts: Sequence[float], place: int, lag: int) -> tuple[float, float]:
    """Mean and standard deviation of the seven weeks that end ``lag`` weeks before the one before."""
    before = np.asarray(counts[place - lag - BASELINE : place - lag], dtype=np.float64)
    return float(before.mean()), float(before.std(ddof=1))


def _beyond(counts: Sequence[float], place: int) -> float:
    """By how many standard deviations more than one an earlier week lay above what C2 expected."""
    mean, deviation = _baseline(counts, place, LAG["c2"])
    return max(0.0, (counts[place] - mean) / deviation - 1) if deviation else 0.0
