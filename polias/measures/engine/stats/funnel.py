"""Funnel plots: which areas differ from all others by more than chance and the usual spread between areas explain.

Spiegelhalter (2005, Statistics in Medicine 24, 1185-1202; 2012, JRSS A 175, 1-47): counts on the square-root scale and
shares on the arcsine scale, z-scores drawn in at both ends (winsorised), the spread between areas tau² by DerSimonian
and Laird (1986) from their squares, limits at so many times the root of s² + tau². FunnelPlotR has the same (CQC).

Not taken: limits by chance alone. Where rates of areas truly differ by a tenth, nine forces in ten lie outside them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from polias.measures.engine.stats.comparison import Interval, NoPeople, weighted_average

Kind = Literal["rate", "share"]
Verdict = Literal["above", "below", "within"]
Vector = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class FunnelSettings:
    """``drawn_in`` is the share of areas at each end whose z-scores are drawn in before the spread is reckoned. With
    ``given_back`` the part of their mean square that this takes from normal scores is given back; the published method
    does not. An area stands out beyond ``beyond`` deviations; ``near`` are the inner lines; fewer than ``least`` areas
    are not judged."""

    drawn_in: float = 0.1
    given_back: bool = True
    near: float = 2.0
    beyond: float = 3.0
    least: int = 10


@dataclass(frozen=True)
class Funnel:
    """What was learnt from all areas: their average, how much they vary beyond chance, and each area's z-score.

    ``scores`` take the spread between areas into account, ``by_chance`` do not. ``spread`` is tau on the scale of the
    chart: how far, as a share of the average, areas usually lie from it.
    """

    kind: Kind
    average: float
    phi: float
    tau_squared: float
    scores: tuple[float, ...]
    by_chance: tuple[float, ...]
    settings: FunnelSettings

    @property
    def spread(self) -> float:
        """The standard deviation between areas as a share of the average, by how the scale bends there."""
        slope = 2 * math.sqrt(self.average) * (math.sqrt(1 - self.average) if self.kind == "share" else 1)
        return math.sqrt(self.tau_squared) * slope / self.average if self.average else 0.0

    def limits(self, people: float, deviations: float | None = None) -> Interval:
        """Between which rates or shares an area of so many people is nothing unusual."""
        reach = self.settings.beyond if deviations is None else deviations
        middle, off = _scaled(self.average, self.kind), reach * math.sqrt(1 / (4 * people) + self.tau_squared)
        return Interval(_back(middle - off, self.kind), _back(middle + off, self.kind))

    def verdict(self, place: int) -> Verdict:
        """Whether an area stands out."""
        score = self.scores[place]
        if abs(score) <= self.settings.beyond:
            return "within"
        return "above" if score > 0 else "below"


def funnel(
    events: Sequence[float], people: Sequence[float], *, kind: Kind = "rate", settings: FunnelSettings | None = None
) -> Funnel:
    """The funnel of all areas together. Raises NoPeople where an area has none."""
    settings = settings or FunnelSettings()
    some, among = np.asarray(events, dtype=np.float64), np.asarray(people, dtype=np.float64)
    if not len(among) or (among <= 0).any():
        raise NoPeople
    average = weighted_average(events, people)
    off = _scaled(some / among, kind) - _scaled(average, kind)
    weights = 4 * among
    by_chance = off * np.sqrt(weights)
    phi = float((drawn_in(by_chance, settings.drawn_in) ** 2).mean())
    if settings.given_back:
        phi /= left_by(settings.drawn_in)
    tau_squared = between(phi, weights)
    scores = off / np.sqrt(1 / weights + tau_squared)
    return Funnel(kind, average, phi, tau_squared, tuple(scores.tolist()), tuple(by_chance.tolist()), settings)


def drawn_in(scores: Vector, share: float) -> Vector:
    """Scores with those beyond the quantiles at both ends drawn in to them, so that outliers do not hide themselves."""
    low, high = np.quantile(scores, [share, 1 - share])
    return np.clip(scores, low, high)


def left_by(share: float) -> float:
    """What drawing in so large a share at each end leaves of the mean square of normal scores, which is 1."""
    from scipy import stats

    if not share:
        return 1.0
    edge = float(stats.norm.isf(share))
    return 1 - 2 * share - 2 * edge * float(stats.norm.pdf(edge)) + 2 * share * edge**2


def between(phi: float, weights: Vector) -> float:
    """The variance between areas (tau²) from the mean square of their z-scores; nought where chance explains it."""
    areas, total = len(weights), float(weights.sum())
    spare = total - float((weights**2).sum()) / total
    return max(0.0, (areas * phi - (areas - 1)) / spare) if spare > 0 else 0.0


def _scaled(rate: Vector | float, kind: Kind) -> Vector:
    root = np.sqrt(rate)
    return np.asarray(root if kind == "rate" else np.arcsin(root), dtype=np.float64)


def _back(scaled: float | Vector, kind: Kind) -> float:
    """A rate or share again; the scale ends at nought and, of shares, at a right angle."""
    if kind == "rate":
        return float(np.maximum(scaled, 0.0)) ** 2
    return math.sin(float(np.clip(scaled, 0.0, math.pi / 2))) ** 2
