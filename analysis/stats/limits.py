"""Interval limits for theta: Wald on the logit scale, and Newcombe's method 5 where there is no spread to use.

References
----------
Newcombe (2006). Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2.
    Statistics in Medicine 25, 559-573. https://doi.org/10.1002/sim.2324
Hanley and McNeil (1982). The meaning and use of the area under a ROC curve. Radiology 143, 29-36.
    https://doi.org/10.1148/radiology.143.1.7063747
"""

from __future__ import annotations

import numpy as np
from numpy.polynomial import polynomial
from scipy.special import expit, logit

from analysis.stats.checks import Array, normal_quantile

__all__ = ["hanley_mcneil_variance", "logit_limits", "newcombe_5_limits"]

ROUNDING = 1e-9  # of polynomial roots in floating point


def logit_limits(theta: Array, se: Array, quantile: float | Array) -> tuple[Array, Array]:
    """Limits theta ± quantile·se, taken on the logit scale; theta strictly between 0 and 1."""
    centre, margin = logit(theta), quantile * se / (theta * (1 - theta))
    return expit(centre - margin), expit(centre + margin)


def hanley_mcneil_variance(theta: float, n_x: int, n_y: int) -> float:
    """Variance of theta that method 5 assumes: theta itself and the two sizes decide it."""
    half = (n_x + n_y) / 2 - 1
    return theta * (1 - theta) * (1 + half * ((1 - theta) / (2 - theta) + theta / (1 + theta))) / (n_x * n_y)


def newcombe_5_limits(theta: float, n_x: int, n_y: int, confidence: float) -> tuple[float, float]:
    """Both t with (theta − t)² = z²·V(t), V as `hanley_mcneil_variance`; defined at theta 0 and 1 too."""
    return _lower(theta, n_x, n_y, confidence), 1 - _lower(1 - theta, n_x, n_y, confidence)


def _lower(theta: float, n_x: int, n_y: int, confidence: float) -> float:
    """The root below theta of the defining equation times (2 − t)(1 + t), a polynomial of degree four."""
    if theta == 0:
        return 0.0
    half = (n_x + n_y) / 2 - 1
    denominators = (2.0, 1.0, -1.0)
    spread = polynomial.polyadd(denominators, (half, half * 2, -2 * half))
    variance = polynomial.polymul((0.0, 1.0, -1.0), spread) * normal_quantile(confidence) ** 2 / (n_x * n_y)
    distance = polynomial.polymul((theta**2, -2 * theta, 1.0), denominators)
    roots = polynomial.polyroots(polynomial.polysub(distance, variance))
    real = roots.real[np.abs(roots.imag) < ROUNDING]  # two of them lie outside [0, 1]
    return float(real[(real >= -ROUNDING) & (real <= theta + ROUNDING)].clip(0, theta).min())
