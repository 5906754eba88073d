"""What is expected of a month of a count, by its own earlier years: the model behind rule E (`exceptions.py`).

Log-linear, for counts that vary more than chance (quasi-Poisson): a level, one yearly wave, a trend only where there is
one, and less weight on months far off. Sources: McCullagh and Nelder (1989) for the model; Farrington et al. (1996) for
the weights and for the 2/3 power, on which counts are nearly normal. Shapes: s series, t months.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from polias.measures.engine.stats.many import Fits, fit_many
from polias.measures.engine.stats.quasipoisson import Vector


@dataclass(frozen=True, kw_only=True)
class ExceptionSettings:
    """The rule, printed with every chart: ``season`` months a year, ``base`` months held against, of which at least
    ``least`` are known, after ``left_out`` months; ``far`` residuals weigh less; the trend stays where its p is below
    ``trend_p``; an exception is ``beyond`` standard deviations off, or twice in three months beyond ``near``."""

    season: int = 12
    base: int = 36
    left_out: int = 6
    least: int = 30
    far: float = 3.0
    trend_p: float = 0.05
    beyond: float = 3.0
    near: float = 2.0

    @property
    def needed(self) -> int:
        """How many months lie between the first held against and the month judged."""
        return self.base + self.left_out


@dataclass(frozen=True)
class Expected:
    """What is expected of one month of many series (s): its mean, its standard deviation on the 2/3 power with that
    of the mean itself, and the degrees of freedom of both."""

    mean: Vector
    error: Vector
    free: Vector

    def z_of(self, observed: Vector) -> Vector:
        """Standard deviations off, as a normal score as unlikely as the t score is."""
        score = (observed ** (2 / 3) - self.mean ** (2 / 3)) / self.error
        # The smaller tail is turned, since the larger is 1 for all that is far off.
        return np.asarray(-np.sign(score) * stats.norm.ppf(stats.t.sf(abs(score), self.free)))

    def count_at(self, z: float) -> Vector:
        """The count so many standard deviations off; never below nought."""
        score = math.copysign(1, z) * stats.t.isf(stats.norm.sf(abs(z)), self.free)
        count: Vector = np.maximum(self.mean ** (2 / 3) + score * self.error, 0.0) ** 1.5
        return count


def expected_at(counts: Vector, place: int, settings: ExceptionSettings) -> Expected:
    """What is expected of one month of each series (s, t); not-a-number where too little is known."""
    held = range(place - settings.needed, place - settings.left_out)
    base = np.full((len(counts), settings.base), np.nan)
    known_from = max(0, held.start)
    if held.stop > known_from:
        base[:, known_from - held.start :] = counts[:, known_from : held.stop]
    known = np.isfinite(base)
    enough = (known.sum(axis=1) >= settings.least) & (np.nansum(base, axis=1) > 0)
    made = Expected(*(np.full(len(counts), np.nan) for _each in range(3)))
    if not enough.any():
        return made
    design = _design(np.array(held, dtype=np.float64) - place, settings)
    found = _expected(design, np.where(known, base, 1.0)[enough], known[enough].astype(np.float64), settings)
    for whole, part in zip((made.mean, made.error, made.free), found, strict=True):
        whole[enough] = part
    return made


def _design(months: Vector, settings: ExceptionSettings) -> Vector:
    """One row a month, counted from the month judged: one, the yearly wave, and last the trend in years."""
    turn = 2 * np.pi * months / settings.season
    return np.stack([np.ones_like(months), np.cos(turn), np.sin(turn), months / settings.season], axis=1)


def _expected(
    design: Vector, base: Vector, known: Vector, settings: ExceptionSettings
) -> tuple[Vector, Vector, Vector]:
    """Mean, error on the 2/3 power and degrees of freedom: with the trend where one is seen, else without."""
    trending = _reweighted(design, base, known, settings)
    level = _reweighted(design[:, :-1], base, known, settings)
    keeps = trending.p_of(design.shape[1] - 1) < settings.trend_p
    now = np.array([1.0, 1.0, 0.0, 0.0])
    of_both = [_of_now(fits, now[: fits.design.shape[1]]) for fits in (trending, level)]
    mean, error, free = (np.where(keeps, one, other) for one, other in zip(*of_both, strict=True))
    return mean, error, free


def _of_now(fits: Fits, now: Vector) -> tuple[Vector, Vector, Vector]:
    mean, uncertain = fits.predicted(now)
    variance = 4 / 9 * mean ** (1 / 3) * (fits.dispersion + uncertain**2 / mean)
    # A dispersion that was not estimated is not uncertain: normal tails then, which are those of endless freedom.
    return mean, np.sqrt(variance), np.where(fits.is_poisson, np.inf, fits.degrees_of_freedom)


def _reweighted(design: Vector, base: Vector, known: Vector, settings: ExceptionSettings) -> Fits:
    """Fitted once, and again with less weight on what lay far off, above or below."""
    size = abs(fit_many(design, base, known).anscombe_residuals)
    small = np.where(size > settings.far, size, 1.0) ** -2.0 * known
    weights = small * (known.sum(axis=1) / small.sum(axis=1))[:, None]
    return fit_many(design, base, weights, told_short=_told_short(settings.far))


@cache
def _told_short(far: float) -> float:
    """The dispersion that such weights leave of normal residuals of variance 1: .973 for 3.0.

    The mean of w z^2 over that of w, where w is 1 up to ``far`` and 1 / z^2 beyond. Without it more months would seem
    far off.
    """
    beyond, dense = 2 * float(stats.norm.sf(far)), 2 * float(stats.norm.pdf(far))
    inside = 1 - beyond - far * dense
    return (inside + beyond) / (1 - beyond + dense / far - beyond)
