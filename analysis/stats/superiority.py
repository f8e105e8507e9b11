"""Theta, the probability that one of `x` lies above one of `y`, ties counted half, with its interval.

Arrays (or counts) in, one frozen result out. Nothing here knows about surveys. Ties are exact equality.

References
----------
Brunner and Munzel (2000). The nonparametric Behrens-Fisher problem. Biometrical Journal 42, 17-25.
    https://doi.org/10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U
Newcombe (2006). Confidence intervals for an effect size measure based on the Mann-Whitney statistic. Part 2.
    Statistics in Medicine 25, 559-573. https://doi.org/10.1002/sim.2324
Obuchowski (1997). Nonparametric analysis of clustered ROC curve data. Biometrics 53, 567-578.
    https://doi.org/10.2307/2533958
Satterthwaite (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2, 110-114.
    https://doi.org/10.2307/3002019
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.checks import normal_quantile, t_quantile, whole_counts
from analysis.stats.limits import hanley_mcneil_variance, logit_limits, newcombe_5_limits
from analysis.stats.placements import Placements, clustered_variance, nested_variance, place, unlinked_variance
from analysis.stats.rank_tests import RankTest, brunner_munzel, exact_permutation_p
from analysis.stats.sides import Groups, Sides, tally

__all__ = [
    "Method",
    "RankTest",
    "Stratum",
    "Superiority",
    "brunner_munzel",
    "exact_permutation_p",
    "stratified_superiority",
    "superiorities_from_counts",
    "superiority",
    "superiority_from_counts",
]

Stratum = tuple[ArrayLike, ArrayLike, Groups, Groups]
Part = tuple[float, float]  # variance, degrees of freedom


class Method(StrEnum):
    """Where the interval comes from."""

    UNLINKED = "unlinked"  # Brunner-Munzel variance, logit, normal quantile
    CLUSTERED = "clustered"  # influence summed by group, logit, t(G − 1)
    NESTED = "nested"  # the same by side, logit, Satterthwaite t
    NEWCOMBE_5 = "newcombe_5"  # no spread to estimate a variance from


@dataclass(frozen=True, slots=True)
class Superiority:
    """P(x > y) + ½ P(x = y). Above .5, x lies higher."""

    theta: float
    interval: Interval
    se: float
    n_x: int
    n_y: int
    method: Method
    n_missing_x: int = 0
    n_missing_y: int = 0
    n_groups: int | None = None  # with any answer; None when nobody was linked
    df: float | None = None  # of the t quantile; None for the normal one
    n_strata: int = 1
    n_strata_one_role: int = 0  # left out: nobody to compare with

    @property
    def delta(self) -> float:
        """Cliff's delta, P(x > y) − P(x < y)."""
        return 2 * self.theta - 1

    @property
    def delta_interval(self) -> Interval:
        return Interval(2 * self.interval.low - 1, 2 * self.interval.high - 1, self.interval.confidence)


def superiority(
    x: ArrayLike,
    y: ArrayLike,
    *,
    groups_x: Groups = None,
    groups_y: Groups = None,
    nested: bool = False,
    confidence: float = 0.95,
) -> Superiority:
    """Theta of two roles, with an interval that heeds who belongs together when groups are given.

    Parameters
    ----------
    x, y
        Answers, shape (n,) and (m,), any order; NaN = missing, left out and counted.
    groups_x, groups_y
        Group of each person, as long as x and y; the same value on both sides is the same group. None or NaN: that
        person is a group of one. Both left out: people are unlinked.
    nested
        No group has people on both sides (pairs against small groups): variance and degrees of freedom by side.
    confidence
        Coverage of the interval, between 0 and 1.

    Notes
    -----
    Unlinked: variance S_x²/n + S_y²/m of the placements, logit(theta) ± z·se/(theta(1 − theta)). Linked: s_g = sum of
    (placement − theta)/n over the group's people in either role, variance G/(G − 1)·Σ s_g², t(G − 1) on the same
    scale. No spread, theta 0 or 1, or one person on an unlinked side: Newcombe's (2006) method 5.
    References: Brunner and Munzel 2000, https://doi.org/10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U;
    Newcombe 2006, https://doi.org/10.1002/sim.2324; Obuchowski 1997, https://doi.org/10.2307/2533958.

    Raises
    ------
    NotEstimableError
        If a side has no answers, or groups are given and there are fewer than two (a side, where nested).
    ValueError
        If a value is infinite or groups and answers differ in length.

    Examples
    --------
    >>> result = superiority([3, 4, 5, 5], [2, 3, 4, 4, 1])
    >>> result.theta, round(result.interval.low, 3), result.method.value
    (0.825, 0.396, 'unlinked')
    """
    sides = tally(x, y, groups_x, groups_y, nested=nested)
    if not (sides.n_x and sides.n_y):
        raise _one_role_empty()
    return _with_interval([sides], confidence)


def superiority_from_counts(counts_x: ArrayLike, counts_y: ArrayLike, *, confidence: float = 0.95) -> Superiority:
    """The same as unlinked `superiority`, from how many gave each answer, lowest answer first.

    Parameters
    ----------
    counts_x, counts_y
        Whole numbers, shape (categories,), the same categories in both. There is no missing value here.

    Raises
    ------
    NotEstimableError
        If a side has no answers.
    ValueError
        If a count is negative, not whole, missing or infinite, or the two differ in shape.

    Notes
    -----
    Formula and references as in `superiority`; Brunner and Munzel 2000,
    https://doi.org/10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U

    Examples
    --------
    >>> round(superiority_from_counts([0, 0, 2, 6, 7], [1, 2, 5, 9, 3]).theta, 6)
    0.718333
    """
    x, y = np.asarray(counts_x, dtype=np.float64), np.asarray(counts_y, dtype=np.float64)
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"counts have {x.ndim} and {y.ndim} dimensions; 1 expected")
    return superiorities_from_counts(x[None, :], y[None, :], confidence=confidence)[0]


def superiorities_from_counts(
    counts_x: ArrayLike, counts_y: ArrayLike, *, confidence: float = 0.95
) -> tuple[Superiority, ...]:
    """Theta of many items in one call: counts of shape (items, categories), each item as `superiority_from_counts`.

    Raises
    ------
    NotEstimableError, ValueError
        As `superiority_from_counts`, if any item is such.

    Notes
    -----
    Reference: https://doi.org/10.1002/(SICI)1521-4036(200001)42:1<17::AID-BIMJ17>3.0.CO;2-U

    Examples
    --------
    >>> [item.theta for item in superiorities_from_counts([[0, 2, 2], [1, 1, 2]], [[2, 2, 0], [1, 1, 2]])]
    [0.875, 0.5]
    """
    x, y = whole_counts(counts_x, "counts_x"), whole_counts(counts_y, "counts_y")
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError(f"counts of shapes {x.shape} and {y.shape} must be equal, (items, categories)")
    n_x, n_y = x.sum(axis=1).astype(int).tolist(), y.sum(axis=1).astype(int).tolist()
    if not (all(n_x) and all(n_y)):
        raise _one_role_empty()
    placed = place(x, y)
    se = np.sqrt(np.add(*unlinked_variance(placed, x, y)))
    by_logit = (se > 0) & (placed.theta > 0) & (placed.theta < 1)
    # where the logit does not apply, any legal theta and se stand in: `_newcombe_5` replaces the item
    lows, highs = logit_limits(
        np.where(by_logit, placed.theta, 0.5), np.where(by_logit, se, 0), normal_quantile(confidence)
    )
    rows = zip(placed.theta.tolist(), se.tolist(), by_logit.tolist(), lows.tolist(), highs.tolist(), strict=True)
    return tuple(
        Superiority(theta, Interval(low, high, confidence), error, n, m, Method.UNLINKED)
        if regular
        else _newcombe_5(theta, n, m, confidence)
        for (theta, error, regular, low, high), n, m in zip(rows, n_x, n_y, strict=True)
    )


def stratified_superiority(strata: Sequence[Stratum], *, confidence: float = 0.95) -> Superiority:
    """The average theta over rounds, each compared within itself.

    Parameters
    ----------
    strata
        One (x, y, groups_x, groups_y) a round, each as in `superiority`. A round in which a role has no answers
        weighs nothing: it is left out and counted. Groups of different rounds are different groups.

    Notes
    -----
    Σ wθ with w = n·m/(n + m) over its sum; variance Σ w²v, v as in `superiority` for each round (0 where a round has
    no spread). Normal quantile when no round has groups; else t with Satterthwaite's
    (Σ w²v)²/Σ[(w²v)²/(G − 1)], an unlinked round counting every person as a group there. The logit scale and
    Newcombe's method 5 as in `superiority`. Satterthwaite 1946, https://doi.org/10.2307/3002019.

    Raises
    ------
    NotEstimableError
        If no round has answers of both roles, or a round with groups has fewer than two.
    ValueError
        As `superiority`.

    Examples
    --------
    >>> rounds = [([4, 5, 5], [3, 4, 4], None, None), ([3, 5], [2, 4, 3], None, None)]
    >>> result = stratified_superiority(rounds)
    >>> round(result.theta, 4), result.n_strata
    (0.8272, 2)
    """
    tallied = [tally(*stratum) for stratum in strata]
    compared = [sides for sides in tallied if sides.n_x and sides.n_y]
    if not compared:
        raise _one_role_empty()
    return replace(_with_interval(compared, confidence), n_strata_one_role=len(tallied) - len(compared))


def _with_interval(strata: Sequence[Sides], confidence: float) -> Superiority:
    n_x, n_y = sum(sides.n_x for sides in strata), sum(sides.n_y for sides in strata)
    theta, parts = _average(strata)
    linked = any(sides.linked for sides in strata)
    lone = len(strata) == 1 and not linked and min(n_x, n_y) == 1
    if lone or theta in (0, 1) or not any(variance for variance, _ in parts):
        result = _newcombe_5(theta, n_x, n_y, confidence)
    else:
        method = Method.NESTED if strata[0].nested else Method.CLUSTERED if linked else Method.UNLINKED
        result = _by_logit(theta, parts, n_x, n_y, method, confidence)
    return replace(
        result,
        n_missing_x=sum(sides.n_missing_x for sides in strata),
        n_missing_y=sum(sides.n_missing_y for sides in strata),
        n_groups=sum(sides.n_groups for sides in strata) if linked else None,
        n_strata=len(strata),
    )


def _by_logit(
    theta: float, parts: Sequence[Part], n_x: int, n_y: int, method: Method, confidence: float
) -> Superiority:
    se = math.sqrt(sum(variance for variance, _ in parts))
    df = _satterthwaite(parts)
    quantile = normal_quantile(confidence) if df is None else t_quantile(confidence, df)
    low, high = logit_limits(np.array(theta), np.array(se), quantile)
    return Superiority(theta, Interval(float(low), float(high), confidence), se, n_x, n_y, method, df=df)


def _average(strata: Sequence[Sides]) -> tuple[float, list[Part]]:
    """Theta over the strata, and the variance and degrees of freedom of each independent part of it."""
    weights = [sides.n_x * sides.n_y / (sides.n_x + sides.n_y) for sides in strata]
    placed = [place(sides.x.sum(axis=0), sides.y.sum(axis=0)) for sides in strata]
    total = sum(weights)
    theta = sum(weight * float(each.theta) for weight, each in zip(weights, placed, strict=True)) / total
    parts = [
        ((weight / total) ** 2 * variance, df)
        for weight, each, sides in zip(weights, placed, strata, strict=True)
        for variance, df in _parts(each, sides)
    ]
    return theta, parts


def _parts(placed: Placements, sides: Sides) -> list[Part]:
    if sides.nested:
        _need_two_groups(min(len(sides.x), len(sides.y)))
        variances = nested_variance(placed, sides.x, sides.y)
        return [(variances[0], len(sides.x) - 1), (variances[1], len(sides.y) - 1)]
    if sides.linked:
        _need_two_groups(len(sides.x))
        return [(clustered_variance(placed, sides.x, sides.y), len(sides.x) - 1)]
    if min(sides.n_x, sides.n_y) == 1:
        return [(hanley_mcneil_variance(float(placed.theta), sides.n_x, sides.n_y), math.inf)]
    return [(float(sum(unlinked_variance(placed, sides.x[0], sides.y[0]))), math.inf)]


def _satterthwaite(parts: Sequence[Part]) -> float | None:
    """Degrees of freedom of a sum of variances; None where all of them count as known."""
    uncertainty = sum(variance**2 / df for variance, df in parts)
    return sum(variance for variance, _ in parts) ** 2 / uncertainty if uncertainty else None


def _newcombe_5(theta: float, n_x: int, n_y: int, confidence: float) -> Superiority:
    low, high = newcombe_5_limits(theta, n_x, n_y, confidence)
    se = math.sqrt(hanley_mcneil_variance(theta, n_x, n_y))
    return Superiority(theta, Interval(low, high, confidence), se, n_x, n_y, Method.NEWCOMBE_5)


def _need_two_groups(n_groups: int) -> None:
    if n_groups < 2:
        raise NotEstimableError(
            Reason.FEW_GROUPS, f"{n_groups} group; at least 2 are needed (on each side, where nested)"
        )


def _one_role_empty() -> NotEstimableError:
    return NotEstimableError(Reason.ONE_ROLE_EMPTY, "one side has no answers; theta compares two", 0)
