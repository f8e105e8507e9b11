"""Maximum likelihood of a bivariate normal whose rows may lack either value: EM and the observed information.

A row enters through its pattern alone: both values, the first, or the second. Each pattern keeps its number, its sums
and its cross products, so that a step costs the same for ten people and for ten thousand.

References
----------
Dempster, Laird and Rubin (1977). Maximum likelihood from incomplete data via the EM algorithm. JRSS B 39, 1-38.
    https://doi.org/10.1111/j.2517-6161.1977.tb01600.x
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.results import NotEstimable, Reason
from analysis.stats.checks import Array

__all__ = ["Fit", "fit_bivariate"]

TOLERANCE = 1e-13  # of a step, in standard deviations
MAX_STEPS = 50_000
CHANGE = np.array([-1.0, 1.0, 0.0, 0.0, 0.0])  # second mean − first mean, of the five parameters
DIRECTIONS = np.array([[[1.0, 0.0], [0.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]], [[0.0, 0.0], [0.0, 1.0]]])


@dataclass(frozen=True, slots=True)
class Fit:
    """Means, shape (2,), covariance matrix, shape (2, 2), and the standard error of the difference of the means."""

    means: Array
    covariance: Array
    se_of_change: float


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Rows that have the same values: which (indices), how many, their mean and scatter about it."""

    has: tuple[int, ...]
    n: int
    mean: Array
    scatter: Array

    def about(self, means: Array) -> Array:
        """Σ (value − mean)(value − mean)' about other means than their own."""
        shift = self.mean - means[list(self.has)]
        return self.scatter + self.n * np.outer(shift, shift)


def fit_bivariate(rows: Array) -> Fit:
    """Fit rows of shape (n, 2), NaN = missing, of about unit variance and some pairs that do not lie on a line."""
    patterns = _patterns(rows)
    pairs = patterns[0]
    means, covariance = pairs.mean, pairs.scatter / pairs.n
    for _ in range(MAX_STEPS):
        new_means, new_covariance = _step(patterns, means, covariance)
        moved = max(np.abs(new_means - means).max(), np.abs(new_covariance - covariance).max())
        means, covariance = new_means, new_covariance
        if moved < TOLERANCE:
            return Fit(means, covariance, _se_of_change(patterns, means, covariance))
    raise NotEstimable(Reason.FEW_PEOPLE, "too few pairs among so many single answers: no convergence", pairs.n)


def _patterns(rows: Array) -> list[_Pattern]:
    present = ~np.isnan(rows)
    patterns = []
    for has in ((0, 1), (0,), (1,)):
        wanted = np.isin([0, 1], has)
        chosen = rows[(present == wanted).all(axis=1)][:, list(has)]
        if len(chosen):
            mean = chosen.mean(axis=0)
            patterns.append(_Pattern(has, len(chosen), mean, (chosen - mean).T @ (chosen - mean)))
    return patterns


def _step(patterns: Sequence[_Pattern], means: Array, covariance: Array) -> tuple[Array, Array]:
    """One EM step: complete each pattern by its regression on what it has, then take the moments of all."""
    n = sum(pattern.n for pattern in patterns)
    shift, scatter = np.zeros(2), np.zeros((2, 2))
    for pattern in patterns:
        has = list(pattern.has)
        regression = covariance[:, has] @ np.linalg.inv(covariance[np.ix_(has, has)])
        shift += pattern.n * (regression @ (pattern.mean - means[has]))
        scatter += regression @ pattern.about(means) @ regression.T
        scatter += pattern.n * (covariance - regression @ covariance[has])
    shift /= n
    return means + shift, scatter / n - np.outer(shift, shift)


def _se_of_change(patterns: Sequence[_Pattern], means: Array, covariance: Array) -> float:
    information = sum((_information(pattern, means, covariance) for pattern in patterns), np.zeros((5, 5)))
    return math.sqrt(float(CHANGE @ np.linalg.solve(information, CHANGE)))


def _information(pattern: _Pattern, means: Array, covariance: Array) -> Array:
    """Minus the second derivatives of the log-likelihood in the two means and the three (co)variances."""
    has = list(pattern.has)
    precision, scatter, shift = np.zeros((2, 2)), np.zeros((2, 2)), np.zeros(2)
    precision[np.ix_(has, has)] = np.linalg.inv(covariance[np.ix_(has, has)])
    scatter[np.ix_(has, has)] = pattern.about(means)
    shift[has] = pattern.n * (pattern.mean - means[has])
    weighed = precision @ DIRECTIONS  # one matrix a (co)variance
    information = np.zeros((5, 5))
    information[:2, :2] = pattern.n * precision
    information[:2, 2:] = (weighed @ precision @ shift).T
    information[2:, :2] = information[:2, 2:].T
    information[2:, 2:] = np.einsum("iab,jbc,cd,da->ij", weighed, weighed, precision, scatter)
    information[2:, 2:] -= pattern.n / 2 * np.einsum("iab,jba->ij", weighed, weighed)
    return information
