"""What goes together with an outcome, adjusted for role and round: partial rank association.

References
----------
Conover and Iman (1981). Rank transformations as a bridge between parametric and nonparametric statistics. The American
    Statistician 35, 124-129. https://doi.org/10.1080/00031305.1981.10479327
Cameron and Miller (2015). A practitioner's guide to cluster-robust inference. Journal of Human Resources 50, 317-372.
    https://doi.org/10.3368/jhr.50.2.317
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import rankdata

from analysis.results import Interval, NotEnough, NotEstimableError, Reason
from analysis.stats.checks import Array, finite_or_missing, group_codes, is_missing, t_quantile

__all__ = ["MIN_GROUPS", "Association", "partial_rank_association"]

MIN_GROUPS = 40  # cluster-robust errors are too small with fewer (Cameron and Miller 2015): description only
ROUNDING = 1e-12  # share of its variance below which a residual is rounding alone


@dataclass(frozen=True, slots=True)
class Association:
    """Between −1 and 1; above 0, the outcome is higher where the driver is. Not a cause."""

    value: float
    interval: Interval | NotEnough  # NotEnough(FEW_GROUPS) below 40 groups
    se: float
    n: int
    n_missing: int
    n_groups: int


def partial_rank_association(
    outcome: ArrayLike,
    driver: ArrayLike,
    *,
    adjust: Sequence[Iterable[object]] = (),
    groups: Iterable[object] | None = None,
    confidence: float = 0.95,
) -> Association:
    """Correlation of the ranks of outcome and driver, each less what the adjusting labels explain of it.

    Parameters
    ----------
    outcome, driver
        Answers of the same people in the same order, shape (n,), NaN = missing.
    adjust
        Labels of each person (role, round, …), each as long as the answers; None or NaN = missing. Whoever misses an
        answer or a label is left out and counted.
    groups
        Group of each person; None or NaN: a group of one. Left out: everybody is.

    Notes
    -----
    Residuals a, b of the mid-ranks of driver and outcome on the labels' indicators; a·b/√(a·a b·b). Its standard error
    is that of the slope of b on a in the same units, CR1 by group: variance G/(G − 1)·(N − 1)/(N − K)·Σ(Σ a u)² over
    (a·a b·b), u = b − slope·a, K the rank of the whole design; t(G − 1), cut at ±1.
    https://doi.org/10.1080/00031305.1981.10479327 and https://doi.org/10.3368/jhr.50.2.317

    Raises
    ------
    NotEstimableError
        If fewer than two groups or too few people for the labels remain, or outcome or driver does not vary within
        them.
    ValueError
        If lengths differ or a value is infinite.

    Examples
    --------
    >>> found = partial_rank_association([1, 2, 3, 4, 2, 5], [2, 1, 4, 5, 2, 4], adjust=[list("mmmaaa")])
    >>> round(found.value, 3), found.interval
    (0.665, NotEnough(reason=<Reason.FEW_GROUPS: 'few_groups'>, n=6))
    """
    ranks, labels, codes, n_missing = _complete(outcome, driver, adjust, groups)
    n, n_groups = len(ranks), int(codes.max(initial=-1)) + 1
    if n_groups < 2:
        raise NotEstimableError(Reason.FEW_GROUPS, f"{n_groups} group; at least 2 are needed", n_groups)
    design = _indicators(labels, n)
    rank = int(np.linalg.matrix_rank(design)) + 1
    if n <= rank:
        raise NotEstimableError(Reason.FEW_PEOPLE, f"{n} people; more than {rank} are needed for these labels", n)
    b, a = (_residual(column, design) for column in ranks.T)
    value = float(a @ b / math.sqrt((a @ a) * (b @ b)))
    influence = a * (b - (a @ b) / (a @ a) * a)
    summed = np.bincount(codes, influence, n_groups)
    small = n_groups / (n_groups - 1) * (n - 1) / (n - rank)
    se = math.sqrt(small * float(summed @ summed) / float((a @ a) * (b @ b)))
    return Association(value, _interval(value, se, n_groups, confidence), se, n, n_missing, n_groups)


def _complete(
    outcome: ArrayLike, driver: ArrayLike, adjust: Sequence[Iterable[object]], groups: Iterable[object] | None
) -> tuple[Array, list[list[object]], NDArray[np.intp], int]:
    """Ranks (n, 2), labels and group codes of the people who miss nothing, and how many do."""
    answers = [finite_or_missing(outcome, "outcome"), finite_or_missing(driver, "driver")]
    labels = [list(column) for column in adjust]
    of = [None] * answers[0].size if groups is None else list(groups)
    sizes = {len(column) for column in (*answers, *labels, of)}
    if len(sizes) > 1:
        raise ValueError(f"outcome, driver, labels and groups have different lengths: {sorted(sizes)}")
    there = ~(np.isnan(answers[0]) | np.isnan(answers[1]))
    for column in labels:
        there = there & np.array([not is_missing(label) for label in column], dtype=bool)
    ranks = np.column_stack([rankdata(column[there]) for column in answers])
    (codes,), _ = group_codes([group for group, kept in zip(of, there, strict=True) if kept])
    kept = [[label for label, kept in zip(column, there, strict=True) if kept] for column in labels]
    return ranks, kept, codes, int((~there).sum())


def _indicators(labels: Sequence[Sequence[object]], n: int) -> Array:
    columns = [np.ones(n)]
    for column in labels:
        (codes,), n_labels = group_codes(column)
        columns.extend((codes == code).astype(np.float64) for code in range(1, n_labels))
    return np.column_stack(columns)


def _residual(column: Array, design: Array) -> Array:
    residual = column - design @ np.linalg.lstsq(design, column)[0]
    if residual @ residual <= ROUNDING * (column @ column):
        raise NotEstimableError(Reason.CONSTANT, "outcome or driver does not vary within the labels", column.size)
    return np.asarray(residual, dtype=np.float64)


def _interval(value: float, se: float, n_groups: int, confidence: float) -> Interval | NotEnough:
    margin = t_quantile(confidence, n_groups - 1) * se
    if n_groups < MIN_GROUPS:
        return NotEnough(Reason.FEW_GROUPS, n_groups)
    return Interval(max(value - margin, -1.0), min(value + margin, 1.0), confidence)
