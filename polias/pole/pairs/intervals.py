"""Shares with their intervals: of one sample, and of strata that stand for unlike numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

#: Two-sided, of the normal distribution: 95 in 100 intervals hold the true share.
Z = NormalDist().inv_cdf(0.975)
#: Draws from what is believed of each stratum, the same for the same sample.
DRAWS, SEED = 20_000, 20


@dataclass(frozen=True)
class Share:
    """A share with both ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Stratum:
    """Pairs of one kind: how many there are, how many of them were reviewed, and how many of these were one person.

    ``found`` says that such pairs are put forward as one person.
    """

    size: float
    reviewed: int
    right: int
    found: bool


def wilson(right: int, reviewed: int) -> tuple[float, float]:
    """Both ends of Wilson's interval; from nothing reviewed, everything is possible."""
    if not reviewed:
        return 0.0, 1.0
    share, square = right / reviewed, Z * Z / reviewed
    middle = share + square / 2
    width = Z * sqrt(share * (1 - share) / reviewed + square / (4 * reviewed))
    low, high = (middle - width) / (1 + square), (middle + width) / (1 + square)
    return max(0.0, low), min(1.0, high)


def precision(strata: Sequence[Stratum]) -> Share | None:
    """Of the pairs that are put forward, the share that is one person; None until each kind of them was reviewed."""
    found = [one for one in strata if one.found]
    return _ratio(found, over=[1.0] * len(found), of=[True] * len(found)) if _all_reviewed(found) else None


def recall(strata: Sequence[Stratum]) -> Share | None:
    """Of the pairs looked at that are one person, the share that is put forward; None until each kind was reviewed."""
    return _ratio(strata, over=None, of=[one.found for one in strata]) if _all_reviewed(strata) else None


def true_pairs(strata: Sequence[Stratum]) -> Share | None:
    """How many of the pairs looked at are one person, as a number of pairs; None until each kind was reviewed."""
    if not _all_reviewed(strata):
        return None
    return _ratio(strata, over=[0.0] * len(strata), of=[True] * len(strata), beside=1.0)


def _all_reviewed(strata: Sequence[Stratum]) -> bool:
    return bool(strata) and all(one.reviewed for one in strata)


def _ratio(
    strata: Sequence[Stratum], *, over: Sequence[float] | None, of: Sequence[bool], beside: float = 0.0
) -> Share:
    """True pairs of some strata over all pairs of them and a number beside, or over all true pairs.

    The interval is that of draws from Jeffreys' posterior of every stratum, which stays sound where all were right.
    """
    import numpy as np

    sizes = np.array([one.size for one in strata])
    right, reviewed = (np.array([getattr(one, name) for one in strata]) for name in ("right", "reviewed"))
    random = np.random.default_rng(SEED)
    drawn = random.beta(right + 0.5, reviewed - right + 0.5, size=(DRAWS, len(strata)))
    shares = np.vstack([right / reviewed, drawn])
    true = shares * sizes
    top = (true * np.array(of)).sum(axis=1)
    bottom = true.sum(axis=1) if over is None else np.full(len(true), (sizes * np.array(over)).sum() + beside)
    values = np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)
    low, high = np.quantile(values[1:], (0.025, 0.975))
    return Share(float(values[0]), float(min(low, values[0])), float(max(high, values[0])))
