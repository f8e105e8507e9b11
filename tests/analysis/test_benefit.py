"""The questions of analysis.benefit, answered again here the long way round."""

from itertools import product

import numpy as np
import pytest

from analysis.benefit import Comparison, PairView, compare_items, compare_roles, distribution, within_groups
from analysis.disclosure import Gate
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.superiority import Superiority
from data.schema import Form, Role, Wave
from tests.analysis.programme import answers_of, atoms_of, made_up

ENDS = (1.0, 5.0)


def gate_of(table, minimum=5):
    return Gate(table, atoms_of(table, minimum), lambda item: minimum)


def values(table, role, rounds):
    rows = table[(table["role"] == role) & table["round"].isin(rounds) & table["value"].notna()]
    return rows["value"].tolist()


def brute_theta(x, y):
    return np.mean([(a > b) + (a == b) / 2 for a, b in product(x, y)])


def column(role, scores, *, round_id="r1", item="courage", grouped=False):
    return [
        (f"{round_id}{role}{i}", round_id, role, Form.PAIR, f"g{i}" if grouped else None, Wave.END, item, float(v))
        for i, v in enumerate(scores)
    ]


def test_theta_of_one_round_counts_all_pairs_of_people():
    table = made_up({"r1": (14, 12)}, seed=4)
    result = compare_roles(gate_of(table), "courage", rounds=["r1"], ends=ENDS)
    assert isinstance(result.theta, Superiority)
    assert result.theta.theta == pytest.approx(brute_theta(*(values(table, role, ["r1"]) for role in Role)))
    assert result.mentor.mean == pytest.approx(np.mean(values(table, Role.MENTOR, ["r1"])))
    assert result.actor.cannot_say == table[(table["role"] == Role.ACTOR)]["value"].isna().sum()


def test_several_rounds_are_averaged_with_the_weight_of_their_people():
    table = made_up({"r1": (12, 0), "r2": (20, 8)}, seed=5)
    result = compare_roles(gate_of(table), "courage", rounds=["r1", "r2"], ends=ENDS)
    parts = [[values(table, role, [r]) for role in Role] for r in ("r1", "r2")]
    weights = [len(x) * len(y) / (len(x) + len(y)) for x, y in parts]
    assert result.theta.theta == pytest.approx(np.average([brute_theta(x, y) for x, y in parts], weights=weights))
    assert result.rounds == ("r1", "r2")


def test_a_round_that_may_not_be_shown_is_not_named_among_those_compared():
    table = made_up({"r1": (12, 0), "r2": (3, 0)}, seed=6, answer_rate=1)
    gate = Gate(table, [a for a in atoms_of(table, 5) if a.rounds == ("r1",)], lambda item: 5)
    assert compare_roles(gate, "courage", rounds=["r1", "r2"], ends=ENDS).rounds == ("r1",)


def test_fewer_than_eight_of_a_role_give_a_count_and_no_estimate():
    table = answers_of(column(Role.MENTOR, [4, 5, 4, 3, 4, 5, 2]) + column(Role.ACTOR, [3, 4, 4, 2, 5, 3, 4, 4, 3]))
    result = compare_roles(gate_of(table), "courage", rounds=["r1"], ends=ENDS)
    assert result.theta == NotEnough(Reason.FEW_PEOPLE)
    assert result.mentor == NotEnough(Reason.FEW_PEOPLE, 7)
    assert result.actor.n == 9


@pytest.mark.parametrize(
    "mentors, actors, reason",
    [
        ([5] * 9, [3, 4, 4, 2, 4, 3, 4, 4, 3], Reason.UNANIMOUS),  # theta is 1
        ([4, 5, 4], [3, 4, 4, 2, 5, 3, 4, 4, 3], Reason.TOO_FEW),
        ([4, 5, 4, 4, 4, 5, 3, 4], [], Reason.TOO_FEW),
    ],
)
def test_what_would_tell_of_single_people_is_withheld(mentors, actors, reason):
    table = answers_of(column(Role.MENTOR, mentors) + column(Role.ACTOR, actors))
    assert compare_roles(gate_of(table), "courage", rounds=["r1"], ends=ENDS).theta == Withheld(reason)


def test_all_ties_are_an_answer_too():
    table = answers_of(column(Role.MENTOR, [4] * 9) + column(Role.ACTOR, [4] * 9))
    result = compare_roles(gate_of(table), "courage", rounds=["r1"], ends=ENDS)
    assert result.theta.theta == 0.5 and 0.5 in result.theta.interval


def test_items_that_were_not_asked_are_left_out():
    table = made_up({"r1": (12, 0)})
    results = compare_items(gate_of(table), ["courage", "networks"], rounds=["r1"], ends=ENDS)
    assert [r.item for r in results] == ["courage"]
    assert compare_roles(gate_of(table), "networks", rounds=["r1"], ends=ENDS).theta == NotEnough(Reason.NOT_ASKED)


def test_distribution_counts_each_point_and_cannot_say_beside():
    table = answers_of(column(Role.ACTOR, [1, 2, 2, 4, 5, 5, 5, np.nan]))
    result = distribution(gate_of(table), "courage", rounds=["r1"], role=Role.ACTOR, points=[1, 2, 3, 4, 5])
    assert (result.counts, result.cannot_say, result.n) == ((1, 2, 0, 1, 3), 1, 7)


def test_distribution_of_one_mind_is_withheld():
    table = answers_of(column(Role.ACTOR, [4] * 9 + [5]))
    result = distribution(gate_of(table), "courage", rounds=["r1"], role=Role.ACTOR, points=[1, 2, 3, 4, 5])
    assert result == Withheld(Reason.UNANIMOUS)


def test_within_groups_compares_the_mentor_with_the_mean_of_the_groups_actors():
    mentors = column(Role.MENTOR, [5, 5, 4, 3, 2, 4, 4, 4], grouped=True)
    actors = column(Role.ACTOR, [4, 4, 4, 4, 4, 3, 3, 3], grouped=True)
    second = [("extra", "r1", Role.ACTOR, Form.PAIR, "g0", Wave.END, "courage", 5.0)]  # mean of g0: 4.5
    view = within_groups(gate_of(answers_of(mentors + actors + second)), "courage", closed=["r1"])
    assert isinstance(view, PairView)
    assert (view.mentor_higher, view.equal, view.actor_higher) == (5, 1, 2)
    assert view.share.estimate == 5 / 8 and view.net.estimate == 3 / 8


def test_swapping_the_roles_turns_theta_round():
    table = made_up({"r1": (15, 8), "r2": (11, 12)}, seed=8)
    swapped = table.assign(role=table["role"].map({Role.MENTOR: Role.ACTOR, Role.ACTOR: Role.MENTOR}))
    one, other = (compare_roles(gate_of(t), "courage", rounds=["r1", "r2"], ends=ENDS) for t in (table, swapped))
    assert isinstance(one, Comparison)
    assert one.theta.theta == pytest.approx(1 - other.theta.theta)
    assert one.theta.interval.low == pytest.approx(1 - other.theta.interval.high)
