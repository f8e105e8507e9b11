"""Random-effects pooling of a few rounds: what holds for any such round, and what the next one may bring.

References
----------
Viechtbauer (2005). Bias and efficiency of meta-analytic variance estimators in the random-effects model. Journal of
    Educational and Behavioral Statistics 30, 261-293. https://doi.org/10.3102/10769986030003261
Hartung and Knapp (2001). A refined method for the meta-analysis of controlled clinical trials with binary outcome.
    Statistics in Medicine 20, 3875-3889. https://doi.org/10.1002/sim.1009
Sidik and Jonkman (2002). A simple confidence interval for meta-analysis. Statistics in Medicine 21, 3153-3159.
    https://doi.org/10.1002/sim.1262
Jackson, Law, Rücker and Schwarzer (2017). The Hartung-Knapp modification for random-effects meta-analysis: A useful
    refinement but are there any residual concerns? Statistics in Medicine 36, 3923-3934.
    https://doi.org/10.1002/sim.7411
Riley, Higgins and Deeks (2011). Interpretation of random effects meta-analyses. BMJ 342, d549.
    https://doi.org/10.1136/bmj.d549
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.checks import Array, finite_or_missing, normal_quantile, t_quantile

__all__ = ["Pooled", "pool"]

MIN_ROUNDS_TO_PREDICT = 5  # with fewer, t(k − 2) says next to nothing (STATISTICS: "next round")
GRID = 200  # points at which the restricted likelihood's slope is looked at, for all of its peaks


@dataclass(frozen=True, slots=True)
class Pooled:
    """The mean over such rounds and how much rounds differ (`tau2`, between their true values)."""

    mean: float
    interval: Interval  # the wider of the next two
    se: float
    tau2: float
    hksj_interval: Interval
    fixed_interval: Interval
    prediction_interval: Interval | None  # of the next round; None for fewer than five
    k: int


def pool(estimates: ArrayLike, variances: ArrayLike, *, confidence: float = 0.95) -> Pooled:
    """Restricted-maximum-likelihood pooling of one estimate a round, with an interval that does not collapse.

    Parameters
    ----------
    estimates, variances
        One a round, shape (k,), k ≥ 2, none missing, variances above 0. Theta enters as its logit with variance
        (se/(theta(1 − theta)))².

    Notes
    -----
    w = 1/(v + tau²), tau² the REML estimate, cut at 0; mean Σwy/Σw, se 1/√Σw. HKSJ: ± t(k − 1)·√(Σw(y − mean)²/((k −
    1)Σw)). Fixed effect: tau² = 0, normal quantile. Of these two the wider stands: HKSJ alone collapses when rounds are
    alike (https://doi.org/10.1002/sim.7411). Prediction: ± t(k − 2)·√(tau² + se²), https://doi.org/10.1136/bmj.d549.
    As R's metafor::rma(y, v, method = "REML", test = "knha"), https://doi.org/10.3102/10769986030003261.

    Raises
    ------
    NotEstimableError
        If there are fewer than two rounds.
    ValueError
        If the two differ in length, a value is missing or infinite, or a variance is not above 0.

    Examples
    --------
    >>> pooled = pool([0.62, 0.31, 0.85, -0.12, 0.44], [0.1264, 0.1015, 0.172, 0.081, 0.1333])
    >>> round(pooled.mean, 4), round(pooled.tau2, 4)
    (0.3575, 0.0329)
    """
    y, v = _checked(estimates, variances)
    k = y.size
    tau2 = _restricted_tau2(y, v)
    weights = 1 / (v + tau2)
    mean, se = float(weights @ y / weights.sum()), 1 / math.sqrt(weights.sum())
    scatter = float(weights @ (y - mean) ** 2) / (k - 1)
    hksj = _around(mean, t_quantile(confidence, k - 1) * math.sqrt(scatter) * se, confidence)
    fixed = _around(
        float((y / v).sum() / (1 / v).sum()), normal_quantile(confidence) / math.sqrt((1 / v).sum()), confidence
    )
    prediction = None
    if k >= MIN_ROUNDS_TO_PREDICT:
        prediction = _around(mean, t_quantile(confidence, k - 2) * math.hypot(math.sqrt(tau2), se), confidence)
    return Pooled(
        mean=mean,
        interval=max(hksj, fixed, key=_width),
        se=se,
        tau2=tau2,
        hksj_interval=hksj,
        fixed_interval=fixed,
        prediction_interval=prediction,
        k=k,
    )


def _checked(estimates: ArrayLike, variances: ArrayLike) -> tuple[Array, Array]:
    y, v = finite_or_missing(estimates, "estimates"), finite_or_missing(variances, "variances")
    if y.size != v.size:
        raise ValueError(f"{y.size} estimates and {v.size} variances; one of each a round")
    if np.isnan(y).any() or np.isnan(v).any():
        raise ValueError("an estimate or a variance is missing; leave that round out")
    if (v <= 0).any():
        raise ValueError("a variance is not above 0; a round without spread cannot be weighed")
    if y.size < 2:
        raise NotEstimableError(Reason.FEW_ROUNDS, f"{y.size} rounds; at least 2 are needed", y.size)
    return y, v


def _restricted_tau2(y: Array, v: Array) -> float:
    """The highest peak of the restricted likelihood: at 0 or where its slope falls through 0."""
    reach = float((y.max() - y.min()) ** 2 + v.max())  # beyond, the slope is negative
    grid = np.concatenate([[0.0], np.geomspace(reach * 1e-8, reach, GRID)])
    slope = np.array([_slope(tau2, y, v) for tau2 in grid])
    peaks = [
        float(brentq(_slope, grid[at], grid[at + 1], args=(y, v), xtol=1e-15 * reach + 1e-300, rtol=1e-14))
        for at in np.flatnonzero((slope[:-1] > 0) & (slope[1:] <= 0))
    ]
    return max([0.0, *peaks], key=lambda tau2: _restricted_log_likelihood(tau2, y, v))


def _slope(tau2: float, y: Array, v: Array) -> float:
    """Twice the derivative of the restricted log-likelihood."""
    w = 1 / (v + tau2)
    residual = y - w @ y / w.sum()
    return float((w * residual) @ (w * residual) - w.sum() + (w @ w) / w.sum())


def _restricted_log_likelihood(tau2: float, y: Array, v: Array) -> float:
    w = 1 / (v + tau2)
    return -0.5 * float(np.log(v + tau2).sum() + math.log(w.sum()) + w @ (y - w @ y / w.sum()) ** 2)


def _around(centre: float, margin: float, confidence: float) -> Interval:
    return Interval(centre - margin, centre + margin, confidence)


def _width(interval: Interval) -> float:
    return interval.high - interval.low
