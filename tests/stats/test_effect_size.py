"""Second derivations: the noncentral t as a normal over an integrated chi, and Hedges' J as the mean it corrects."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from analysis.results import NotEstimableError, Reason
from analysis.stats.effect_size import hedges_g, paired_d

NAN = float("nan")
score = st.integers(0, 50).map(lambda tenth: tenth / 10)
scores = st.lists(score, min_size=2, max_size=15)


def below(t, df, noncentrality):
    """P(T ≤ t): the normal's share below t·s − noncentrality, over s = √(chi²/df)."""

    def density(s):
        return stats.norm.cdf(t * s / math.sqrt(df) - noncentrality) * stats.chi.pdf(s, df)

    middle = math.sqrt(df)
    return quad(density, max(0.0, middle - 8), middle + 8, epsabs=1e-12, limit=200)[0]


def exact_j(df):
    """1/E(√(df/chi²)) for a chi on df degrees of freedom: what a standardised mean is too large by."""
    middle = math.sqrt(df)
    return 1 / quad(lambda s: middle / s * stats.chi.pdf(s, df), 1e-9, middle + 9, limit=200)[0]


@settings(max_examples=30, deadline=None)
@given(scores, scores)
def test_hedges_g_is_the_corrected_mean_difference_and_its_limits_leave_the_tails(x, y):
    df = len(x) + len(y) - 2
    pooled = (np.var(x) * len(x) + np.var(y) * len(y)) / df
    assume(pooled > 0.01 and df > 2)
    j, unit = exact_j(df), math.sqrt(1 / len(x) + 1 / len(y))
    d = (np.mean(x) - np.mean(y)) / math.sqrt(pooled)
    result = hedges_g(x, y)
    assert result.value == pytest.approx(j * d, rel=1e-6, abs=1e-9)
    assert below(d / unit, df, result.interval.low / j / unit) == pytest.approx(0.975, abs=1e-5)
    assert below(d / unit, df, result.interval.high / j / unit) == pytest.approx(0.025, abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(score, score), min_size=4, max_size=15))
def test_paired_d_is_the_mean_change_in_its_own_spread(pairs):
    before, after = np.array(pairs).T
    assume(np.ptp(after - before) > 0.05)
    n = len(pairs)
    d = np.mean(after - before) / np.std(after - before, ddof=1)
    plain, corrected = paired_d(before, after), paired_d(before, after, corrected=True)
    assert plain.value == pytest.approx(d)
    assert below(d * math.sqrt(n), n - 1, plain.interval.high * math.sqrt(n)) == pytest.approx(0.025, abs=1e-6)
    assert below(d * math.sqrt(n), n - 1, plain.interval.low * math.sqrt(n)) == pytest.approx(0.975, abs=1e-6)
    j = exact_j(n - 1)
    assert [corrected.value, corrected.interval.high] == pytest.approx([j * d, j * plain.interval.high], rel=1e-5)


@given(scores, scores, st.floats(-10, 10), st.floats(0.1, 10))
def test_swapping_flips_and_neither_shift_nor_scale_matters(x, y, shift, scale):
    x, y = np.array(x), np.array(y)
    assume(np.ptp(x) > 0.05)
    there, back, moved = hedges_g(x, y), hedges_g(y, x), hedges_g(x * scale + shift, y * scale + shift)
    assert back.value == pytest.approx(-there.value)
    assert back.interval.low == pytest.approx(-there.interval.high, rel=1e-6, abs=1e-9)
    assert moved.value == pytest.approx(there.value, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("gap", [0.0, 1.0, 30.0, 1e4, -1e4])
@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_limits_exist_however_far_apart_the_sides_are(gap, confidence):
    """scipy's noncentral t gives NaN far in its tails; the limits must not."""
    result = hedges_g([gap, gap + 1], [0.0, 1.0], confidence=confidence)
    assert result.interval.low < result.value < result.interval.high
    assert math.isfinite(result.interval.low) and math.isfinite(result.interval.high)


def test_missing_scores_are_left_out_and_counted():
    assert hedges_g([1, 2, NAN, 4], [3, NAN, NAN, 5]).n_missing == 3
    assert paired_d([1, 2, NAN, 4, 3], [3, NAN, 2, 5, 4]).n == 3
    assert paired_d([1, NAN, 4, 3], [3, 2, 5, 4]).value == paired_d([1, 4, 3], [3, 5, 4]).value


@pytest.mark.parametrize(
    "call, reason",
    [
        (lambda: hedges_g([1], [1, 2]), Reason.FEW_PEOPLE),
        (lambda: hedges_g([1, 2], []), Reason.FEW_PEOPLE),
        (lambda: hedges_g([3, 3], [3, 3, 3]), Reason.CONSTANT),
        (lambda: hedges_g([0.1] * 3, [0.7] * 5), Reason.CONSTANT),
        (lambda: paired_d([1, NAN], [2, 3]), Reason.FEW_PEOPLE),
        (lambda: paired_d([1, 2], [2, 4], corrected=True), Reason.FEW_PEOPLE),
        (lambda: paired_d([1, 2, 3], [2, 3, 4]), Reason.CONSTANT),
        (lambda: paired_d([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]), Reason.CONSTANT),
    ],
)
def test_says_why_there_is_no_answer(call, reason):
    with pytest.raises(NotEstimableError) as caught:
        call()
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: hedges_g([1, math.inf], [1, 2]), "x holds an infinite"),
        (lambda: hedges_g([1, 3], [1, 2], confidence=0), "between 0 and 1"),
        (lambda: paired_d([1, 2, 3], [1, 2]), "must be paired"),
        (lambda: paired_d([1, 2], [1, -math.inf]), "after holds an infinite"),
        (lambda: paired_d([[1, 2]], [[1, 2]]), "2 dimensions"),
    ],
)
def test_refuses_what_it_cannot_answer(call, words):
    with pytest.raises(ValueError, match=words):
        call()
