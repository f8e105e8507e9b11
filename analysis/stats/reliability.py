"""How well the items of a scale measure one thing together.

References
----------
Cronbach (1951). Coefficient alpha and the internal structure of tests. Psychometrika 16, 297-334.
    https://doi.org/10.1007/BF02310555
Feldt (1965). The approximate sampling distribution of Kuder-Richardson reliability coefficient twenty. Psychometrika
    30, 357-370. https://doi.org/10.1007/BF02289499
Eisinga, te Grotenhuis and Pelzer (2013). The reliability of a two-item scale: Pearson, Cronbach, or Spearman-Brown?
    International Journal of Public Health 58, 637-642. https://doi.org/10.1007/s00038-012-0416-3
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.checks import Array, finite_or_missing, normal_quantile

__all__ = ["MIN_PEOPLE_FOR_ALPHA", "Coefficient", "Reliability", "cronbach_alpha"]

MIN_PEOPLE_FOR_ALPHA = 15  # below it a page does not show the figure (STATISTICS, (g) and (k)); kept by the caller


class Coefficient(StrEnum):
    CRONBACH_ALPHA = "cronbach_alpha"
    SPEARMAN_BROWN = "spearman_brown"  # of two items


@dataclass(frozen=True, slots=True)
class Reliability:
    """The coefficient, of the `n` people who answered every item; `n_incomplete` did not."""

    value: float
    interval: Interval
    coefficient: Coefficient
    n: int
    n_incomplete: int
    n_items: int


def cronbach_alpha(items: ArrayLike, *, confidence: float = 0.95) -> Reliability:
    """Cronbach's alpha with Feldt's interval; of two items Spearman-Brown with Fisher's.

    Parameters
    ----------
    items
        Answers, shape (people, items), two items or more, reversed items turned. NaN = missing: that person is left
        out and counted.

    Notes
    -----
    k/(k − 1)·(1 − Σ var(item)/var(sum)); limits 1 − (1 − alpha)·F, F the quantiles on (n − 1, (n − 1)(k − 1)), as R's
    psych::alpha.ci. Two items: 2r/(1 + r), of Fisher's limits for r too.
    https://doi.org/10.1007/BF02310555, https://doi.org/10.1007/BF02289499, https://doi.org/10.1007/s00038-012-0416-3

    Raises
    ------
    NotEstimableError
        If fewer than two people (four, with two items) answered all, or the sum of the items or, of two, an item does
        not vary.
    ValueError
        If there are fewer than two items or a value is infinite.

    Examples
    --------
    >>> round(cronbach_alpha([[2, 3, 3], [4, 4, 5], [1, 2, 1], [5, 4, 4], [3, 3, 4]]).value, 4)
    0.9231
    """
    answers = finite_or_missing(items, "items", ndim=2)
    n_items = answers.shape[1]
    if n_items < 2:
        raise ValueError(f"{n_items} items; at least 2 are needed")
    complete = answers[~np.isnan(answers).any(axis=1)]
    coefficient = Coefficient.SPEARMAN_BROWN if n_items == 2 else Coefficient.CRONBACH_ALPHA
    least = 4 if coefficient is Coefficient.SPEARMAN_BROWN else 2
    n = len(complete)
    if n < least:
        raise NotEstimableError(Reason.FEW_PEOPLE, f"{n} people answered every item; at least {least} are needed", n)
    estimate = _spearman_brown if coefficient is Coefficient.SPEARMAN_BROWN else _alpha
    value, low, high = estimate(complete, confidence)
    return Reliability(value, Interval(low, high, confidence), coefficient, n, len(answers) - n, n_items)


def _alpha(items: Array, confidence: float) -> tuple[float, float, float]:
    n, k = items.shape
    total = items.sum(axis=1)
    if np.ptp(total) == 0:
        raise NotEstimableError(Reason.CONSTANT, "the sum of the items does not vary", n)
    alpha = k / (k - 1) * (1 - float(items.var(axis=0, ddof=1).sum() / total.var(ddof=1)))
    normal_quantile(confidence)
    tail, df = (1 - confidence) / 2, ((n - 1), (n - 1) * (k - 1))
    return (
        alpha,
        1 - (1 - alpha) * float(fdtri(*df, 1 - tail)),
        1 - (1 - alpha) * float(fdtri(*df, tail)),
    )


def _spearman_brown(items: Array, confidence: float) -> tuple[float, float, float]:
    if np.ptp(items, axis=0).min() == 0 or np.ptp(items.sum(axis=1)) == 0:
        raise NotEstimableError(Reason.CONSTANT, "an item, or the sum of both, does not vary", len(items))
    r = min(float(np.corrcoef(items[:, 0], items[:, 1])[0, 1]), 1.0)
    centre = math.atanh(r) if r < 1 else math.inf
    margin = normal_quantile(confidence) / math.sqrt(len(items) - 3)
    value, low, high = (2 * each / (1 + each) for each in (r, math.tanh(centre - margin), math.tanh(centre + margin)))
    return value, low, high
