"""Second derivations: the likelihood maximised numerically with its curvature by differences, regression by hand where
dropping out is one-sided, and Student's t in pairs. Then what must hold of any scores.
"""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import minimize

from analysis.results import NotEstimableError, Reason
from analysis.stats.change import change_all_rows, paired_change

NAN = float("nan")
score = st.integers(0, 100).map(lambda tenth: tenth / 10)


@st.composite
def waves(draw):
    """Four pairs or more that are not on a line, and some who answered one wave or none."""
    rows = draw(st.lists(st.tuples(score, score), min_size=4, max_size=12))
    before, after = np.array(rows).T
    assume(np.ptp(before) > 0 and np.ptp(after) > 0 and abs(np.corrcoef(before, after)[0, 1]) < 0.99)
    single = st.sampled_from([(True, False), (False, True), (False, False)])
    extra = [
        (value if first else NAN, value if second else NAN)
        for value, (first, second) in draw(st.lists(st.tuples(score, single), max_size=8))
    ]
    return np.array([*rows, *extra]).T


def drawn(n, seed):
    """Scores with 40 % dropping out, low starters more, and some who came later."""
    rng = np.random.default_rng(seed)
    before, after = rng.multivariate_normal([3.0, 3.4], [[1.0, 0.6], [0.6, 1.2]], n).T
    after[(before < 3) & (rng.random(n) < 0.6)] = NAN
    before[~np.isnan(after) & (rng.random(n) < 0.2)] = NAN
    return before, after


def minus_log_likelihood(parameters, before, after):
    one, two, log_sd_one, log_sd_two, z = parameters
    sd_one, sd_two, r = math.exp(log_sd_one), math.exp(log_sd_two), math.tanh(z)
    both = ~np.isnan(before) & ~np.isnan(after)
    covariance = [[sd_one**2, r * sd_one * sd_two], [r * sd_one * sd_two, sd_two**2]]
    total = stats.multivariate_normal.logpdf(np.column_stack([before[both], after[both]]), [one, two], covariance).sum()
    total += stats.norm.logpdf(before[~np.isnan(before) & ~both], one, sd_one).sum()
    total += stats.norm.logpdf(after[~np.isnan(after) & ~both], two, sd_two).sum()
    return -total


def maximum_likelihood(before, after):
    """Change and its standard error; other parameters than ours for the spread, so the same inverse at the peak."""
    start = np.array([np.nanmean(before), np.nanmean(after), 0.0, 0.0, 0.3])

    def cost(parameters):
        return minus_log_likelihood(parameters, before, after)

    for _ in range(3):
        start = minimize(cost, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxfev": 8000}).x
    step = np.eye(5) * 1e-3
    curvature = np.array(
        [
            [cost(start + i + j) - cost(start + i - j) - cost(start - i + j) + cost(start - i - j) for j in step]
            for i in step
        ]
    )
    contrast = np.array([-1, 1, 0, 0, 0])
    return start[1] - start[0], math.sqrt(contrast @ np.linalg.solve(curvature / 4e-6, contrast))


@pytest.mark.parametrize("n, seed", [(20, 1), (40, 2), (80, 3)])
def test_all_rows_equal_the_likelihood_maximised_numerically(n, seed):
    before, after = drawn(n, seed)
    mean, se = maximum_likelihood(before, after)
    result = change_all_rows(before, after)
    assert result.mean == pytest.approx(mean, abs=1e-6)
    assert result.se == pytest.approx(se, rel=1e-4)
    margin = stats.t.ppf(0.975, result.n_pairs - 1) * result.se
    assert (result.interval.low, result.interval.high) == pytest.approx((result.mean - margin, result.mean + margin))


def test_where_only_the_second_wave_is_missing_regression_gives_the_same_mean():
    """Anderson (1957): after's mean is predicted at the mean of everybody's start."""
    before, _ = drawn(40, 4)
    before = np.nan_to_num(before, nan=3.0)
    after = 0.7 * before + np.random.default_rng(5).normal(size=40)
    after[before < 2.8] = NAN
    line = stats.linregress(before[before >= 2.8], after[before >= 2.8])
    expected = line.intercept + line.slope * before.mean() - before.mean()
    assert change_all_rows(before, after).mean == pytest.approx(expected)


@settings(max_examples=50)
@given(waves())
def test_complete_pairs_alone_are_the_paired_mean(rows):
    """Maximum likelihood divides by n where Student divides by n − 1."""
    before, after = rows[:, ~np.isnan(rows).any(axis=0)]
    alone, paired = change_all_rows(before, after), paired_change(before, after)
    n = paired.n_pairs
    assert (alone.mean, alone.n, alone.n_pairs) == (pytest.approx(paired.mean, abs=1e-9), n, n)
    assert alone.se == pytest.approx(paired.se * math.sqrt((n - 1) / n), abs=1e-9)


@settings(max_examples=50)
@given(waves())
def test_each_row_is_counted_once(rows):
    result = change_all_rows(*rows)
    has_before, has_after = ~np.isnan(rows)
    assert result.n_pairs == (has_before & has_after).sum()
    assert result.n_before_only == (has_before & ~has_after).sum()
    assert result.n_after_only == (~has_before & has_after).sum()
    assert result.n + result.n_neither == rows.shape[1]


def shape(result):
    return [result.mean, result.se, result.interval.low, result.interval.high]


@settings(max_examples=50)
@given(waves(), st.floats(-50, 50), st.floats(0.1, 20))
def test_shifting_leaves_the_change_and_scaling_scales_it(rows, shift, scale):
    plain, moved = change_all_rows(*rows), change_all_rows(*(rows * scale + shift))
    assert shape(moved) == pytest.approx([scale * value for value in shape(plain)], rel=1e-6, abs=1e-6 * scale)
    assert moved.mean_before == pytest.approx(scale * plain.mean_before + shift, abs=1e-6 * scale + 1e-6)
    assert moved.mean_after - moved.mean_before == pytest.approx(moved.mean, abs=1e-9)


@settings(max_examples=50)
@given(waves(), st.floats(-5, 5))
def test_raising_the_second_wave_raises_the_change_by_as_much(rows, rise):
    plain, raised = change_all_rows(*rows), change_all_rows(rows[0], rows[1] + rise)
    assert raised.mean == pytest.approx(plain.mean + rise, abs=1e-6)
    assert raised.se == pytest.approx(plain.se, rel=1e-6)


@settings(max_examples=50)
@given(waves(), st.randoms(use_true_random=False))
def test_swapping_the_waves_flips_the_sign_and_row_order_does_not_matter(rows, random):
    order = random.sample(range(rows.shape[1]), rows.shape[1])
    there, back = change_all_rows(*rows), change_all_rows(rows[1][order], rows[0][order])
    mean, se, low, high = shape(there)
    assert shape(back) == pytest.approx([-mean, se, -high, -low], rel=1e-6, abs=1e-8)


@given(waves())
def test_paired_change_is_students_t_and_flips_with_the_waves(rows):
    before, after = rows[:, ~np.isnan(rows).any(axis=0)]
    assume(np.ptp(after - before) > 1e-6)
    theirs = stats.ttest_rel(after, before).confidence_interval()
    there, back = paired_change(*rows), paired_change(rows[1], rows[0])
    assert (there.interval.low, there.interval.high) == pytest.approx((theirs.low, theirs.high), abs=1e-9)
    assert (back.mean, back.interval.low) == pytest.approx((-there.mean, -there.interval.high))
    assert there.n_pairs + there.n_incomplete == rows.shape[1]
    spread = math.sqrt((np.var(before, ddof=1) + np.var(after, ddof=1)) / 2)
    assert there.d_av == pytest.approx(there.mean / spread)


def test_everybody_changing_alike_in_constant_waves_has_no_d_av():
    change = paired_change([2, 2, 2], [3, 3, 3])
    assert (change.mean, change.se, change.d_av) == (1, 0, None)


@pytest.mark.parametrize(
    "before, after, reason",
    [
        ([3, 3, 3, 3], [2, 4, 3, 5], Reason.CONSTANT),
        ([2, 4, 3, 5], [3, 3, 3, 3], Reason.CONSTANT),
        ([3, 3, 3], [3, 3, 3], Reason.CONSTANT),
        ([1, 2, 3, 4], [2, 3, 4, 5], Reason.CONSTANT),
        ([1, 2, 3, 4, NAN], [5, 4, 3, 2, 1], Reason.CONSTANT),
        ([1, 2, 5], [2, 3, NAN], Reason.FEW_PEOPLE),
        ([1, 2, NAN, NAN], [NAN, NAN, 3, 4], Reason.FEW_PEOPLE),
        ([], [], Reason.FEW_PEOPLE),
    ],
)
def test_all_rows_say_why_there_is_no_answer(before, after, reason):
    with pytest.raises(NotEstimableError) as caught:
        change_all_rows(before, after)
    assert caught.value.reason is reason


@pytest.mark.parametrize("change", [change_all_rows, paired_change])
@pytest.mark.parametrize(
    "before, after, words",
    [
        ([1, 2], [1], "before has 2 scores and after has 1"),
        ([1, 2, math.inf], [1, 2, 3], "before holds an infinite"),
        ([1, 2, 3], [1, 2, -math.inf], "after holds an infinite"),
        ([[1, 2], [2, 3]], [[1, 2], [2, 3]], "before has 2 dimensions"),
        ([1, NAN], [1, 2], "1 complete pairs; at least"),
    ],
)
def test_refuses_what_it_cannot_answer(change, before, after, words):
    with pytest.raises(ValueError, match=words):
        change(before, after)


@pytest.mark.parametrize("change", [change_all_rows, paired_change])
def test_confidence_is_a_share(change):
    with pytest.raises(ValueError, match="between 0 and 1"):
        change([1, 2, 4, 3], [2, 2, 3, 5], confidence=95)
