"""What theta does with answers and groups that are missing, empty, wrong or too few: each has its own reason."""

import math

import numpy as np
import pandas as pd
import pytest

from analysis.results import NotEstimableError, Reason
from analysis.stats.superiority import (
    stratified_superiority,
    superiorities_from_counts,
    superiority,
    superiority_from_counts,
)

NAN = float("nan")


@pytest.mark.parametrize("missing", [None, NAN, np.float32("nan"), pd.NA, pd.NaT])
def test_a_missing_group_is_a_group_of_one(missing):
    """Two people whose group nobody knows are not in one group."""
    result = superiority([1, 4, 3], [2, 2, 3], groups_x=["a", missing, "b"], groups_y=["a", "b", missing])
    assert result == superiority([1, 4, 3], [2, 2, 3], groups_x=["a", "c", "b"], groups_y=["a", "b", "d"])
    assert result.n_groups == 4


def test_groups_may_come_as_arrays():
    numbers, words = np.array([1.0, 2.0, np.nan]), np.array(["a", "b", "c"])
    by_number = superiority([1, 4, 3], [2, 2, 3], groups_x=numbers, groups_y=numbers)
    by_word = superiority([1, 4, 3], [2, 2, 3], groups_x=[*words[:2].tolist(), None], groups_y=[*words[:2], None])
    assert by_number == by_word


@pytest.mark.parametrize("x, y", [([], [1, 2]), ([NAN, NAN], [3]), ([3], [])])
def test_one_empty_role_has_its_own_reason(x, y):
    with pytest.raises(NotEstimableError, match="no answers") as caught:
        superiority(x, y)
    assert caught.value.reason is Reason.ONE_ROLE_EMPTY
    with pytest.raises(NotEstimableError, match="no answers"):
        stratified_superiority([(x, y, None, None)])


def test_no_round_at_all_has_the_same_reason():
    with pytest.raises(NotEstimableError, match="no answers"):
        stratified_superiority([])


def test_one_group_cannot_say_how_groups_differ():
    with pytest.raises(NotEstimableError, match="at least 2") as caught:
        superiority([3, 4], [2], groups_x=["a", "a"], groups_y=["a"])
    assert caught.value.reason is Reason.FEW_GROUPS
    with pytest.raises(NotEstimableError, match="each side"):
        superiority([3, 4], [2, 1], groups_x=["a", "a"], groups_y=["b", "c"], nested=True)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: superiority([1, math.inf], [2]), "x holds an infinite"),
        (lambda: superiority([1], [-math.inf]), "y holds an infinite"),
        (lambda: superiority([[1, 2]], [2]), "x has 2 dimensions"),
        (lambda: superiority([1, 2], [2], groups_x=["a"]), "x has 2 answers and groups_x has 1"),
        (lambda: superiority([1, 2], [2, 3], groups_x="ab", groups_y="abc"), "y has 2 answers and groups_y has 3"),
        (lambda: superiority([1, 2], [2], confidence=1.0), "between 0 and 1"),
        (lambda: superiority([1, 2], [2, 1], confidence=95), "between 0 and 1"),
        (lambda: superiority_from_counts([1, -2], [2, 3]), "counts_x holds a negative"),
        (lambda: superiority_from_counts([1, 2], [2, 0.5]), "counts_y holds a count that is not whole"),
        (lambda: superiority_from_counts([1, NAN], [2, 1]), "missing or infinite"),
        (lambda: superiority_from_counts([1, math.inf], [2, 1]), "missing or infinite"),
        (lambda: superiority_from_counts([1, 2, 3], [2, 3]), "must be equal"),
        (lambda: superiority_from_counts([[1, 2]], [[2, 3]]), "1 expected"),
        (lambda: superiority_from_counts([0, 0], [2, 3]), "no answers"),
        (lambda: superiorities_from_counts([1, 2], [2, 3]), "must be equal"),
        (lambda: superiorities_from_counts([[1, 2], [0, 0]], [[2, 3], [1, 1]]), "no answers"),
    ],
)
def test_refuses_what_it_cannot_answer(call, words):
    with pytest.raises(ValueError, match=words):
        call()
