"""Invited, answered, volunteers: counted again by hand, and never in cells of a few people."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure import Gate
from analysis.participation import Attendance, Volunteers, may_be_told, response, responses, told_together, volunteers
from analysis.results import NotEnough, Reason, Withheld
from data.schema import Form, Role, Wave
from tests.analysis.programme import answers_of, atoms_of

K = 5
ROUNDS = ("r1", "r2", "r3")
counts = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=6)


def people(answered, invited=None, *, wave=Wave.END):
    """Round → (mentors, actors) who answered and were invited."""
    by_role = {(r, role): n for r, cell in (invited or {}).items() for role, n in zip(Role, cell, strict=True)}
    whole = {(r, None): sum(cell) for r, cell in (invited or {}).items()}
    given_ = {(r, wave, role): n for r, cell in answered.items() for role, n in zip(Role, cell, strict=True)}
    return Attendance(ROUNDS, K, {**by_role, **whole}, answered=given_)


@given(counts)
def test_told_together_tells_no_cell_of_a_few_and_loses_no_round(cells):
    names = [f"r{i}" for i in range(len(cells))]
    at = dict(zip(names, cells, strict=True))
    blocks, waiting = told_together(names, at.__getitem__, K)
    assert [r for block in blocks for r in block] + list(waiting) == names
    for block in blocks:
        assert may_be_told(*(sum(at[r][i] for r in block) for i in (0, 1)), minimum=K)
    if waiting:
        assert not may_be_told(*(sum(at[r][i] for r in waiting) for i in (0, 1)), minimum=K)


@given(counts, st.tuples(st.integers(0, 12), st.integers(0, 12)))
def test_another_round_never_changes_what_was_told(cells, another):
    names = [f"r{i}" for i in range(len(cells) + 1)]
    at = dict(zip(names, [*cells, another], strict=True))
    before, _ = told_together(names[:-1], at.__getitem__, K)
    after, _ = told_together(names, at.__getitem__, K)
    assert after[: len(before)] == before


@given(counts)
def test_no_sum_or_difference_of_what_is_told_is_a_few(cells):
    """Blocks do not overlap, so what can be worked out from them is unions of them."""
    names = [f"r{i}" for i in range(len(cells))]
    at = dict(zip(names, cells, strict=True))
    blocks, _ = told_together(names, at.__getitem__, K)
    sums = [sum(at[r][0] for r in block) for block in blocks]
    for size in range(1, len(sums) + 1):
        assert all(sum(some) == 0 or sum(some) >= K for some in combinations(sums, size))


def test_response_by_round_and_role():
    found = responses(people({"r1": (9, 12)}, {"r1": (10, 16)}), rounds=["r1"])
    assert [(r.role, r.answered, r.invited, r.share.estimate) for r in found.rows] == [
        (Role.MENTOR, 9, 10, 0.9),
        (Role.ACTOR, 12, 16, 0.75),
    ]
    assert found.rows[1].unknown == 0.25
    assert found.waiting == ()


def test_everybody_who_was_invited_is_counted_so_the_interval_has_no_width():
    (mentors, _) = responses(people({"r1": (9, 12)}, {"r1": (10, 16)}), rounds=["r1"]).rows
    assert mentors.share.interval.low == mentors.share.interval.high == 0.9


def test_a_round_with_a_few_answers_waits_for_the_next_one_whatever_is_chosen():
    table = people({"r1": (9, 12), "r2": (3, 9), "r3": (8, 9)}, {"r1": (10, 16), "r2": (10, 12), "r3": (9, 9)})
    assert [r.rounds for r in responses(table, rounds=ROUNDS, roles=[Role.MENTOR]).rows] == [("r1",), ("r2", "r3")]
    assert responses(table, rounds=["r2"]).rows == ()
    assert responses(table, rounds=["r3"]).rows == ()
    last = people({"r1": (9, 12), "r2": (3, 9)}, {"r1": (10, 16), "r2": (10, 12)})
    assert responses(last, rounds=ROUNDS).waiting == ("r2",)


def test_rounds_together_add_up_where_it_is_known_who_was_invited():
    table = people({"r1": (9, 12), "r2": (8, 9)}, {"r1": (10, 16)})
    whole = response(table, rounds=ROUNDS)
    assert (whole.rounds, whole.answered, whole.invited) == (("r1",), 21, 26)


@pytest.mark.parametrize(
    "table, outcome",
    [
        (people({}), NotEnough(Reason.NOT_ASKED)),
        (people({"r1": (9, 12)}, {"r1": (10, 16)}, wave=Wave.START), NotEnough(Reason.NOT_ASKED)),
        (people({"r1": (9, 12)}), NotEnough(Reason.NO_INVITED)),
        (people({"r1": (3, 12)}, {"r1": (10, 16)}), Withheld(Reason.TOO_FEW)),
    ],
)
def test_what_cannot_be_told_says_why(table, outcome):
    assert response(table, rounds=ROUNDS) == outcome


def test_more_answers_than_invited_give_counts_and_no_share():
    (mentors, actors) = responses(people({"r1": (11, 12)}, {"r1": (10, 16)}), rounds=["r1"]).rows
    assert (mentors.answered, mentors.invited, mentors.share) == (11, 10, NotEnough(Reason.NO_INVITED))
    assert mentors.unknown is None and actors.unknown == 0.25


def gate_of(values, role=Role.MENTOR):
    rows = [(f"p{i}", "r1", role, Form.PAIR, None, Wave.END, "bank", float(v)) for i, v in enumerate(values)]
    table = answers_of(rows)
    return Gate(table, atoms_of(table, K), lambda item: K)


def ask(gate, attendance):
    return volunteers(gate, attendance, "bank", rounds=["r1"], role=Role.MENTOR, points=(0, 1, 2))


def test_volunteers_with_the_bounds_that_need_no_assumption():
    found = ask(gate_of([2, 2, 2, 1, 0, 2, 0, 1]), people({"r1": (8, 9)}, {"r1": (12, 12)}))
    assert isinstance(found, Volunteers)
    assert (found.counts, found.yes.count, found.yes.of) == ((2, 2, 4), 4, 8)
    assert found.bounds == (4 / 12, 8 / 12)  # those four who did not answer said no, or yes
    assert found.bounds.low <= found.yes.share.interval.low < found.yes.share.interval.high <= found.bounds.high


def test_volunteers_without_a_number_of_invited_have_no_bounds():
    found = ask(gate_of([2, 2, 2, 1, 0, 2, 0, 1]), people({"r1": (8, 9)}))
    assert found.bounds is None and found.yes.share.estimate == 0.5


@pytest.mark.parametrize(
    "values, outcome", [([2, 2, 1, 0], Withheld(Reason.TOO_FEW)), ([2] * 9 + [1], Withheld(Reason.UNANIMOUS))]
)
def test_volunteers_are_withheld_where_answers_would_be_told(values, outcome):
    assert ask(gate_of(values), people({"r1": (8, 9)}, {"r1": (12, 12)})) == outcome


def test_volunteers_that_were_not_asked_for():
    assert volunteers(gate_of([2] * 5), people({}), "other", rounds=["r1"], role=Role.ACTOR, points=(0, 1)) == (
        NotEnough(Reason.NOT_ASKED)
    )
