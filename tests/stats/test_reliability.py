"""Second derivations: alpha from the covariance matrix, Feldt's limits by the F test they invert, Fisher by hand."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy import stats

from analysis.results import NotEstimableError, Reason
from analysis.stats.reliability import Coefficient, cronbach_alpha

NAN = float("nan")


@st.composite
def forms(draw, least=3, most=6):
    shape = draw(st.integers(4, 20)), draw(st.integers(least, most))
    answers = draw(arrays.arrays(np.float64, shape, elements=st.integers(1, 5).map(float)))
    assume(np.ptp(answers.sum(axis=1)) > 0)
    return answers


@given(forms())
def test_alpha_is_what_the_covariances_share_of_the_whole(answers):
    """k/(k − 1) times the off-diagonal share of the covariance matrix; analysis of variance gives the same."""
    k = answers.shape[1]
    covariance = np.cov(answers.T)
    alpha = k / (k - 1) * (covariance.sum() - np.trace(covariance)) / covariance.sum()
    assert cronbach_alpha(answers).value == pytest.approx(alpha, abs=1e-9)


@given(forms())
def test_feldt_limits_are_where_his_f_test_turns(answers):
    n, k = answers.shape
    result = cronbach_alpha(answers)
    assume(result.value < 1 - 1e-9)
    for limit, tail in ((result.interval.low, 0.975), (result.interval.high, 0.025)):
        ratio = (1 - limit) / (1 - result.value)
        assert stats.f.cdf(ratio, n - 1, (n - 1) * (k - 1)) == pytest.approx(tail)


@given(forms(), st.randoms(use_true_random=False), st.floats(-5, 5), st.floats(0.1, 5))
def test_neither_order_nor_shift_nor_scale_matters(answers, random, shift, scale):
    rows, columns = (random.sample(range(size), size) for size in answers.shape)
    turned = answers[rows][:, columns] * scale + shift
    assert cronbach_alpha(turned).value == pytest.approx(cronbach_alpha(answers).value, abs=1e-6)


@given(forms(least=2, most=2))
def test_two_items_are_spearman_brown_with_fishers_limits(answers):
    assume(np.ptp(answers, axis=0).min() > 0 and len(answers) > 4)
    r = stats.pearsonr(answers[:, 0], answers[:, 1])
    assume(abs(r.statistic) < 0.999)
    limits = r.confidence_interval()
    result = cronbach_alpha(answers)
    stepped = [2 * each / (1 + each) for each in (r.statistic, limits.low, limits.high)]
    assert [result.value, result.interval.low, result.interval.high] == pytest.approx(stepped)
    assert result.coefficient is Coefficient.SPEARMAN_BROWN


def test_the_same_item_twice_is_perfectly_reliable():
    result = cronbach_alpha([[1, 1], [2, 2], [5, 5], [3, 3]])
    assert (result.value, result.interval.low, result.interval.high) == pytest.approx((1, 1, 1))
    assert cronbach_alpha([[1, 1, 1], [2, 2, 2], [5, 5, 5]]).value == pytest.approx(1)


def test_people_who_missed_an_item_are_left_out_and_counted():
    complete = [[2, 3, 3], [4, 4, 5], [1, 2, 1], [5, 4, 4]]
    result = cronbach_alpha([*complete, [3, NAN, 3], [NAN, NAN, NAN]])
    assert (result.n, result.n_incomplete, result.n_items) == (4, 2, 3)
    assert result.value == cronbach_alpha(complete).value


@pytest.mark.parametrize(
    "items, reason",
    [
        ([[3, 3, 3]] * 5, Reason.CONSTANT),
        ([[1, 3], [2, 2], [3, 1], [2, 2], [1, 3]], Reason.CONSTANT),
        ([[1, 3], [2, 3], [3, 3], [2, 3], [1, 3]], Reason.CONSTANT),
        ([[1, 3, 2]], Reason.FEW_PEOPLE),
        ([[1, 3], [2, 4], [2, 2]], Reason.FEW_PEOPLE),
        ([[1, NAN, 2], [2, 3, NAN], [3, 4, 5]], Reason.FEW_PEOPLE),
    ],
)
def test_says_why_there_is_no_answer(items, reason):
    with pytest.raises(NotEstimableError) as caught:
        cronbach_alpha(items)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: cronbach_alpha([[1], [2], [3]]), "1 items; at least 2"),
        (lambda: cronbach_alpha([1, 2, 3]), "1 dimensions; 2 expected"),
        (lambda: cronbach_alpha([[1, 2, math.inf], [1, 2, 3]]), "infinite"),
        (lambda: cronbach_alpha([[1, 2, 4], [1, 2, 3], [2, 2, 1]], confidence=95), "between 0 and 1"),
    ],
)
def test_refuses_what_it_cannot_answer(call, words):
    with pytest.raises(ValueError, match=words):
        call()
