"""Log-linear models of counts that vary more than chance: quasi-Poisson regression by weighted least squares.

McCullagh and Nelder (1989), chapters 6 and 9. Shapes: n observations, k columns of the design.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Vector = NDArray[np.float64]
#: As R's `glm`: steps end when the deviance changes by less than this, relatively; more than so many do not converge.
EPSILON, MOST_STEPS = 1e-8, 25


class NotConverged(ArithmeticError):
    """The steps did not settle, for instance because every count is nought."""


@dataclass(frozen=True)
class Fit:
    """A fitted model: what it was made of, its coefficients (k), means (n), their covariance for dispersion 1 (k, k).

    ``working`` are the weights (n) of the last step, prior weights times means, which R's `summary.glm` uses too.
    """

    design: Vector
    counts: Vector
    weights: Vector
    working: Vector
    coefficients: Vector
    means: Vector
    covariance: Vector

    @property
    def degrees_of_freedom(self) -> int:
        return int(np.count_nonzero(self.weights)) - int(self.design.shape[1])

    @property
    def dispersion(self) -> float:
        """Pearson's estimate: how many times more the counts vary than chance would have them; below 1 is possible."""
        squares = self.working * ((self.counts - self.means) / self.means) ** 2
        return float(squares.sum()) / self.degrees_of_freedom

    @property
    def leverage(self) -> Vector:
        """How far each observation pulls its own mean, from 0 to 1 (n)."""
        within = np.einsum("ij,jk,ik->i", self.design, self.covariance, self.design)
        hat: Vector = within * self.working
        return hat

    def anscombe_residuals(self, dispersion: float) -> Vector:
        """Residuals (n) that are nearly normal with variance 1 where the model holds."""
        y, mu = self.counts, self.means
        scaled: Vector = 1.5 * (y ** (2 / 3) * mu ** (-1 / 6) - np.sqrt(mu))
        return scaled / np.sqrt(dispersion * (1 - self.leverage))

    def p_of(self, column: int, dispersion: float) -> float:
        """How likely a coefficient as far from nought is where its column does not matter (t test, two sides)."""
        error = float(np.sqrt(dispersion * self.covariance[column, column]))
        return float(2 * stats.t.sf(abs(self.coefficients[column]) / error, self.degrees_of_freedom))

    def predicted(self, row: Vector, dispersion: float) -> tuple[float, float]:
        """The mean for another row of the design (k), and the standard error of that mean."""
        mean = float(np.exp(row @ self.coefficients))
        return mean, mean * float(np.sqrt(dispersion * (row @ self.covariance @ row)))


def fit(design: Vector, counts: Vector, weights: Vector | None = None) -> Fit:
    """Fit log means to counts; ``design`` (n, k), ``counts`` and prior ``weights`` (n). Raises NotConverged."""
    weights = np.ones_like(counts) if weights is None else weights
    means = counts + 0.1
    eta, deviance = np.log(means), _deviance(counts, means, weights)
    for _step in range(MOST_STEPS):
        aimed, working = eta + (counts - means) / means, weights * means
        root = np.sqrt(working)
        coefficients, *_rest = np.linalg.lstsq(design * root[:, None], aimed * root, rcond=None)
        eta = design @ coefficients
        means = np.exp(eta)
        if not np.isfinite(means).all() or not (means > 0).all():
            break
        before, deviance = deviance, _deviance(counts, means, weights)
        if abs(deviance - before) / (abs(deviance) + 0.1) < EPSILON:
            try:
                covariance = np.linalg.inv((design * working[:, None]).T @ design)
            except np.linalg.LinAlgError:
                break
            made = coefficients.astype(np.float64), means, covariance.astype(np.float64)
            return Fit(design, counts, weights, working, *made)
    raise NotConverged


def _deviance(counts: Vector, means: Vector, weights: Vector) -> float:
    share = np.divide(counts, means, out=np.ones_like(counts), where=counts > 0)
    return float(2 * (weights * (counts * np.log(share) - (counts - means))).sum())
