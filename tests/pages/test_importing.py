"""The import page in every state and language, as a person meets it; what it computes is tested elsewhere."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.home import home
from data.instruments import shipped_instruments
from data.programme import Round
from data.schema import Role
from data.store import Store, open_store
from pages.ui.text import LANGUAGES, Text
from tests.pages.opening import open_through_frame
from tests.ui.survey_files import BENEFIT, LABELS, MATRIX, OPEN, PEOPLE, people, survey, workbook

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
ROUND = Round("r2025", "2024–2025", date(2024, 9, 1), date(2025, 6, 15))


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    """An empty store of one's own."""
    monkeypatch.setenv("PUNTARI_HOME", str(tmp_path / "home"))


@pytest.fixture
def own_store(own_home):
    """The same with one round."""
    with open_store(home() / "own") as store:
        store.save_round(ROUND, "test")
        yield store


class Person:
    """Somebody at the page, who knows its words in one language."""

    def __init__(self, language: str, **query: str) -> None:
        self.text = Text(language)
        self.app = open_through_frame("importing", lang=language, **({"store": "own"} | query))

    def press(self, key: str, **values: object) -> None:
        label = self.text(f"import_page.{key}", **values)
        (button,) = [one for one in self.app.button if one.label == label]
        assert not button.disabled
        button.click().run()
        assert not self.app.exception

    def open_section(self, name: str) -> None:
        self.app.segmented_control(key=f"import_section_{self.text.language}").set_value(name).run()

    def drop(self, *files: tuple[str, bytes]) -> None:
        self.app.file_uploader[0].set_value([(*file, "application/octet-stream") for file in files]).run()
        assert not self.app.exception

    def choose(self, label: str, value: str) -> None:
        (box,) = [one for one in self.app.selectbox if one.label == label]
        box.set_value(value).run()

    def read(self) -> str:
        """Everything that is said on the page, without the marks of Markdown."""
        kinds = (self.app.title, self.app.header, self.app.subheader, self.app.markdown, self.app.caption)
        boxes = (self.app.info, self.app.success, self.app.warning, self.app.error)
        said = " ".join(one.value for group in (*kinds, *boxes) for one in group)
        return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", said).replace("\N{WORD JOINER}", "")

    def says(self, key: str, **values: object) -> bool:
        return self.text(key, **values) in self.read()


def to_check(person: Person, *files: tuple[str, bytes]) -> None:
    person.drop(*files)
    person.press("to_columns")
    person.press("to_check")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_is_not_imported_into(language, sample_home):
    person = Person(language, store="sample")
    assert person.says("import_page.in_sample")
    assert not person.app.file_uploader
    assert len(person.app.get("download_button")) == 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_asks_for_a_round_and_then_for_files(language, own_home):
    person = Person(language)
    assert person.says("import_page.empty_store")
    person.press("round_save")
    for problem in ("name", "start", "end"):
        assert person.says(f"import_page.round_no_{problem}")
    for name, words in (("name", "2024–2025"), ("start", "1.9.2024"), ("end", "15.6.2025"), ("eligible", "950")):
        label = person.text(f"import_page.round_{name}")
        next(one for one in person.app.text_input if one.label == label).set_value(words)
    person.press("round_save")
    assert person.app.file_uploader
    with open_store(home() / "own") as store:
        assert store.rounds() == (Round("r2024_2025", "2024–2025", date(2024, 9, 1), date(2025, 6, 15), eligible=950),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_goes_in_step_by_step(language, own_store):
    person = Person(language)
    person.drop(("loppukysely.xlsx", survey()))
    for said in (person.text("import_page.responses", n=PEOPLE), person.text.day(date(2025, 5, 24)), "Webropol"):
        assert said in person.read()
    person.press("to_columns")
    assert person.says("import_page.reason_exact")
    assert own_store.imports() == ()
    person.press("to_check")
    assert person.says("import_page.would_store", n=PEOPLE, mentors=12, actors=12)
    assert person.says("import_page.nothing_stored_yet")
    assert own_store.imports() == ()
    person.press("store")
    (record,) = own_store.imports()
    assert (record.name, record.round, record.kind, record.responses) == ("loppukysely.xlsx", "r2025", "end", PEOPLE)
    assert person.says("import_page.step_done")
    assert not re.search(r"\{[a-z_]+\}|\bnan\b", person.read())


def stored_values(store: Store, item: str) -> list[float]:
    table = store.answers().to_pandas()
    return sorted(table.loc[table["item"] == item, "value"])


def test_what_is_stored_is_what_the_file_says(own_store):
    person = Person("fi")
    to_check(person, ("loppukysely.xlsx", survey(cells={(n, 0): LABELS[1 + n % 5] for n in range(PEOPLE)})))
    person.press("store")
    assert stored_values(own_store, "new_viewpoints") == sorted(float(1 + n % 5) for n in range(PEOPLE))
    assert own_store.texts().num_rows == sum(1 for n in range(PEOPLE) if n % 3)


def test_a_changed_column_is_stored_as_changed_and_remembered(own_store):
    """A wording that nobody knows: chosen by a person once, proposed the year after, accepted in one click."""
    unknown = {OPEN: "Kerro vapaasti"}
    person = Person("fi")
    person.drop(("loppukysely.xlsx", survey(headings=unknown)))
    person.press("to_columns")
    assert person.says("import_page.reason_none")
    person.choose("Kerro vapaasti", "open_greetings")
    person.press("to_check")
    person.press("store")
    assert set(own_store.texts().column("item").to_pylist()) == {"open_greetings"}

    person.press("more_files")
    person.drop(("loppukysely_uusi.xlsx", survey(headings=unknown, cells={(0, 0): LABELS[5]})))
    person.press("to_columns")
    assert person.says("import_page.reason_remembered")
    person.press("as_before")
    assert person.says("import_page.nothing_stored_yet")


def test_answers_and_codes_of_people_are_not_shown(own_store):
    """Only labels of closed questions are: neither open answers nor e-mails."""
    person = Person("fi")
    first = ["Vastausaika", "Sähköposti", "Roolisi ohjelmassa", *BENEFIT, OPEN]
    rows = [
        [f"{n + 1}.5.2025 9:15", f"salainen{n}@example.fi", ("Mentori", "Aktori")[n % 2], *["4"] * 10, f"Kertomus {n}"]
        for n in range(12)
    ]
    to_check(person, ("loppukysely.xlsx", workbook(first, rows)))
    assert person.says("import_page.would_link", n=12)
    person.press("back_to_columns")
    told = person.read() + " ".join(str(one.value) for one in person.app.table)
    assert "salainen" not in told and "Kertomus" not in told


def meanings(person: Person) -> dict[str, str]:
    """Label of the file → what it is read as, as it stands in the choices."""
    shown = person.text("import_page.label_means", label="@")
    before, _, after = shown.partition("@")
    boxes = [one for one in person.app.selectbox if one.label.startswith(before) and one.label.endswith(after)]
    return {one.label.removeprefix(before).removesuffix(after): one.value for one in boxes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_label_is_given_its_point_and_next_year_it_has_it(language, own_store):
    person = Person(language)
    person.drop(("loppukysely.xlsx", survey(cells={(n, 3): "Loistavaa" for n in range(PEOPLE) if n % 5 == 0})))
    person.press("to_columns")
    assert meanings(person)["Loistavaa"] == "" and meanings(person)[LABELS[4]] == "4"
    assert person.says("import_page.labels_unknown", n=1)
    person.press("to_check")
    assert person.says("import_page.stopped")
    person.press("back_to_columns")
    person.choose(person.text("import_page.label_means", label="Loistavaa"), "5")
    assert not person.says("import_page.labels_unknown", n=1)
    person.press("to_check")
    person.press("store")
    stored = stored_values(own_store, "own_agency")
    assert stored.count(5.0) >= 5 and len(stored) == PEOPLE

    person.press("more_files")
    person.drop(("loppukysely_uusi.xlsx", survey(cells={(1, 3): "loistavaa"})))
    person.press("to_columns")
    person.press("as_before")
    assert person.says("import_page.nothing_stored_yet")


def test_a_scale_is_turned_and_turned_back(own_store):
    person = Person("fi")
    person.drop(("loppukysely.xlsx", survey(cells={(n, 0): str(1 + n % 5) for n in range(PEOPLE)})))
    person.press("to_columns")
    switch = [one for one in person.app.toggle if one.label == person.text("import_page.reversed")][-1]
    switch.set_value(True).run()
    assert {label: meaning for label, meaning in meanings(person).items() if label.isdigit()} == {
        "1": "5",
        "2": "4",
        "3": "3",
        "4": "2",
        "5": "1",
    }
    person.press("to_check")
    person.press("back_to_columns")
    assert sum(one.value for one in person.app.toggle) == 1
    person.press("to_check")
    person.press("store")
    values = [row["value"] for row in own_store.answers().to_pylist() if row["item"] == "new_viewpoints"]
    assert values == [float(5 - n % 5) for n in range(PEOPLE)]


def test_columns_of_one_scale_are_changed_one_by_one(own_store):
    person = Person("fi")
    person.drop(("loppukysely.xlsx", survey()))
    person.press("to_columns")
    before = len(person.app.toggle)
    person.press("reading_apart")
    assert len(person.app.toggle) == before + len(BENEFIT) - 1
    person.app.toggle[0].set_value(True).run()
    assert sum(one.value for one in person.app.toggle) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("muistio.docx", b"PK\x03\x04 no survey", "guard.unknown_extension"),
        ("tyhja.csv", b"", "guard.empty"),
        ("kuva.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, None),
    ],
)
def test_a_refused_file_says_why_and_lets_the_others_in(language, name, content, key, own_store):
    person = Person(language)
    person.drop((name, content), ("loppukysely.xlsx", survey()))
    assert person.says("import_page.problems_error", n=1)
    assert key is None or person.says(key, file=name)
    person.press("to_columns")
    person.press("to_check")
    person.press("store")
    assert [one.name for one in own_store.imports()] == ["loppukysely.xlsx"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_in_a_file_stops_it(language, own_store):
    person = Person(language)
    to_check(person, ("loppukysely.xlsx", survey(roles={3: "Kummi"}, cells={(2, 1): "9"})))
    told = {"n": 1, "column": "Roolisi ohjelmassa", "rows": "5", "allowed": "@"}
    assert person.text("importing.unknown_role", **told).partition("@")[0] in person.read()
    assert re.search(r"1–5", person.read())
    assert person.says("import_page.stopped")
    assert person.text("import_page.store") not in [button.label for button in person.app.button]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_outside_the_scale_are_let_in_only_when_a_person_says_so(language, own_store):
    person = Person(language)
    to_check(person, ("loppukysely.xlsx", survey(cells={(2, 1): "9", (3, 1): "77"})))
    assert person.says("import_page.stopped")
    person.app.checkbox[0].check().run()
    person.press("store")
    table = own_store.answers().to_pandas()
    assert (table["missing_reason"] == "invalid").sum() == 2
    person.open_section("history")
    assert person.says("import_page.history_problems", n=1)
    assert person.says("history.importing_out_of_range", n=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_file_twice_is_one_import(language, own_store):
    person = Person(language)
    to_check(person, ("loppukysely.xlsx", survey()))
    person.press("store")
    person.press("more_files")
    person.drop(("toinen nimi.xlsx", survey()))
    today = person.text.day(date.fromisoformat(own_store.imports()[0].at[:10]))
    assert person.says("importing.same_file", file="toinen nimi.xlsx", day=today, round=ROUND.name)
    assert next(b for b in person.app.button if b.label == person.text("import_page.to_columns")).disabled
    assert len(own_store.imports()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_import_is_taken_back_after_a_question(language, own_store):
    person = Person(language)
    to_check(person, ("loppukysely.xlsx", survey()))
    person.press("store")
    person.open_section("history")
    assert person.says("import_page.history_responses", n=PEOPLE)
    person.press("undo", file="loppukysely.xlsx".replace(".", r"\."))
    assert person.says("import_page.undo_ask")
    person.press("undo_no")
    assert not own_store.imports()[0].undone
    person.press("undo", file="loppukysely.xlsx".replace(".", r"\."))
    person.press("undo_yes")
    assert own_store.imports()[0].undone
    assert own_store.answers().num_rows == 0
    assert person.text("import_page.undone", when="").strip() in person.read()


def test_a_round_is_edited_and_its_id_stays(own_store):
    person = Person("fi")
    person.open_section("rounds")
    person.press("round_edit", round="2024–2025")
    values = {one.label: one.value for one in person.app.text_input}
    assert values[person.text("import_page.round_start")] == "1.9.2024"
    end = next(one for one in person.app.text_input if one.label == person.text("import_page.round_end"))
    end.set_value("1.1.2020")
    person.press("round_save")
    assert person.says("programme.round_ends_before", round="r2025") or person.says(
        "programme.round_ends_before", round="2024–2025"
    )
    end = next(one for one in person.app.text_input if one.label == person.text("import_page.round_end"))
    end.set_value("31.8.2025")
    person.press("round_save")
    assert [(one.id, one.end) for one in own_store.rounds()] == [("r2025", date(2025, 8, 31))]


def test_a_round_more_is_offered_for_files(own_store):
    person = Person("fi")
    person.open_section("rounds")
    person.press("round_add")
    for name, words in (("name", "2025–2026"), ("start", "2025-09-01"), ("end", "15.6.2026"), ("invited_actor", "20")):
        label = person.text(f"import_page.round_{name}")
        next(one for one in person.app.text_input if one.label == label).set_value(words)
    person.press("round_save")
    person.open_section("import")
    (box,) = [one for one in person.app.selectbox if one.label == person.text("import_page.round")]
    assert box.options == ["2024–2025", "2025–2026"]
    assert box.value == "r2025_2026"


def test_several_files_go_in_one_after_another_the_roster_first(own_home):
    names = (
        "2018_loppukysely_Perusraportti.csv",
        "2018_hakemukset.xlsx",
        "2018_osallistujat.csv",
        "2018_alkukysely.xlsx",
    )
    with open_store(home() / "own", SAMPLES / "programme.toml") as store:
        person = Person("fi")
        person.choose(person.text("import_page.round"), "r2018")
        person.drop(*((name, (SAMPLES / name).read_bytes()) for name in names))
        person.press("to_columns")
        for left in range(len(names), 0, -1):
            person.press("to_check")
            person.press("store")
            if left > 1:
                label = next(b.label for b in person.app.button if b.label.startswith("Seuraava tiedosto"))
                next(b for b in person.app.button if b.label == label).click().run()
        assert [one.kind for one in store.imports()] == ["roster", "application", "start", "end"]
        assert {one.round for one in store.imports()} == {"r2018"}
        assert store.roster("r2018").num_rows > 0


def test_a_file_whose_name_says_nothing_has_to_be_named(own_store):
    person = Person("fi")
    person.drop(("vastaukset.xlsx", survey()))
    assert person.says("import_page.kind_missing", n=1)
    person.choose(person.text("import_page.kind"), "end")
    person.press("to_columns")
    assert person.says("import_page.kind_end")


def test_a_file_can_be_taken_off_the_list(own_store):
    person = Person("fi")
    person.drop(("muistio.docx", b"nothing"), ("loppukysely.xlsx", survey()))
    person.press("remove_file", file=r"muistio\.docx")
    assert "muistio" not in person.read()
    assert "loppukysely.xlsx" in person.read()


def test_words_of_a_file_are_inert(own_store):
    """A heading and a name that would be a picture, a link or a badge in Markdown."""
    payload = "![x](http://example.org/x.png) :red[**hei**] <b>"
    person = Person("fi")
    person.drop((f"loppukysely {payload.replace('/', '_')}.xlsx", survey(headings={OPEN: payload})))
    person.press("to_columns")
    labels = [one.label for one in person.app.selectbox]
    raw = " ".join([*labels, *(one.value for one in person.app.markdown)])
    assert "![x]" not in raw and ":red[" not in raw and "](http" not in raw


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", ["history", "rounds", "questionnaires"])
def test_every_section_opens_in_every_language(section, language, own_store):
    person = Person(language)
    person.open_section(section)
    assert not person.app.exception
    assert person.app.header[0].value == person.text(f"import_page.{section}_title")


def test_the_state_of_the_import_outlives_a_change_of_language(own_store):
    person = Person("fi")
    person.drop(("loppukysely.xlsx", survey()))
    person.press("to_columns")
    box = next(one for one in person.app.selectbox if one.label.startswith("Mikä ohjelmassa"))
    box.set_value("open_changed").run()
    person.app.segmented_control(key="lang_widget").set_value("sv").run()
    person.text = Text("sv")
    assert person.says("import_page.doubtful_title")
    box = next(one for one in person.app.selectbox if one.label.startswith("Mikä ohjelmassa"))
    assert box.value == "open_changed"


# One role for a whole file


def of_one_role(name: str = "Mentori") -> bytes:
    """What a form that only one role got looks like: nobody is asked for the role."""
    rows = [
        [f"{1 + n}.5.2025 9:15", *(LABELS[point] for point in one.points)]
        for n, one in enumerate(people())
        if one.role == name
    ]
    return workbook(["Vastausaika", *(f"{MATRIX}:{item}" for item in BENEFIT)], rows)


def file_role(person: Person) -> Any:
    (box,) = [one for one in person.app.radio if one.label == person.text("import_page.file_role")]
    return box


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_tells_whose_answers_they_are_a_person_does(language, own_store):
    person = Person(language)
    to_check(person, ("loppukysely.xlsx", of_one_role()))
    assert person.says("importing.no_role_column", file="loppukysely.xlsx") and person.says("import_page.stopped")
    person.press("back_to_columns")
    assert file_role(person).value is None and person.says("import_page.file_role_why")
    file_role(person).set_value(Role.ACTOR).run()
    person.press("to_check")
    assert person.says("import_page.would_store", n=12, mentors=0, actors=12)
    person.press("store")
    assert set(own_store.answers()["role"].to_pylist()) == {"actor"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_holds_a_role_word_answers_and_a_person_may_say_otherwise(language, own_store):
    person = Person(language)
    person.drop(("loppukysely_mentorit.xlsx", of_one_role()))
    person.press("to_columns")
    assert file_role(person).value == Role.MENTOR and person.says("import_page.file_role_guessed")
    file_role(person).set_value(Role.ACTOR).run()
    assert not person.says("import_page.file_role_guessed")
    person.press("to_check")
    assert person.says("import_page.would_store", n=12, mentors=0, actors=12)


def test_a_file_with_a_column_of_roles_is_not_asked_about_and_its_name_changes_nothing(own_store):
    person = Person("fi")
    person.drop(("loppukysely_mentorit.xlsx", survey()))
    person.press("to_columns")
    assert not [one for one in person.app.radio if one.label == person.text("import_page.file_role")]
    person.press("to_check")
    assert person.says("import_page.would_store", n=PEOPLE, mentors=12, actors=12)


def test_as_last_year_waits_for_whose_answers_they_are(own_store):
    person = Person("fi")
    to_check(person, ("loppukysely_mentorit.xlsx", of_one_role("Mentori")))
    person.press("store")
    person.press("more_files")
    person.drop(("loppukysely.xlsx", of_one_role("Aktori")))
    person.press("to_columns")
    person.press("as_before")
    file_role(person).set_value(Role.ACTOR).run()
    person.press("as_before")
    assert person.says("import_page.would_store", n=12, mentors=0, actors=12)


# Options that hold commas


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_options_of_a_multi_select_are_listed_by_a_person(language, own_store):
    themes = ("Työtavat, uudet", "Verkostot", "Jaksaminen")
    chosen = [themes[:2], themes[1:], themes[2:], (themes[0], "jotain ihan omaa")] * 4
    rows = [[f"{1 + n}.5.2025 9:15", "Mentori", LABELS[4], ", ".join(row)] for n, row in enumerate(chosen)]
    person = Person(language)
    person.drop(("loppukysely.xlsx", workbook(["Vastausaika", "Roolisi ohjelmassa", BENEFIT[0], "Paikat"], rows)))
    person.press("to_columns")
    person.choose("Paikat", "themes_worked")
    assert "jotain ihan omaa" not in person.read()
    person.app.text_area[0].set_value("\n".join(themes))
    (joint,) = [one for one in person.app.selectbox if one.label == person.text("import_page.joint")]
    joint.set_value("comma")
    person.press("options_use")
    assert person.says("import_page.options_answers", n=16) and person.says("import_page.options_other", n=4)
    counted = person.app.table[0].value.to_numpy().tolist()
    assert [[option.replace("\\", ""), n] for option, n in counted] == [[theme, "8"] for theme in themes]
    for theme, code in zip(themes, themes_of(person), strict=True):
        person.choose(person.text("import_page.label_means", label=theme.replace(",", r"\,")), code)
    person.press("to_check")
    person.press("store")
    stored = [row for row in own_store.answers().to_pylist() if row["item"] == "themes_worked" and row["value"]]
    assert {row["label"] for row in stored} == set(themes_of(person)) and len(stored) == 24


def themes_of(person: Person) -> list[str]:
    """Codes of the first three themes."""
    return [option.id for option in shipped_instruments().items["themes_worked"].options[:3]]
