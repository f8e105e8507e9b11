"""Theta over strata that groups reach over, counted again person by person, and where it meets other roads."""

import math
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from analysis.results import NotEstimableError, Reason
from analysis.stats.nested import nested_superiority
from analysis.stats.superiority import Method, superiority

likert = st.integers(1, 5)


@st.composite
def stratum(draw):
    """Small groups against pairs in one role of one round: answers and who belongs to which group."""
    small, pairs = (
        draw(st.lists(st.tuples(likert, st.sampled_from([*names, None])), min_size=3, max_size=8))
        for names in ("abc", "pqrs")
    )
    return [[v for v, _ in small], [v for v, _ in pairs], [g for _, g in small], [g for _, g in pairs]]


def placement(answer, others):
    return np.mean([(answer > other) + (answer == other) / 2 for other in others])


def by_hand(blocks):
    """Theta, and for each block and side the summed influence of each group, as the docstring defines them."""
    every = [one for block in blocks for one in block]
    total = sum(len(x) * len(y) / (len(x) + len(y)) for x, y, *_ in every)
    theta, sides = 0.0, []
    for block in blocks:
        of = [defaultdict(float), defaultdict(float)]
        for i, (x, y, groups_x, groups_y) in enumerate(block):
            share = len(x) * len(y) / (len(x) + len(y)) / total
            own = np.mean([placement(a, y) for a in x])
            theta += share * own
            for j, (a, g) in enumerate(zip(x, groups_x, strict=True)):
                of[0][g or (i, j)] += share * (placement(a, y) - own) / len(x)
            for j, (a, g) in enumerate(zip(y, groups_y, strict=True)):
                of[1][g or (i, j)] += share * (1 - placement(a, x) - own) / len(y)
        sides += of
    return theta, [np.array(list(side.values())) for side in sides]


@given(st.lists(st.lists(stratum(), min_size=1, max_size=2), min_size=1, max_size=3))
def test_it_is_the_weighted_sum_with_the_groups_of_each_side_counted_by_hand(blocks):
    theta, sides = by_hand(blocks)
    assume(all(len(side) > 1 for side in sides) and 0.001 < theta < 0.999)
    parts = [side @ side * len(side) / (len(side) - 1) for side in sides]
    assume(sum(parts) > 1e-9)
    df = sum(parts) ** 2 / sum(p**2 / (len(s) - 1) for p, s in zip(parts, sides, strict=True))
    margin = stats.t.ppf(0.975, df) * math.sqrt(sum(parts)) / (theta * (1 - theta))
    logit = math.log(theta / (1 - theta))
    limits = [1 / (1 + math.exp(-(logit + sign * margin))) for sign in (-1, 1)]
    result = nested_superiority(blocks)
    assert [result.theta, result.se, result.df] == pytest.approx([theta, math.sqrt(sum(parts)), df])
    assert [result.interval.low, result.interval.high] == pytest.approx(limits)
    assert result.n_groups == sum(len(side) for side in sides)


@given(stratum())
def test_one_stratum_is_what_superiority_says_of_nested_groups(one):
    x, y, groups_x, groups_y = one
    assume(all(len(side) > 1 for side in by_hand([[one]])[1]))
    plain = superiority(x, y, groups_x=groups_x, groups_y=groups_y, nested=True)
    result = nested_superiority([[one]])
    assert (result.theta, result.method, result.n_groups) == (pytest.approx(plain.theta), plain.method, plain.n_groups)
    assert [result.interval.low, result.interval.high] == pytest.approx([plain.interval.low, plain.interval.high])


@given(st.lists(stratum(), min_size=1, max_size=2))
def test_swapping_the_sides_turns_theta_round(block):
    assume(all(len(side) > 1 for side in by_hand([block])[1]))
    one, other = (nested_superiority([b]) for b in (block, [(y, x, gy, gx) for x, y, gx, gy in block]))
    assert one.theta == pytest.approx(1 - other.theta)
    assert one.interval.low == pytest.approx(1 - other.interval.high)


def test_a_group_that_answers_alike_in_both_roles_widens_the_interval():
    x, y = [5, 4, 2, 5, 1, 4, 2, 3], [3, 4, 2, 3, 5, 1, 3, 2]
    mine, theirs = [f"s{i}" for i in range(8)], [f"p{i}" for i in range(8)]
    linked = nested_superiority([[(x, y, mine, theirs), (x, y, mine, theirs)]])
    apart = nested_superiority([[(x, y, None, None), (x, y, None, None)]])
    assert linked.theta == apart.theta
    assert linked.se / apart.se == pytest.approx(math.sqrt(2 * (8 / 7) / (16 / 15)))


def test_all_higher_has_no_spread_and_takes_newcombe():
    result = nested_superiority([[([5, 5], [1, 2], None, None)]])
    assert (result.theta, result.method, result.df) == (1, Method.NEWCOMBE_5, None)
    assert result.interval == superiority([5, 5], [1, 2]).interval


@pytest.mark.parametrize(
    "one, reason",
    [(([], [1, 2], None, None), Reason.ONE_ROLE_EMPTY), (([3, 4], [1, 2], ["a", "a"], None), Reason.FEW_GROUPS)],
)
def test_what_cannot_be_estimated_says_why(one, reason):
    with pytest.raises(NotEstimableError) as refusal:
        nested_superiority([[one]])
    assert refusal.value.reason is reason


@pytest.mark.parametrize(
    "one, words",
    [
        (([3, math.nan], [1, 2], None, None), "missing"),
        (([3, 4], [1, math.inf], None, None), "infinite"),
        (([3, 4], [1, 2], ["a"], None), "2 answers and 1 groups"),
    ],
)
def test_what_is_no_input_is_refused(one, words):
    with pytest.raises(ValueError, match=words):
        nested_superiority([[one]])
