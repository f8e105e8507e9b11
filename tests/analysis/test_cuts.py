"""Boundaries of what may be told beside the atoms: coaching days, and what goes together with an outcome."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cuts import may_stand_beside
from analysis.disclosure import Gate, Released, ReleasedTogether
from analysis.results import Reason, Withheld
from data.schema import Form, Role, Wave
from tests.analysis.programme import answers_of, atoms_of

K = 5


def gate_of(answers, minimum=K):
    return Gate(answers, atoms_of(answers[answers["wave"] != Wave.EVENT], minimum), lambda item: minimum)


def asked(item, values, *, role=Role.MENTOR, round_id="r1"):
    """One answer a person, the same people for every item."""
    return [
        (f"{round_id}{role}{i}", round_id, role, Form.PAIR, f"g{i}", Wave.END, item, float(value))
        for i, value in enumerate(values)
    ]


def both(item, mentors, actors=None, round_id="r1"):
    others = mentors if actors is None else actors
    return asked(item, mentors, round_id=round_id) + asked(item, others, role=Role.ACTOR, round_id=round_id)


SCORES = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5]
HALF = [0, 1] * 5


def test_what_is_asked_together_is_one_set_of_people_who_answered_all():
    rows = both("benefit", SCORES * 2) + both("values", [np.nan] * 5 + SCORES + [4] * 5) + both("met", SCORES * 2)
    found = gate_of(answers_of(rows)).release_together("benefit", ["values", "met"], closed=["r1"])
    assert isinstance(found, ReleasedTogether)
    assert len(found.answers) == 30
    mine = found.answers[found.answers["role"] == Role.MENTOR].sort_values(
        "respondent", key=lambda s: s.str[8:].astype(int)
    )
    assert mine["benefit"].tolist() == (SCORES * 2)[5:]
    assert mine["values"].tolist() == SCORES + [4] * 5


@pytest.mark.parametrize("missing, shown", [(0, True), (1, False), (4, False), (5, True)])
def test_who_answered_only_a_part_are_enough_people_or_nobody(missing, shown):
    rows = both("benefit", SCORES * 2) + both("values", [np.nan] * missing + (SCORES * 2)[missing:])
    gate = gate_of(answers_of(rows))
    found = gate.release_together("benefit", ["values"], closed=["r1"])
    assert isinstance(found, ReleasedTogether) is shown
    assert shown or found == Withheld(Reason.TOO_FEW)
    assert bool(gate.log_of_associations.get(("benefit", Wave.END, ("r1",)))) is shown


def test_a_round_in_which_one_of_the_items_is_closed_takes_no_part():
    rows = both("benefit", SCORES) + both("values", SCORES) + both("benefit", SCORES, round_id="r2")
    rows += both("values", [*SCORES[:4], *[np.nan] * 6], round_id="r2")
    found = gate_of(answers_of(rows)).release_together("benefit", ["values"], closed=["r1", "r2"])
    assert found.rounds == ("r1",)


def test_no_round_that_has_it_all_withholds_it():
    rows = both("benefit", SCORES) + both("values", SCORES, round_id="r2")
    assert gate_of(answers_of(rows)).release_together("benefit", ["values"], closed=["r1", "r2"]) == Withheld(
        Reason.TOO_FEW
    )


@pytest.mark.parametrize("different, shown", [(2, False), (3, True)])
def test_an_item_on_which_only_a_few_differ_is_their_answers(different, shown):
    """In both roles together: 2 + 2 are fewer than five, 3 + 3 are not."""
    rows = both("benefit", SCORES) + both("values", [5] * different + [1] * (10 - different))
    found = gate_of(answers_of(rows)).release_together("benefit", ["values"], closed=["r1"])
    assert ("values" in found.answers) is shown


@pytest.mark.parametrize("chosen, shown", [(4, False), (5, True), (6, True), (7, False), (11, True)])
def test_a_part_and_who_stands_outside_it_are_enough_people(chosen, shown):
    """Of eleven people; all of them are the whole role, which may be shown anyway."""
    rows = both("benefit", [*SCORES, 3]) + both("theme", [1] * chosen + [0] * (11 - chosen))
    found = gate_of(answers_of(rows)).release_together("benefit", [], ["theme"], closed=["r1"])
    assert (("theme", Role.MENTOR) in found.parts) is shown


def test_a_part_that_differs_from_another_by_a_few_is_not_shown():
    rows = both("benefit", SCORES * 2) + both("one", [1] * 10 + [0] * 10) + both("two", [1] * 12 + [0] * 8)
    found = gate_of(answers_of(rows)).release_together("benefit", [], ["one", "two"], closed=["r1"])
    assert set(found.parts) == {("one", role) for role in Role}
    assert "two" not in found.answers
    assert found.parts["one", Role.ACTOR] == (3.0, 10)


people = st.frozensets(st.integers(0, 24))


@given(people, people, st.integers(2, 6))
def test_parts_shown_side_by_side_leave_no_small_class(one, other, minimum):
    whole = frozenset(range(25))
    if may_stand_beside(one, [other], whole, minimum):
        for some in (one, whole - one, one & other, one - other, other - one, whole - one - other):
            assert not 0 < len(some) < minimum


def day(name, values, *, when="2020-03-14", round_id="r1", role=None):
    rows = answers_of(
        (f"{round_id}{name}{i}", round_id, role, None, None, Wave.EVENT, "useful", float(v))
        for i, v in enumerate(values)
    )
    return rows.assign(person=None, occasion=name or None, submitted_at=pd.Timestamp(when))


def days_of(*tables):
    table = pd.concat([answers_of(both("benefit", SCORES)), *tables], ignore_index=True)
    return gate_of(table)


@pytest.mark.parametrize("n, shown", [(K, True), (K - 1, False)])
def test_a_coaching_day_is_open_from_k_answers_on(n, shown):
    (found,) = days_of(day("1", SCORES[:n])).release_occasions("useful", rounds=["r1"])
    assert isinstance(found.released, Released) is shown
    assert shown or found.released == Withheld(Reason.TOO_FEW)


def test_days_stand_in_the_order_of_their_dates_and_are_never_merged():
    gate = days_of(
        day("autumn", [4] * 7, when="2020-09-01"), day("spring", [2] * 6, when="2020-03-01"), day("x", [3] * 3)
    )
    found = gate.release_occasions("useful", rounds=["r1"])
    assert [one.name for one in found] == ["spring", "autumn", "x"]
    assert [len(one.released.values) for one in found if isinstance(one.released, Released)] == [6, 7]
    sets = [people for key, people in gate.log.items() if key[1] is Wave.EVENT]
    assert len(sets) == 2 and not sets[0] & sets[1]


def test_answers_that_name_no_day_are_a_day_of_their_own():
    (found,) = days_of(day("", [4] * 7)).release_occasions("useful", rounds=["r1"])
    assert found.name == "" and len(found.released.values) == 7


def test_a_day_cannot_be_asked_by_role():
    """Otherwise the mentors of a round and a day of it would overlap."""
    gate = days_of(day("1", SCORES, role=Role.MENTOR))
    asked_by_role = gate.release("useful", Wave.EVENT, rounds=["r1"], role=Role.MENTOR)
    assert asked_by_role == Withheld(Reason.NOT_A_UNION)


def test_a_day_that_was_not_asked_is_none():
    assert days_of().release_occasions("useful", rounds=["r1"]) == ()
    assert days_of(day("1", SCORES)).release_occasions("useful", rounds=["r2"]) == ()
