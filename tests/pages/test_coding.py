"""The coding page as coders meet it; each one's decisions lie in the store as soon as they are made."""

from __future__ import annotations

import re

import pytest

from data.codings import Codings
from data.ledger import EventKind
from data.store import open_store
from pages.ui import escape
from pages.ui.coding_steps.edits import add_words, document_of, to_toml
from pages.ui.coding_steps.engine import engine
from pages.ui.coding_steps.work import Queue, read_work
from pages.ui.text import LANGUAGES, Text
from tests.pages.opening import TIMEOUT, open_through_frame
from tests.ui.coding_store import ANSWERS, coding_store, said, text_ids

GOALS, TIRED, JOB, TEAMS, HOSTILE, COFFEE = (text for text, _ in ANSWERS)


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Our own store, all of it in the audit sample."""
    home = tmp_path / "home"
    monkeypatch.setenv("PUNTARI_HOME", str(home))
    with coding_store(home) as opened:
        Codings(opened).draw_audit(len(ANSWERS), "owner")
        yield opened


@pytest.fixture(scope="module", autouse=True)
def no_child_left():
    yield
    engine.close()


class Coder:
    """Somebody at the page in a session of their own."""

    def __init__(self, number: int, language: str = "fi", *, sits: bool = True) -> None:
        self.text, self.language = Text(language), language
        self.app = open_through_frame("coding", lang=language, store="own")
        if sits:
            self.app.radio(key=f"coder_{language}").set_value(f"coder{number}").run()
            self.press("open")

    def button(self, key: str, **values: object):
        shown = {hole: escape.markdown(one) if isinstance(one, str) else one for hole, one in values.items()}
        label = self.text(f"coding.{key}", **shown)
        (found,) = [one for one in self.app.button if one.label == label]
        return found

    def press(self, key: str, **values: object) -> None:
        button = self.button(key, **values)
        assert not button.disabled
        button.click().run(timeout=TIMEOUT)
        assert not self.app.exception

    def section(self, name: str) -> None:
        self.app.segmented_control(key=f"coding_section_{self.language}").set_value(name).run(timeout=TIMEOUT)
        assert not self.app.exception

    def queue(self, name: str) -> None:
        self.app.segmented_control(key=f"coding_queue_{self.language}").set_value(name).run()

    def add(self, code: str) -> None:
        (box,) = [one for one in self.app.selectbox if one.label == self.text("coding.add")]
        box.set_value(code).run()
        assert not self.app.exception

    def read(self) -> str:
        groups = (self.app.title, self.app.header, self.app.subheader, self.app.markdown, self.app.caption)
        boxes = (self.app.info, self.app.success, self.app.warning, self.app.error)
        return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", " ".join(one.value for g in (*groups, *boxes) for one in g))

    def shown(self) -> str:
        """The answer on the page, as HTML."""
        return " ".join(one.proto.body for one in self.app.get("html") if 'coded-answer">' in one.proto.body)


def first_of(store, coder="coder1"):
    """The id of the answer that a coder is shown first, and its words."""
    work = read_work(store)
    text_id = work.queue(Queue.AUDIT, coder)[0]
    return text_id, work.answers[text_id].words


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_is_shown_before_its_reader_says_who_they_are_and_that_is_logged(store, language):
    coder = Coder(1, language, sits=False)
    assert coder.text("coding.purpose") in coder.read()
    assert coder.shown() == "" and coder.button("open").disabled
    assert [event for event in store.events() if event.kind is EventKind.OPENED] == []
    coder.app.radio(key=f"coder_{language}").set_value("coder2").run()
    coder.press("open")
    (event,) = [event for event in store.events() if event.kind is EventKind.OPENED]
    assert (event.who, event.payload) == ("coder2", {"purpose": "coding"})
    assert coder.shown() != ""
    assert not re.search(r"\{[a-z_]+\}|\bnan\b", coder.read())


@pytest.mark.parametrize("section", ["answer", "agreement", "codebook", "discovery", "exports"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_runs(store, language, section):
    coder = Coder(1, language)
    coder.section(section)
    assert not coder.app.error
    assert not re.search(r"\{[a-z_]+\}|\bnan\b", coder.read())


def decide_first_suggested(store, coder):
    """Walk on until an answer has a suggestion; its id and that code."""
    while True:
        text_id, _ = first_of(store)
        if codes := read_work(store).suggested(text_id):
            return text_id, codes[0]
        coder.press("finish")


def test_each_decision_is_stored_at_once_and_found_by_the_next_session(store):
    coder = Coder(1)
    text_id, code = decide_first_suggested(store, coder)
    name = read_work(store).name(code, "fi")
    coder.press("confirm", code=name)
    held = Codings(store).by_coder()[text_id]["coder1"]
    assert held.given == {code} and not held.finished
    assert coder.button("confirm", code=name).disabled

    del coder  # the page is closed half way
    again = Coder(1)
    assert again.button("confirm", code=name).disabled
    again.press("reject", code=name)
    again.add("peer_group")
    again.press("finish")
    held = Codings(store).by_coder()[text_id]["coder1"]
    assert (held.given, held.rejected, held.finished) == ({"peer_group"}, {code}, True)
    made = Codings(store).decisions()
    assert {(one.coder, one.codebook, one.analyser) for one in made} == {("coder1", 0, "engine 1")}
    assert first_of(store)[0] != text_id


def test_number_keys_lead_to_the_next_thing_to_decide(store):
    coder = Coder(1)
    _, code = decide_first_suggested(store, coder)
    name = read_work(store).name(code, "fi")
    key = str(list(read_work(store).suggested(first_of(store)[0])).index(code) + 1)
    assert coder.button("confirm", code=name).proto.shortcut == key
    assert coder.button("reject", code=name).proto.shortcut == ""
    coder.press("confirm", code=name)
    assert coder.button("confirm", code=name).proto.shortcut == ""
    assert coder.button("reject", code=name).proto.shortcut == key
    assert coder.button("finish").proto.shortcut == "n"


def test_side_and_tone_are_stored(store):
    coder = Coder(1)
    text_id, code = decide_first_suggested(store, coder)
    coder.press("confirm", code=read_work(store).name(code, "fi"))
    machine = read_work(store).machine[text_id].polarity[code]
    other = {"for": "against", "against": "for"}[machine]
    assert coder.app.segmented_control(key=f"side_{text_id}_{code}_fi").value == machine
    coder.app.segmented_control(key=f"side_{text_id}_{code}_fi").set_value(other).run()
    coder.app.segmented_control(key=f"valence_{text_id}_fi").set_value("mixed").run()
    current = read_work(store).current[text_id]
    assert (current.polarity[code], current.valence) == (other, "mixed")


def test_two_coders_at_once_keep_their_own(store):
    one, two = Coder(1), Coder(2)
    text_id, _ = first_of(store)
    one.add("peer_group")
    two.add("networks")
    two.press("finish")
    one.add("expertise")
    one.press("finish")
    held = Codings(store).by_coder()[text_id]
    assert held["coder1"].given == {"peer_group", "expertise"} and held["coder2"].given == {"networks"}


def test_the_second_reader_is_blind(store):
    said(store, "coder1", text_ids(store)[COFFEE], "peer_group")
    coder = Coder(2)
    coder.queue("second")
    assert "Kahvi oli hyvää." in coder.shown()
    assert read_work(store).name("peer_group", "fi") not in coder.read()
    assert coder.text("coding.no_suggestions") in coder.read()


def test_an_answer_is_inert(store):
    work = read_work(store)
    for text_id, answer in work.answers.items():
        if answer.words != HOSTILE:
            said(store, "coder1", text_id)
    coder = Coder(1)
    assert "&lt;b&gt;ja&lt;/b&gt;" in coder.shown() and "<b>" not in coder.shown()
    assert "Kahvi" not in coder.read()


def test_agreement_has_interval_and_n_and_a_difference_is_settled_side_by_side(store):
    ids = text_ids(store)
    for coder, codes in (("coder1", ["career"]), ("coder2", ["career", "goals"])):
        said(store, coder, ids[JOB], *codes)
        for text, code in ((GOALS, "goals"), (TEAMS, "remote"), (COFFEE, "networks")):
            said(store, coder, ids[text], code)
    coder = Coder(3)
    coder.section("agreement")
    told = coder.read()
    assert coder.text("coding.pair", n=4, first="Koodaaja 1", second="Koodaaja 2") in told
    table = coder.app.table[0].value
    assert "4 vastausta" in " ".join(table.iloc[:, -1]) and "luottamusväli" in " ".join(table.iloc[:, -1])
    assert JOB in coder.shown()
    coder.app.multiselect(key=f"settled_{ids[JOB]}_fi").set_value(["goals"]).run()
    coder.press("settle")
    current = read_work(store).current[ids[JOB]]
    assert current.codes == {"goals"} and current.finished and current.disputed == frozenset()
    assert Codings(store).by_coder()[ids[JOB]]["coder1"].given == {"career"}
    assert coder.text("coding.nothing_disputed") in coder.read()


def test_where_nobody_gave_a_code_there_is_nothing_to_compare(store):
    for coder in ("coder1", "coder2"):
        said(store, coder, text_ids(store)[COFFEE])
    coder = Coder(1)
    coder.section("agreement")
    assert coder.text("coding.pair_no_codes") in coder.read() and not coder.app.table


def test_a_word_is_tried_drafted_compared_and_taken_into_use(store):
    said(store, "coder1", text_ids(store)[COFFEE], "networks")
    coder = Coder(1)
    coder.section("codebook")
    coder.app.text_input(key="try_word_fi").set_value("kahvi").run(timeout=TIMEOUT)
    coder.app.selectbox(key="try_code_fi").set_value("networks").run(timeout=TIMEOUT)
    assert coder.text("coding.caught", n=2) in coder.read()
    assert coder.text("coding.weighed_people", n=1, right=1, wrong=0) in coder.read()
    coder.press("add_this_word")
    assert coder.text("coding.draft_edits", n=1) in coder.read()
    assert Codings(store).codebook_versions() == ()
    assert coder.text("coding.take_into_use") not in [one.label for one in coder.app.button]
    coder.press("compare")
    assert coder.text("coding.difference", n=5, changed=1) in coder.read()
    coder.press("take_into_use")
    (version,) = Codings(store).codebook_versions()
    seeds = next(row for row in document_of(version.toml)["code"] if row["id"] == "networks")["seeds"]["fi"]
    assert (version.number, version.parent, seeds[-1]) == (1, 0, "kahvi")
    assert coder.text("coding.draft_edits", n=1) not in coder.read()


def test_a_version_saved_by_somebody_else_is_not_overwritten(store):
    coder = Coder(1)
    coder.section("codebook")
    coder.app.segmented_control(key="edit_fi").set_value("retire").run()
    coder.press("retire_send")
    coder.press("compare")
    other = add_words(read_work(store).document, "goals", "fi", ["maali"])
    Codings(store).save_codebook(to_toml(other, 1), "owner", parent=0)
    coder.press("take_into_use")
    assert coder.text("store.codebook_changed", now=1) in coder.read()
    assert len(Codings(store).codebook_versions()) == 1


def test_a_code_that_cannot_be_is_refused_in_words(store):
    coder = Coder(1)
    coder.section("codebook")
    coder.app.segmented_control(key="edit_fi").set_value("add").run()
    coder.press("add_send")
    assert coder.text("coding.edit_no_name") in coder.read()
    assert coder.text("coding.new_version") not in coder.read()


def test_one_click_makes_a_code_of_what_is_missed(tmp_path, store, monkeypatch):
    group = {"groups": [{"words": ["ruoka", "lounas"], "answers": [0]}], "words": [["ruoka", 2, 0]]}
    monkeypatch.setattr(engine, "ask", lambda question, **told: group)
    coder = Coder(1)
    coder.section("discovery")
    coder.press("discover")
    assert coder.text("coding.group_words", words="ruoka ja lounas") in coder.read()
    coder.press("make_code", number=1)
    assert coder.text("coding.draft_edits", n=1) in coder.read()
    names = coder.app.selectbox(key="words_of_fi").options
    assert "ruoka, lounas" in names


def test_exports_are_offered_to_who_sat_down(store):
    coder = Coder(1)
    coder.section("exports")
    labels = [one.proto.label for one in coder.app.get("download_button")]
    assert labels == [coder.text(f"coding.download_{kind}") for kind in ("csv", "xlsx", "qdc")]


def test_another_store_asks_anew(store, tmp_path):
    coder = Coder(1)
    assert coder.shown()
    with open_store(tmp_path / "home" / "own") as same:
        assert read_work(same).store == str(tmp_path / "home" / "own")
    coder.app.sidebar.radio[0].set_value("sample").run(timeout=TIMEOUT)
    assert coder.text("coding.purpose") in coder.read() and coder.shown() == ""
