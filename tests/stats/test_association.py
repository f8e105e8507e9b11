"""Second derivation: the whole regression as matrices, (X'X)⁻¹ ΣX_g'u_g u_g'X_g (X'X)⁻¹, on ranks counted by pairs."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.results import Interval, NotEnough, NotEstimableError, Reason
from analysis.stats.association import MIN_GROUPS, partial_rank_association

NAN = float("nan")
person = st.tuples(st.integers(1, 5), st.integers(1, 5), st.sampled_from("ma"), st.sampled_from([1, 2, 3]))
people = st.lists(person, min_size=12, max_size=40)


def columns(rows):
    return map(list, zip(*rows, strict=True))


def rank(values):
    return np.array([sum((value > other) + (value == other) / 2 for other in values) + 0.5 for value in values])


def by_matrices(outcome, driver, labels, groups):
    """Value, standard error and number of groups, from the regression with every indicator in it."""
    y, x = rank(outcome), rank(driver)
    indicators = [[label == wanted for label in column] for column in labels for wanted in sorted(set(column))[1:]]
    design = np.column_stack([x, np.ones(len(x)), *indicators]).astype(float)
    inverse = np.linalg.pinv(design.T @ design)  # role and round may say the same
    residual = y - design @ inverse @ design.T @ y
    meat = np.zeros_like(inverse)
    for group in set(groups):
        own = np.array([each == group for each in groups])
        summed = design[own].T @ residual[own]
        meat += np.outer(summed, summed)
    n, k, g = len(y), np.linalg.matrix_rank(design), len(set(groups))
    covariance = inverse @ meat @ inverse * g / (g - 1) * (n - 1) / (n - k)
    others = design[:, 1:]
    hat = others @ np.linalg.pinv(others)
    spread = [column @ (np.eye(n) - hat) @ column for column in (x, y)]
    slope = (inverse @ design.T @ y)[0]
    scale = math.sqrt(spread[0] / spread[1])
    return slope * scale, math.sqrt(max(covariance[0, 0], 0)) * scale, g


def varies(outcome, driver, labels):
    others = np.column_stack(
        [np.ones(len(outcome)), *[[label == w for label in column] for column in labels for w in set(column)]]
    ).astype(float)
    hat = others @ np.linalg.pinv(others)
    return all(column @ (np.eye(len(column)) - hat) @ column > 0.1 for column in (rank(outcome), rank(driver)))


@settings(max_examples=60)
@given(people, st.integers(2, 9))
def test_equals_the_whole_regression_as_matrices(rows, n_groups):
    outcome, driver, role, programme_round = columns(rows)
    labels, groups = [role, programme_round], [number % n_groups for number in range(len(rows))]
    assume(varies(outcome, driver, labels))
    value, se, g = by_matrices(outcome, driver, labels, groups)
    found = partial_rank_association(outcome, driver, adjust=labels, groups=groups)
    assert (found.value, found.se, found.n_groups) == (pytest.approx(value), pytest.approx(se, abs=1e-9), g)
    assert found.interval == NotEnough(Reason.FEW_GROUPS, g)


@given(people)
def test_without_labels_it_is_spearmans_correlation(rows):
    outcome, driver, *_ = columns(rows)
    assume(varies(outcome, driver, []))
    expected = stats.spearmanr(outcome, driver).statistic
    assert partial_rank_association(outcome, driver).value == pytest.approx(expected)


@settings(max_examples=40)
@given(people, st.randoms(use_true_random=False))
def test_neither_order_nor_names_nor_stretching_matters_and_reversing_flips(rows, random):
    outcome, driver, role, programme_round = columns(rows)
    assume(varies(outcome, driver, [role, programme_round]) and len(set(programme_round)) > 1)
    plain = partial_rank_association(outcome, driver, adjust=[role, programme_round], groups=programme_round)
    shuffled = random.sample(rows, len(rows))
    outcome, driver, role, programme_round = columns(shuffled)
    renamed = [f"round {number}" for number in programme_round]
    other = partial_rank_association(np.exp(outcome), [-d for d in driver], adjust=[renamed, role], groups=renamed)
    assert other.value == pytest.approx(-plain.value, abs=1e-9)
    assert other.se == pytest.approx(plain.se, abs=1e-9)


def test_from_forty_groups_on_there_is_an_interval():
    rng = np.random.default_rng(2)
    driver = rng.integers(1, 6, 120)
    outcome = driver + rng.integers(-2, 3, 120)
    groups = np.arange(120) % MIN_GROUPS
    found = partial_rank_association(outcome, driver, groups=groups)
    margin = stats.t.ppf(0.975, MIN_GROUPS - 1) * found.se
    assert isinstance(found.interval, Interval)
    assert [found.interval.low, found.interval.high] == pytest.approx([found.value - margin, found.value + margin])
    fewer = partial_rank_association(outcome[groups > 0], driver[groups > 0], groups=groups[groups > 0])
    assert fewer.interval == NotEnough(Reason.FEW_GROUPS, MIN_GROUPS - 1)


def test_an_interval_ends_at_one():
    answers = np.repeat(np.arange(1, 6), 10)
    nearly = answers.copy()
    nearly[:2] = 2
    found = partial_rank_association(answers, nearly)
    assert found.interval.high == 1
    assert partial_rank_association(answers, answers).interval == Interval(1, 1, 0.95)


def test_whoever_misses_an_answer_or_a_label_is_left_out_and_counted():
    outcome, driver = [1, 2, 3, 5, 4, NAN, 2, 1], [2, 1, 4, 5, 5, 3, NAN, 2]
    found = partial_rank_association(outcome, driver, adjust=[[*"mamama", "m", None]], groups=[*"abc", *[None] * 5])
    assert (found.n, found.n_missing, found.n_groups) == (5, 3, 5)
    alone = partial_rank_association(outcome[:5], driver[:5], adjust=[[*"mamam"]], groups=[*"abcde"])
    assert (found.value, found.se) == (alone.value, alone.se)


@pytest.mark.parametrize(
    "outcome, driver, options, reason",
    [
        ([3] * 6, [1, 2, 3, 4, 5, 1], {}, Reason.CONSTANT),
        ([1, 2, 3, 4, 5, 1], [3] * 6, {}, Reason.CONSTANT),
        ([1, 1, 1, 2, 2, 2], [1, 2, 3, 4, 5, 1], {"adjust": ["aaabbb"]}, Reason.CONSTANT),
        ([1, 2, 3, 4], [2, 1, 4, 3], {"groups": "aaaa"}, Reason.FEW_GROUPS),
        ([], [], {}, Reason.FEW_GROUPS),
        ([1, 2, 3], [2, 3, 1], {"adjust": ["abc"]}, Reason.FEW_PEOPLE),
    ],
)
def test_says_why_there_is_no_answer(outcome, driver, options, reason):
    with pytest.raises(NotEstimableError) as caught:
        partial_rank_association(outcome, driver, **options)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    "outcome, driver, options, words",
    [
        ([1, 2], [1], {}, "different lengths"),
        ([1, 2, 3], [1, 2, 3], {"adjust": ["ab"]}, "different lengths"),
        ([1, 2, 3], [1, 2, 3], {"groups": "ab"}, "different lengths"),
        ([1, math.inf, 3], [1, 2, 3], {}, "outcome holds an infinite"),
        ([1, 2, 3], [1, 2, -math.inf], {}, "driver holds an infinite"),
        ([1, 2, 3, 4], [1, 3, 2, 4], {"confidence": 95}, "between 0 and 1"),
    ],
)
def test_refuses_what_it_cannot_answer(outcome, driver, options, words):
    with pytest.raises(ValueError, match=words):
        partial_rank_association(outcome, driver, **options)
