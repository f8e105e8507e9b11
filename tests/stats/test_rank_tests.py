"""Second derivations: every way to deal out the answers, and scipy's own Brunner-Munzel."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.results import NotEstimableError, Reason
from analysis.stats.superiority import brunner_munzel, exact_permutation_p, superiority

few = st.lists(st.integers(1, 4), min_size=1, max_size=6)
answers = st.lists(st.integers(1, 5), min_size=2, max_size=15)


def p_by_dealing(x, y):
    ranks = stats.rankdata([*x, *y])
    sums = [sum(ranks[list(dealt)]) for dealt in itertools.combinations(range(ranks.size), len(x))]
    distance = np.abs(np.array(sums) - np.mean(sums))
    return np.mean(distance >= abs(sum(ranks[: len(x)]) - np.mean(sums)) - 1e-9)


@given(few, few)
def test_exact_p_equals_dealing_out_every_way(x, y):
    assert exact_permutation_p(x, y) == pytest.approx(p_by_dealing(x, y))


@given(answers, answers)
def test_exact_p_is_blind_to_roles_order_and_scale(x, y):
    p = exact_permutation_p(x, y)
    assert 0 < p <= 1
    assert exact_permutation_p(y, x) == pytest.approx(p)
    assert exact_permutation_p(sorted(x), [math.nan, *reversed(y)]) == pytest.approx(p)
    assert exact_permutation_p(np.exp(x), np.exp(y)) == pytest.approx(p)


def test_exact_p_without_ties_is_mann_whitney():
    """Large enough for tails that floating point must not lose."""
    x, y = np.arange(12) + 0.3, np.arange(14) - 9.0
    assert exact_permutation_p(x, y) == pytest.approx(stats.mannwhitneyu(x, y, method="exact").pvalue, rel=1e-10)


def test_exact_p_when_all_are_tied_is_one():
    assert exact_permutation_p([3, 3, 3], [3, 3]) == 1


@settings(max_examples=60)
@given(answers, answers)
def test_brunner_munzel_equals_scipy(x, y):
    assume(superiority(x, y).method == "unlinked")
    ours, theirs = brunner_munzel(x, y), stats.brunnermunzel(x, y)
    assert (ours.statistic, ours.p) == (pytest.approx(theirs.statistic, abs=1e-12), pytest.approx(theirs.pvalue))


@pytest.mark.parametrize("x, y", [([3, 3, 3], [3, 3]), ([5, 5], [1, 2, 1])])
def test_brunner_munzel_needs_overlap(x, y):
    with pytest.raises(NotEstimableError, match="do not vary") as caught:
        brunner_munzel(x, y)
    assert caught.value.reason is Reason.CONSTANT


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: brunner_munzel([1], [2, 3]), "1 and 2 answers; at least 2"),
        (lambda: brunner_munzel([], []), "0 and 0 answers"),
        (lambda: brunner_munzel([1, math.inf], [2, 3]), "infinite"),
        (lambda: exact_permutation_p([], [2, 3]), "at least 1"),
        (lambda: exact_permutation_p([math.nan], [2, 3]), "0 and 2 answers"),
        (lambda: exact_permutation_p([1, 2], [-math.inf]), "infinite"),
        (lambda: exact_permutation_p(range(600), range(600)), "1200 people are too many"),
    ],
)
def test_refuses_what_it_cannot_answer(call, words):
    with pytest.raises(ValueError, match=words):
        call()
