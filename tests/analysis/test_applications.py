"""Applicants by role and round against scipy and by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from analysis.applications import MentorShare, acceptance, applications, mentor_share
from analysis.participation import Applicant, Attendance
from analysis.results import NotEnough, Reason, Withheld
from data.schema import Role

K = 5
ROUNDS = ("r1", "r2", "r3")


def applied(rounds, *, accepted=None):
    """Round → (mentors, actors)."""
    people = [
        Applicant(r, f"{r}{role}{i}", role, None if accepted is None else i < accepted[role])
        for r, cell in rounds.items()
        for role, n in zip(Role, cell, strict=True)
        for i in range(n)
    ]
    return Attendance(ROUNDS, K, applicants=tuple(people))


@given(st.integers(5, 60), st.integers(5, 60))
def test_share_and_exact_p_are_those_of_scipy(mentors, actors):
    (one,) = applications(applied({"r1": (mentors, actors)}), rounds=ROUNDS)
    outside = binomtest(mentors, mentors + actors)
    limits = outside.proportion_ci(method="wilson")
    assert one.p == pytest.approx(outside.pvalue)
    assert (one.share.interval.low, one.share.interval.high) == pytest.approx((limits.low, limits.high))


def test_a_person_counts_once_in_a_round_and_again_in_the_next():
    person = Applicant("r1", "same", Role.MENTOR)
    rest = applied({"r1": (6, 7), "r2": (8, 9)}).applicants
    people = Attendance(ROUNDS, K, applicants=(person, person, Applicant("r2", "same", Role.MENTOR), *rest))
    assert [(a.mentor, a.actor, a.n) for a in applications(people, rounds=ROUNDS)] == [(7, 7, 14), (9, 9, 18)]


def test_a_round_with_a_few_applicants_of_a_role_is_told_with_the_next():
    found = applications(applied({"r1": (3, 20), "r2": (9, 9), "r3": (4, 9)}), rounds=ROUNDS)
    assert [(a.rounds, a.mentor) for a in found] == [(("r1", "r2"), 12)]
    assert applications(applied({"r1": (3, 20), "r2": (9, 9)}), rounds=["r2"]) == ()


def test_the_share_of_several_rounds():
    share = mentor_share(applied({"r1": (10, 30), "r2": (20, 20), "r3": (30, 10)}), rounds=ROUNDS)
    assert isinstance(share, MentorShare)
    assert (share.total.mentor, share.total.n, share.total.rounds) == (60, 120, ROUNDS)
    whole = binomtest(60, 120).proportion_ci(method="wilson")
    assert (share.total.share.interval.low, share.total.share.interval.high) == pytest.approx((whole.low, whole.high))
    # rounds that differ this much: any such round is far less certain than these rounds
    assert share.any_round.interval.low < share.total.share.interval.low
    assert share.any_round.theta == pytest.approx(0.5)
    assert share.next_round == NotEnough(Reason.FEW_ROUNDS)


def test_swapping_the_roles_turns_the_share_round():
    one, other = (mentor_share(applied({"r1": cell}), rounds=ROUNDS) for cell in ((12, 30), (30, 12)))
    assert one.total.share.estimate == pytest.approx(1 - other.total.share.estimate)
    assert one.total.share.interval.low == pytest.approx(1 - other.total.share.interval.high)
    assert one.total.p == other.total.p


def test_no_share_without_applications_or_of_a_few():
    assert mentor_share(applied({"r1": (9, 9)}), rounds=["r2"]) == NotEnough(Reason.NOT_ASKED)
    assert mentor_share(applied({"r1": (2, 9)}), rounds=ROUNDS) == Withheld(Reason.TOO_FEW)


def test_acceptance_by_role_over_closed_rounds():
    people = applied({"r1": (20, 15), "r2": (10, 10)}, accepted={Role.MENTOR: 8, Role.ACTOR: 9})
    mentors, actors = acceptance(people, closed=ROUNDS)
    assert (mentors.accepted.count, mentors.accepted.of, mentors.rounds) == (16, 30, ("r1", "r2"))
    assert (actors.accepted.count, actors.accepted.of) == (18, 25)
    open_still, _ = acceptance(people, closed=["r1"])
    assert (open_still.accepted.count, open_still.accepted.of) == (8, 20)


@pytest.mark.parametrize("accepted", [3, 17])
def test_neither_the_accepted_nor_the_others_may_be_a_few(accepted):
    people = applied({"r1": (20, 15)}, accepted={Role.MENTOR: accepted, Role.ACTOR: 15})
    mentors, actors = acceptance(people, closed=ROUNDS)
    assert mentors.accepted == Withheld(Reason.TOO_FEW)
    assert actors.accepted.count == 15


def test_acceptance_that_nobody_wrote_down():
    assert {a.accepted for a in acceptance(applied({"r1": (9, 9)}), closed=ROUNDS)} == {NotEnough(Reason.NOT_ASKED)}
