"""What the next months of a count are likely to bring: the median of four methods, with intervals by its own record.

The four: Theta (Assimakopoulos and Nikolopoulos 2000, in the form of Hyndman and Billah 2003), exponential smoothing
with a damped trend (Gardner and McKenzie 1985), complex exponential smoothing (Svetunkov, Kourentzes and Ord 2022), and
the mean of the last three years (level, season and trend where there is one) that rule E expects by. The first three
work on logarithms without their season: a wave, and what single months of the year have beyond it, as far as that is
more than chance. The intervals are split conformal (Lei et al. 2018): as wide as the errors that the same method made
at the same distance in the series' own past, so that they promise only what was kept before. None is a month that is
not known.

Not taken: statsforecast 2.1, whose AutoTheta, AutoETS and AutoCES are these methods tuned further
(docs/decisions/0012-forecast-by-our-own-median.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from polias.measures.engine.stats.expectation import ExceptionSettings, expected_at
from polias.measures.engine.stats.quasipoisson import Vector
from polias.measures.engine.stats.rules import Value

SEASON = 12
#: The shortest past that anything is forecast from, and so many of its months must be known.
LEAST, LEAST_KNOWN = 24, 20
#: The past from which on forecasts are like one made now, and so many of their errors are enough for an interval.
RIPE, ENOUGH = 36, 24
#: What the smoothing may forget: a grid is as good as an optimiser here, and never fails to settle.
FORGETS = np.array([0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8])
TREND_FORGETS = np.array([0.01, 0.05, 0.15])
DAMPING = np.array([0.85, 0.95])


@dataclass(frozen=True)
class Ahead:
    """One month ahead: the most likely count, the intervals that 80 and 95 of 100 such months fall in (None where the
    past is too short to say), and whether the month would be an exception if it came so."""

    median: float
    eighty: tuple[float, float] | None
    ninety_five: tuple[float, float] | None
    exceptional: bool


class TooShort(ValueError):
    """So few months are known that nothing can be said of the next."""


def forecast(values: Sequence[Value], *, months: int = 12) -> list[Ahead]:
    """The months after the last of the series. Raises TooShort."""
    logs = np.array([np.nan if value is None else math.log(value + 0.5) for value in values])
    if len(logs) < LEAST or np.isfinite(logs).sum() < LEAST_KNOWN:
        raise TooShort
    *earlier, likely = _likely(logs, months)
    errors = _own_errors(logs, earlier, months)
    outside = _outside_limits(values, likely)
    return [_one(float(likely[step]), errors[step], exceptional=outside[step]) for step in range(months)]


def _one(likely: float, errors: Vector, *, exceptional: bool) -> Ahead:
    def within(share: float) -> tuple[float, float] | None:
        reach = conformal_reach(errors, share)
        return None if reach is None else (_back(likely - reach), _back(likely + reach))

    return Ahead(_back(likely), within(0.80), within(0.95), exceptional)


def _back(log: float) -> float:
    return max(0.0, math.exp(log) - 0.5)


def conformal_reach(errors: Vector, share: float) -> float | None:
    """How far to each side the next falls with this probability, by so many earlier errors; None with too few.

    The rank (n + 1) x share; where that lies between two errors, as far between them, since the next rank up alone
    promises more than was asked for when errors are few.
    """
    rank = (len(errors) + 1) * share
    if rank > len(errors) or rank < 1:
        return None
    return float(np.interp(rank, np.arange(1, len(errors) + 1), np.sort(errors)))


def _own_errors(logs: Vector, earlier: Sequence[Vector], months: int) -> list[Vector]:
    """For each distance, how far off each earlier forecast was that can be checked by now.

    Without those made from less than three years where there are enough others: they knew less than one made now.
    """
    off = [abs(_padded(logs[LEAST + place :], months) - one) for place, one in enumerate(earlier)]
    by_distance = np.array(off).reshape(-1, months).T
    ripe = [errors[np.isfinite(errors)] for errors in by_distance[:, RIPE - LEAST :]]
    return [
        some if len(some) >= ENOUGH else errors[np.isfinite(errors)]
        for some, errors in zip(ripe, by_distance, strict=True)
    ]


def _padded(logs: Vector, months: int) -> Vector:
    return np.concatenate([logs, np.full(months, np.nan)])[:months]


def _likely(logs: Vector, months: int) -> list[Vector]:
    """The forecast from each month of the past on, the last of them from now: the median of the four, as logarithms.

    Where too few months were known then it is not-a-number.
    """
    origins = range(LEAST, len(logs) + 1)
    by_years = _three_years(logs, origins, months)
    return [
        np.median(np.vstack([_smoothed(logs[:origin], months), by_years[place]]), axis=0)
        if np.isfinite(logs[:origin]).sum() >= LEAST_KNOWN
        else np.full(months, np.nan)
        for place, origin in enumerate(origins)
    ]


def _smoothed(logs: Vector, months: int) -> Vector:
    """Theta, the damped trend and the complex smoothing, their season put back (3, months)."""
    wave, wave_ahead = _season(logs, months)
    level = logs - wave
    return np.stack([_theta(level, months), _damped(level, months), _complex(level, months)]) + wave_ahead


def _season(logs: Vector, months: int) -> tuple[Vector, Vector]:
    """What the time of the year adds, for the months known and for those ahead: a wave of two harmonics, fitted beside
    a straight line, and what each month of the year has beyond it."""
    places = np.arange(len(logs) + months)
    turn = 2 * np.pi * places / SEASON
    waves = np.stack([np.cos(turn), np.sin(turn), np.cos(2 * turn), np.sin(2 * turn)], axis=1)
    beside = np.stack([np.ones(len(places)), places], axis=1)
    known = np.isfinite(logs)
    design = np.hstack([waves, beside])[: len(logs)][known]
    weights, *_rest = np.linalg.lstsq(design, logs[known], rcond=None)
    wave = waves @ weights[:4]
    season = wave + _each_month(logs - wave[: len(logs)])[places % SEASON]
    return season[: len(logs)], season[len(logs) :]


def _each_month(left: Vector) -> Vector:
    """What each month of the year has beyond the wave, as February its fewer days (12).

    Off the mean of the year about it, so that changes of level are none of it, and the less of it the more of it chance
    would make: nothing at all where the months of a year differ from each other no more than one month from year to
    year would have them.
    """
    known = np.isfinite(left)
    year = np.array([0.5, *[1.0] * (SEASON - 1), 0.5])
    half = SEASON // 2
    about = np.convolve(np.where(known, left, 0.0), year)[half:-half]
    off = (left - about / np.maximum(np.convolve(known, year)[half:-half], 1.0))[known]
    month = np.flatnonzero(known) % SEASON
    often = np.maximum(np.bincount(month, minlength=SEASON), 1)
    each = np.bincount(month, off, SEASON) / often
    by_chance = float(((off - each[month]) ** 2).sum()) / (len(off) - SEASON) / (len(off) / SEASON)
    found = float((each**2).mean())
    kept: Vector = (each - each.mean()) * max(0.0, 1 - by_chance / found if found else 0.0)
    return kept


def _theta(level: Vector, months: int) -> Vector:
    """Simple smoothing with half the slope of the whole as its drift."""
    known = np.isfinite(level)
    places = np.flatnonzero(known)
    slope = float(np.polyfit(places, level[known], 1)[0])
    state = np.full(len(FORGETS), level[known][: SEASON // 2].mean())
    cost = np.zeros(len(FORGETS))
    for value in level[known]:
        cost += (value - state) ** 2
        state = state + FORGETS * (value - state)
    best = int(cost.argmin())
    steps = np.arange(months) + (1 - (1 - FORGETS[best]) ** len(places)) / FORGETS[best]
    drifted: Vector = state[best] + slope / 2 * steps
    return drifted


def _damped(level: Vector, months: int) -> Vector:
    """Level and trend both smoothed, the trend losing a part of itself each month."""
    forget, of_trend, damp = (one.ravel() for one in np.meshgrid(FORGETS, TREND_FORGETS, DAMPING))
    first = level[np.isfinite(level)]
    state, trend = np.full(len(forget), first[: SEASON // 2].mean()), np.zeros(len(forget))
    cost = np.zeros(len(forget))
    for value in level:
        expected = state + damp * trend
        off = np.zeros(len(forget)) if np.isnan(value) else value - expected
        cost += off**2
        state, trend = expected + forget * off, damp * trend + forget * of_trend * off
    best = int(cost.argmin())
    reach = np.cumsum(damp[best] ** np.arange(1, months + 1))
    smoothed: Vector = state[best] + trend[best] * reach
    return smoothed


def _complex(level: Vector, months: int, parameters: tuple[Vector, Vector] | None = None) -> Vector:
    """Complex exponential smoothing without a season: the level, and what it may come to, bound to each other.

    Both parameters on a grid, of those by which errors are forgotten. The series is turned about the mean of its first
    half-year, since the method does not do the same at every height.
    """
    real, imaginary = parameters or COMPLEX
    height = level[np.isfinite(level)][: SEASON // 2].mean()
    state, potential = np.zeros(len(real)), np.zeros(len(real))
    cost = np.zeros(len(real))
    for value in level - height:
        off = np.zeros(len(real)) if np.isnan(value) else value - state
        cost += off**2
        state, potential = (
            state + (imaginary - 1) * potential + (real - imaginary) * off,
            state + (1 - real) * potential + (real + imaginary) * off,
        )
    best = int(cost.argmin())
    ahead = np.empty(months)
    one, other = state[best], potential[best]
    for month in range(months):
        ahead[month] = one
        one, other = one + (imaginary[best] - 1) * other, one + (1 - real[best]) * other
    smoothed: Vector = ahead + height
    return smoothed


def _forgetting(reals: Vector, imaginaries: Vector) -> tuple[Vector, Vector]:
    """The pairs of parameters by which every error loses its weight in time: both roots inside the unit circle."""
    pairs = np.array([(real, imaginary) for real in reals for imaginary in imaginaries])
    real, imaginary = pairs.T
    turned = np.stack([1 - real + imaginary, imaginary - 1, 1 - real - imaginary, 1 - real], axis=1).reshape(-1, 2, 2)
    kept = np.abs(np.linalg.eigvals(turned)).max(axis=1) < 1
    return real[kept], imaginary[kept]


COMPLEX = _forgetting(np.arange(0.9, 2.01, 0.1), np.arange(0.9, 1.11, 0.02))


def _three_years(logs: Vector, origins: range, months: int) -> Vector:
    """What three years have one expect of the months after each origin (origins, months), by the model of rule E.

    All origins at once, each as a series of its own, and without months left out between. Where the model does not
    settle, as with next to nothing counted, the mean of the last year stands in.
    """
    base = ExceptionSettings().base
    pasts = [np.concatenate([np.full(base, np.nan), logs[:origin]])[-base:] for origin in origins]
    counts = np.maximum(np.exp(np.stack(pasts)) - 0.5, 0)
    expected = [
        expected_at(_stretched(counts, step), base + step, ExceptionSettings(left_out=step, least=LEAST_KNOWN)).mean
        for step in range(months)
    ]
    instead = np.array([_last_year(logs[:origin]) for origin in origins])
    by_model = np.log(np.stack(expected, axis=1) + 0.5)
    return np.where(np.isfinite(by_model), by_model, instead[:, None])


def _stretched(counts: Vector, months: int) -> Vector:
    """With so many months after the last, of which nothing is known, and one to judge."""
    return np.hstack([counts, np.full((len(counts), months + 1), np.nan)])


def _last_year(logs: Vector) -> float:
    known = logs[np.isfinite(logs)][-SEASON:]
    return float(known.mean()) if len(known) else math.nan


def _outside_limits(values: Sequence[Value], likely: Vector) -> list[bool]:
    """Whether each forecast lies outside the limits that rule E will have for its month, as far as they are known."""
    counts = np.array([[np.nan if value is None else value for value in values] + [np.nan] * len(likely)])
    settings = ExceptionSettings()
    found = []
    for step, log in enumerate(likely):
        expected = expected_at(counts, len(values) + step, settings)
        lower, upper = (float(expected.count_at(z)[0]) for z in (-settings.beyond, settings.beyond))
        found.append(not math.isnan(upper) and not lower <= _back(float(log)) <= upper)
    return found
