"""Standardised mean differences, a secondary figure beside theta, for scale means only.

References
----------
Hedges (1981). Distribution theory for Glass's estimator of effect size. Journal of Educational Statistics 6, 107-128.
    https://doi.org/10.3102/10769986006002107
Steiger and Fouladi (1997), as Cumming and Finch (2001). A primer on the understanding, use, and calculation of
    confidence intervals. Educational and Psychological Measurement 61, 532-574. https://doi.org/10.1177/0013164401614002
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import gammaln, nctdtr

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.checks import Array, finite_or_missing, normal_quantile

__all__ = ["EffectSize", "hedges_g", "paired_d"]

ROUNDING = 1e-14  # share of the largest score below which a spread is rounding alone


@dataclass(frozen=True, slots=True)
class EffectSize:
    """A mean difference in standard deviations; `n` people are in it, `n_missing` had to be left out."""

    value: float
    interval: Interval
    n: int
    n_missing: int


def hedges_g(x: ArrayLike, y: ArrayLike, *, confidence: float = 0.95) -> EffectSize:
    """Mean of x minus mean of y in pooled standard deviations, with Hedges' correction for few people.

    Parameters
    ----------
    x, y
        Scores of different people, shape (n,) and (m,), NaN = missing, left out and counted.

    Notes
    -----
    J·d with J = Γ(f/2)/(√(f/2)·Γ((f − 1)/2)), f = n + m − 2; limits J·λ·√(1/n + 1/m), λ the noncentral-t limits.
    https://doi.org/10.3102/10769986006002107. As R's effectsize::hedges_g(x, y).

    Raises
    ------
    NotEstimableError
        If a side has fewer than two scores or neither side varies.
    ValueError
        If a value is infinite.

    Examples
    --------
    >>> round(hedges_g([5, 4, 4, 3], [3, 2, 4, 2, 3]).value, 4)
    1.2871
    """
    a, b = _answered(x, "x"), _answered(y, "y")
    df = a.size + b.size - 2
    spread = math.sqrt(((a.size - 1) * a.var(ddof=1) + (b.size - 1) * b.var(ddof=1)) / df)
    d = _in_spreads(float(a.mean() - b.mean()), spread, max(np.abs(a).max(), np.abs(b).max()))
    low, high = _noncentral_limits(d, math.sqrt(1 / a.size + 1 / b.size), df, confidence)
    j = _correction(df)
    n = a.size + b.size
    return EffectSize(j * d, Interval(j * low, j * high, confidence), n, np.size(x) + np.size(y) - n)


def paired_d(before: ArrayLike, after: ArrayLike, *, corrected: bool = False, confidence: float = 0.95) -> EffectSize:
    """Mean change in standard deviations of the change (d_z); positive means the score rose.

    Parameters
    ----------
    before, after
        Scores of the same people in the same order, shape (n,), NaN = missing; incomplete pairs are counted.
    corrected
        Times Hedges' J of n − 1 (g_z), limits too.

    Notes
    -----
    d = mean/sd of the differences, limits λ/√n with the noncentral-t limits λ of d·√n on n − 1 degrees of freedom.
    https://doi.org/10.1177/0013164401614002. As R's effectsize::repeated_measures_d(method = "z").

    Raises
    ------
    NotEstimableError
        If fewer than two pairs (three, where corrected) are complete or everybody changed alike.
    ValueError
        If the two differ in length or hold an infinite value.

    Examples
    --------
    >>> round(paired_d([2, 3, 3, 4], [3, 3, 4, 5]).value, 6)
    1.5
    """
    first, second = finite_or_missing(before, "before"), finite_or_missing(after, "after")
    if first.shape != second.shape:
        raise ValueError(f"before has {first.size} scores and after has {second.size}; they must be paired")
    change = _answered(second - first, "the change")
    n = change.size
    largest = max(np.nanmax(np.abs(first)), np.nanmax(np.abs(second)))
    d = _in_spreads(float(change.mean()), float(change.std(ddof=1)), largest)
    low, high = _noncentral_limits(d, 1 / math.sqrt(n), n - 1, confidence)
    j = _correction(n - 1) if corrected else 1.0
    return EffectSize(j * d, Interval(j * low, j * high, confidence), n, first.size - n)


def _answered(values: ArrayLike, name: str) -> Array:
    array = finite_or_missing(values, name)
    there = array[~np.isnan(array)]
    if there.size < 2:
        raise NotEstimableError(Reason.FEW_PEOPLE, f"{name} has {there.size} scores; at least 2 are needed", there.size)
    return there


def _in_spreads(difference: float, spread: float, largest: float) -> float:
    if spread <= ROUNDING * largest:
        raise NotEstimableError(
            Reason.CONSTANT, "the scores do not vary; a difference has no standard deviation to be in"
        )
    return difference / spread


def _noncentral_limits(d: float, unit: float, df: int, confidence: float) -> tuple[float, float]:
    """Noncentralities that put the observed t at either tail."""
    normal_quantile(confidence)
    t, tail = d / unit, (1 - confidence) / 2
    return unit * _noncentrality(t, df, 1 - tail), unit * _noncentrality(t, df, tail)


def _noncentrality(t: float, df: int, probability: float) -> float:
    """Where P(T ≤ t) is this."""

    def excess(noncentrality: float) -> float:
        below = float(nctdtr(df, noncentrality, t))
        if math.isnan(below):  # lost by scipy where it is 0 or 1 to sixteen digits
            below = float(noncentrality < t)
        return below - probability

    stride = math.sqrt(1 + t * t / (2 * df))
    low = high = t
    while excess(low) < 0:
        low -= stride
    while excess(high) > 0:
        high += stride
    return float(brentq(excess, low, high, xtol=1e-12))


def _correction(df: int) -> float:
    """Hedges' J, exact; needs two degrees of freedom."""
    if df < 2:
        raise NotEstimableError(Reason.FEW_PEOPLE, "2 complete pairs; the corrected d needs at least 3", df + 1)
    return math.exp(float(gammaln(df / 2) - gammaln((df - 1) / 2))) / math.sqrt(df / 2)
