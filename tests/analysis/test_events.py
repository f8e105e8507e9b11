"""Coaching days and the follow-up."""

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import Gate
from analysis.events import AnswerMean, coaching_days, extremes, follow_up
from analysis.results import NotEnough, Reason, Withheld
from data.schema import Role, Wave
from tests.analysis.programme import answers_of, atoms_of

ENDS = (1.0, 5.0)


def gate_of(table):
    return Gate(table, atoms_of(table[table["wave"] == Wave.END], 5), lambda item: 5)


def told(values, *, item="benefit", wave=Wave.END, role=Role.MENTOR, round_id="r1"):
    return [(f"{round_id}{role}{i}", round_id, role, None, None, wave, item, float(v)) for i, v in enumerate(values)]


def day(name, when, round_id="r1", **items):
    rows = [
        row for item, values in items.items() for row in told(values, item=item, wave=Wave.EVENT, round_id=round_id)
    ]
    return answers_of(rows).assign(
        person=None,
        role=None,
        response_id=lambda t: name + t["response_id"],
        occasion=name,
        submitted_at=pd.Timestamp(when),
    )


def days(*tables, rounds=("r1",), items=("useful", "usable")):
    table = pd.concat([answers_of(told([3, 4, 5, 2, 4])), *tables], ignore_index=True)
    return coaching_days(gate_of(table), items, rounds=rounds, ends=ENDS)


def test_each_day_has_the_mean_of_each_item_from_those_who_answered_it():
    (one,) = days(day("1", "2020-03-14", useful=[3, 4, 5, 2, 4, 5, np.nan], usable=[2, 2, 3, 1, 4, np.nan, np.nan]))
    assert dict(one.items) == {"useful": AnswerMean(pytest.approx(23 / 6), 6, 1), "usable": AnswerMean(2.4, 5, 2)}
    assert (one.round, one.name, str(one.day), one.n) == ("r1", "1", "2020-03-14", 6)


def test_days_stand_in_order_of_round_and_date():
    found = days(
        day("a", "2021-01-01", round_id="r2", useful=[3] * 6),
        day("late", "2020-09-01", useful=[4] * 6),
        day("early", "2020-03-01", useful=[2] * 6),
        rounds=("r1", "r2"),
    )
    assert [one.name for one in found] == ["early", "late", "a"]


def test_few_answers_and_unanimity_are_withheld_item_by_item():
    (one,) = days(day("1", "2020-03-14", useful=[3, 4, 5, 2], usable=[5] * 6))
    assert dict(one.items) == {"useful": Withheld(Reason.TOO_FEW), "usable": Withheld(Reason.UNANIMOUS)}
    assert one.n == 0


def test_no_coaching_days_are_none():
    assert days() == ()


def test_highest_and_lowest_weigh_every_answer_alike():
    """useful: six 4 and ten 2, mean 2.75; usable: six 2, nine 3 and a 4, mean 2.69."""
    found = days(
        day("1", "2020-03-14", useful=[4] * 6, usable=[2] * 6),
        day("2", "2020-09-14", useful=[2] * 10, usable=[3] * 9 + [4]),
    )
    assert extremes(found) == ("useful", "usable")
    assert extremes(found[:0]) is None
    assert extremes(days(day("1", "2020-03-14", useful=[3, 4] * 3), items=["useful"])) is None


def later(end, after, **more):
    rows = told(end) + told(after, wave=Wave.FOLLOW_UP)
    for role, (before, then) in more.items():
        rows += told(before, role=Role(role)) + told(then, role=Role(role), wave=Wave.FOLLOW_UP)
    return answers_of(rows)


def test_the_follow_up_stands_beside_the_end_of_the_same_rounds():
    table = later([5, 4, 4, 3, 5, 4, 4, 2], [3, 4, 4, 3, 5, 4, 2, 2])
    elsewhere = answers_of(told([1] * 9, round_id="r2"))
    gate = gate_of(pd.concat([table, elsewhere], ignore_index=True))
    (one,) = follow_up(gate, "benefit", rounds=["r1", "r2"], roles=[Role.MENTOR], ends=ENDS)
    assert (one.role, one.rounds) == (Role.MENTOR, ("r1",))
    assert (one.end, one.later) == (AnswerMean(31 / 8, 8, 0), AnswerMean(27 / 8, 8, 0))


def test_a_round_that_is_closed_in_one_of_the_waves_is_in_neither():
    table = later([5, 4, 4, 3, 5, 4, 4, 2], [3, 4, 4, 3, 5, 4, 2, 2])
    thin = answers_of(told([1] * 9, round_id="r2") + told([2] * 4 + [np.nan] * 5, round_id="r2", wave=Wave.FOLLOW_UP))
    gate = gate_of(pd.concat([table, thin], ignore_index=True))
    (one,) = follow_up(gate, "benefit", rounds=["r1", "r2"], roles=[Role.MENTOR], ends=ENDS)
    assert (one.rounds, one.end.n) == (("r1",), 8)


@pytest.mark.parametrize(
    "answers, shown",
    [
        ([3, 4, 4, 3], Withheld(Reason.TOO_FEW)),
        ([3, 4, 4, 3, 5, 4, 2], NotEnough(Reason.FEW_PEOPLE, 7)),
        ([5] * 8, Withheld(Reason.UNANIMOUS)),
    ],
)
def test_few_at_the_follow_up_give_no_mean(answers, shown):
    gate = gate_of(later([5, 4, 4, 3, 5, 4, 4, 2], answers))
    (one,) = follow_up(gate, "benefit", rounds=["r1"], roles=[Role.MENTOR], ends=ENDS)
    assert one.later == shown


def test_a_programme_without_follow_up_has_nothing_to_show():
    assert follow_up(gate_of(answers_of(told([3] * 8))), "benefit", rounds=["r1"], roles=list(Role), ends=ENDS) == ()
