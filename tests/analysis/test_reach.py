"""Coverage, organisations, groups and who comes back, on a programme small enough to count by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.participation import Attendance, Member, Part
from analysis.reach import Place, continuity, coverage, groups_formed, reach
from analysis.results import NotEnough, Reason, Withheld
from data.schema import Form, Role

K = 5
ROUNDS = ("r1", "r2", "r3")


def member(round_id, person, role=Role.ACTOR, **more):
    return Member(round_id, person, role, **more)


def attendance(members=(), **more):
    return Attendance(ROUNDS, K, members=tuple(members), **more)


def first_round(n=20):
    return [member("r1", f"p{i}") for i in range(n)] + [member("r1", f"m{i}", Role.MENTOR) for i in range(10)]


def test_actors_who_become_mentors_and_others_who_come_back():
    later = [member("r2", f"p{i}", Role.MENTOR) for i in range(6)]  # actors before
    later += [member("r2", f"m{i}", Role.MENTOR) for i in range(5)]  # mentors again
    later += [member("r2", "p6")]  # actor again
    later += [member("r2", f"new{i}") for i in range(9)]
    found = continuity(attendance([*first_round(), *later]), closed=ROUNDS)
    assert found.rounds == ("r1", "r2")
    assert (found.became_mentors.count, found.became_mentors.of) == (6, 20)
    assert (found.came_back.count, found.came_back.of) == (6, 30)


def test_a_mentor_who_becomes_an_actor_has_not_become_a_mentor():
    later = [member("r2", f"m{i}") for i in range(6)] + [member("r2", f"p{i}") for i in range(9)]
    found = continuity(attendance([*first_round(), *later]), closed=ROUNDS)
    assert found.became_mentors.count == 0
    assert found.came_back.count == 15


def test_who_comes_back_in_a_round_still_open_is_not_counted():
    later = [member("r2", f"p{i}", Role.MENTOR) for i in range(6)]
    assert continuity(attendance([*first_round(), *later]), closed=["r1"]) == NotEnough(Reason.FEW_ROUNDS, 1)
    assert continuity(attendance(), closed=ROUNDS) == NotEnough(Reason.NO_ROSTER)


@pytest.mark.parametrize("n, told", [(0, True), (1, False), (4, False), (5, True), (15, True), (16, False), (20, True)])
def test_a_few_who_came_back_or_did_not_are_withheld(n, told):
    later = [member("r2", f"p{i}", Role.MENTOR) for i in range(n)] + [member("r2", "new")]
    found = continuity(attendance([*first_round(), *later]), closed=ROUNDS)
    assert isinstance(found.became_mentors, Part) is told
    assert told or found.became_mentors == Withheld(Reason.TOO_FEW)


def test_coverage_of_those_who_could_have_applied():
    known = {("r1", None): 24, ("r2", None): 30, ("r3", None): 3}
    found = coverage(attendance(invited=known, eligible={"r1": 600, "r3": 600}), rounds=ROUNDS)
    assert [(c.round, c.people, c.eligible, c.share.estimate) for c in found] == [("r1", 24, 600, 0.04)]


def test_organisations_and_units_with_the_small_ones_together():
    sizes = {"A": 9, "B": 7, "C": 6, "D": 3, "E": 1}
    people = [member("r1", f"{name}{i}", organisation=name, unit=name) for name, n in sizes.items() for i in range(n)]
    found = reach(attendance(people), closed=ROUNDS)
    assert found.organisations == 5
    # D and E are four together, so the smallest that could stand alone joins them
    assert found.by_unit == (Place("A", 9), Place("B", 7), Place(None, 10, 3))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_no_place_of_a_few_is_told_or_follows(sizes):
    people = [member("r1", f"{u}-{i}", unit=f"u{u}") for u, n in enumerate(sizes) for i in range(n)]
    found = reach(attendance(people), closed=ROUNDS)
    assert all(place.people >= K for place in found.by_unit)
    assert sum(place.people for place in found.by_unit) in {0, sum(sizes)}
    assert all(place.places > 1 or place.people >= K for place in found.by_unit if place.name is None)


def test_reach_needs_a_roster():
    assert reach(attendance(), closed=ROUNDS) == NotEnough(Reason.NO_ROSTER)


def test_pairs_and_small_groups_are_counted_within_their_rounds():
    pairs = [
        member(r, f"{r}{g}{role}", role, group=str(g), form=Form.PAIR)
        for r in ("r1", "r2")
        for g in range(4)
        for role in Role
    ]
    group = [member("r2", f"s{i}", group="9", form=Form.SMALL_GROUP) for i in range(5)]
    found = groups_formed(attendance([*pairs, *group]), rounds=ROUNDS)
    assert [(g.rounds, g.pairs, g.small_groups, g.in_pairs, g.in_small_groups) for g in found] == [
        (("r1",), 4, 0, 8, 0),
        (("r2",), 4, 1, 8, 5),
    ]


def test_a_round_with_a_few_people_in_a_form_waits():
    people = [member("r1", f"p{i}", group=str(i // 2), form=Form.PAIR) for i in range(4)]
    assert groups_formed(attendance(people), rounds=ROUNDS) == ()
