"""From cells to tables: what each answer becomes, and every problem with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Severity
from data.instruments.model import ItemKind
from data.loaders.base import ColumnKind, MultiEncoding
from data.schema import ANSWERS, APPLICATIONS, ROSTER, TEXTS, Field, Missing, Role, Wave
from data.tidy import tidy
from tests.data.making import COLOURS, NAMES, instruments, item, option_columns, programme, sheet, survey

COURAGE = item("courage")
THEMES = item("themes", ItemKind.MULTI, options=COLOURS)
KNOWN = instruments(
    COURAGE,
    THEMES,
    item("bare", options=()),
    item("meetings", ItemKind.NUMBER, low=0.0, high=60.0),
    item("colour", ItemKind.SINGLE, options=COLOURS),
    item("own_words", ItemKind.SINGLE),
    item("useful", ItemKind.TEXT),
    item("for_mentors", roles=(Role.MENTOR,)),
)
ROLE_AND_SCALE = {"Rooli": ["Mentori", "Aktori"], "Väite": ["4", "5"]}


def tidied(columns, targets, **more):
    return tidy(sheet(survey(columns), targets, KNOWN, **more))


def one(cell: str, target: str, **more):
    """Value, label and reason of a single mentor's answer beside another answer."""
    columns = {"Rooli": ["Mentori"], "A": [cell], "B": ["4"]}
    made = tidied(columns, [Field.ROLE, target, "courage" if target != "courage" else Field.IGNORED], **more)
    rows = [row for row in made.tables["answers"].to_pylist() if row["item"] == target]
    return [(row["value"], row["label"], row["missing_reason"]) for row in rows]


def problems(made) -> list[tuple[str, Severity, int | None, str | None, int]]:
    return [(p.key, p.severity, p.place.row, p.place.column, p.count) for p in made.problems]


@pytest.mark.parametrize(
    ("cell", "target", "expected"),
    [
        ("4", "for_mentors", (4.0, "4", None)),
        ("Samaa mieltä", "for_mentors", (4.0, "4", None)),
        ("samaa mieltä (4)", "for_mentors", (4.0, "4", None)),
        ("En osaa sanoa", "for_mentors", (None, None, Missing.DONT_KNOW)),
        ("", "for_mentors", (None, None, Missing.SKIPPED)),
        ("6", "for_mentors", (None, None, Missing.INVALID)),
        ("jotain", "for_mentors", (None, None, Missing.INVALID)),
        ("12", "meetings", (12.0, None, None)),
        ("2,5", "meetings", (2.5, None, None)),
        ("61", "meetings", (None, None, Missing.INVALID)),
        ("noin kymmenen", "meetings", (None, None, Missing.INVALID)),
        ("Red", "colour", (None, "red", None)),
        ("violet", "colour", (None, None, Missing.INVALID)),
        ("omin sanoin", "own_words", (None, "omin sanoin", None)),
    ],
)
def test_what_a_cell_becomes(cell, target, expected):
    assert one(cell, target) == [expected]


def test_only_the_points_of_a_scale_are_answers():
    assert [one(cell, "for_mentors")[0][2] for cell in ("0", "5,1", "-1", "3,5")] == [Missing.INVALID] * 4
    assert one("3", "bare") == [(3.0, None, None)] and one("3,5", "bare") == [(None, None, Missing.INVALID)]


def test_the_four_reasons_of_a_missing_answer_stay_apart():
    columns = {
        "Rooli": ["Mentori", "Mentori", "Mentori", "Aktori"],
        "A": ["En osaa sanoa", "", "9", ""],
        "B": ["4"] * 4,
    }
    made = tidied(columns, [Field.ROLE, "for_mentors", "courage"])
    reasons = [row["missing_reason"] for row in made.tables["answers"].to_pylist() if row["item"] == "for_mentors"]
    assert reasons == [Missing.DONT_KNOW, Missing.SKIPPED, Missing.INVALID, Missing.NOT_ASKED]


def test_the_tools_own_marks_of_a_missing_answer_count():
    raw = replace(survey(ROLE_AND_SCALE | {"Väite": ["N/A", "5"]}), missing_marks={"N/A": Missing.NOT_ASKED})
    made = tidy(sheet(raw, [Field.ROLE, "courage"], KNOWN))
    # who was not asked anything gave no answer: only the second row stays
    assert [row["value"] for row in made.tables["answers"].to_pylist()] == [5.0]
    assert ("importing.no_answers", Severity.NOTE, 2, None, 1) in problems(made)


def test_a_value_outside_the_scale_is_refused_until_a_person_accepts_it():
    columns = {"Rooli": ["Mentori"] * 3, "Väite": ["4", "9", "77"]}
    made = tidied(columns, [Field.ROLE, "courage"])
    assert problems(made) == [("importing.out_of_range", Severity.ERROR, 3, "Väite", 2)] and made.is_refused
    assert made.problems[0].values == {"n": 2, "rows": "3, 4", "low": "1", "high": "5"}
    made = tidied(columns, [Field.ROLE, "courage"], accept_invalid=True)
    assert problems(made)[0] == ("importing.out_of_range", Severity.WARNING, 3, "Väite", 2) and not made.is_refused


def test_words_where_a_number_is_asked_for_are_told_apart_from_numbers_out_of_range():
    columns = {"Rooli": ["Mentori"] * 6, "Kerrat": ["12", "+5", "n. 60 000", "61", "2-3", "kymmenen"]}
    made = tidied(columns, [Field.ROLE, "meetings"])
    assert problems(made) == [
        ("importing.not_a_number", Severity.ERROR, 4, "Kerrat", 3),
        ("importing.out_of_range", Severity.ERROR, 5, "Kerrat", 1),
    ]
    assert made.problems[0].values == {"n": 3, "rows": "4, 6, 7"}
    made = tidied(columns, [Field.ROLE, "meetings"], accept_invalid=True)
    assert not made.is_refused and {one.severity for one in made.problems} == {Severity.WARNING}
    values = [row["value"] for row in made.tables["answers"].to_pylist()]
    assert values == [12.0, 5.0, None, None, None, None]


def test_two_labels_of_one_point_are_refused():
    both = item("both", options=(replace(COURAGE.options[3], labels={"fi": ("Samaa mieltä", "Melko samaa mieltä")}),))
    made = tidy(
        sheet(
            survey({"Rooli": ["Mentori"] * 2, "A": ["Samaa mieltä", "Melko samaa mieltä"]}),
            [Field.ROLE, "both"],
            instruments(both),
        )
    )
    assert [problem.key for problem in made.problems] == ["importing.two_labels_of_one_point"] and made.is_refused


def multi(rows, encoding):
    raw = option_columns("Teemat", ["Red", "Green"], rows, encoding)
    made = tidy(sheet(raw, [Field.ROLE, "themes"], KNOWN))
    return [(row["label"], row["value"], row["missing_reason"]) for row in made.tables["answers"].to_pylist()]


@pytest.mark.parametrize(
    ("row", "encoding"), [(("Red", ""), MultiEncoding.LABEL_COLUMNS), (("1", "0"), MultiEncoding.ONE_ZERO_COLUMNS)]
)
def test_a_multi_select_over_columns_is_one_row_an_option(row, encoding):
    assert multi([row], encoding) == [("red", 1.0, None), ("green", 0.0, None), ("blue", 0.0, None)]


def test_a_multi_select_with_nothing_chosen_is_no_answer():
    assert multi([("", "")], MultiEncoding.LABEL_COLUMNS) == []


@pytest.mark.parametrize(
    ("encoding", "cell"), [(MultiEncoding.SEMICOLON, "Red;Blue;"), (MultiEncoding.COMMA, "Red, Blue")]
)
def test_a_multi_select_in_one_cell(encoding, cell):
    raw = survey({"Rooli": ["Mentori"], "Teemat": [cell]}, kinds={"Teemat": ColumnKind.MULTI})
    questions = (raw.questions[0], replace(raw.questions[1], encoding=encoding, options=("Red", "Blue")))
    made = tidy(sheet(replace(raw, questions=questions), [Field.ROLE, "themes"], KNOWN))
    found = {row["label"]: row["value"] for row in made.tables["answers"].to_pylist()}
    assert found == {"red": 1.0, "green": 0.0, "blue": 1.0}


def test_an_option_nobody_knows_is_told_and_the_rest_is_kept():
    raw = survey({"Rooli": ["Mentori"], "Teemat": ["Red;Muu, mikä"]}, kinds={"Teemat": ColumnKind.MULTI})
    questions = (raw.questions[0], replace(raw.questions[1], encoding=MultiEncoding.SEMICOLON))
    made = tidy(sheet(replace(raw, questions=questions), [Field.ROLE, "themes"], KNOWN))
    assert problems(made) == [("importing.unknown_option", Severity.WARNING, 2, "Teemat", 1)]
    assert {row["label"]: row["value"] for row in made.tables["answers"].to_pylist()}["red"] == 1.0


def test_the_tables_have_the_shapes_of_the_schema():
    made = tidied({**ROLE_AND_SCALE, "Avo": ["teksti", ""]}, [Field.ROLE, "courage", "useful"])
    assert made.tables["answers"].schema == ANSWERS and made.tables["texts"].schema == TEXTS
    assert [(row["item"], row["text"]) for row in made.tables["texts"].to_pylist()] == [("useful", "teksti")]
    answered = {row["response_id"] for row in made.tables["answers"].to_pylist()}
    assert {row["response_id"] for row in made.tables["texts"].to_pylist()} < answered


def test_an_open_answer_alone_is_an_answer():
    made = tidied({"Rooli": ["Mentori"], "Väite": [""], "Avo": ["teksti"]}, [Field.ROLE, "courage", "useful"])
    assert len(made.responses) == 1 and made.tables["texts"].num_rows == 1


def test_several_open_questions_may_be_one_item():
    made = tidied({"Rooli": ["Mentori"], "A": ["yksi"], "B": ["kaksi"]}, [Field.ROLE, "useful", "useful"])
    assert made.tables["texts"]["text"].to_pylist() == ["yksi\nkaksi"]


def test_who_where_and_when():
    columns = {
        "Rooli": ["Mentori"],
        "Koodi": ["Anna@example.fi"],
        "Ryhmä": ["Pari 1"],
        "Muoto": ["Pari"],
        "Yksikkö": ["LÄNSI"],
        "Aika": ["9.11.2020 13:00"],
        "Kieli": ["Svenska"],
        "Väite": ["4"],
    }
    targets = [
        Field.ROLE,
        Field.PERSON,
        Field.GROUP,
        Field.FORM,
        Field.UNIT,
        Field.SUBMITTED_AT,
        Field.LANGUAGE,
        "courage",
    ]
    made = tidied(columns, targets, programme=programme(units=("Länsi",)))
    (row,) = made.tables["answers"].to_pylist()
    assert (row["person"], row["role"], row["form"], row["unit"]) == (
        NAMES.person("anna@example.fi"),
        "mentor",
        "pair",
        "Länsi",
    )
    assert (row["round"], row["wave"], row["language"]) == ("r1", "end", "sv")
    assert row["submitted_at"].isoformat() == "2020-11-09T13:00:00"
    assert row["group"] and "Pari" not in row["group"]
    assert made.responses[0].submitted_at == "2020-11-09 13:00:00" and made.problems == ()


def test_nothing_beside_the_answers_tells_who_a_person_is():
    columns = {
        "Rooli": ["Mentori"],
        "Koodi": ["anna@example.fi"],
        "Nimi": ["Anna"],
        "Ryhmä": ["Anna ja Bo"],
        "Väite": ["4"],
    }
    made = tidied(columns, [Field.ROLE, Field.PERSON, Field.NAME, Field.GROUP, "courage"])
    told = repr(made.tables["answers"].to_pylist()) + repr(made.tables["texts"].to_pylist()) + repr(made.responses)
    assert "anna" not in told.lower()


def test_wrong_role_words_are_refused_with_the_words_that_will_do():
    made = tidied({"Rooli": ["Mentori", "Kummi", "Tuettava"], "Väite": ["4"] * 3}, [Field.ROLE, "courage"])
    assert problems(made) == [("importing.unknown_role", Severity.ERROR, 3, "Rooli", 1)]
    assert made.problems[0].values["allowed"] == "Mentori, Aktori, Tuettava"
    assert "Kummi" not in repr(made.problems)
    assert made.tables["answers"]["role"].to_pylist() == ["mentor", None, "actor"]


def roster_of(*rows: tuple[str, str]):
    return {NAMES.person(code): {"role": role, "group": "P1", "form": "pair", "unit": "Itä"} for code, role in rows}


def test_the_roster_gives_what_the_file_does_not():
    made = tidied(
        {"Koodi": ["a", "b"], "Väite": ["4", "5"]},
        [Field.PERSON, "courage"],
        roster=roster_of(("a", "mentor"), ("b", "actor")),
    )
    rows = made.tables["answers"].to_pylist()
    assert [(row["role"], row["form"], row["unit"]) for row in rows] == [
        ("mentor", "pair", "Itä"),
        ("actor", "pair", "Itä"),
    ]
    assert rows[0]["group"] == rows[1]["group"] and made.problems == ()


def test_the_roster_is_believed_before_the_respondent_and_both_strangers_and_blanks_are_told():
    columns = {"Koodi": ["a", "x", ""], "Rooli": ["Aktori", "Aktori", ""], "Väite": ["4", "5", "3"]}
    made = tidied(columns, [Field.PERSON, Field.ROLE, "courage"], roster=roster_of(("a", "mentor")))
    assert made.tables["answers"]["role"].to_pylist() == ["mentor", "actor", None]
    assert problems(made) == [
        ("importing.role_differs", Severity.WARNING, 2, "Rooli", 1),
        ("importing.not_on_roster", Severity.WARNING, 3, "Koodi", 1),
        ("importing.no_role", Severity.WARNING, 4, "Rooli", 1),
    ]


def test_where_each_role_had_a_form_of_its_own_the_role_is_that_of_the_file():
    columns = {"Rooli": ["Aktori", ""], "Väite": ["4", "5"]}
    assert tidied(columns, [Field.IGNORED, "courage"], role=Role.MENTOR).problems == ()
    made = tidied(columns, [Field.ROLE, "courage"], role=Role.MENTOR)
    assert made.tables["answers"]["role"].to_pylist() == ["actor", "mentor"] and made.problems == ()
    assert tidied(columns, [Field.IGNORED, "courage"], role=Role.MENTOR, wave=None).is_refused


def test_units_and_forms_nobody_knows_are_told():
    columns = {**ROLE_AND_SCALE, "Yksikkö": ["Länsi", "Kuu"], "Muoto": ["Pari", "Trio"]}
    made = tidied(columns, [Field.ROLE, "courage", Field.UNIT, Field.FORM], programme=programme(units=("Länsi",)))
    assert problems(made) == [
        ("importing.unknown_form", Severity.WARNING, 3, "Muoto", 1),
        ("importing.unknown_unit", Severity.WARNING, 3, "Yksikkö", 1),
    ]
    assert made.tables["answers"]["unit"].to_pylist() == ["Länsi", "Kuu"]
    assert made.tables["answers"]["form"].to_pylist() == ["pair", None]


@pytest.mark.parametrize(
    ("day", "fits"),
    [("1.1.2019", True), ("1.6.2020", True), ("31.12.2022", True), ("30.12.2018", False), ("2.1.2023", False)],
)
def test_answers_from_another_time_than_the_round_are_told(day, fits):
    made = tidied({"Rooli": ["Mentori"], "Aika": [day], "Väite": ["4"]}, [Field.ROLE, Field.SUBMITTED_AT, "courage"])
    assert [problem.key for problem in made.problems] == ([] if fits else ["importing.outside_round"])


def test_one_person_twice_is_told_and_both_forms_are_handed_on():
    columns = {"Rooli": ["Mentori"] * 3, "Koodi": ["a", "b", "A "], "Väite": ["4", "5", "3"]}
    made = tidied(columns, [Field.ROLE, Field.PERSON, "courage"])
    assert problems(made) == [("importing.person_twice", Severity.WARNING, 2, "Koodi", 2)]
    assert made.problems[0].values["rows"] == "2, 4" and len(made.responses) == 3


def test_of_a_response_id_met_twice_the_later_row_counts():
    columns = {"Nro": ["7", "8", "7"], "Rooli": ["Mentori"] * 3, "Väite": ["1", "2", "3"]}
    made = tidied(columns, [Field.RESPONSE_ID, Field.ROLE, "courage"])
    assert made.tables["answers"]["value"].to_pylist() == [2.0, 3.0]


def ids(columns, targets, **more) -> list[str]:
    return [response.response_id for response in tidied(columns, targets, **more).responses]


def test_a_later_download_of_the_same_form_has_the_same_response_ids():
    targets = [Field.RESPONSE_ID, Field.SUBMITTED_AT, Field.ROLE, "courage"]
    first = {"ID": ["1", "2"], "Aika": ["1.6.2020", "2.6.2020"], "Rooli": ["Mentori"] * 2, "Väite": ["4", "5"]}
    later = {
        "ID": ["1", "2", "3"],
        "Aika": ["2020-06-01", "2020-06-02", "2020-06-03"],
        "Rooli": ["Mentori"] * 3,
        "Väite": ["4", "5", "1"],
    }
    assert ids(later, targets)[:2] == ids(first, targets)


def test_two_forms_that_number_their_responses_alike_are_not_taken_for_one():
    targets = [Field.RESPONSE_ID, Field.SUBMITTED_AT, Field.ROLE, "courage"]
    one_form = {"ID": ["1"], "Aika": ["1.6.2020 10:00"], "Rooli": ["Mentori"], "Väite": ["4"]}
    other = {"ID": ["1"], "Aika": ["1.6.2020 10:05"], "Rooli": ["Aktori"], "Väite": ["4"]}
    assert not set(ids(one_form, targets)) & set(ids(other, targets))
    assert not set(ids(one_form, targets)) & set(ids(one_form, targets, wave=Wave.START))


def test_alike_rows_without_an_id_are_different_responses():
    made = ids({"Rooli": ["Mentori"] * 3, "Väite": ["4", "4", "5"]}, [Field.ROLE, "courage"])
    assert len(set(made)) == 3


@pytest.mark.parametrize(
    ("targets", "wave", "expected"),
    [
        ([Field.ROLE, Field.IGNORED], Wave.END, ["importing.no_items"]),
        ([Field.IGNORED, "courage"], Wave.END, ["importing.no_role_column"]),
        ([Field.ROLE, "nonsense"], Wave.END, ["importing.unknown_target", "importing.no_items"]),
        ([Field.ROLE, Field.IGNORED], Wave.APPLICATION, []),
        ([Field.ROLE, Field.IGNORED], None, ["importing.no_person_column", "importing.no_person"]),
    ],
)
def test_what_is_needed_must_be_mapped(targets, wave, expected):
    made = tidied(ROLE_AND_SCALE, targets, wave=wave)
    assert [problem.key for problem in made.problems if problem.severity is Severity.ERROR] == expected


def test_a_target_may_be_used_once():
    made = tidied({**ROLE_AND_SCALE, "Toinen": ["1", "2"]}, [Field.ROLE, "courage", "courage"])
    assert ("importing.target_twice", Severity.ERROR, None, "Toinen", 1) in problems(made)


def test_applications_are_people_who_applied_accepted_or_not():
    columns = {"Rooli": ["Mentori", "Aktori", "Aktori"], "Koodi": ["a", "b", "c"], "Hyväksytty": ["Kyllä", "Ei", ""]}
    made = tidied(columns, [Field.ROLE, Field.PERSON, Field.ACCEPTED], wave=Wave.APPLICATION)
    assert made.tables["applications"].schema == APPLICATIONS
    assert made.tables["applications"]["accepted"].to_pylist() == [True, False, None]
    assert made.tables["applications"]["person"].to_pylist() == [NAMES.person(code) for code in "abc"]
    assert made.tables["answers"].num_rows == 0 and len(made.responses) == 3


ROSTER_TARGETS = [Field.PERSON, Field.NAME, Field.ROLE, Field.FORM, Field.SHARED]


def test_a_roster_becomes_people_with_names_and_codes():
    columns = {
        "K": ["a@x.fi", "b@x.fi"],
        "N": ["Anna", "Bo"],
        "R": ["Mentori", "Aktori"],
        "M": ["Pari", ""],
        "Y": ["arvot; ala", ""],
    }
    made = tidied(columns, ROSTER_TARGETS, wave=None)
    assert made.roster.schema == ROSTER and made.tables == {} and made.problems == ()
    first, second = made.roster.to_pylist()
    assert (first["person"], first["code"], first["name"]) == (NAMES.person("a@x.fi"), "a@x.fi", "Anna")
    assert (first["role"], first["form"], first["shared"]) == ("mentor", "pair", ["values", "field"])
    assert (second["role"], second["form"], second["shared"]) == ("actor", None, [])


def test_a_roster_with_gaps_is_refused_and_of_a_person_twice_the_later_row_counts():
    columns = {
        "K": ["a", "", "b", "A"],
        "N": [""] * 4,
        "R": ["Mentori", "Aktori", "", "Aktori"],
        "M": [""] * 4,
        "Y": [""] * 4,
    }
    made = tidied(columns, ROSTER_TARGETS, wave=None)
    assert problems(made) == [
        ("importing.no_person", Severity.ERROR, 3, "K", 1),
        ("importing.roster_without_role", Severity.ERROR, 4, "R", 1),
        ("importing.on_roster_twice", Severity.WARNING, 2, "K", 1),
    ]
    assert {row["person"]: row["role"] for row in made.roster.to_pylist()}[NAMES.person("a")] == "actor"


def test_the_heading_of_each_item_is_kept():
    made = tidied({"Rooli": ["Mentori"], "1.\u00a0Uskallan  enemmän": ["4"]}, [Field.ROLE, "courage"])
    assert made.wordings == (("courage", "fi", "1. Uskallan enemmän"),)


def test_no_problem_ever_tells_an_answer():
    secret = "salaisuus-123456"
    columns = {
        name: [secret, secret] for name in ("Rooli", "Koodi", "Väite", "Luku", "Väri", "Muoto", "Yksikkö", "Aika")
    }
    targets = [Field.ROLE, Field.PERSON, "courage", "meetings", "colour", Field.FORM, Field.UNIT, Field.SUBMITTED_AT]
    made = tidied(columns, targets, programme=programme(units=("Länsi",)), roster=roster_of(("a", "mentor")))
    assert {problem.key for problem in made.problems} >= {
        "importing.unknown_role",
        "importing.out_of_range",
        "importing.unknown_option",
        "importing.unknown_form",
        "importing.unknown_unit",
        "importing.not_on_roster",
        "importing.person_twice",
    }
    assert secret not in repr(made.problems)


cells = st.sampled_from(["1", "5", "Samaa mieltä", "En osaa sanoa", "", "9"])


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(st.sampled_from(["Mentori", "Aktori", ""]), cells, cells), min_size=1, max_size=12))
def test_every_answer_has_a_value_or_a_reason_and_no_row_is_lost(rows):
    columns = dict(zip(("Rooli", "A", "B"), zip(*rows, strict=True), strict=True))
    made = tidied(columns, [Field.ROLE, "courage", "for_mentors"])
    answers = made.tables["answers"].to_pylist()
    assert all((row["value"] is None) == (row["missing_reason"] is not None) for row in answers)
    kept = [row for row in rows if row[1] or row[2]]
    assert len(answers) == 2 * len(kept) == 2 * len(made.responses)
    expected = [(float(a[-1]) if a in ("1", "5") else {"Samaa mieltä": 4.0}.get(a)) for _, a, _ in kept]
    assert [row["value"] for row in answers if row["item"] == "courage"] == expected
