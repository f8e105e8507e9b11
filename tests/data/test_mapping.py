"""Proposals: which ground wins, what is sure, and that nothing is proposed twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.instruments import shipped_instruments
from data.instruments.model import Instruments, ItemKind
from data.loaders.base import Column, ColumnKind, Question
from data.mapping import ColumnMap, Proposal, Reason, accepted, heading_keys, propose
from data.schema import Field, Wave
from tests.data.making import instruments, item, programme, survey

KNOWN = instruments(
    item("courage", texts={"fi": "Uskallan kokeilla uusia asioita työssäni", "sv": "Jag vågar"}, aliases=("Rohkeus",)),
    item("networks", texts={"fi": "Verkostoni laajeni ohjelman aikana"}),
    item("useful", ItemKind.TEXT, texts={"fi": "Mistä oli hyötyä?"}),
)


def proposals(columns, known: Instruments = KNOWN, *, remembered=None, wave: Wave | None = Wave.END, kinds=None):
    raw = survey(columns, kinds=kinds)
    return propose(raw, known, programme(), remembered or {}, wave)


def grounds(columns, known: Instruments = KNOWN, **more):
    return [(one.target, one.reason) for one in proposals(columns, known, **more)]


@pytest.mark.parametrize(
    ("heading", "target", "reason"),
    [
        ("Uskallan kokeilla uusia asioita työssäni", "courage", Reason.EXACT),
        ("3.\u00a0USKALLAN kokeilla  uusia asioita työssäni:", "courage", Reason.EXACT),
        ("Jag vågar", "courage", Reason.EXACT),
        ("Rohkeus", "courage", Reason.ALIAS),
        ("Uskallan kokeilla uusia asioita omassa työssäni", "courage", Reason.SIMILAR),
        ("Jotain aivan muuta", None, Reason.NONE),
        ("Roolisi ohjelmassa", Field.ROLE, Reason.EXACT),
        ("Rooli", Field.ROLE, Reason.ALIAS),
    ],
)
def test_a_heading_finds_its_target(heading, target, reason):
    assert grounds({heading: ["4", "5"]}) == [(target, reason)]


def test_what_a_person_confirmed_goes_before_everything():
    remembered = {"rohkeus": "networks"}
    assert grounds({"Rohkeus": ["4"]}, remembered=remembered) == [("networks", Reason.REMEMBERED)]


def test_what_is_remembered_but_exists_no_more_is_forgotten():
    assert grounds({"Rohkeus": ["4"]}, remembered={"rohkeus": "gone"}) == [("courage", Reason.ALIAS)]


def test_a_column_left_out_before_is_left_out_again():
    assert grounds({"Rohkeus": ["4"]}, remembered={"rohkeus": "ignored"}) == [(Field.IGNORED, Reason.REMEMBERED)]


def test_no_target_is_proposed_twice():
    found = grounds({"Rohkeus": ["4"], "Uskallan kokeilla uusia asioita työssäni": ["4"], "Rohkeus:": ["4"]})
    assert found == [(None, Reason.NONE), ("courage", Reason.EXACT), (None, Reason.NONE)]


def test_two_items_nearly_as_close_are_left_to_a_person():
    near = instruments(
        item("one", texts={"fi": "Opin uutta itsestäni"}), item("two", texts={"fi": "Opin uutta itsestämme"})
    )
    assert grounds({"Opin uutta itsestänne": ["4"]}, near) == [(None, Reason.NONE)]


def test_numbers_in_a_heading_must_agree_for_it_to_be_similar():
    numbered = instruments(item("first", texts={"fi": "Kysymys numero 1 tästä mittarista"}))
    assert grounds({"Kysymys numero 2 tästä mittarista": ["4"]}, numbered) == [(None, Reason.NONE)]
    assert grounds({"Kysymys numero 1 tästä mittarista!": ["4"]}, numbered) == [("first", Reason.SIMILAR)]


def test_free_text_is_not_similar_to_a_scale():
    heading = "Uskallan kokeilla uusia asioita omassa työssäni"
    assert grounds({heading: ["pitkä teksti"]}, kinds={heading: ColumnKind.TEXT}) == [(None, Reason.NONE)]


def test_an_item_of_another_wave_is_not_similar_but_may_be_exact():
    start = instruments(item("hope", texts={"fi": "Odotan oppivani uutta työstäni"}, waves=(Wave.START,)))
    assert grounds({"Odotan oppivani uutta omasta työstäni": ["4"]}, start) == [(None, Reason.NONE)]
    assert grounds({"Odotan oppivani uutta työstäni": ["4"]}, start) == [("hope", Reason.EXACT)]


@pytest.mark.parametrize(
    ("cells", "target"),
    [
        (["Mentori", "aktori", "Mentori", ""], Field.ROLE),
        (["Tuettava", "Mentori"], Field.ROLE),  # the programme's own word
        (["Pari", "Pienryhmä"], Field.FORM),
        (["a@example.fi", "b@example.fi"], Field.PERSON),
        (["Mentori", "jotain", "muuta"], None),
        (["", ""], None),
    ],
)
def test_the_answers_tell_what_a_heading_does_not(cells, target):
    reason = Reason.VALUES if target else Reason.NONE
    assert grounds({"Sarake": cells}) == [(target, reason)]


def test_a_roster_has_no_items():
    assert grounds({"Rohkeus": ["4"], "Rooli": ["Mentori"]}, wave=None) == [
        (None, Reason.NONE),
        (Field.ROLE, Reason.ALIAS),
    ]


def metadata(raw, place: int, name: Field):
    columns = list(raw.columns)
    columns[place] = replace(columns[place], field=name)
    return replace(raw, columns=tuple(columns))


@pytest.mark.parametrize(
    ("cells", "target"), [(["anonymous", ""], Field.IGNORED), (["a@example.fi", "x"], Field.PERSON)]
)
def test_what_the_tool_itself_names_is_taken_unless_everybody_is_anonymous(cells, target):
    raw = metadata(survey({"Email": cells}), 0, Field.PERSON)
    (found,) = propose(raw, KNOWN, programme(), {}, Wave.END)
    assert (found.target, found.reason, found.is_sure) == (target, Reason.METADATA, True)


def test_a_matrix_row_is_known_by_its_row():
    raw = survey({"Arvioi väittämiä:Rohkeus": ["4"]})
    columns = (Column(0, "Arvioi väittämiä:Rohkeus", "Arvioi väittämiä", row="Rohkeus"),)
    (found,) = propose(replace(raw, columns=columns), KNOWN, programme(), {}, Wave.END)
    assert (found.target, found.reason) == ("courage", Reason.ALIAS)


def test_only_what_is_sure_is_accepted_without_a_person():
    raw = survey({name: ["4"] for name in ("a", "b", "c", "d")})
    made = [
        Proposal(0, "a", "courage", Reason.EXACT),
        Proposal(1, "b", "networks", Reason.SIMILAR, 0.9),
        Proposal(2, "c", None, Reason.NONE, 0.0),
        Proposal(3, "d", Field.ROLE, Reason.REMEMBERED),
    ]
    assert accepted(raw, made) == ColumnMap("plain", ("courage", Field.IGNORED, Field.IGNORED, Field.ROLE))


def test_headings_that_repeat_are_remembered_apart():
    raw = survey({"Miksi?": ["a"], "Miksi?:": ["b"], "1. miksi?": ["c"]})
    assert heading_keys(raw) == ("miksi?", "miksi? #2", "miksi? #3")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_shipped_item_finds_itself_in_every_language(language):
    """Different items of one text would not be told apart; a wave decides between items of the same text."""
    known = shipped_instruments()
    for one in known.items.values():
        wave = one.waves[0] if one.waves else Wave.END
        (found,) = proposals({one.texts[language]: ["4"]}, known, wave=wave)
        assert (found.target, found.reason) == (one.id, Reason.EXACT)


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.sampled_from(["Rohkeus", "Jag vågar", "Rooli", "Muu", "Verkostoni laajeni", ""]), min_size=1, max_size=6
    )
)
def test_every_question_gets_one_proposal_and_every_target_one_question(headings):
    raw = survey({str(i): ["4"] for i in range(len(headings))})
    columns = tuple(Column(i, heading, heading) for i, heading in enumerate(headings))
    questions = tuple(Question((i,), heading, ColumnKind.SINGLE) for i, heading in enumerate(headings))
    found = propose(replace(raw, columns=columns, questions=questions), KNOWN, programme(), {}, Wave.END)
    targets = [one.target for one in found if one.target]
    assert [one.question for one in found] == list(range(len(headings)))
    assert len(targets) == len(set(targets))
