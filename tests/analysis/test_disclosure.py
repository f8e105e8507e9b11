"""Boundaries of the gate. The attacker who tries to get past it is in test_attacker.py."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure import Gate, Released, ReleasedChange, is_unanimous, may_show_distribution
from analysis.results import Reason, Withheld
from data.atoms import Atom
from data.schema import Form, Missing, Role, Wave
from tests.analysis.programme import answers_of, atoms_of, made_up

K = 5


def gate_of(answers, minimum=K):
    return Gate(answers, atoms_of(answers, minimum), lambda item: minimum)


def people(n, role, *, round_id="r1", form=Form.PAIR, item="courage", wave=Wave.END, value=3.0, prefix=""):
    return [(f"{prefix}{round_id}{role}{form}{i}", round_id, role, form, None, wave, item, value) for i in range(n)]


def test_an_atom_of_exactly_k_is_released_and_one_less_is_withheld():
    answers = answers_of(people(K, Role.MENTOR) + people(K - 1, Role.ACTOR))
    gate = gate_of(answers)
    assert len(gate.release("courage", Wave.END, rounds=["r1"], role=Role.MENTOR).people) == K
    assert gate.release("courage", Wave.END, rounds=["r1"], role=Role.ACTOR) == Withheld(Reason.TOO_FEW)


def test_too_few_answers_to_one_item_withhold_that_item_even_pooled():
    rows = people(8, Role.MENTOR) + people(8, Role.MENTOR, round_id="r2")
    rows += people(8, Role.MENTOR, item="networks")
    rows += [
        (*row[:-1], np.nan) if i >= 4 else row
        for i, row in enumerate(people(8, Role.MENTOR, round_id="r2", item="networks"))
    ]
    gate = gate_of(answers_of(rows))
    pooled = gate.release("networks", Wave.END, rounds=["r1", "r2"], role=Role.MENTOR)
    assert pooled.rounds == ("r1",)
    assert {p[:2] for p in pooled.people} == {"r1"}


def test_missing_reasons_are_counted_and_enter_no_value():
    rows = people(6, Role.MENTOR) + people(2, Role.MENTOR, value=np.nan, prefix="x")
    released = gate_of(answers_of(rows)).release("courage", Wave.END, rounds=["r1"], role=Role.MENTOR)
    assert released.missing == {Missing.DONT_KNOW: 2}
    assert len(released.values) == 6 and not np.isnan(released.values).any()


def test_form_is_told_apart_only_while_both_parts_are_large_enough():
    rows = people(6, Role.ACTOR) + people(6, Role.ACTOR, form=Form.SMALL_GROUP)
    thin = [(*row[:-1], np.nan) if i >= 4 else row for i, row in enumerate(people(6, Role.ACTOR, item="networks"))]
    thin += people(6, Role.ACTOR, form=Form.SMALL_GROUP, item="networks")
    gate = gate_of(answers_of(rows + thin))
    one = {"rounds": ["r1"], "role": Role.ACTOR}
    assert len(gate.release("courage", Wave.END, form=Form.PAIR, **one).people) == 6
    assert isinstance(gate.release("networks", Wave.END, form=Form.SMALL_GROUP, **one), Withheld)
    assert len(gate.release("networks", Wave.END, **one).people) == 10


def test_a_role_too_small_in_its_round_is_shown_only_with_the_next_one():
    rows = people(3, Role.MENTOR) + people(9, Role.MENTOR, round_id="r2") + people(9, Role.MENTOR, round_id="r3")
    gate = gate_of(answers_of(rows))
    alone = [gate.release("courage", Wave.END, rounds=[r], role=Role.MENTOR) for r in ("r1", "r2")]
    assert alone == [Withheld(Reason.TOO_FEW)] * 2
    assert len(gate.release("courage", Wave.END, rounds=["r1", "r2"], role=Role.MENTOR).people) == 12
    assert gate.blocks("courage", ["r1", "r2", "r3"]) == (("r1", "r2"), ("r3",))
    assert gate.blocks("courage", ["r2", "r3"]) == (("r3",),)


def test_people_of_no_atom_are_never_shown():
    answers = answers_of(people(6, Role.MENTOR) + people(6, Role.MENTOR, round_id="late"))
    atoms = [Atom(("r1",), Role.MENTOR, None, 6, K)]
    gate = Gate(answers, atoms, lambda item: K)
    released = gate.release("courage", Wave.END, rounds=["r1", "late"], role=Role.MENTOR)
    assert released.rounds == ("r1",)


def test_sensitive_items_need_more_people():
    answers = answers_of(people(9, Role.MENTOR, item="joy") + people(9, Role.MENTOR))
    atoms = (*atoms_of(answers, 5), *atoms_of(answers, 10))
    gate = Gate(answers, atoms, lambda item: 10 if item == "joy" else 5)
    assert isinstance(gate.release("joy", Wave.END, rounds=["r1"], role=Role.MENTOR), Withheld)
    assert isinstance(gate.release("courage", Wave.END, rounds=["r1"], role=Role.MENTOR), Released)


def test_change_needs_both_waves_open_and_joins_by_person():
    rows = people(8, Role.ACTOR, wave=Wave.START, value=2.0) + people(6, Role.ACTOR, value=4.0)
    gate = gate_of(answers_of(rows))
    change = gate.release_change("courage", rounds=["r1"], role=Role.ACTOR)
    assert isinstance(change, ReleasedChange)
    assert np.nansum(change.before) == 16 and np.isnan(change.after).sum() == 2
    few = gate_of(answers_of(people(8, Role.ACTOR, wave=Wave.START) + people(4, Role.ACTOR)))
    assert few.release_change("courage", rounds=["r1"], role=Role.ACTOR) == Withheld(Reason.TOO_FEW)


def test_complete_groups_are_withheld_when_only_a_few_stand_outside():
    rows = [(f"{role}{i}", "r1", role, Form.PAIR, f"g{i}", Wave.END, "courage", 3.0) for i in range(9) for role in Role]
    gate = gate_of(answers_of(rows))
    assert gate.release_groups("courage", Wave.END, closed=["r1"]).signs.tolist() == [0] * 9
    one_lost = gate_of(answers_of(rows[:-1]))
    assert one_lost.release_groups("courage", Wave.END, closed=["r1"]) == Withheld(Reason.TOO_FEW)


@pytest.mark.parametrize(
    "counts, shown", [([9, 1], False), ([8, 2], True), ([0, 10], False), ([17, 2, 0], True), ([18, 2, 0], False)]
)
def test_a_distribution_that_tells_everybodys_answer_is_not_shown(counts, shown):
    assert may_show_distribution(counts) is shown


@pytest.mark.parametrize("mean, unanimous", [(1.0, True), (5.0, True), (1.01, False), (4.99, False)])
def test_a_mean_at_its_end_point_is_unanimity(mean, unanimous):
    assert is_unanimous(mean, 1, 5) is unanimous


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["r1", "r2", "r3"]), st.tuples(st.integers(0, 9), st.integers(0, 24)), min_size=1),
    st.integers(0, 99),
)
def test_every_released_group_is_a_union_of_cells_of_k_answers(sizes, seed):
    answers = made_up(sizes, seed=seed, answer_rate=0.7)
    gate = gate_of(answers)
    rounds = list(sizes)
    sets = []
    for role in Role:
        for i in range(len(rounds)):
            group = gate.release("courage", Wave.END, rounds=rounds[: i + 1], role=role)
            if isinstance(group, Released):
                sets.append(group.people)
    answered = set(answers.loc[answers["value"].notna(), "person"])
    for one in sets:
        assert one <= answered
        for other in sets:
            assert not 0 < len(one - other) < K
