"""One rule for every claim, and for each kind of claim the figures that stand behind it, worked out again here."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from analysis.applications import MentorShare
from analysis.benefit import PairView, compare_roles
from analysis.claims import Evidence, Found, Verdict, assess, verdict
from analysis.disclosure import Gate
from analysis.matching import FormComparison, compare_forms
from analysis.participation import Applicant, Attendance
from analysis.results import Interval, NotEnough, Reason, Withheld
from data.programme import Claim, Direction, Estimand, Scope
from data.schema import Form, Role, Wave
from tests.analysis.programme import answers_of, atoms_of, made_up

ABOVE = Claim("c", Estimand.THETA_ROLES, "courage", bound=0.5)
BELOW = replace(ABOVE, direction=Direction.BELOW)
ENDS = {"courage": (1.0, 5.0), "joy": (0.0, 10.0)}


def narrow(low, high):
    return Interval(low, high, 0.95)


def wide(low, high):
    return Interval(low, high, 0.99)


@pytest.mark.parametrize(
    "interval, simultaneous, above, below",
    [
        ((0.60, 0.80), (0.55, 0.85), Verdict.SUPPORTED, Verdict.CONTRADICTED),
        ((0.52, 0.80), (0.48, 0.85), Verdict.SUGGESTED, Verdict.UNDECIDED),
        ((0.45, 0.70), (0.40, 0.75), Verdict.UNDECIDED, Verdict.UNDECIDED),
        ((0.30, 0.48), (0.25, 0.52), Verdict.UNDECIDED, Verdict.SUGGESTED),
        ((0.30, 0.45), (0.25, 0.49), Verdict.CONTRADICTED, Verdict.SUPPORTED),
        ((0.50, 0.80), (0.45, 0.85), Verdict.UNDECIDED, Verdict.UNDECIDED),  # touching is not beyond
        ((0.55, 0.80), (0.50, 0.85), Verdict.SUGGESTED, Verdict.UNDECIDED),
        ((0.20, 0.45), (0.15, 0.50), Verdict.UNDECIDED, Verdict.SUGGESTED),
    ],
)
def test_the_rule(interval, simultaneous, above, below):
    assert verdict(ABOVE, narrow(*interval), wide(*simultaneous)) is above
    assert verdict(BELOW, narrow(*interval), wide(*simultaneous)) is below


def test_no_estimate_is_too_little():
    assert verdict(ABOVE, None, None) is Verdict.TOO_LITTLE
    assert verdict(ABOVE, narrow(0.6, 0.7), None) is Verdict.TOO_LITTLE


@given(st.lists(st.floats(-1, 1), min_size=4, max_size=4).map(sorted), st.floats(-1, 1))
def test_words_and_intervals_cannot_disagree(limits, bound):
    outer_low, low, high, outer_high = limits
    claim = replace(ABOVE, bound=bound)
    said = verdict(claim, narrow(low, high), wide(outer_low, outer_high))
    assert (said is Verdict.SUPPORTED) == (outer_low > bound)
    assert (said is Verdict.CONTRADICTED) == (outer_high < bound)
    assert (said in {Verdict.SUPPORTED, Verdict.SUGGESTED}) == (low > bound)
    turned = replace(claim, bound=-bound, direction=Direction.BELOW)
    assert verdict(turned, narrow(-high, -low), wide(-outer_high, -outer_low)) is said


def evidence(table=None, *, applicants=(), closed=("r1", "r2"), minimum=5):
    table = made_up({"r1": (14, 0), "r2": (16, 0)}, seed=3) if table is None else table
    gate = Gate(table, atoms_of(table, minimum), lambda item: minimum)
    return Evidence(gate, Attendance(("r1", "r2", "r3"), minimum, applicants=tuple(applicants)), closed, ENDS)


def claim_of(estimand, outcome="courage", bound=0.5, **more):
    return Claim(estimand.value, estimand, outcome, bound=bound, **more)


def rows_of(role, values, *, wave=Wave.END, item="courage", round_id="r1"):
    return [
        (f"{round_id}{role}{i}", round_id, role, Form.PAIR, f"g{i}", wave, item, float(value))
        for i, value in enumerate(values)
    ]


def applied(round_id, mentors, actors):
    roles = [Role.MENTOR] * mentors + [Role.ACTOR] * actors
    return [Applicant(round_id, f"{round_id}{i}", role) for i, role in enumerate(roles)]


def test_the_wider_interval_is_that_of_all_claims_together():
    claims = [claim_of(Estimand.THETA_ROLES)] * 5
    result = assess(claims, evidence())[0].found
    assert isinstance(result, Found)
    assert result.simultaneous.confidence == pytest.approx(0.99)
    separate = compare_roles(evidence().gate, "courage", rounds=["r1", "r2"], ends=(1, 5), confidence=0.99)
    assert (result.simultaneous.low, result.simultaneous.high) == pytest.approx(
        (separate.theta.interval.low, separate.theta.interval.high)
    )


def test_more_claims_never_make_an_interval_narrower():
    claim = claim_of(Estimand.THETA_ROLES)
    widths = [
        found.simultaneous.high - found.simultaneous.low
        for found in (assess([claim] * m, evidence())[0].found for m in range(1, 7))
    ]
    assert all(one < other for one, other in pairwise(widths))
    alone = assess([claim], evidence())[0].found
    assert alone.simultaneous == alone.interval


def test_claims_keep_their_order_and_one_without_data_does_not_stop_the_others():
    claims = [claim_of(Estimand.CHANGE, "joy", 0.0), claim_of(Estimand.THETA_ROLES)]
    first, second = assess(claims, evidence())
    assert (first.claim, first.verdict, first.found) == (
        claims[0],
        Verdict.TOO_LITTLE,
        NotEnough(Reason.NOT_ASKED),
    )
    assert second.claim is claims[1] and isinstance(second.found, Found)


def test_only_closed_rounds_count_and_latest_is_the_last_of_them():
    claims = [claim_of(Estimand.THETA_ROLES), claim_of(Estimand.THETA_ROLES, scope=Scope.LATEST)]
    assert [a.rounds for a in assess(claims, evidence())] == [("r1", "r2"), ("r2",)]
    assert [a.rounds for a in assess(claims, evidence(closed=("r1",)))] == [("r1",), ("r1",)]
    nothing = assess(claims, evidence(closed=()))
    assert {a.verdict for a in nothing} == {Verdict.TOO_LITTLE}


def test_within_pairs_counts_pairs_and_names_the_rounds_that_have_some():
    table = answers_of(
        rows_of(Role.MENTOR, [5, 5, 4, 4, 4, 3, 5, 4])
        + rows_of(Role.ACTOR, [4, 4, 4, 2, 3, 4, 3, 3])
        + [(p, "r2", role, form, None, *rest) for p, _, role, form, _, *rest in rows_of(Role.MENTOR, [4] * 4 + [5] * 4)]
        + [(p, "r2", role, form, None, *rest) for p, _, role, form, _, *rest in rows_of(Role.ACTOR, [4] * 5 + [2] * 3)]
    )
    table["person"] = table["round"] + table["person"]
    (result,) = assess([claim_of(Estimand.WITHIN_PAIR_SHARE, bound=0.8)], evidence(table))
    assert isinstance(result.found.result, PairView)
    assert result.found.estimate == 6 / 8 and result.rounds == ("r1",)
    assert result.verdict is Verdict.UNDECIDED


def test_complete_groups_of_the_latest_round_alone_are_not_told():
    """A sum over all rounds less the one of the latest would be the pairs of the few rounds before."""
    latest = claim_of(Estimand.WITHIN_PAIR_SHARE, scope=Scope.LATEST)
    assert assess([latest], evidence())[0].found == Withheld(Reason.NOT_A_UNION)
    assert isinstance(assess([latest], evidence(closed=("r1",)))[0].found, Found)


def test_self_reported_share_is_of_both_roles_together():
    table = answers_of(rows_of(Role.MENTOR, [5, 5, 4, 4, 3, 2]) + rows_of(Role.ACTOR, [4, 4, 4, 3, 3, 5, 1]))
    (result,) = assess([claim_of(Estimand.SELF_REPORTED_SHARE)], evidence(table))
    assert (result.found.estimate, result.found.result.n) == (8 / 13, 13)


def test_self_reported_share_without_one_role_is_withheld():
    table = answers_of(rows_of(Role.MENTOR, [5, 5, 4]) + rows_of(Role.ACTOR, [4, 4, 4, 3, 3, 5, 1]))
    (result,) = assess([claim_of(Estimand.SELF_REPORTED_SHARE)], evidence(table))
    assert (result.verdict, result.found) == (Verdict.TOO_LITTLE, Withheld(Reason.TOO_FEW))


def test_what_everybody_says_is_withheld():
    table = answers_of(rows_of(Role.MENTOR, [5, 4] * 6) + rows_of(Role.ACTOR, [4, 5] * 6))
    (result,) = assess([claim_of(Estimand.SELF_REPORTED_SHARE)], evidence(table))
    assert result.found == Withheld(Reason.UNANIMOUS)


def test_mentor_share_of_applicants_in_the_latest_round():
    people = [*applied("r1", 20, 30), *applied("r2", 45, 15)]
    claim = claim_of(Estimand.MENTOR_SHARE_OF_APPLICANTS, "", scope=Scope.LATEST)
    (result,) = assess([claim], evidence(applicants=people))
    outside = binomtest(45, 60).proportion_ci(0.95, method="wilson")
    assert isinstance(result.found.result, MentorShare)
    assert (result.found.interval.low, result.found.interval.high) == pytest.approx((outside.low, outside.high))
    assert (result.verdict, result.rounds) == (Verdict.SUPPORTED, ("r2",))


def test_no_applications_is_not_asked():
    (result,) = assess([claim_of(Estimand.MENTOR_SHARE_OF_APPLICANTS, "")], evidence())
    assert result.found == NotEnough(Reason.NOT_ASKED)


def test_forms_are_compared_as_the_page_of_matching_compares_them():
    table = made_up({"r1": (12, 32), "r2": (14, 28)}, seed=9)
    (result,) = assess([claim_of(Estimand.THETA_FORMS)], evidence(table))
    shown = compare_forms(evidence(table).gate, "courage", rounds=["r1", "r2"])
    assert isinstance(result.found.result, FormComparison)
    assert (result.found.estimate, result.found.interval) == (shown.theta.theta, shown.theta.interval)


def test_few_small_groups_are_too_little():
    table = made_up({"r1": (12, 16)}, seed=9)
    result = assess([claim_of(Estimand.THETA_FORMS)], evidence(table, closed=("r1",)))[0]
    assert result.verdict is Verdict.TOO_LITTLE


def test_change_of_linked_people_is_the_mean_difference():
    rng = np.random.default_rng(4)
    before = rng.integers(2, 7, 40)
    after = before + rng.integers(0, 4, 40)
    rows = [
        row
        for role, part in ((Role.MENTOR, slice(0, 20)), (Role.ACTOR, slice(20, 40)))
        for wave, values in ((Wave.START, before[part]), (Wave.END, after[part]))
        for row in rows_of(role, values, wave=wave, item="joy")
    ]
    (result,) = assess([claim_of(Estimand.CHANGE, "joy", 0.0)], evidence(answers_of(rows)))
    assert result.found.estimate == pytest.approx(np.mean(after - before))
    assert result.verdict is Verdict.SUPPORTED
    assert result.rounds == ("r1",)


def test_a_claim_at_its_truth_is_supported_as_rarely_as_promised():
    """Over many made-up rounds with no difference: at most the error that is shared by all claims, with some slack."""
    wins, tried, m = 0, 400, 2
    rng = np.random.default_rng(11)
    gate = evidence().gate
    for _ in range(tried):
        mentors = int(rng.binomial(60, 0.5))
        claims = [claim_of(Estimand.MENTOR_SHARE_OF_APPLICANTS, "")] * m
        people = applied("r1", mentors, 60 - mentors)
        empty = Evidence(gate, Attendance(("r1",), 5, applicants=tuple(people)), ("r1",), ENDS)
        wins += assess(claims, empty)[0].verdict is Verdict.SUPPORTED
    one_sided = 0.05 / m / 2
    assert wins <= tried * one_sided + 4 * (tried * one_sided) ** 0.5
