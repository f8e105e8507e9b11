"""Second derivations: the restricted likelihood maximised on a fine grid, and the textbook sums of each interval."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import minimize_scalar

from analysis.results import NotEstimableError, Reason
from analysis.stats.pooling import pool

estimate = st.integers(-300, 300).map(lambda hundredth: hundredth / 100)
variance = st.integers(2, 200).map(lambda hundredth: hundredth / 100)
rounds = st.lists(st.tuples(estimate, variance), min_size=2, max_size=8)


def restricted_log_likelihood(tau2, y, v):
    """Of the contrasts K'y: normal with covariance K'(V + tau²)K, K any basis of what sums to 0."""
    k = len(y)
    contrasts = np.linalg.qr(np.column_stack([np.ones(k), np.eye(k)[:, 1:]]))[0][:, 1:]
    covariance = contrasts.T @ np.diag(np.array(v) + tau2) @ contrasts
    return stats.multivariate_normal.logpdf(contrasts.T @ y, np.zeros(k - 1), covariance)


def highest_peak(y, v):
    grid = np.concatenate([[0], np.geomspace(1e-6, 40, 400)])
    best = int(np.argmax([restricted_log_likelihood(tau2, y, v) for tau2 in grid]))
    bounds = grid[max(best - 1, 0)], grid[min(best + 1, 400)]
    found = minimize_scalar(
        lambda tau2: -restricted_log_likelihood(tau2, y, v), bounds=bounds, method="bounded", options={"xatol": 1e-10}
    )
    return restricted_log_likelihood(0, y, v), found.x, -found.fun


def ends(interval):
    return [interval.low, interval.high]


@settings(max_examples=40, deadline=None)
@given(rounds)
def test_tau2_is_the_peak_of_the_restricted_likelihood(rows):
    y, v = map(list, zip(*rows, strict=True))
    at_zero, peak, height = highest_peak(y, v)
    tau2 = pool(y, v).tau2
    assert restricted_log_likelihood(tau2, y, v) >= max(at_zero, height) - 1e-9
    if height > at_zero + 1e-4:
        assert tau2 == pytest.approx(peak, rel=1e-2)


@pytest.mark.parametrize(
    "y, v, at_zero",
    [
        ([2.45, -0.98, -0.92, 1.46, 0.95], [1.81, 0.044, 0.019, 5.949, 3.039], True),
        ([-0.57, 0.2, -1.55, -0.57, 1.65, 0.16], [0.748, 0.027, 0.385, 0.457, 5.681, 0.012], False),
    ],
)
def test_of_two_peaks_the_higher_is_taken(y, v, at_zero):
    """Rounds of very unequal precision: a peak at 0 and another; climbing from one end finds the wrong one."""
    lower, peak, higher = highest_peak(y, v)
    tau2 = pool(y, v).tau2
    assert (tau2 == 0) is at_zero
    assert restricted_log_likelihood(tau2, y, v) >= max(lower, higher) - 1e-9
    assert at_zero or tau2 == pytest.approx(peak, rel=1e-3)


@given(rounds)
def test_each_interval_is_its_textbook_sum(rows):
    y, v = np.array(rows).T
    pooled, k = pool(y, v), len(y)
    w = 1 / (v + pooled.tau2)
    mean = sum(w * y) / sum(w)
    spread = math.sqrt(sum(w * (y - mean) ** 2) / ((k - 1) * sum(w)))
    t = stats.t.ppf(0.975, k - 1)
    assert [pooled.mean, pooled.se] == pytest.approx([mean, sum(w) ** -0.5])
    assert ends(pooled.hksj_interval) == pytest.approx([mean - t * spread, mean + t * spread])
    fixed, margin = sum(y / v) / sum(1 / v), stats.norm.ppf(0.975) / math.sqrt(sum(1 / v))
    assert ends(pooled.fixed_interval) == pytest.approx([fixed - margin, fixed + margin])
    if k < 5:
        assert pooled.prediction_interval is None
    else:
        reach = stats.t.ppf(0.975, k - 2) * math.sqrt(pooled.tau2 + 1 / sum(w))
        assert ends(pooled.prediction_interval) == pytest.approx([mean - reach, mean + reach])


@given(rounds)
def test_the_wider_interval_stands(rows):
    pooled = pool(*zip(*rows, strict=True))
    widths = [high - low for low, high in map(ends, (pooled.hksj_interval, pooled.fixed_interval, pooled.interval))]
    assert widths[2] == max(widths[:2])
    assert pooled.interval in (pooled.hksj_interval, pooled.fixed_interval)


@given(rounds, estimate, st.randoms(use_true_random=False))
def test_shifting_shifts_flipping_flips_and_order_does_not_matter(rows, shift, random):
    y, v = np.array(rows).T
    order = random.sample(range(len(y)), len(y))
    plain, moved, flipped = pool(y, v), pool((y + shift)[order], v[order]), pool(-y, v)
    assert moved.tau2 == pytest.approx(plain.tau2, abs=1e-8)
    assert ends(moved.interval) == pytest.approx([end + shift for end in ends(plain.interval)], abs=1e-6)
    assert ends(flipped.hksj_interval) == pytest.approx([-end for end in reversed(ends(plain.hksj_interval))], abs=1e-6)


def test_equal_rounds_do_not_collapse_the_interval():
    """Hartung-Knapp alone has no width here; that is why the wider stands."""
    pooled = pool([0.4] * 4, [0.2] * 4)
    assert pooled.hksj_interval.high - pooled.hksj_interval.low == pytest.approx(0)
    assert pooled.interval == pooled.fixed_interval
    assert pooled.tau2 == 0


@pytest.mark.parametrize(
    "y, v, words",
    [
        ([1, 2], [1], "2 estimates and 1 variances"),
        ([1, math.nan], [1, 1], "missing"),
        ([1, 2], [1, math.nan], "missing"),
        ([1, math.inf], [1, 1], "estimates holds an infinite"),
        ([1, 2], [1, 0], "not above 0"),
        ([1, 2], [1, -1], "not above 0"),
    ],
)
def test_refuses_what_it_cannot_answer(y, v, words):
    with pytest.raises(ValueError, match=words):
        pool(y, v)


@pytest.mark.parametrize("y, v", [([1], [1]), ([], [])])
def test_fewer_than_two_rounds_have_their_own_reason(y, v):
    with pytest.raises(NotEstimableError, match="at least 2") as caught:
        pool(y, v)
    assert caught.value.reason is Reason.FEW_ROUNDS


def test_confidence_is_a_share():
    with pytest.raises(ValueError, match="between 0 and 1"):
        pool([1, 2], [1, 1], confidence=95)
