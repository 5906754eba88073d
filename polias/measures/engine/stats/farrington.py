"""Early detection in weekly counts: Farrington's method, as first published and as improved.

Farrington et al. (1996) and Noufaily et al. (2013), with the choices of `farringtonFlexible` in R's surveillance
1.20.3, whose results the tests compare with. Each week is held against the same time of earlier years, and counts far
above what was expected then weigh less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats

from polias.measures.engine.stats.quasipoisson import Fit, NotConverged, Vector, fit


@dataclass(frozen=True, kw_only=True)
class FarringtonSettings:
    """Which weeks are looked back at, and how the bound is drawn.

    ``years`` back, ``half_window`` weeks to each side of the same week; with more than one of ``periods`` the rest of
    each year too, in so many seasonal groups. The last ``left_out`` weeks never count: an outbreak that has begun
    would hide itself. Residuals above ``far`` weigh less. The trend is kept where its p is below ``trend_p``.
    ``enough``: so many cases in so many weeks are needed for an alarm. ``as_surveillance`` computes the dispersion of
    the trend's test and of the prediction as that package does, from working residuals without their weights.
    """

    years: int
    half_window: int = 3
    periods: int = 1
    left_out: int
    far: float
    trend_p: float
    bound: Literal["power", "negative binomial"]
    alpha: float = 0.05
    enough: tuple[int, int] = (5, 4)
    as_surveillance: bool = False


ORIGINAL = FarringtonSettings(years=3, left_out=3, far=1.0, trend_p=0.05, bound="power")
IMPROVED = FarringtonSettings(years=4, periods=10, left_out=26, far=2.58, trend_p=1.0, bound="negative binomial")


@dataclass(frozen=True)
class Week:
    """One week judged: what was expected, the bound, how likely such a count is, how much counts vary (1: chance)."""

    place: int
    observed: float
    expected: float
    bound: float
    p: float
    dispersion: float
    alarm: bool


def farrington(counts: Sequence[float], *, season: int, settings: FarringtonSettings, start: int) -> list[Week | None]:
    """Each week from ``start`` (counted from nought) on; None where too few earlier years are there or nothing fits.

    ``season`` is how many counts make a year: 52 for weeks. A week that is not known is not-a-number: it is not judged,
    and no other is held against it.
    """
    observed = np.asarray(counts, dtype=np.float64)
    return [_week(observed, place, season, settings) for place in range(start, len(observed))]


def first_place(season: int, settings: FarringtonSettings) -> int:
    """The first week that has all its earlier years."""
    return settings.years * season + settings.half_window


def _week(observed: Vector, now: int, season: int, settings: FarringtonSettings) -> Week | None:
    if now < first_place(season, settings) or np.isnan(observed[now]):
        return None
    places, groups = _looked_back_at(observed, now, season, settings)
    try:
        model = _Model.of(observed, places, groups, now, settings)
    except NotConverged:
        return None
    bound, p = _bound(model, observed[now], settings)
    cases, weeks = settings.enough
    enough = np.nansum(observed[max(0, now - weeks + 1) : now + 1]) >= cases
    score = (observed[now] - model.expected) / (bound - model.expected) if bound > model.expected else 0.0
    return Week(now, float(observed[now]), model.expected, bound, p, model.dispersion, bool(score > 1 and enough))


def _looked_back_at(
    observed: Vector, now: int, season: int, settings: FarringtonSettings
) -> tuple[list[int], list[int]]:
    """The weeks, and the seasonal group of each; that of the same time of the year is called nought."""
    group: dict[int, int] = {}
    for year in range(1, settings.years + 1):
        same = now - year * season
        group |= dict.fromkeys(range(same - settings.half_window, same + settings.half_window + 1), 0)
        if settings.periods > 1:
            between = season - 2 * settings.half_window - 1
            length, rest = divmod(between, settings.periods - 1)
            begin = same + settings.half_window + 1
            for number in range(1, settings.periods):
                end = begin + length + (number <= rest)
                group |= dict.fromkeys(range(begin, end), number)
                begin = end
    places = [p for p in sorted(group) if p < now - settings.left_out and not np.isnan(observed[p])]
    return places, [group[place] for place in places]


@dataclass(frozen=True)
class _Model:
    """The model that was kept: the mean expected now, its standard error, and the dispersion (at least 1)."""

    expected: float
    error: float
    dispersion: float

    @classmethod
    def of(
        cls, observed: Vector, places: list[int], groups: list[int], now: int, settings: FarringtonSettings
    ) -> _Model:
        """With a trend where one may be kept, otherwise without."""
        seasons = (np.array(groups)[:, None] == np.arange(1, settings.periods)).astype(np.float64)
        counts, times = observed[places], np.array(places, dtype=float) - now
        ones = np.ones((len(places), 1))
        if settings.years >= 3:
            try:
                trending = _reweighted(np.hstack([ones, times[:, None], seasons]), counts, settings)
            except NotConverged:
                trending = None
            if trending is not None:
                loose = _loose_dispersion(trending, settings)
                model = cls._from(trending, settings)
                if trending.p_of(1, loose) < settings.trend_p and model.expected <= counts.max():
                    return model
        return cls._from(_reweighted(np.hstack([ones, seasons]), counts, settings), settings)

    @classmethod
    def _from(cls, fitted: Fit, settings: FarringtonSettings) -> _Model:
        row = np.zeros(fitted.design.shape[1])
        row[0] = 1.0
        mean, error = fitted.predicted(row, _loose_dispersion(fitted, settings))
        return cls(mean, error, max(fitted.dispersion, 1.0))


def _loose_dispersion(fitted: Fit, settings: FarringtonSettings) -> float:
    if not settings.as_surveillance:
        return max(fitted.dispersion, 1.0)
    squares = fitted.weights * ((fitted.counts - fitted.means) / fitted.means) ** 2
    return float(squares.sum()) / fitted.degrees_of_freedom


def _reweighted(design: Vector, counts: Vector, settings: FarringtonSettings) -> Fit:
    """Fitted once, and again with less weight on what lay far above."""
    first = fit(design, counts)
    residuals = first.anscombe_residuals(max(first.dispersion, 1.0))
    above = residuals > settings.far
    small = np.where(above, residuals, 1.0) ** -2.0
    return fit(design, counts, len(counts) / small.sum() * small)


def _bound(model: _Model, observed: float, settings: FarringtonSettings) -> tuple[float, float]:
    """The upper bound, and how likely a count as high as that of now is."""
    mean, spread = model.expected, model.dispersion
    if settings.bound == "power":
        middle, variance = mean ** (2 / 3), 4 / 9 * mean ** (1 / 3) * (spread + model.error**2 / mean)
        error = float(np.sqrt(variance))
        bound = max(middle + float(stats.norm.ppf(1 - settings.alpha)) * error, 0.0) ** 1.5
        return bound, float(stats.norm.sf((observed ** (2 / 3) - middle) / error))
    if spread > 1:
        chance = stats.nbinom(mean / (spread - 1), 1 / spread)
    else:
        chance = stats.poisson(mean)
    return float(chance.ppf(1 - settings.alpha)), float(chance.sf(observed - 1))
