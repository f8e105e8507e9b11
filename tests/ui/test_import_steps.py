"""What the import page says and keeps, without a page."""

import csv
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.column_reading import ColumnReading, label_key
from data.errors import Place, Problem, Severity
from data.home import Pseudonyms
from data.importing import check, prepare
from data.instruments import shipped_instruments
from data.loaders import Export, read_export
from data.loaders.base import Column, ColumnKind, MultiEncoding, Question, RawSurvey
from data.mapping import Proposal, Reason
from data.programme import Delivery, Programme, RoleWords, Round
from data.schema import Field, Role, Wave
from data.store import open_store
from pages.ui.import_steps.draft import KINDS, Candidate, ImportDraft, Step, guess_kind, read_candidate
from pages.ui.import_steps.file_role import guess_role
from pages.ui.import_steps.findings import findings, findings_sentences
from pages.ui.import_steps.history import kind_sentences
from pages.ui.import_steps.options_editor import fallen_apart, joined_questions
from pages.ui.import_steps.readings import REASONS, Reading, choices, meaning_words, readings
from pages.ui.import_steps.round_form import Typed, new_id, read_round, typed
from pages.ui.import_steps.summary import understood, understood_sentences
from pages.ui.import_steps.targets import heading_shown, places, target_names, why
from pages.ui.problems import problem_sentences
from pages.ui.text import LANGUAGES, Text, catalogue
from tests.ui.survey_files import BENEFIT, LABELS, OPEN, PEOPLE, people, survey

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
FI = Text("fi")
ROUND = Round("r2025", "2024–2025", date(2024, 9, 1), date(2025, 6, 15))
INSTRUMENTS = shipped_instruments()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "own") as one:
        one.save_round(ROUND, "test")
        yield one


def export(name: str = "loppukysely.xlsx", **said: object) -> Export:
    return Export(name, survey(**said))


# Files and their order


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2019_osallistujat.xlsx", "roster"),
        ("Hakemukset 2019.csv", "application"),
        ("HAKULOMAKE.xlsx", "application"),
        ("alkukysely_Perusraportti.csv", "start"),
        ("startenkät.xlsx", "start"),
        ("2018_valmennuspaivat.csv", "event"),
        ("Loppukysely 2020.sav", "end"),
        ("end_survey.csv", "end"),
        ("friends.csv", ""),
        ("seurantakysely.csv", "follow_up"),
        ("vastaukset.xlsx", ""),
    ],
)
def test_a_name_tells_what_a_file_is(name, kind):
    assert guess_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("2015_loppukysely_mentorit.xlsx", Role.MENTOR),
        ("LoppukyselyAktorit2016.csv", Role.ACTOR),
        ("aktorien vastaukset.csv", Role.ACTOR),
        ("Mentorikysely 2017.xlsx", Role.MENTOR),
        ("slutenkät_aktörer.xlsx", Role.ACTOR),
        ("end survey (mentees).xlsx", Role.ACTOR),
        ("MENTORIT.CSV", Role.MENTOR),
        ("mentorointi_loppukysely.xlsx", None),
        ("mentorprogrammet_slutenkat.xlsx", None),
        ("mentorit_ja_aktorit.xlsx", None),
        ("vastaukset.xlsx", None),
        ("kummit_2019.csv", Role.MENTOR),  # a word of this programme alone
    ],
)
def test_a_name_may_tell_whose_answers_a_file_holds(name, role):
    words = {Role.MENTOR: RoleWords({"fi": "Kummi"}), Role.ACTOR: RoleWords({})}
    assert guess_role(name, Programme({}, {}, words)) is role


@given(st.permutations(KINDS))
def test_rosters_go_first_and_surveys_in_the_order_of_the_round(kinds):
    files = [Candidate(Export(kind, kind.encode()), kind) for kind in kinds]
    ordered = ImportDraft(files=tuple(files)).in_order().files
    assert [one.kind for one in ordered] == ["roster", "application", "start", "event", "end", "follow_up"]


def test_a_file_that_was_refused_is_passed_over(store):
    read = [read_candidate(Candidate(one, "end"), "r2025", store) for one in (Export("a.docx", b"x"), export())]
    draft = ImportDraft(files=tuple(read), round_id="r2025")
    assert [one.is_stopped for one in draft.files] == [True, False]
    assert draft.next_at == 1
    assert draft.without_file(0).next_at == 0
    assert draft.going(Step.COLUMNS, 1).file.export.name == "loppukysely.xlsx"


def test_another_round_is_chosen_without_reading_again(store):
    one = read_candidate(Candidate(export(), "end"), "r2025", store)
    moved = ImportDraft(files=(one,)).with_round("r2030")
    assert moved.file.preview.round_id == "r2030"
    assert moved.file.preview.raw is one.preview.raw
    assert moved.file.targets == one.targets


def test_likely_columns_are_chosen_beforehand_and_unknown_ones_left_out(store):
    one = read_candidate(Candidate(export(headings={OPEN: "Kerro vapaasti"}), "end"), "r2025", store)
    by_heading = dict(zip((q.heading for q in one.preview.raw.questions), one.targets, strict=True))
    assert by_heading["Roolisi ohjelmassa"] == Field.ROLE
    assert by_heading["Kerro vapaasti"] == Field.IGNORED
    assert len(set(one.targets) & INSTRUMENTS.items.keys()) == len(BENEFIT)


# What was understood


@pytest.mark.parametrize("name", ["2016_loppukysely_Perusraportti.csv", "2019_loppukysely.csv"])
def test_responses_are_counted_as_the_csv_module_counts_them(name):
    raw = read_export(Export.from_path(SAMPLES / name))
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        delimiter = ";" if ";" in file.readline() else ","
        file.seek(0)
        rows = [row for row in csv.reader(file, delimiter=delimiter) if sum(bool(cell.strip()) for cell in row) > 2]
    headings = 2 if name.startswith("2016") and not any(cell[:1].isdigit() for cell in rows[1][:3]) else 1
    assert understood(raw).responses == len(rows) - headings


def test_what_was_understood_is_told_in_words():
    found = understood(read_export(export("perusraportti.xlsx")))
    assert (found.tool, found.responses, found.questions) == ("webropol", PEOPLE, 12)
    assert (found.first.date(), found.last.date()) == (date(2025, 5, 1), date(2025, 5, 24))
    told = " ".join(understood_sentences(found, FI))
    assert "Webropol" in told and "24 vastausta" in told and "1.5.2025–24.5.2025" in told
    assert "lähetetty 1.5.2025." in understood_sentences(replace(found, last=found.first), FI)[-1]
    unknown = replace(found, tool="plain", first=None, last=None, languages=())
    assert len(understood_sentences(unknown, FI)) == 3


# Targets


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_item_can_be_chosen_by_a_name_of_its_own(language):
    names = target_names(INSTRUMENTS, Wave.END, Text(language))
    assert set(names) == set(Field) | INSTRUMENTS.items.keys()
    assert len(set(names.values())) == len(names)
    assert next(iter(names)) == Field.IGNORED
    assert set(target_names(INSTRUMENTS, None, Text(language))) == set(Field)


def test_items_of_the_wave_stand_before_others():
    order = [name for name in target_names(INSTRUMENTS, Wave.EVENT, FI) if name in INSTRUMENTS.items]
    asked = [Wave.EVENT in INSTRUMENTS.items[name].waves for name in order]
    assert asked == sorted(asked, reverse=True) and any(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words(language):
    said = [why(Proposal(0, "x", Field.ROLE, reason, 0.87), Text(language)) for reason in Reason]
    assert len(set(said)) == len(Reason)
    assert why(Proposal(0, "x", Field.IGNORED, Reason.METADATA), Text(language)) not in said


def test_each_question_is_either_sure_or_doubtful(store):
    proposals = prepare(export(), store, round_id="r2025", wave=Wave.END).proposals
    assert sorted(places(proposals, sure=True) + places(proposals, sure=False)) == list(range(len(proposals)))


def test_a_heading_of_a_matrix_is_its_row_and_a_missing_one_its_place():
    raw = read_export(export())
    shown = [heading_shown(question, raw, FI) for question in raw.questions]
    assert shown[2 : 2 + len(BENEFIT)] == list(BENEFIT)
    blank = replace(raw, columns=tuple(replace(one, heading="", question="", row=None) for one in raw.columns))
    question = replace(raw.questions[0], heading="\N{NO-BREAK SPACE}")
    assert heading_shown(question, blank, FI) == FI("import_page.no_heading", place=question.columns[0] + 1)
    long = replace(raw.questions[0], heading="a" * 1000)
    assert len(heading_shown(long, blank, FI)) < 200


# Labels and points


def read_file(store, **said: object) -> Candidate:
    return read_candidate(Candidate(export(**said), "end"), "r2025", store)


def found_in(one: Candidate, apart: frozenset[int] = frozenset()) -> list[Reading]:
    return readings(one.preview.raw, one.targets, INSTRUMENTS, one.readings, apart)


def test_labels_are_read_as_the_points_they_were_made_of(store):
    (found,) = [r for r in found_in(read_file(store)) if r.columns > 1]
    met = {LABELS[point] for person in people() for point in person.points}
    assert dict(found.labels) == {label: str(point) for point, label in LABELS.items() if label in met}
    assert found.unknown == 0 and not found.is_plain


def test_unknown_labels_come_first_and_bare_numbers_last(store):
    cells = {(n, 0): str(1 + n % 5) for n in range(PEOPLE)} | {(5, 1): "Ihan jees"}
    found = found_in(read_file(store, cells=cells))
    assert found[0].unknown == 1 and found[0].labels[0] == ("Ihan jees", "")
    assert [one.is_plain for one in found] == [False, False, True]
    assert dict(found[-1].labels) == {str(point): str(point) for point in range(1, 6)}


def test_a_turned_scale_shows_the_points_that_are_stored(store):
    cells = {(n, 0): str(1 + n % 5) for n in range(PEOPLE)}
    one = read_file(store, cells=cells)
    (place,) = [at for at, target in enumerate(one.targets) if target == "new_viewpoints"]
    turned = one.reading(place, ColumnReading({"3": "dont_know"}, is_reversed=True))
    (found,) = [reading for reading in found_in(turned) if place in reading.places]
    assert dict(found.labels) == {"1": "5", "2": "4", "3": "dont_know", "4": "2", "5": "1"}
    stored = check(turned.preview, turned.mapping, store).tables["answers"].to_pylist()
    values = [row["value"] for row in stored if row["item"] == "new_viewpoints"]
    assert values == [{1: 5.0, 2: 4.0, 4: 2.0, 5: 1.0}.get(1 + n % 5) for n in range(PEOPLE)]


def test_of_two_labels_of_one_point_a_person_decides_on_each(store):
    one = read_file(store, cells={(n, 0): ("Samaa mieltä", LABELS[4])[n % 2] for n in range(PEOPLE)})
    (found,) = [reading for reading in found_in(one) if reading.unknown]
    assert dict(found.labels) == {"Samaa mieltä": "", LABELS[4]: ""}
    assert check(one.preview, one.mapping, store).is_refused
    (place,) = found.places
    said = {"samaa mieltä": "5", LABELS[4].casefold(): "4"}
    decided = one.reading(place, ColumnReading(said))
    assert not any(reading.unknown for reading in found_in(decided))
    assert not check(decided.preview, decided.mapping, store).is_refused


def test_columns_set_apart_stand_alone(store):
    one = read_file(store)
    (together,) = [r for r in found_in(one) if r.columns > 1]
    alone = found_in(one, frozenset(together.places))
    assert {r.columns for r in alone} == {1}
    assert sorted(place for r in alone for place in r.places) == sorted(together.places)


def test_two_spellings_of_one_label_are_decided_on_once(store):
    cells = {(n, 0): ("Ihan jees", "ihan  JEES.")[n % 2] for n in range(4)}
    one = read_file(store, cells=cells)
    (found,) = [reading for reading in found_in(one) if reading.unknown]
    assert [label for label, meaning in found.labels if not meaning] == ["Ihan jees"]
    decided = one.reading(found.places[0], ColumnReading({label_key("Ihan jees"): "4"}))
    assert not check(decided.preview, decided.mapping, store).is_refused


def test_what_was_said_of_a_column_goes_with_its_question(store):
    one = read_file(store).reading(2, ColumnReading(is_reversed=True)).reading(3, ColumnReading({"a": "1"}))
    assert one.mapped(one.targets).readings.keys() == {2, 3}
    other = [*one.targets]
    other[2] = Field.IGNORED
    assert one.mapped(other).readings.keys() == {3}
    assert one.reading(3, ColumnReading()).readings.keys() == {2}


def test_words_of_a_column_that_holds_something_else_are_not_listed(store):
    """A column of names that a person took for a statement: how many there are is told, and nothing of them."""
    found = found_in(read_file(store, cells={(n, 1): f"Nimi Niminen {n % 3}" for n in range(PEOPLE)}))
    assert [reading.unknown for reading in found if reading.unknown] == [3]
    assert not any("Niminen" in label for reading in found for label, _ in reading.labels)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_a_point_with_its_words_or_a_reason_in_words(language):
    text = Text(language)
    for item in INSTRUMENTS.items.values():
        words = [meaning_words(one, item, text) for one in choices(item)]
        assert len(set(words)) == len(words), item.id
    courage = INSTRUMENTS.items["courage"]
    assert meaning_words("5", courage, text).startswith("5 – ")
    reasons = {text(f"import_page.label_{one}") for one in REASONS}
    assert reasons <= {meaning_words(one, courage, text) for one in choices(courage)}
    assert meaning_words("", courage, text) == text("import_page.label_unknown")


# What would be stored


def test_what_would_be_stored_is_counted(store):
    preview = prepare(export(), store, round_id="r2025", wave=Wave.END)
    one = read_candidate(Candidate(export(), "end"), "r2025", store)
    found = findings(check(preview, one.mapping, store))
    roles = [person.role for person in people()]
    assert found.responses == PEOPLE and found.people is None
    assert dict(found.by_role) == {Role.MENTOR: roles.count("Mentori"), Role.ACTOR: roles.count("Aktori")}
    assert found.texts == sum(1 for n in range(PEOPLE) if n % 3)
    assert found.linked == 0
    assert FI("import_page.would_link_none") in findings_sentences(found, FI)
    assert FI("import_page.would_link", n=3) in findings_sentences(replace(found, linked=3), FI)


def test_the_people_of_a_roster_are_counted(store):
    content = "Sähköposti;Rooli\na@example.fi;Mentori\nb@example.fi;Aktori\nc@example.fi;Aktori\n".encode()
    one = read_candidate(Candidate(Export("osallistujat.csv", content), "roster"), "r2025", store)
    found = findings(check(one.preview, one.mapping, store))
    assert (found.people, dict(found.by_role)) == (3, {Role.MENTOR: 1, Role.ACTOR: 2})
    assert findings_sentences(found, FI) == [FI("import_page.would_list", n=3, mentors=1, actors=2)]


# Problems in words


def out_of_range(column: str) -> Problem:
    told = {"n": 1, "rows": "7", "low": "1", "high": "5"}
    return Problem("importing.out_of_range", Place("f.csv", 7, column), Severity.ERROR, told)


def test_a_few_problems_of_one_kind_are_told_one_by_one():
    told = problem_sentences([out_of_range(name) for name in "abc"], FI)
    assert [f"”{name}”" in sentence for name, sentence in zip("abc", told, strict=True)] == [True] * 3


def test_of_many_the_first_is_told_and_the_columns_of_the_rest():
    first, rest = problem_sentences([out_of_range(name) for name in "abcdefg"], FI)
    assert "”a”" in first
    assert rest == "Sama koskee myös näitä sarakkeita: ”b”, ”c”, ”d”, ”e”, ”f” ja ”g”."


@given(st.lists(st.sampled_from("abcdefgh"), max_size=20))
def test_every_column_is_named_and_nothing_is_said_twice(columns):
    told = problem_sentences([out_of_range(name) for name in columns], FI)
    assert len(set(told)) == len(told)
    assert {name for name in "abcdefgh" if any(f"”{name}”" in sentence for sentence in told)} == set(columns)


@pytest.mark.parametrize(("language", "day"), [("fi", "23.11.2026"), ("sv", "23 nov. 2026"), ("en", "Nov 23, 2026")])
def test_codes_and_days_are_told_as_people_know_them(language, day):
    problem = Problem("importing.same_file", Place("f.csv"), Severity.ERROR, {"day": "2026-11-23", "round": "r2025"})
    (told,) = problem_sentences([problem], Text(language), {"r2025": "2024–2025"})
    assert day in told and "2024–2025" in told and "r2025" not in told


# Rounds as they are typed

names = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)
numbers = st.none() | st.integers(0, 9999)


@given(
    names,
    st.dates(date(2010, 1, 1), date(2040, 1, 1)),
    st.integers(0, 900),
    st.sampled_from(list(Delivery)),
    numbers,
    st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
    st.sampled_from(LANGUAGES),
)
def test_a_round_that_is_opened_and_saved_stays_the_same(name, start, days, delivery, eligible, invited, language):
    one = Round(
        "r1",
        name.strip(),
        start,
        date.fromordinal(start.toordinal() + days),
        delivery=delivery,
        invited=sum(invited) if invited else None,
        invited_by_role=dict(zip(Role, invited, strict=True)) if invited else None,
        eligible=eligible,
    )
    assert read_round(typed(one, Text(language)), [], one) == (one, ())


def test_every_mistake_of_a_round_is_told_at_once():
    form = Typed(start="32.1.2024", end="kesällä", invited_mentor="noin 10", invited_actor="-3", eligible="1,5")
    made, problems = read_round(form, [], None)
    assert made is None
    assert [one.key.removeprefix("import_page.round_no_") for one in problems] == [
        "name",
        "number_invited_mentor",
        "number_invited_actor",
        "start",
        "end",
        "number_eligible",
    ]


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (Typed("2024–2025", "1.9.2025", "1.10.2025"), "import_page.round_same_name"),
        (Typed("2030", "1.9.2030", "31.8.2030"), "programme.round_ends_before"),
    ],
)
def test_a_round_has_a_name_of_its_own_and_ends_after_it_begins(form, key):
    made, problems = read_round(form, [ROUND], None)
    assert made is None and [one.key for one in problems] == [key]


@given(names, st.sets(st.sampled_from(["r2024", "r2024_2", "a", "round", "r"])))
def test_an_id_is_new_and_fit_for_programme_toml(name, taken):
    made = new_id(name, taken)
    assert made not in taken
    assert made.isascii() and made.isidentifier() and made == made.lower()


def test_ids_of_other_alphabets_stay_readable():
    assert new_id("Kevät 2024", ()) == "kevat_2024"
    assert new_id("Ценности", ()) == "r"


def test_pseudonyms_hide_the_codes_of_people(store):
    """The page holds previews of files; what it stores of a person is a pseudonym."""
    assert isinstance(store.names, Pseudonyms)
    content = "Sähköposti;Roolisi ohjelmassa;Sain uusia näkökulmia työhöni.\nx@example.fi;Mentori;4\n".encode()
    one = read_candidate(Candidate(Export("loppukysely.csv", content), "end"), "r2025", store)
    (response,) = check(one.preview, one.mapping, store).responses
    assert response.person and "example" not in response.person


# Several options in one cell

THEMES = ("Uudet työtavat, menetelmät", "Verkostot", "Jaksaminen")


def joined(cells: list[str]) -> tuple[RawSurvey, list[str]]:
    """A file of one multi-select, of which nobody knows yet how it falls apart, and its targets."""
    columns = (Column(0, "Rooli", "Rooli"), Column(1, "Teemat", "Teemat"))
    asked = (Question((0,), "Rooli", ColumnKind.SINGLE), Question((1,), "Teemat", ColumnKind.TEXT))
    rows = tuple(("Mentori", cell) for cell in cells)
    raw = RawSurvey("plain", 1.0, columns, rows, tuple(range(2, len(rows) + 2)), asked)
    return raw, [Field.ROLE, "themes_worked"]


@given(st.lists(st.sets(st.sampled_from(THEMES), min_size=1), min_size=1, max_size=8), st.integers(0, 3))
@settings(deadline=None)
def test_the_outcome_counts_every_option_and_what_is_none(rows, others):
    raw, targets = joined([", ".join(sorted(row)) for row in rows] + ["Verkostot, omia sanoja"] * others)
    (place,) = joined_questions(raw, targets, INSTRUMENTS)
    said = ColumnReading(encoding=MultiEncoding.COMMA, options=THEMES)
    found = fallen_apart(raw, raw.questions[place], INSTRUMENTS.items["themes_worked"], said)
    named = {theme: sum(theme in row for row in rows) + others * (theme == "Verkostot") for theme in THEMES}
    assert (dict(found.options), found.answers, found.with_other) == (named, len(rows) + others, others)


def test_of_a_column_without_known_options_nothing_is_shown():
    raw, _ = joined(["omia sanoja", "muita; sanoja"])
    found = fallen_apart(raw, raw.questions[1], INSTRUMENTS.items["themes_worked"], ColumnReading())
    assert (found.options, found.answers, found.with_other) == ((), 2, 2)


# What was noticed in the imports so far

NOTICED = re.compile(r'"((?:importing|loaders|guard)\.[a-z_]+)"')


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_remark_has_its_sentence(language):
    """The kinds are read from the catalogue of problems: each that a stored file may have is known here."""
    text = Text(language)
    here = [key.removeprefix("history.") for key in catalogue(language) if key.startswith("history.")]
    kinds = [key.replace("_", ".", 1) for key in here if key != "other"]
    assert all(kind in catalogue(language) for kind in kinds)
    code = "".join(path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "data").rglob("*.py"))
    assert set(kinds) <= set(NOTICED.findall(code)) | {f"loaders.ambiguous_dates_{o}_first" for o in ("day", "month")}
    sentences = kind_sentences(dict.fromkeys(kinds, 2), text)
    assert len(set(sentences)) == len(kinds) and text("history.other", n=2) not in sentences


def test_kinds_that_are_not_known_any_more_are_counted_together():
    told = kind_sentences({"loaders.gone": 2, "importing.person_twice": 1, "guard.gone": 3}, FI)
    assert told == [FI("history.importing_person_twice"), FI("history.other", n=5)]
