"""Second derivations: every pair counted by hand, placements person by person, the jackknife over groups, and the
defining equation of Newcombe's method 5 solved by another road. Then what must hold of any answers.
"""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from analysis.stats.superiority import (
    Method,
    stratified_superiority,
    superiorities_from_counts,
    superiority,
    superiority_from_counts,
)

NAN = float("nan")
likert = st.integers(1, 5)
answers = st.lists(likert, min_size=2, max_size=14)
level_counts = st.lists(st.integers(0, 9), min_size=5, max_size=5)


@st.composite
def linked(draw, least=2):
    """People of both roles in up to five groups; some without one."""
    person = st.tuples(likert, st.sampled_from([None, "a", "b", "c", "d", "e"]))
    x, y = (draw(st.lists(person, min_size=least, max_size=12)) for _ in range(2))
    return x, y


def split(people):
    return [answer for answer, _ in people], [group for _, group in people]


def of_linked(x, y, **options):
    (answers_x, groups_x), (answers_y, groups_y) = split(x), split(y)
    return superiority(answers_x, answers_y, groups_x=groups_x, groups_y=groups_y, **options)


def n_groups_in(x, y):
    groups = [group for _, group in (*x, *y)]
    return len(set(groups) - {None}) + groups.count(None)


def figures(result):
    return [result.theta, result.se, result.interval.low, result.interval.high]


def placement(answer, others):
    return sum((answer > other) + (answer == other) / 2 for other in others) / len(others)


def theta_by_pairs(x, y):
    return sum(placement(answer, y) for answer in x) / len(x)


def variance_of_unlinked(x, y):
    """Delong's form: the two sample variances of the placements."""
    return np.var([placement(a, y) for a in x], ddof=1) / len(x) + np.var(
        [1 - placement(b, x) for b in y], ddof=1
    ) / len(y)


def influence_by_group(x, y):
    """Person by person, from the wording of the method: (own placement − theta)/n, summed by group."""
    answers_x, answers_y = split(x)[0], split(y)[0]
    theta = theta_by_pairs(answers_x, answers_y)
    summed, alone = {}, itertools.count()
    for answer, group in x:
        key = group if group is not None else ("alone", next(alone))
        summed[key] = summed.get(key, 0) + (placement(answer, answers_y) - theta) / len(x)
    for answer, group in y:
        key = group if group is not None else ("alone", next(alone))
        summed[key] = summed.get(key, 0) + (1 - placement(answer, answers_x) - theta) / len(y)
    return list(summed.values())


def variance_by_group(x, y):
    influence = influence_by_group(x, y)
    return sum(value**2 for value in influence) * len(influence) / (len(influence) - 1)


def logit_interval(theta, variance, quantile):
    centre, margin = math.log(theta / (1 - theta)), quantile * math.sqrt(variance) / (theta * (1 - theta))
    return [1 / (1 + math.exp(margin - centre)), 1 / (1 + math.exp(-margin - centre))]


def newcombe_5_by_brentq(theta, m, n, z=1.959963984540054):
    star = (m + n) / 2 - 1

    def excess(t):
        variance = t * (1 - t) * (1 + star * (1 - t) / (2 - t) + star * t / (1 + t)) / (m * n)
        return abs(theta - t) - z * math.sqrt(variance)

    low = brentq(excess, 1e-12, theta - 1e-9, xtol=1e-14) if theta > 0 else 0.0
    high = brentq(excess, theta + 1e-9, 1 - 1e-12, xtol=1e-14) if theta < 1 else 1.0
    return [low, high]


def interior(theta, variance):
    return 0 < theta < 1 and variance > 1e-15


@given(answers, answers)
def test_unlinked_equals_counting_every_pair(x, y):
    theta, variance = theta_by_pairs(x, y), variance_of_unlinked(x, y)
    result = superiority(x, y)
    assert result.theta == pytest.approx(theta)
    if interior(theta, variance):
        quantile = stats.norm.ppf(0.975)
        assert figures(result)[1:] == pytest.approx([math.sqrt(variance), *logit_interval(theta, variance, quantile)])
        assert result.method is Method.UNLINKED
    else:
        assert figures(result)[2:] == pytest.approx(newcombe_5_by_brentq(theta, len(x), len(y)))
        assert result.method is Method.NEWCOMBE_5


@given(linked())
def test_linked_equals_the_influence_of_each_person_summed_by_group(people):
    x, y = people
    n_groups = n_groups_in(x, y)
    assume(n_groups > 1)
    theta, variance = theta_by_pairs(split(x)[0], split(y)[0]), variance_by_group(x, y)
    result = of_linked(x, y)
    assert (result.theta, result.n_groups) == (pytest.approx(theta), n_groups)
    if interior(theta, variance):
        quantile = stats.t.ppf(0.975, n_groups - 1)
        assert figures(result)[1:] == pytest.approx([math.sqrt(variance), *logit_interval(theta, variance, quantile)])
        assert result.df == pytest.approx(n_groups - 1)
    else:
        assert figures(result)[2:] == pytest.approx(newcombe_5_by_brentq(theta, len(x), len(y)))


def test_linked_error_is_near_the_jackknife_over_groups():
    rng = np.random.default_rng(5)
    base = rng.normal(size=60)
    x = [(round(base[g] + rng.normal() + 3.3), g) for g in range(60)]
    y = [(round(base[g] + rng.normal() + 3), g) for g in range(60) for _ in range(1 + g % 3)]

    def without(group):
        return theta_by_pairs([a for a, g in x if g != group], [a for a, g in y if g != group])

    left_out = np.array([without(group) for group in range(60)])
    jackknife = math.sqrt(59 / 60 * ((left_out - left_out.mean()) ** 2).sum())
    assert of_linked(x, y).se == pytest.approx(jackknife, rel=0.03)


@given(answers, answers)
def test_everybody_a_group_of_one_differs_from_unlinked_by_the_small_sample_factor_alone(x, y):
    """Σ s² is the same sum of squares: n − 1 for n in each role, and G/(G − 1) over all."""
    of_x = np.var([placement(a, y) for a in x]) / len(x)
    of_y = np.var([1 - placement(b, x) for b in y]) / len(y)
    n_groups = len(x) + len(y)
    assume(interior(theta_by_pairs(x, y), of_x + of_y))
    alone = superiority(x, y, groups_x=[None] * len(x), groups_y=range(len(y)))
    assert alone.se**2 == pytest.approx((of_x + of_y) * n_groups / (n_groups - 1))
    assert (alone.n_groups, alone.method) == (n_groups, Method.CLUSTERED)


@given(linked())
def test_nested_sides_have_their_own_factor_and_degrees_of_freedom(people):
    x, y = people
    sizes = n_groups_in(x, []), n_groups_in([], y)
    assume(min(sizes) > 1)
    apart = [(answer, group and f"y{group}") for answer, group in y]  # names that no x has
    result = of_linked(x, y, nested=True)
    influence = influence_by_group(x, apart)
    parts = [
        sum(value**2 for value in influence[: sizes[0]]) * sizes[0] / (sizes[0] - 1),
        sum(value**2 for value in influence[sizes[0] :]) * sizes[1] / (sizes[1] - 1),
    ]
    assume(interior(result.theta, sum(parts)))
    df = sum(parts) ** 2 / (parts[0] ** 2 / (sizes[0] - 1) + parts[1] ** 2 / (sizes[1] - 1))
    limits = logit_interval(result.theta, sum(parts), stats.t.ppf(0.975, df))
    assert figures(result)[1:] == pytest.approx([math.sqrt(sum(parts)), *limits])
    assert (result.df, result.method) == (pytest.approx(df), Method.NESTED)


@given(st.lists(linked(), min_size=2, max_size=4))
def test_stratified_linked_equals_the_weighted_sum_by_hand(rounds):
    assume(all(n_groups_in(*people) > 1 for people in rounds))
    weights = [len(x) * len(y) / (len(x) + len(y)) for x, y in rounds]
    shares = [weight / sum(weights) for weight in weights]
    thetas = [theta_by_pairs(split(x)[0], split(y)[0]) for x, y in rounds]
    parts = [share**2 * variance_by_group(x, y) for share, (x, y) in zip(shares, rounds, strict=True)]
    theta = sum(share * each for share, each in zip(shares, thetas, strict=True))
    assume(interior(theta, sum(parts)))
    df = sum(parts) ** 2 / sum(part**2 / (n_groups_in(*people) - 1) for part, people in zip(parts, rounds, strict=True))
    result = stratified_superiority([(split(x)[0], split(y)[0], split(x)[1], split(y)[1]) for x, y in rounds])
    limits = logit_interval(theta, sum(parts), stats.t.ppf(0.975, df))
    assert figures(result) == pytest.approx([theta, math.sqrt(sum(parts)), *limits])
    assert (result.n_strata, result.method) == (len(rounds), Method.CLUSTERED)


@given(st.lists(st.tuples(answers, answers), min_size=1, max_size=4))
def test_stratified_unlinked_has_the_normal_quantile(rounds):
    weights = [len(x) * len(y) / (len(x) + len(y)) for x, y in rounds]
    theta = sum(w * theta_by_pairs(x, y) for w, (x, y) in zip(weights, rounds, strict=True)) / sum(weights)
    variance = sum(w**2 * variance_of_unlinked(x, y) for w, (x, y) in zip(weights, rounds, strict=True))
    variance /= sum(weights) ** 2
    assume(interior(theta, variance))
    result = stratified_superiority([(x, y, None, None) for x, y in rounds])
    limits = logit_interval(theta, variance, stats.norm.ppf(0.975))
    assert figures(result) == pytest.approx([theta, math.sqrt(variance), *limits])
    assert (result.df, result.method) == (None, Method.UNLINKED)


@given(linked())
def test_one_stratum_is_the_round_itself(people):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    alone = stratified_superiority([(split(x)[0], split(y)[0], split(x)[1], split(y)[1])])
    assert figures(alone) == pytest.approx(figures(of_linked(x, y)))


@given(level_counts, level_counts)
def test_counts_say_the_same_as_the_people_they_count(x, y):
    assume(sum(x) and sum(y))
    people = superiority(np.repeat(range(5), x), np.repeat(range(5), y))
    counted = superiority_from_counts(x, y)
    assert figures(counted) == pytest.approx(figures(people))
    assert (counted.n_x, counted.n_y, counted.method) == (people.n_x, people.n_y, people.method)


@given(st.lists(st.tuples(level_counts, level_counts), min_size=1, max_size=6))
def test_many_items_in_one_call_are_each_item_alone(items):
    assume(all(sum(x) and sum(y) for x, y in items))
    together = superiorities_from_counts([x for x, _ in items], [y for _, y in items])
    assert together == tuple(superiority_from_counts(x, y) for x, y in items)


@given(linked())
def test_swapping_the_roles_turns_theta_round(people):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    there, back = of_linked(x, y), of_linked(y, x)
    assert back.theta == pytest.approx(1 - there.theta)
    assert [back.interval.low, back.interval.high] == pytest.approx([1 - there.interval.high, 1 - there.interval.low])
    assert back.se == pytest.approx(there.se)


@given(linked(), st.randoms(use_true_random=False))
def test_neither_row_order_nor_group_names_matter(people, random):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    names = dict(zip("abcde", random.sample([7, "z", 2.5, ("t", 1), "b"], 5), strict=True))
    shuffled = [random.sample([(answer, names.get(group)) for answer, group in side], len(side)) for side in (x, y)]
    assert figures(of_linked(*shuffled)) == pytest.approx(figures(of_linked(x, y)))


@given(linked())
def test_only_the_order_of_answers_matters(people):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    stretched = [[(math.exp(answer), group) for answer, group in side] for side in (x, y)]
    assert figures(of_linked(*stretched)) == figures(of_linked(x, y))


@given(linked(), st.floats(0.5, 0.99))
def test_interval_holds_theta_and_widens_with_confidence(people, confidence):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    narrow, wide = of_linked(x, y, confidence=confidence), of_linked(x, y, confidence=0.995)
    assert 0 <= wide.interval.low <= narrow.interval.low <= narrow.theta + 1e-12
    assert narrow.theta - 1e-12 <= narrow.interval.high <= wide.interval.high <= 1


@given(linked())
def test_delta_is_theta_on_another_scale(people):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    result = of_linked(x, y)
    pairs = [np.sign(a - b) for (a, _), (b, _) in itertools.product(x, y)]
    assert result.delta == pytest.approx(np.mean(pairs))
    assert (result.delta_interval.low + 1) / 2 == pytest.approx(result.interval.low)


@given(linked())
def test_missing_answers_are_left_out_and_counted(people):
    x, y = people
    assume(n_groups_in(x, y) > 1)
    result = of_linked([*x, (NAN, "a"), (NAN, "only here")], [(NAN, None), *y])
    assert figures(result) == pytest.approx(figures(of_linked(x, y)))
    assert (result.n_x, result.n_missing_x, result.n_missing_y) == (len(x), 2, 1)
    assert result.n_groups == n_groups_in(x, y)


@pytest.mark.parametrize(
    "x, y, theta",
    [
        ([4, 4, 4], [4, 4], 0.5),
        ([5, 5, 5], [1, 2], 1.0),
        ([1, 1], [2, 3, 4], 0.0),
        ([3], [1, 2, 3, 4], 0.625),
        ([3], [3], 0.5),
    ],
)
def test_without_spread_newcombe_answers(x, y, theta):
    result = superiority(x, y)
    assert (result.theta, result.method) == (theta, Method.NEWCOMBE_5)
    limits = newcombe_5_by_brentq(theta, len(x), len(y))
    assert [result.interval.low, result.interval.high] == pytest.approx(limits, abs=1e-9)


def test_linked_without_spread_newcombe_answers_too():
    groups = {"groups_x": "abc", "groups_y": "abc"}
    tied, apart = superiority([2, 2, 2], [2, 2, 2], **groups), superiority([5, 4, 5], [1, 2, 1], **groups)
    assert [result.method for result in (tied, apart)] == [Method.NEWCOMBE_5] * 2
    assert [tied.n_groups, apart.n_groups] == [3, 3]
    assert [apart.interval.low, apart.interval.high] == pytest.approx(newcombe_5_by_brentq(1.0, 3, 3))


def test_rounds_that_are_all_at_the_end_are_at_the_end():
    result = stratified_superiority([([4, 5], [1, 2, 3], None, None), ([5, 5, 4, 4, 4, 4, 4], [2], None, None)])
    assert (result.theta, result.interval.high, result.method) == (1.0, 1.0, Method.NEWCOMBE_5)
    assert result.interval.low == pytest.approx(newcombe_5_by_brentq(1.0, 9, 4)[0])


def test_a_round_of_one_role_weighs_nothing_and_is_counted():
    both = ([3, 4, 5], [2, 4, 4], list("abc"), list("abc"))
    result = stratified_superiority([both, ([5, 5], [], ["a", "b"], []), ([NAN], [1], None, None)])
    assert figures(result) == pytest.approx(figures(stratified_superiority([both])))
    assert (result.n_x, result.n_strata, result.n_strata_one_role) == (3, 1, 2)


def test_linked_and_unlinked_rounds_may_be_averaged():
    """Weights 2 and 1.5; the unlinked round's variance counts as known, so the degrees of freedom are the other's."""
    x, y = [(3, "a"), (4, "b"), (5, "c"), (2, "d")], [(2, "a"), (4, "b"), (4, "c"), (1, "d")]
    linked = (2 / 3.5) ** 2 * variance_by_group(x, y)
    unlinked = (1.5 / 3.5) ** 2 * variance_of_unlinked([3, 5, 4], [2, 4, 3])
    result = stratified_superiority(
        [(split(x)[0], split(y)[0], split(x)[1], split(y)[1]), ([3, 5, 4], [2, 4, 3], None, None)]
    )
    assert (result.n_groups, result.method) == (4 + 6, Method.CLUSTERED)
    assert result.se == pytest.approx(math.sqrt(linked + unlinked))
    assert result.df == pytest.approx((linked + unlinked) ** 2 / (linked**2 / 3))


def test_a_million_answers_are_counted_as_exactly_as_ten():
    small = superiority_from_counts([1, 2, 3], [3, 2, 1])
    large = superiority_from_counts([10**6, 2 * 10**6, 3 * 10**6], [3 * 10**6, 2 * 10**6, 10**6])
    assert large.theta == small.theta
    assert large.se == pytest.approx(small.se * math.sqrt(5 / (6e6 - 1)))
