"""Second derivations: the defining equation of each score interval, the binomial distribution itself, and by
enumeration that an interval holds its level.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import minimize_scalar

from analysis.results import NotEstimableError, Reason
from analysis.stats.proportions import clopper_pearson, newcombe_difference, response_bounds, tango, wilson

Z = stats.norm.ppf(0.975)


@st.composite
def shares(draw):
    n = draw(st.integers(1, 60))
    return draw(st.integers(0, n)), n


@st.composite
def changes(draw):
    up, down, same = (draw(st.integers(0, 20)) for _ in range(3))
    return up, down, up + down + same or 1


def ends(result):
    return [result.interval.low, result.interval.high]


@given(shares())
def test_wilson_limits_are_where_the_score_test_turns(share):
    x, n = share
    for limit in ends(wilson(x, n)):
        assert (x / n - limit) ** 2 == pytest.approx(Z**2 * limit * (1 - limit) / n, abs=1e-9)


@given(shares(), st.integers(0, 100))
def test_wilson_of_a_finite_population_is_wilson_of_more_people(share, more):
    x, n = share
    result = wilson(x, n, population=n + more)
    if more == 0:
        assert ends(result) == [x / n, x / n]
    for limit in ends(result):
        shrunk = limit * (1 - limit) * more / (n * (n + more - 1)) if n + more > 1 else 0
        assert (x / n - limit) ** 2 == pytest.approx(Z**2 * shrunk, abs=1e-9)


@given(shares(), st.integers(1, 500))
def test_wilson_narrows_as_the_population_shrinks_to_those_who_answered(share, more):
    x, n = share
    small, large, endless = wilson(x, n, population=n + more), wilson(x, n, population=n + 2 * more), wilson(x, n)
    widths = [high - low for low, high in map(ends, (small, large, endless))]
    assert widths == pytest.approx(sorted(widths), abs=1e-12)


@given(shares(), shares())
def test_newcombe_difference_turns_round_and_holds_its_estimate(one, two):
    there, back = newcombe_difference(*one, *two), newcombe_difference(*two, *one)
    assert ends(there) == pytest.approx([-back.interval.high, -back.interval.low])
    assert -1 <= there.interval.low <= there.estimate + 1e-12
    assert there.estimate - 1e-12 <= there.interval.high <= 1
    assert there.n == one[1] + two[1]


@given(shares())
def test_newcombe_difference_from_a_sure_zero_is_wilson_nearly(share):
    """A second group of a million without a case leaves the first group's own limits."""
    x, n = share
    low, high = ends(newcombe_difference(x, n, 0, 10**6))
    assert [low, high] == pytest.approx(ends(wilson(x, n)), abs=1e-3)


def restricted_likelihood_statistic(up, down, n, difference):
    """Tango's z² with q found by maximising the multinomial likelihood, not by his formula."""

    def minus_log_likelihood(q):
        cells = [(up, q + difference), (down, q), (n - up - down, 1 - 2 * q - difference)]
        return -sum(count * math.log(max(share, 1e-300)) for count, share in cells if count)

    bounds = (max(0.0, -difference), (1 - difference) / 2)
    q = minimize_scalar(minus_log_likelihood, bounds=bounds, method="bounded", options={"xatol": 1e-12}).x
    return (up - down - n * difference) ** 2 / (n * (2 * q + difference * (1 - difference)))


@pytest.mark.parametrize("up, down, n", [(8, 1, 12), (3, 3, 9), (1, 6, 20), (10, 4, 14), (20, 5, 60), (2, 9, 11)])
def test_tango_limits_are_where_the_restricted_score_test_turns(up, down, n):
    for limit in ends(tango(up, down, n)):
        assert restricted_likelihood_statistic(up, down, n, limit) == pytest.approx(Z**2, rel=1e-5)


@given(st.integers(1, 200))
def test_tango_without_any_change_and_with_change_alone(n):
    """Solved by hand: with up = down = 0, nD² = z²D; with up = n, n(1 − D) = z²(1 + D)."""
    assert ends(tango(0, 0, n)) == pytest.approx([-(Z**2) / (n + Z**2), Z**2 / (n + Z**2)])
    assert ends(tango(n, 0, n)) == pytest.approx([(n - Z**2) / (n + Z**2), 1])


@given(changes())
def test_tango_turns_round_and_holds_its_estimate(change):
    up, down, n = change
    there, back = tango(up, down, n), tango(down, up, n)
    assert there.estimate == pytest.approx((up - down) / n)
    assert ends(there) == pytest.approx([-back.interval.high, -back.interval.low])
    assert -1 <= there.interval.low < there.estimate or there.interval.low == -1
    assert there.estimate < there.interval.high <= 1 or there.interval.high == 1


@given(shares(), st.floats(0.5, 0.99))
def test_clopper_pearson_leaves_half_of_the_rest_beyond_each_limit(share, confidence):
    x, n = share
    low, high = ends(clopper_pearson(x, n, confidence=confidence))
    tail = (1 - confidence) / 2
    assert stats.binom.sf(x - 1, n, low) == pytest.approx(tail) if x else low == 0
    assert stats.binom.cdf(x, n, high) == pytest.approx(tail) if x < n else high == 1


@pytest.mark.parametrize("p", [0.05, 0.3, 0.5, 0.8])
@pytest.mark.parametrize("n", [8, 20, 40])
def test_coverage_by_enumeration(n, p):
    """Clopper-Pearson never below its level; Wilson not far (Newcombe 1998, Table III: its minimum is about .83)."""
    exact = sum(stats.binom.pmf(x, n, p) for x in range(n + 1) if p in clopper_pearson(x, n).interval)
    score = sum(stats.binom.pmf(x, n, p) for x in range(n + 1) if p in wilson(x, n).interval)
    assert exact >= 0.95
    assert score >= 0.83


@given(shares(), st.integers(0, 50), st.integers(0, 50))
def test_response_bounds_hold_whatever_the_silent_would_have_said(share, silent, cases):
    x, n = share
    low, high = response_bounds(x, n, n + silent)
    truth = (x + min(cases, silent)) / (n + silent)
    assert low <= truth <= high
    assert high - low == pytest.approx(silent / (n + silent))


def test_response_bounds_when_nobody_answered_say_nothing():
    assert response_bounds(0, 0, 7) == (0, 1)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: wilson(-1, 5), "-1 is not a count"),
        (lambda: wilson(1, -5), "-5 is not a count"),
        (lambda: wilson(1.5, 5), "1.5 is not a count"),
        (lambda: wilson(math.nan, 5), "nan is not a count"),
        (lambda: wilson(1, math.inf), "inf is not a count"),
        (lambda: wilson(6, 5), "6 of 5 is more than all"),
        (lambda: wilson(2, 5, population=4), "5 answered of a population of 4"),
        (lambda: wilson(2, 5, confidence=0), "between 0 and 1"),
        (lambda: newcombe_difference(1, 2, 3, 2), "3 of 2 is more than all"),
        (lambda: tango(3, 3, 5), "6 of 5 is more than all"),
        (lambda: tango(3, -1, 5), "-1 is not a count"),
        (lambda: tango(1, 1, 5, confidence=1.2), "between 0 and 1"),
        (lambda: clopper_pearson(6, 5), "more than all"),
        (lambda: clopper_pearson(1, 5, confidence=95), "between 0 and 1"),
        (lambda: response_bounds(3, 2, 9), "3 of 2 is more than all"),
        (lambda: response_bounds(1, 10, 9), "10 of 9 is more than all"),
        (lambda: response_bounds(-1, 2, 9), "-1 is not a count"),
    ],
)
def test_refuses_what_it_cannot_answer(call, words):
    with pytest.raises(ValueError, match=words):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: wilson(0, 0),
        lambda: newcombe_difference(1, 2, 0, 0),
        lambda: tango(0, 0, 0),
        lambda: clopper_pearson(0, 0),
        lambda: response_bounds(0, 0, 0),
    ],
)
def test_a_share_of_nobody_has_its_own_reason(call):
    with pytest.raises(NotEstimableError, match="nobody") as caught:
        call()
    assert caught.value.reason is Reason.TOO_FEW
