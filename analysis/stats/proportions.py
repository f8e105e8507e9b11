"""Shares and differences of shares, with score intervals that hold at few people and at 0 and n.

References
----------
Wilson (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    https://doi.org/10.1080/01621459.1927.10502953
Newcombe (1998). Interval estimation for the difference between independent proportions. Statistics in Medicine 17,
    873-890. https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I
Tango (1998). Equivalence test and confidence interval for the difference in proportions for the paired-sample design.
    Statistics in Medicine 17, 891-908. https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B
Clopper and Pearson (1934). The use of confidence or fiducial limits. Biometrika 26, 404-413.
    https://doi.org/10.1093/biomet/26.4.404
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from scipy.optimize import brentq
from scipy.special import betaincinv

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.checks import normal_quantile

__all__ = ["Bounds", "Proportion", "clopper_pearson", "newcombe_difference", "response_bounds", "tango", "wilson"]

ROUNDING = 1e-9  # far below any width of an interval


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share, or a difference of shares (then between −1 and 1), of `n` people."""

    estimate: float
    interval: Interval
    n: int


class Bounds(NamedTuple):
    """Where the share among all invited must lie, whatever those who did not answer would have said."""

    low: float
    high: float


def wilson(x: int, n: int, *, population: int | None = None, confidence: float = 0.95) -> Proportion:
    """Wilson's score interval for x of n; narrower when the n are many of a finite population.

    Parameters
    ----------
    x, n
        Whole numbers, 0 ≤ x ≤ n, n ≥ 1.
    population
        N people whom the n were of. Then n in the interval becomes n(N − 1)/(N − n): no width when all answered.

    Notes
    -----
    (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²))/(1 + z²/n). https://doi.org/10.1080/01621459.1927.10502953

    Raises
    ------
    NotEstimableError
        If n is 0.
    ValueError
        If a number is negative or not whole, x > n or n > population.

    Examples
    --------
    >>> share = wilson(81, 263)
    >>> round(share.interval.low, 6), round(share.interval.high, 6)
    (0.255289, 0.36621)
    """
    _check(x, n, population)
    z = normal_quantile(confidence)
    p = x / n
    if population is None:
        low, high = _wilson_limits(p, n, z)
    elif n == population:
        low = high = p
    else:
        low, high = _wilson_limits(p, n * (population - 1) / (population - n), z)
    return Proportion(p, Interval(low, high, confidence), n)


def newcombe_difference(x1: int, n1: int, x2: int, n2: int, *, confidence: float = 0.95) -> Proportion:
    """Difference x1/n1 − x2/n2 of two groups of different people, by Newcombe's method 10.

    Parameters
    ----------
    x1, n1, x2, n2
        Whole numbers, 0 ≤ x ≤ n, n ≥ 1. The result's n is n1 + n2.

    Notes
    -----
    With Wilson's limits l, u of each: d − √((p1 − l1)² + (u2 − p2)²) to d + √((u1 − p1)² + (p2 − l2)²).
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I

    Raises
    ------
    NotEstimableError, ValueError
        As `wilson`.

    Examples
    --------
    >>> difference = newcombe_difference(56, 70, 48, 80)
    >>> round(difference.interval.low, 4), round(difference.interval.high, 4)
    (0.0524, 0.3339)
    """
    one, two = wilson(x1, n1, confidence=confidence), wilson(x2, n2, confidence=confidence)
    d = one.estimate - two.estimate
    below = math.hypot(one.estimate - one.interval.low, two.interval.high - two.estimate)
    above = math.hypot(one.interval.high - one.estimate, two.estimate - two.interval.low)
    return Proportion(d, Interval(max(d - below, -1.0), min(d + above, 1.0), confidence), n1 + n2)


def tango(up: int, down: int, n: int, *, confidence: float = 0.95) -> Proportion:
    """Net share (up − down)/n of n pairs or people, with Tango's score interval.

    Parameters
    ----------
    up, down, n
        Whole numbers: of n, `up` rose and `down` fell; the rest did not change. up + down ≤ n, n ≥ 1.

    Notes
    -----
    All D with |up − down − nD| ≤ z·√(n(2q + D(1 − D))), q the maximum-likelihood share of `down` given D.
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<891::AID-SIM780>3.0.CO;2-B

    Raises
    ------
    NotEstimableError
        If n is 0.
    ValueError
        If a number is negative or not whole, or up + down > n.

    Examples
    --------
    >>> net = tango(8, 1, 12)
    >>> round(net.interval.low, 4), round(net.interval.high, 4)
    (0.1029, 0.8302)
    """
    _check(up, n)
    _check(down, n)
    _check(up + down, n)
    z = normal_quantile(confidence)
    interval = Interval(-_tango_upper(down, up, n, z), _tango_upper(up, down, n, z), confidence)
    return Proportion((up - down) / n, interval, n)


def clopper_pearson(x: int, n: int, *, confidence: float = 0.95) -> Proportion:
    """Exact binomial interval for x of n: never covers less than it says, mostly more.

    Parameters
    ----------
    x, n
        Whole numbers, 0 ≤ x ≤ n, n ≥ 1.

    Notes
    -----
    Beta quantiles B(a; x, n − x + 1) and B(1 − a; x + 1, n − x), a = (1 − confidence)/2. https://doi.org/10.1093/biomet/26.4.404

    Raises
    ------
    NotEstimableError, ValueError
        As `wilson`.

    Examples
    --------
    >>> round(clopper_pearson(5, 5).interval.low, 4)
    0.4782
    """
    _check(x, n)
    normal_quantile(confidence)
    tail = (1 - confidence) / 2
    low = float(betaincinv(x, n - x + 1, tail)) if x > 0 else 0.0
    high = float(betaincinv(x + 1, n - x, 1 - tail)) if x < n else 1.0
    return Proportion(x / n, Interval(low, high, confidence), n)


def response_bounds(x: int, n: int, population: int) -> Bounds:
    """The share among all `population` people, x of the n who answered being a case: no assumption about the rest.

    Parameters
    ----------
    x, n, population
        Whole numbers, 0 ≤ x ≤ n ≤ population, population ≥ 1; n may be 0.

    Notes
    -----
    [x/N, (x + N − n)/N]. Manski (1989), Anatomy of the selection problem, https://doi.org/10.2307/145818

    Raises
    ------
    NotEstimableError
        If the population is 0.
    ValueError
        If a number is negative or not whole, x > n or n > population.

    Examples
    --------
    >>> response_bounds(12, 20, 40)
    Bounds(low=0.3, high=0.8)
    """
    _check(n, population)
    _check_whole(x)
    if x > n:
        raise ValueError(f"{x} of {n} is more than all")
    return Bounds(x / population, (x + population - n) / population)


def _wilson_limits(p: float, n: float, z: float) -> tuple[float, float]:
    centre, stretch = p + z * z / (2 * n), 1 + z * z / n
    margin = z * math.sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    low, high = (centre - margin) / stretch, (centre + margin) / stretch
    return (0.0 if p == 0 else low), (1.0 if p == 1 else high)


def _tango_upper(up: int, down: int, n: int, z: float) -> float:
    estimate = (up - down) / n
    if up == n:
        return 1.0

    def beyond(difference: float) -> float:
        b = (2 * n - up + down) * difference - up - down
        root = math.sqrt(max(b * b + 8 * n * down * difference * (1 - difference), 0.0))
        q = (root - b) / (4 * n)
        return (n * (difference - estimate)) ** 2 - z * z * n * (2 * q + difference * (1 - difference))

    # at up = down = 0 and at ±1 the estimate itself is a root, but not the limit
    return float(brentq(beyond, estimate + ROUNDING, 1.0, xtol=1e-14))


def _check(x: int, n: int, population: int | None = None) -> None:
    for number in (x, n, n if population is None else population):
        _check_whole(number)
    if n == 0:
        raise NotEstimableError(Reason.TOO_FEW, "nobody answered; there is no share of 0", 0)
    if x > n:
        raise ValueError(f"{x} of {n} is more than all")
    if population is not None and n > population:
        raise ValueError(f"{n} answered of a population of {population}")


def _check_whole(number: int) -> None:
    if not (number >= 0 and number % 1 == 0):  # NaN and infinity fail too
        raise ValueError(f"{number} is not a count: a whole number, 0 or more")
