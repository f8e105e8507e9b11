"""The tables of the sample as counts of people and as claims, against what its document says is true of it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from analysis.applications import acceptance, applications
from analysis.claims import Evidence, Found, Verdict, assess
from analysis.participation import responses
from analysis.reach import continuity, groups_formed, reach
from analysis.results import Reason, Withheld
from data.importing import import_samples, instruments_of
from data.programme import Claim, Estimand
from data.samples.effects import AGREEMENT, true_change, true_shares, true_theta
from data.schema import Role, Wave
from data.store import open_store
from pages.ui.material import read_material

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
ROUNDS = ("r2016", "r2017", "r2018", "r2019", "r2020")
# docs/sample-programme.md: mentors, actors, small groups a round; a small group is a mentor and three actors
DESIGN = {"r2016": (12, 12, 0), "r2017": (14, 22, 4), "r2018": (19, 31, 6), "r2019": (23, 37, 7), "r2020": (28, 42, 7)}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("sample") / "store") as opened:
        import_samples(opened, SAMPLES)
        yield opened


@pytest.fixture(scope="module")
def material(store):
    return read_material(store, instruments_of(store.programme()), date(2026, 1, 1))


@pytest.fixture(scope="module")
def evidence(material):
    ends = dict.fromkeys([*AGREEMENT, "benefit"], (1.0, 5.0)) | {"wellbeing": (0.0, 10.0)}
    return Evidence(material.gate, material.attendance, material.closed, ends)


def test_no_name_and_no_code_leaves_the_store(store, material):
    names = {row[field] for row in store.roster().to_pylist() for field in ("name", "code")} - {None}
    assert len(names) > 100
    assert not any(name in repr(material.attendance.members + material.attendance.applicants) for name in names)


def test_invited_as_designed(material):
    invited = material.attendance.invited
    assert {r: (invited[r, Role.MENTOR], invited[r, Role.ACTOR]) for r in ROUNDS} == {
        r: (mentors, actors) for r, (mentors, actors, _) in DESIGN.items()
    }
    assert sum(invited[r, None] for r in ROUNDS) == 240


def test_answered_counts_people_not_rows(store, material):
    rows = store.answers().to_pandas()
    rows = rows[rows["value"].notna() | rows["label"].notna()]
    rows = rows.assign(who=rows["person"].fillna(rows["response_id"]))[["round", "wave", "role", "who"]]
    counted = Counter(map(tuple, rows.astype(str).drop_duplicates()[["round", "wave", "role"]].to_numpy().tolist()))
    assert dict(material.attendance.answered) == dict(counted)


def test_about_78_percent_answer_the_end_survey(material):
    rows = responses(material.attendance, rounds=ROUNDS, wave=Wave.END).rows
    assert sum(r.answered for r in rows) / sum(r.invited for r in rows) == pytest.approx(0.78, abs=0.03)


def test_applicants_are_people_though_one_sends_the_form_twice(material):
    found = applications(material.attendance, rounds=ROUNDS)
    assert [(a.rounds, a.mentor, a.actor) for a in found] == [
        (("r2018",), 22, 40),
        (("r2019",), 27, 46),
        (("r2020",), 59, 46),
    ]


def test_accepted_are_those_who_then_took_part(material):
    mentors, actors = acceptance(material.attendance, closed=material.closed)
    assert (mentors.accepted.count, mentors.accepted.of) == (19 + 23 + 28, 22 + 27 + 59)
    assert (actors.accepted.count, actors.accepted.of) == (31 + 37 + 42, 40 + 46 + 46)


def test_pairs_and_small_groups_as_designed(material):
    found = groups_formed(material.attendance, rounds=ROUNDS)
    assert [(g.rounds[0], g.pairs, g.small_groups) for g in found] == [
        (r, mentors - small, small) for r, (mentors, _, small) in DESIGN.items() if r != "r2016"
    ]
    assert all(g.in_small_groups == 4 * g.small_groups and g.in_pairs == 2 * g.pairs for g in found)


def test_reach_and_the_unit_of_three_people_a_round(material):
    found = reach(material.attendance, closed=material.closed)
    assert {place.name: place.people for place in found.by_unit}["Viestintä"] == 4 * 3
    assert sum(place.people for place in found.by_organisation) == 216


def test_ten_came_back_and_the_few_among_them_do_not_follow(store, material):
    """Seven actors became mentors; the other three are neither told nor to be had by subtraction."""
    found = continuity(material.attendance, closed=material.closed)
    roster = store.roster().to_pandas()
    roles = roster.sort_values("round").groupby("person")["role"].agg(list)
    assert (roles.str.len() > 1).sum() == 10
    assert found.became_mentors.count == (roles.str.join(">") == "actor>mentor").sum() == 7
    assert found.came_back == Withheld(Reason.TOO_FEW)


def test_the_verdicts_of_the_declared_claims(store, evidence):
    found = {a.claim.id: a.verdict for a in assess(store.programme().claims, evidence)}
    assert found == {
        "mentors_gain_more": Verdict.SUPPORTED,
        "mentor_ahead_in_nearly_every_pair": Verdict.CONTRADICTED,
        "small_groups_work_better": Verdict.SUGGESTED,
        "wellbeing_rises": Verdict.SUPPORTED,
        "most_say_wellbeing_improved": Verdict.SUPPORTED,
        "more_apply_as_mentors": Verdict.UNDECIDED,
    }


def mixed(item):
    """Theta and the share of agreement over all rounds, of mentors and actors as they were spread over the forms."""
    rounds = [(m, a, s / m, 3 * s / a) for m, a, s in DESIGN.values()]
    weights = [m * a / (m + a) for m, a, _, _ in rounds]
    thetas = [true_theta(item, in_small, actors_in_small) for _, _, in_small, actors_in_small in rounds]
    return sum(w * t for w, t in zip(weights, thetas, strict=True)) / sum(weights)


def test_intervals_of_theta_hold_the_truth_about_as_often_as_they_say(evidence):
    items = [item for item, one in AGREEMENT.items() if one.common and not item.startswith("self_")]
    claims = [Claim(item, Estimand.THETA_ROLES, item) for item in items]
    found = {a.claim.id: a.found for a in assess(claims, evidence)}
    assert all(isinstance(one, Found) for one in found.values())
    assert sum(mixed(item) in found[item].interval for item in items) >= len(items) - 1
    assert all(mixed(item) in found[item].simultaneous for item in items)


def test_the_true_change_lies_in_both_intervals(evidence):
    (found,) = (a.found for a in assess([Claim("c", Estimand.CHANGE, "wellbeing", bound=0.0)], evidence))
    assert true_change() in found.interval


def test_the_true_share_who_say_that_well_being_improved(evidence):
    item = "self_wellbeing_improved"
    (found,) = (a.found for a in assess([Claim("c", Estimand.SELF_REPORTED_SHARE, item)], evidence))
    mentors, actors = (sum(true_shares(item, mentor, False)[3:]) for mentor in (True, False))
    assert (96 * mentors + 144 * actors) / 240 in found.interval


def test_theta_between_the_forms(evidence):
    """A quarter of a standard deviation more in small groups is theta 0.55–0.56 for each item within a role."""
    items = ("new_viewpoints", "courage", "own_agency", "expert_role", "networks_grew")
    claims = [Claim(item, Estimand.THETA_FORMS, item) for item in items]
    found = [a.found for a in assess(claims, evidence)]
    assert all(0.555 in one.interval for one in found)
