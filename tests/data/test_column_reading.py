"""What a person says of a column: applied, remembered, given in a file; expected answers are written out here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.column_reading import ColumnReading, label_key, reading_from, reading_from_text, reading_to_text
from data.errors import Severity
from data.importing import check, commit, prepare
from data.instruments.model import ItemKind
from data.loaders.base import ColumnKind, MultiEncoding
from data.mapping import ColumnMap, accepted
from data.schema import Field, Missing, Role, Wave
from data.store import open_store
from data.tidy import Tidied, tidy
from tests.data.making import AGREE, COLOURS, ROUND, csv, instruments, item, new_store, sheet, survey
from tests.data.test_commands import UNKNOWN, bring, folder, write  # noqa: F401 a fixture

KNOWN = instruments(
    item("courage"),
    item("bare", options=()),
    item("meetings", ItemKind.NUMBER, low=0.0, high=60.0),
    item("themes", ItemKind.MULTI, options=COLOURS),
    item("own_themes", ItemKind.MULTI),
)
WORDS = [option.labels["fi"][0] for option in AGREE]  # five points, lowest first, and cannot say
OTHER_WORDS = ["nolla", "vähän", "jotain", "paljon", "kaikki", "ohi"]
ANSWERS = [(float(n), str(n), None) for n in range(1, 6)] + [(None, None, "dont_know")]


def tidied(cells: Sequence[str], reading: ColumnReading | None, target: str = "courage", **question: object) -> Tidied:
    """A column of mentors' answers, so read."""
    raw = survey({"Rooli": ["Mentori"] * len(cells), "Kysymys": list(cells)})
    asked = replace(raw.questions[1], **question)
    one = sheet(replace(raw, questions=(raw.questions[0], asked)), [Field.ROLE, target], KNOWN)
    readings = {} if reading is None else {1: reading}
    return tidy(replace(one, mapping=ColumnMap("plain", one.mapping.targets, readings)))


def read(cells: Sequence[str], reading: ColumnReading | None, target: str = "courage") -> list[tuple[object, ...]]:
    rows = tidied(cells, reading, target).tables["answers"].to_pylist()
    return [(row["value"], row["label"], row["missing_reason"]) for row in rows]


def keys(made: Tidied) -> list[str]:
    return [problem.key for problem in made.problems]


columns = st.lists(st.integers(0, 5), min_size=1, max_size=12)


@given(columns)
@settings(max_examples=40, deadline=None)
def test_other_words_said_to_mean_the_same_give_the_same_answers(points):
    said = ColumnReading({label_key(word): option.id for word, option in zip(OTHER_WORDS, AGREE, strict=True)})
    expected = [ANSWERS[point] for point in points]
    assert read([OTHER_WORDS[point] for point in points], said) == read([WORDS[point] for point in points], None)
    assert read([OTHER_WORDS[point] for point in points], said) == expected


@given(columns)
@settings(max_examples=40, deadline=None)
def test_to_say_what_is_known_anyway_changes_nothing(points):
    cells = [WORDS[point] for point in points]
    said = ColumnReading({label_key(word): option.id for word, option in zip(WORDS, AGREE, strict=True)})
    assert read(cells, said) == read(cells, None) == read(cells, ColumnReading())


@given(columns)
@settings(max_examples=40, deadline=None)
def test_a_scale_turned_twice_is_as_it_was(points):
    """Once in the file, by writing each point's mirror image, and once by its reader."""
    mirrored = [str(5 - point) if point < 5 else WORDS[5] for point in points]
    assert read(mirrored, ColumnReading(is_reversed=True)) == [ANSWERS[point] for point in points]


def test_turning_moves_points_alone():
    cells = ["1", "Täysin samaa mieltä", "3", "En osaa sanoa", "4"]
    assert read(cells, ColumnReading(is_reversed=True)) == [
        (5.0, "5", None),
        (1.0, "1", None),
        (3.0, "3", None),
        (None, None, "dont_know"),
        (2.0, "2", None),
    ]
    assert read(["2"], ColumnReading(is_reversed=True), "bare") == [(4.0, None, None)]


def test_what_a_person_said_of_a_label_is_not_turned():
    said = ColumnReading({"huippu": "5"}, is_reversed=True)
    assert read(["Huippu", "1"], said) == [(5.0, "5", None), (5.0, "5", None)]


@pytest.mark.parametrize("reason", [Missing.DONT_KNOW, Missing.NOT_APPLICABLE, Missing.NOT_ASKED, Missing.INVALID])
def test_a_label_may_stand_for_a_reason_why_there_is_no_answer(reason):
    made = tidied(["4", "Outo"], ColumnReading({"outo": reason}))
    rows = made.tables["answers"].to_pylist()
    assert keys(made) == (["importing.no_answers"] if reason is Missing.NOT_ASKED else [])
    assert [row["missing_reason"] for row in rows] == [None, reason][: len(rows)]


def test_labels_that_nobody_spoke_of_stay_problems():
    made = tidied(["4", "Outo", "Oudompi"], ColumnReading({"outo": "2"}))
    (problem,) = made.problems
    assert (problem.key, problem.severity, problem.values["rows"]) == ("importing.out_of_range", Severity.ERROR, "4")


def test_a_point_that_the_question_does_not_have_is_refused():
    made = tidied(["4", "Outo"], ColumnReading({"outo": "7"}))
    assert keys(made) == ["importing.unknown_meaning"] and made.is_refused
    assert made.problems[0].values == {"meaning": "7"} and "outo" not in repr(made.problems).casefold()
    assert tidied(["4", "Outo"], ColumnReading({"outo": "6"}), "bare").is_refused


def test_numbers_may_be_said_in_words():
    assert read(["12", "ei yhtään"], ColumnReading({"ei yhtään": "0"}), "meetings")[1] == (0.0, None, None)


def test_two_labels_of_one_point_are_let_in_once_a_person_has_said_so():
    both = item("both", options=(replace(AGREE[3], labels={"fi": ("Samaa mieltä", "Melko samaa mieltä")}), *AGREE[4:]))
    raw = survey({"Rooli": ["Mentori"] * 2, "A": ["Samaa mieltä", "Melko samaa mieltä"]})
    one = sheet(raw, [Field.ROLE, "both"], instruments(both))
    assert keys(tidy(one)) == ["importing.two_labels_of_one_point"]
    said = ColumnReading({"samaa mieltä": "4", "melko samaa mieltä": "4"})
    decided = tidy(replace(one, mapping=ColumnMap("plain", one.mapping.targets, {1: said}), problems=[]))
    assert keys(decided) == [] and decided.tables["answers"]["value"].to_pylist() == [4.0, 4.0]


# Several options in one cell

PLACES = ("Oulu", "PK-seutu, Espoo", "Salo")


def chosen(cells: Sequence[str], reading: ColumnReading, target: str) -> tuple[Mapping[str, list[float]], list[str]]:
    made = tidied(cells, reading, target, kind=ColumnKind.MULTI, encoding=MultiEncoding.SEMICOLON, options=())
    found: dict[str, list[float]] = {}
    for row in made.tables["answers"].to_pylist():
        found.setdefault(row["label"], []).append(row["value"])
    return found, keys(made)


@given(st.lists(st.sets(st.sampled_from(PLACES), min_size=1), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_options_that_hold_commas_fall_apart_as_a_person_said(rows):
    cells = [", ".join(sorted(row)) for row in rows]
    found, problems = chosen(cells, ColumnReading(encoding=MultiEncoding.COMMA, options=PLACES), "own_themes")
    assert problems == []
    assert found == {place: [float(place in row) for row in rows] for place in PLACES}


def test_what_is_none_of_the_options_said_is_told_and_never_becomes_one():
    reading = ColumnReading(encoding=MultiEncoding.COMMA, options=PLACES)
    found, problems = chosen(["Oulu, oma salainen paikkani", "Salo"], reading, "own_themes")
    assert set(found) == set(PLACES) and problems == ["importing.unknown_option"]


def test_an_option_may_be_said_to_be_one_of_the_questions_own():
    reading = ColumnReading({"punainen": "red"}, encoding=MultiEncoding.COMMA, options=("Punainen", "Blue"))
    found, problems = chosen(["Punainen, Blue"], reading, "themes")
    assert (found, problems) == ({"red": [1.0], "green": [0.0], "blue": [1.0]}, [])


# Written down and read again

readings = st.builds(
    ColumnReading,
    st.dictionaries(st.text(min_size=1).map(label_key).filter(bool), st.sampled_from(["1", "dont_know", "4,5"])),
    st.booleans(),
    st.none() | st.sampled_from(MultiEncoding),
    st.lists(st.text(min_size=1).map(str.strip).filter(bool), unique=True).map(tuple),
)


@given(readings)
def test_a_reading_that_is_kept_is_the_same_reading(reading):
    assert reading_from_text(reading_to_text(reading)).labels.keys() == {label_key(one) for one in reading.labels}
    assert replace(reading_from_text(reading_to_text(reading)), labels={}) == replace(reading, labels={})
    assert reading.says_something is bool(reading.labels or reading.is_reversed or reading.encoding or reading.options)


@pytest.mark.parametrize(
    "table", ["5", {"label": {}}, {"labels": []}, {"reversed": 1}, {"encoding": "tab"}, {"options": "a"}]
)
def test_what_is_no_reading_is_refused(table):
    with pytest.raises(ValueError, match=r"^[a-z]|^'tab'"):
        reading_from(table)


# Remembered

HEADINGS = "Vastausaika;Roolisi ohjelmassa;Sain uusia näkökulmia työhöni."


def year(number: int, *labels: str) -> object:
    return csv(HEADINGS, *(f"{n + 1}.6.20{number};Mentori;{label}" for n, label in enumerate(labels)))


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path, ROUND) as made:
        yield made


def test_a_reading_is_remembered_and_forgotten_again(store):
    said = ColumnReading({"huippu": "5", "surkea": "1"}, is_reversed=True)
    first = prepare(year(20, "Huippu", "surkea", "2"), store, round_id="r1", wave=Wave.END)
    sure = accepted(first.raw, first.proposals)
    assert first.readings == {} and check(first, sure, store).is_refused
    commit(first, replace(sure, readings={2: said}), store, "owner")
    assert store.answers()["value"].to_pylist() == [5.0, 1.0, 4.0]

    with open_store(store.folder) as again:
        second = prepare(year(21, "surkea", "1"), again, round_id="r1", wave=Wave.END)
        assert second.readings == {2: said}
        as_before = accepted(second.raw, second.proposals, second.readings)
        assert check(second, as_before, again).tables["answers"]["value"].to_pylist() == [1.0, 5.0]
        plain = check(second, replace(as_before, readings={}), again, accept_invalid=True)
        assert plain.tables["answers"]["value"].to_pylist() == [None, 1.0]
        commit(second, replace(as_before, readings={}), again, "owner", accept_invalid=True)
        third = prepare(year(22, "1"), again, round_id="r1", wave=Wave.END)
        assert third.readings == {}


def test_a_reading_of_another_question_is_not_taken_over(store):
    first = prepare(year(20, "Huippu"), store, round_id="r1", wave=Wave.END)
    targets = (*accepted(first.raw, first.proposals).targets[:2], "courage")
    commit(first, ColumnMap(first.raw.tool, targets, {2: ColumnReading({"huippu": "5"})}), store, "owner")
    second = prepare(year(21, "Huippu"), store, round_id="r1", wave=Wave.END)
    assert second.proposals[2].target == "courage" and list(second.readings) == [2]
    other = replace(second.proposals[2], target="new_viewpoints")
    assert accepted(second.raw, (*second.proposals[:2], other), {}).readings == {}


# Given in a file

MAPPING = """
[columns]
"Olen" = "role"
"kysymys x" = "courage"
[readings."Kysymys X"]
reversed = true
labels = { "Huippu" = 5, "Ei kuulu minulle" = "not_applicable" }
"""


def test_a_mapping_file_says_how_a_column_is_read(folder, capsys):  # noqa: F811
    cells = (
        UNKNOWN.splitlines()[0],
        "15.6.2020;Mentori;Huippu",
        "16.6.2020;Mentori;1",
        "17.6.2020;Aktori;ei kuulu minulle",
    )
    path = write(folder, "\n".join(cells))
    assert bring(path, "--mapping", write(folder, MAPPING, "kohdistus.toml")) == 0
    with open_store(folder / "home" / "own") as store:
        rows = store.answers().to_pylist()
        assert [row["role"] for row in rows] == [Role.MENTOR, Role.MENTOR, Role.ACTOR]
        assert [row["value"] for row in rows] == [5.0, 5.0, None] and rows[2]["missing_reason"] == "not_applicable"


def test_a_reading_of_no_column_and_one_that_is_none_are_told(folder, capsys):  # noqa: F811
    stray = MAPPING.replace('"Kysymys X"', '"Kysymys Y"')
    assert bring(write(folder, UNKNOWN), "--mapping", write(folder, stray, "kohdistus.toml")) == 2
    assert "kysymys y" in capsys.readouterr().err
    wrong = MAPPING.replace("reversed = true", 'reversed = "on"')
    assert bring(write(folder, UNKNOWN), "--mapping", write(folder, wrong, "kohdistus.toml")) == 2
    assert "kohdistus.toml" in capsys.readouterr().err
