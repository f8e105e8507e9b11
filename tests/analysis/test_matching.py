"""Pairs against small groups, answered again the long way round; and what must not be answered."""

from itertools import product

import numpy as np
import pytest

from analysis.disclosure import Gate
from analysis.matching import FormSide, compare_forms
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.superiority import Superiority
from data.schema import Form, Role, Wave
from tests.analysis.programme import answers_of, atoms_of, made_up


def gate_of(table, minimum=5):
    return Gate(table, atoms_of(table, minimum), lambda item: minimum)


def brute_theta(x, y):
    return np.mean([(a > b) + (a == b) / 2 for a, b in product(x, y)])


def column(role, form, scores, *, round_id="r1", size=1):
    return [
        (f"{role}{form}{i}", round_id, role, form, f"{form}{i // size}", Wave.END, "courage", float(score))
        for i, score in enumerate(scores)
    ]


def told_apart(table, role, round_id, minimum=5):
    """Small groups and pairs of a role in a round, if both have enough answers."""
    rows = table[(table["role"] == role) & (table["round"] == round_id) & table["value"].notna()]
    parts = [rows.loc[rows["form"] == form, "value"].tolist() for form in (Form.SMALL_GROUP, Form.PAIR)]
    return parts if min(map(len, parts)) >= minimum else None


def test_each_role_and_round_is_compared_within_itself():
    table = made_up({"r1": (14, 32), "r2": (12, 40)}, seed=3)
    strata = [told_apart(table, role, r) for r in ("r1", "r2") for role in Role]
    strata = [parts for parts in strata if parts]
    weights = [len(x) * len(y) / (len(x) + len(y)) for x, y in strata]
    result = compare_forms(gate_of(table), "courage", rounds=["r1", "r2"])
    assert len(strata) >= 3
    assert isinstance(result.theta, Superiority)
    assert result.theta.theta == pytest.approx(np.average([brute_theta(x, y) for x, y in strata], weights=weights))
    assert result.small_groups.people == sum(len(x) for x, _ in strata)
    assert result.pairs.people == sum(len(y) for _, y in strata)


def test_one_role_is_compared_with_itself_only():
    table = made_up({"r1": (14, 40)}, seed=3, answer_rate=1)
    result = compare_forms(gate_of(table), "courage", rounds=["r1"], role=Role.ACTOR)
    assert result.theta.theta == pytest.approx(brute_theta(*told_apart(table, Role.ACTOR, "r1")))
    assert (result.small_groups, result.pairs) == (FormSide(30, 10), FormSide(14, 14))


def test_a_mentor_and_its_actors_are_one_group():
    table = made_up({"r1": (14, 40)}, seed=3, answer_rate=1)
    result = compare_forms(gate_of(table), "courage", rounds=["r1"])
    assert (result.small_groups, result.pairs) == (FormSide(40, 10), FormSide(28, 14))
    assert result.theta.n_groups == 24


def test_a_round_whose_forms_are_not_told_apart_takes_no_part():
    table = made_up({"r1": (14, 40), "r2": (20, 4)}, seed=3)
    assert compare_forms(gate_of(table), "courage", rounds=["r1", "r2"]).rounds == ("r1",)


def test_a_programme_of_pairs_has_nothing_to_compare():
    table = made_up({"r1": (14, 0)}, seed=3)
    assert compare_forms(gate_of(table), "courage", rounds=["r1"]).theta == NotEnough(Reason.FEW_GROUPS)


@pytest.mark.parametrize("groups, enough", [(4, False), (5, True)])
def test_fewer_than_five_groups_on_a_side_give_no_estimate(groups, enough):
    scores = [3, 4, 5, 2, 4, 3, 5, 4, 4, 2, 3, 5, 4, 4, 3]
    rows = column(Role.ACTOR, Form.SMALL_GROUP, scores[: 3 * groups], size=3)
    rows += column(Role.ACTOR, Form.PAIR, [3, 2, 4, 3, 5, 4, 2, 1, 3])
    result = compare_forms(gate_of(answers_of(rows)), "courage", rounds=["r1"])
    assert isinstance(result.theta, Superiority) is enough
    assert enough or result.theta == NotEnough(Reason.FEW_GROUPS, 4)
    assert result.small_groups == FormSide(3 * groups, groups)


def test_fewer_than_eight_people_on_a_side_give_no_estimate():
    rows = column(Role.MENTOR, Form.SMALL_GROUP, [3, 4, 5, 2, 4, 3, 4])
    rows += column(Role.MENTOR, Form.PAIR, [3, 2, 4, 3, 5, 4, 2, 1, 3])
    assert compare_forms(gate_of(answers_of(rows)), "courage", rounds=["r1"]).theta == NotEnough(Reason.FEW_PEOPLE)


def test_a_theta_at_its_end_is_unanimity():
    rows = column(Role.MENTOR, Form.SMALL_GROUP, [5] * 9) + column(Role.MENTOR, Form.PAIR, [4, 3, 4, 4, 2, 3, 4, 3])
    assert compare_forms(gate_of(answers_of(rows)), "courage", rounds=["r1"]).theta == Withheld(Reason.UNANIMOUS)


def test_all_ties_are_an_answer_too():
    rows = column(Role.MENTOR, Form.SMALL_GROUP, [4] * 9) + column(Role.MENTOR, Form.PAIR, [4] * 9)
    theta = compare_forms(gate_of(answers_of(rows)), "courage", rounds=["r1"]).theta
    assert theta.theta == 0.5 and 0.5 in theta.interval


def test_an_item_that_was_not_asked_says_so():
    table = made_up({"r1": (14, 40)}, seed=3)
    assert compare_forms(gate_of(table), "networks", rounds=["r1"]).theta == NotEnough(Reason.NOT_ASKED)


def test_only_released_atoms_that_are_split_by_form_are_behind_it():
    table = made_up({"r1": (14, 40), "r2": (12, 12)}, seed=3)
    gate = gate_of(table)
    compare_forms(gate, "courage", rounds=["r1", "r2"])
    assert gate.log and all(form is not None and len(rounds) == 1 for _, _, rounds, _, form in gate.log)
