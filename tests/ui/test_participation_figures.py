"""Counts of people as sentences and chart data, in every language and where there is nothing to show."""

import re

import pytest

from analysis.applications import Acceptance, Applications, MentorShare, acceptance, applications, mentor_share
from analysis.participation import Applicant, Attendance, Member, Part, Volunteers, responses
from analysis.reach import Continuity, Place, Reach, continuity, coverage, groups_formed, reach
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.proportions import Bounds, wilson
from data.schema import Form, Role, Wave
from pages.charts import draw
from pages.ui import participation_sentences as say
from pages.ui.figures import participation as figures
from pages.ui.labels import Labels
from pages.ui.text import LANGUAGES, Text

ROUNDS = ("r1", "r2")
LABELS = Labels({}, {"r1": "2016", "r2": "2017"})


def small_programme():
    members, applicants = [], []
    for r in ROUNDS:
        for i in range(12):
            role = Role.MENTOR if i % 2 else Role.ACTOR
            members.append(Member(r, f"{r}{i}", role, str(i // 2), Form.PAIR, f"U{i % 2}", f"O{i % 2}"))
            applicants.append(Applicant(r, f"{r}{i}", role, True))
        applicants += [Applicant(r, f"{r}x{i}", role, False) for role in Role for i in range(3)]
    return Attendance(
        ROUNDS,
        5,
        invited={(r, role): n for r in ROUNDS for role, n in ((None, 12), (Role.MENTOR, 6), (Role.ACTOR, 6))},
        eligible={"r2": 300},
        answered={(r, Wave.END, role): n for r in ROUNDS for role, n in ((Role.MENTOR, 6), (Role.ACTOR, 5))},
        members=tuple(members),
        applicants=tuple(applicants),
    )


FULL, EMPTY = small_programme(), Attendance(ROUNDS, 5)
BANK = Volunteers(Role.MENTOR, ROUNDS, (0, 1, 2), (2, 3, 5), Part(5, wilson(5, 10)), Bounds(0.4, 0.6))


def sentences(people, text):
    yield from (words for pair in say.numbers(people, ROUNDS, text) for words in pair)
    yield say.numbers_sentences(people, ROUNDS, LABELS, text)
    share = mentor_share(people, rounds=ROUNDS)
    yield from say.applications_sentences(share, LABELS, text)
    yield from say.share_sentences(share, text)
    yield from say.responses_sentences(people, responses(people, rounds=ROUNDS), LABELS, text)
    yield say.acceptance_sentence(acceptance(people, closed=ROUNDS), LABELS, text)
    yield say.coverage_sentence(coverage(people, rounds=ROUNDS), LABELS, text)
    yield say.groups_sentence(groups_formed(people, rounds=ROUNDS), LABELS, text)
    yield say.reach_sentence(reach(people, closed=ROUNDS), LABELS, text)
    yield say.units_sentence(reach(people, closed=ROUNDS), text)
    yield from say.continuity_sentences(continuity(people, closed=ROUNDS), LABELS, text)


def charts(people, text):
    applied, share = applications(people, rounds=ROUNDS), mentor_share(people, rounds=ROUNDS)
    places = reach(people, closed=ROUNDS)
    return {
        "applied": figures.applied(applied, LABELS, text),
        "shares": figures.mentor_shares(applied, share, LABELS, text),
        "accepted": figures.accepted(acceptance(people, closed=ROUNDS), text),
        "responded": figures.responded(responses(people, rounds=ROUNDS), LABELS, text),
        "covered": figures.covered(coverage(people, rounds=ROUNDS), LABELS, text),
        "places": figures.places(places.by_unit if isinstance(places, Reach) else (), text),
        "formed": figures.formed(groups_formed(people, rounds=ROUNDS), LABELS, text),
        "stayed": figures.stayed(continuity(people, closed=ROUNDS), text),
    }


@pytest.mark.parametrize("people", [FULL, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sentences(language, people):
    for words in sentences(people, Text(language)):
        assert words and not re.search(r"[{}]|\bnan\b|None|\.\.", words), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_drawn_with_a_table_and_words_for_who_does_not_see_it(language):
    text = Text(language)
    for data in charts(FULL, text).values():
        chart = draw(data, text)
        assert chart.table.rows and all(picture.alt for picture in chart.pictures)


def test_without_people_there_is_no_chart():
    assert set(charts(EMPTY, Text("fi")).values()) == {None}


def test_the_numbers_of_the_overview_are_those_of_the_rounds():
    told = dict(say.numbers(FULL, ROUNDS, Text("fi")))
    assert told == {"Kutsuttu": "24", "Vastannut": "22", "Vastausosuus": "92\xa0%", "Hakijoita": "36"}
    assert say.numbers(EMPTY, ROUNDS, Text("fi")) == []


def test_silence_is_told_beside_the_response_rate():
    words = say.response_sentence(FULL, ROUNDS, LABELS, Text("fi"))
    assert "24" in words and "22" in words and "enintään 8 prosenttiyksikköä" in words


def test_a_part_that_is_not_told_leaves_no_number():
    withheld = Withheld(Reason.TOO_FEW)
    found = Continuity(ROUNDS, Part(7, wilson(7, 90)), withheld)
    became, came_back = say.continuity_sentences(found, LABELS, Text("fi"))
    assert "7" in became and not re.search(r"\d", came_back)
    rows = figures.stayed(found, Text("fi")).rows
    assert rows[1].point is None and rows[1].note
    silent = say.acceptance_sentence([Acceptance(Role.MENTOR, ROUNDS, withheld)], LABELS, Text("fi"))
    assert not re.search(r"\d", silent)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
def test_volunteers_with_and_without_bounds(language, role):
    text = Text(language)
    known = Volunteers(role, *[getattr(BANK, name) for name in ("rounds", "points", "counts", "yes", "bounds")])
    unknown = Volunteers(role, BANK.rounds, BANK.points, BANK.counts, BANK.yes, None)
    with_bounds, without = (say.volunteers_sentence(v, "Mentorit", LABELS, text) for v in (known, unknown))
    assert "40–60" in with_bounds and "40–60" not in without
    assert "10" in with_bounds and "5" in with_bounds


def test_volunteers_of_one_role_only():
    text = Text("fi")
    data = figures.bank(tuple(Role), [BANK, Withheld(Reason.TOO_FEW)], ("En", "Ehkä", "Kyllä"), text)
    assert data.rows[0].counts == (2, 3, 5) and not data.rows[1].counts and data.rows[1].note
    nothing = [NotEnough(Reason.NOT_ASKED)] * 2
    assert figures.bank(tuple(Role), nothing, ("En", "Ehkä", "Kyllä"), text) is None
    assert "Mentorit" in say.volunteers_sentence(nothing[0], "Mentorit", LABELS, text)


def test_small_places_are_one_row_without_a_name():
    rows = figures.places((Place("A", 9), Place(None, 6, 3)), Text("fi")).rows
    assert [(row.label, row.point.value) for row in rows] == [("A", 9), ("Pienet yhdessä (3)", 6)]


def test_one_round_of_applications_is_not_pooled_with_itself():
    one = Applications(("r1",), 6, 9, wilson(6, 15), 0.6)
    share = MentorShare(one, NotEnough(Reason.FEW_ROUNDS), NotEnough(Reason.FEW_ROUNDS))
    assert len(figures.mentor_shares([one], share, LABELS, Text("fi")).rows) == 1
