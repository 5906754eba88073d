"""The quasi-Poisson models of `quasipoisson.py` for many series at once, which share one design.

A board pack or a set of districts is hundreds of series, and each month is judged from some four fits: one after the
other that is seconds, together milliseconds. Shapes: s series, n observations, k columns of the design.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from polias.measures.engine.stats.quasipoisson import EPSILON, MOST_STEPS, Vector

Flags = NDArray[np.bool_]
#: Between which a correlation of neighbouring months is believed.
ALIKE = 0.15, 0.6
#: Counts vary more than chance where so large a share of Poisson series vary less.
BY_CHANCE = 2 / 3


@dataclass(frozen=True)
class Fits:
    """Fitted models, as `quasipoisson.Fit` is one; those that did not settle hold not-a-number throughout.

    ``counts``, ``weights``, ``working``, ``means`` are (s, n), ``coefficients`` (s, k), ``covariance`` (s, k, k).
    ``told_short`` is by how much the weights make the counts look steadier than they are.
    """

    design: Vector
    counts: Vector
    weights: Vector
    working: Vector
    coefficients: Vector
    means: Vector
    covariance: Vector
    told_short: float = 1.0

    @property
    def degrees_of_freedom(self) -> Vector:
        """Observations that weigh something, less the columns (s)."""
        free: Vector = np.count_nonzero(self.weights, axis=1).astype(np.float64) - self.design.shape[1]
        return free

    @cached_property
    def dispersion(self) -> Vector:
        """Pearson's estimate (s); 1, which is chance alone, where chance alone gives as much in one of three series."""
        squares = self.working * ((self.counts - self.means) / self.means) ** 2
        free = self.degrees_of_freedom
        estimated: Vector = squares.sum(axis=1) / free / self.told_short
        estimated[estimated <= stats.chi2.ppf(BY_CHANCE, free) / free] = 1.0
        return estimated

    @property
    def is_poisson(self) -> Flags:
        """Where the counts vary no more than chance has them (s), so that no dispersion was estimated."""
        alone: Flags = self.dispersion <= 1.0
        return alone

    @cached_property
    def anscombe_residuals(self) -> Vector:
        """Residuals (s, n) that are nearly normal with variance 1 where the model holds."""
        y, mu = self.counts, self.means
        leverage = np.einsum("ij,sjk,ik->si", self.design, self.covariance, self.design) * self.working
        scaled: Vector = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu))
        scaled /= np.sqrt(self.dispersion[:, None] * np.maximum(1 - leverage, EPSILON))
        return scaled

    @cached_property
    def inflation(self) -> Vector:
        """How many times the variance of a mean is larger (s) because neighbouring months are alike.

        (1 + r) / (1 - r) for the lag-1 correlation r of the residuals, to which k / n is added since fitting k
        columns lowers it by about that. Held between .15 and .6, since 36 months tell it no closer than to .17 and
        real months are alike; counts that vary by chance alone are not.
        """
        known = self.weights > 0
        residuals = np.where(known, self.anscombe_residuals, 0.0)
        both = known[:, 1:] & known[:, :-1]
        beside = (residuals[:, 1:] * residuals[:, :-1] * both).sum(axis=1) / np.maximum(both.sum(axis=1), 1)
        alike = beside / ((residuals**2).sum(axis=1) / known.sum(axis=1)) + self.design.shape[1] / known.sum(axis=1)
        alike = np.where(self.is_poisson, 0.0, np.clip(alike, *ALIKE))
        inflated: Vector = (1 + alike) / (1 - alike)
        return inflated

    def p_of(self, column: int) -> Vector:
        """How likely a coefficient as far from nought is where its column does not matter (s; t test, two sides)."""
        error = np.sqrt(self.dispersion * self.inflation * self.covariance[:, column, column])
        return np.asarray(2 * stats.t.sf(abs(self.coefficients[:, column]) / error, self.degrees_of_freedom))

    def predicted(self, row: Vector) -> tuple[Vector, Vector]:
        """The means (s) for another row of the design (k), and their standard errors."""
        means = np.exp(self.coefficients @ row)
        within = np.einsum("j,sjk,k->s", row, self.covariance, row)
        return means, means * np.sqrt(self.dispersion * self.inflation * within)


def fit_many(design: Vector, counts: Vector, weights: Vector, *, told_short: float = 1.0) -> Fits:
    """Fit log means to each row of ``counts`` (s, n) by the same ``design`` (n, k); a ``weight`` of 0 is not known."""
    means = counts + 0.1
    eta, deviance = np.log(means), _deviance(counts, means, weights)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _step in range(MOST_STEPS):
            working = weights * means
            coefficients, triangle, sound = _least_squares(design, eta + (counts - means) / means, working)
            eta = coefficients @ design.T
            means = np.exp(eta)
            sound &= (np.isfinite(means) & (means > 0)).all(axis=1)
            # A series that runs away, because its counts are nought throughout, must not stop the others.
            means[~sound], eta[~sound] = 1.0, 0.0
            before, deviance = deviance, _deviance(counts, means, weights)
            settled = sound & (abs(before - deviance) / (abs(deviance) + 0.1) < EPSILON)
            if settled.all():
                break
        inverse = np.linalg.inv(triangle)
    covariance = np.asarray(inverse @ np.swapaxes(inverse, 1, 2), dtype=np.float64)
    for one in (coefficients, means, covariance):
        one[~settled] = np.nan
    return Fits(design, counts, weights, working, coefficients, means, covariance, told_short)


def _least_squares(design: Vector, aimed: Vector, working: Vector) -> tuple[Vector, Vector, Flags]:
    """Coefficients (s, k), the triangle (s, k, k) of the weighted design, and where that could be solved (s)."""
    root = np.sqrt(working)
    orthogonal, triangle = np.linalg.qr(design * root[:, :, None])
    size = abs(np.diagonal(triangle, axis1=1, axis2=2))
    sound = np.isfinite(size).all(axis=1) & (size.min(axis=1) > 1e-10 * size.max(axis=1))
    triangle[~sound] = np.eye(design.shape[1])
    seen = np.einsum("snk,sn->sk", orthogonal, aimed * root)
    return np.linalg.solve(triangle, seen[:, :, None])[:, :, 0], triangle, sound


def _deviance(counts: Vector, means: Vector, weights: Vector) -> Vector:
    share = np.divide(counts, means, out=np.ones_like(counts), where=counts > 0)
    summed: Vector = 2 * (weights * (counts * np.log(share) - (counts - means))).sum(axis=1)
    return summed
