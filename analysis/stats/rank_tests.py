"""Tests of "neither side tends to lie higher", for the detail view and the method annex only.

References
----------
Brunner and Munzel (2000). The nonparametric Behrens-Fisher problem. Biometrical Journal 42, 17-25.
    https://doi.org/10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U
Streitberg and Roehmel (1986). Exact distributions for permutation and rank tests. Statistical Software Newsletter 12,
    10-17.
Hothorn, Hornik, van de Wiel and Zeileis (2008). Implementing a class of permutation tests: the coin package. Journal of
    Statistical Software 28(8). https://doi.org/10.18637/jss.v028.i08
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr

from analysis.results import NotEstimableError, Reason
from analysis.stats.checks import Array
from analysis.stats.placements import place, unlinked_variance
from analysis.stats.sides import Sides, tally

__all__ = ["RankTest", "brunner_munzel", "exact_permutation_p"]

MAX_STATES = 20_000_000  # of the exact distribution: 160 MB; 150 against 150 on 5 levels is 13 million


@dataclass(frozen=True, slots=True)
class RankTest:
    """Positive when y tends to lie higher, as Brunner and Munzel print it."""

    statistic: float
    df: float
    p: float


def brunner_munzel(x: ArrayLike, y: ArrayLike) -> RankTest:
    """Two-sided test of theta = ½ that allows unequal spread and ties.

    Parameters
    ----------
    x, y
        Answers, shape (n,) and (m,), NaN = missing and left out.

    Notes
    -----
    (½ − theta)/se with theta of x over y, t with Satterthwaite's degrees of freedom.
    https://doi.org/10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U

    Raises
    ------
    NotEstimableError
        If a side has fewer than two answers, or nothing overlaps or all is tied: no variance to test against.
    ValueError
        If a value is infinite.

    Examples
    --------
    >>> test = brunner_munzel([1, 2, 3, 3], [2, 3, 4, 5])
    >>> round(test.statistic, 4), round(test.p, 4)
    (1.6078, 0.1679)
    """
    sides = _compared(x, y, least=2)
    placed = place(sides.x[0], sides.y[0])
    of_x, of_y = (float(part) for part in unlinked_variance(placed, sides.x[0], sides.y[0]))
    if of_x + of_y == 0:
        raise NotEstimableError(Reason.CONSTANT, "the placements do not vary; there is no variance to test against")
    statistic = (0.5 - float(placed.theta)) / math.sqrt(of_x + of_y)
    df = (of_x + of_y) ** 2 / (of_x**2 / (sides.n_x - 1) + of_y**2 / (sides.n_y - 1))
    return RankTest(statistic, df, 2 * float(stdtr(df, -abs(statistic))))


def exact_permutation_p(x: ArrayLike, y: ArrayLike) -> float:
    """Two-sided p of the rank sum over all ways to deal out the answers, ties as they are.

    Parameters
    ----------
    x, y
        Answers of unlinked people, shape (n,) and (m,), NaN = missing and left out.

    Notes
    -----
    P(|T − E T| ≥ |t − E T|), T the sum of x's mid-ranks; its distribution by the shift algorithm of Streitberg and
    Roehmel (1986), a category of tied answers at a time, as R's exactRankTests and coin, described in
    https://doi.org/10.18637/jss.v028.i08.

    Raises
    ------
    NotEstimableError
        If a side has no answers.
    ValueError
        If a value is infinite, or there are too many different answers and people to enumerate.

    Examples
    --------
    >>> round(exact_permutation_p([1, 2, 3], [4, 5, 6]), 12)  # 2 of the 20 ways
    0.1
    """
    sides = _compared(x, y, least=1)
    of_x, pooled = sides.x[0], sides.x[0] + sides.y[0]
    dealt, n = (of_x, sides.n_x) if sides.n_x <= sides.n_y else (sides.y[0], sides.n_y)
    twice_rank = 2 * pooled.cumsum() - pooled
    score = (twice_rank - twice_rank[0]).astype(int)
    probability = _rank_sum_distribution(pooled.astype(int), score, n)
    centre = n * float(pooled @ score) / pooled.sum()
    distance = np.abs(np.arange(probability.size) - centre)
    observed = abs(float(dealt @ score) - centre)
    return min(1.0, float(probability[distance >= observed - 1e-9].sum()))


def _rank_sum_distribution(pooled: np.ndarray, score: np.ndarray, n: int) -> Array:
    """Probability of each sum of `n` scores drawn without replacement; `pooled` people share each score."""
    if (n + 1) * (n * score[-1] + 1) > MAX_STATES:
        raise ValueError(f"{pooled.sum()} people are too many for the exact distribution; use brunner_munzel")
    ways = np.zeros((n + 1, n * int(score[-1]) + 1))
    ways[0, 0] = 1.0
    left = int(pooled.sum())
    for people, points in zip(pooled.tolist(), score.tolist(), strict=True):
        ways = _deal(ways, people, points, left, n)
        left -= people
    return np.asarray(ways[n], dtype=np.float64)


def _deal(ways: Array, people: int, points: int, left: int, n: int) -> Array:
    """After the next category: how many of its people fall to the `n`, hypergeometric in the people `left`."""
    dealt = np.zeros_like(ways)
    for taken in np.flatnonzero(ways.any(axis=1)).tolist():
        slots = n - taken
        for more in range(max(0, slots - (left - people)), min(people, slots) + 1):
            share = math.comb(people, more) * math.comb(left - people, slots - more) / math.comb(left, slots)
            shift = more * points
            dealt[taken + more, shift:] += share * ways[taken, : ways.shape[1] - shift]
    return dealt


def _compared(x: ArrayLike, y: ArrayLike, *, least: int) -> Sides:
    sides = tally(x, y, None, None)
    if min(sides.n_x, sides.n_y) < least:
        message = f"{sides.n_x} and {sides.n_y} answers; at least {least} a side are needed"
        raise NotEstimableError(Reason.ONE_ROLE_EMPTY if least == 1 else Reason.FEW_PEOPLE, message)
    return sides
