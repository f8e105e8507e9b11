"""A file that this test made goes in through the page, and the figure that comes out is counted here anew."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from data.programme import Round
from data.store import open_store
from pages.ui.text import LANGUAGES, Text
from tests.browser.reading import settled, violations
from tests.browser.serving import serving
from tests.ui.survey_files import OPEN, survey, theta

pytestmark = pytest.mark.browser
ENGLISH = re.compile(r"\b(?:Upload|Browse|Drag|Choose an option|No results|Press Enter|per file|Limit)\b")
SAMPLES = Path(__file__).parents[2] / "data" / "samples"
PATIENCE = 30_000  # milliseconds: the first file of a process is read by a child that has to start


@pytest.fixture(scope="module")
def own_server(tmp_path_factory):
    """A server over an empty store of one's own."""
    with serving(tmp_path_factory.mktemp("import") / "home") as one:
        yield one
    assert "Traceback" not in "".join(one.log), "".join(one.log)


@pytest.fixture
def server_with_round(tmp_path):
    """The same with one round, so that files can be dropped at once."""
    home = tmp_path / "home"
    with open_store(home / "own") as store:
        store.save_round(Round("r2025", "2024–2025", date(2024, 9, 1), date(2025, 6, 15)), "test")
    with serving(home) as one:
        yield one
    assert "Traceback" not in "".join(one.log), "".join(one.log)


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    dropped = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    page.locator("input[type=file]").set_input_files(dropped)


def press(page: Page, name: str) -> None:
    """By keyboard, as somebody without a mouse does."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button).to_be_enabled(timeout=PATIENCE)
    button.focus()
    page.keyboard.press("Enter")


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible(timeout=PATIENCE)


def sound(page: Page) -> None:
    """Nothing for axe to find, and nothing that streamlit says in English."""
    settled(page)
    assert violations(page) == []
    assert not ENGLISH.search(page.locator("body").inner_text())


def test_a_webropol_file_becomes_a_sentence(open_page, own_server):
    text = Text("fi")
    page = open_page("tuonti", at=own_server)
    sound(page)
    press(page, text("import_page.open_own"))
    expect(page.get_by_text(text("import_page.empty_store"))).to_be_visible(timeout=PATIENCE)

    press(page, text("import_page.round_save"))
    expect(page.get_by_text(text("import_page.round_no_start"))).to_be_visible(timeout=PATIENCE)
    sound(page)
    for name, words in (("name", "2024–2025"), ("start", "1.9.2024"), ("end", "15.6.2025"), ("invited_mentor", "14")):
        page.get_by_label(text(f"import_page.round_{name}")).fill(words)
    press(page, text("import_page.round_save"))

    heading(page, "Vaihe 1/3: tiedosto")
    sound(page)
    drop(page, ("loppukysely_2025_Perusraportti.xlsx", survey(headings={OPEN: "Mistä oli eniten hyötyä?"})))
    expect(page.get_by_text("Webropol")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("24 vastausta.")).to_be_visible()
    expect(page.get_by_text("1.5.2025–24.5.2025")).to_be_visible()
    sound(page)
    press(page, text("import_page.to_columns"))

    heading(page, "Vaihe 2/3: sarakkeet")
    expect(page.get_by_role("heading", name="Vaihe 2/3: sarakkeet")).to_be_focused()
    for summary in page.get_by_test_id("stExpander").locator("summary").all():
        summary.click()
    sound(page)
    expect(page.get_by_label("Roolisi ohjelmassa")).to_have_value("Vastaaja: rooli (mentori tai aktori)")
    expect(page.get_by_text("Avovastaus numero")).to_have_count(0)
    press(page, text("import_page.to_check"))

    heading(page, "Vaihe 3/3: tarkistus")
    expect(page.get_by_role("heading", name="Vaihe 3/3: tarkistus")).to_be_in_viewport()
    expect(page.get_by_text("24 vastausta: mentoreilta 12, aktoreilta 12.")).to_be_visible()
    expect(page.get_by_text(text("import_page.nothing_stored_yet"))).to_be_visible()
    sound(page)
    press(page, text("import_page.store"))

    heading(page, text("import_page.step_done"))
    sound(page)
    page.get_by_role("link", name=text("import_page.see_results", page=text("frame.page_benefit"))).click()
    expect(page.locator("h1")).to_have_text(text("frame.page_benefit"), timeout=PATIENCE)
    settled(page)
    sentence = page.get_by_text("satunnaista aktoria").first.inner_text()
    assert f"noin {round(100 * theta())} kertaa sadasta" in sentence
    assert "12 mentoria" in sentence and "12 aktoria" in sentence and "2024–2025" in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_takes_the_same_way_and_back(language, open_page, server_with_round):
    """Drop, accept, store, then take it back: nothing overflows, axe finds nothing, no English is left."""
    text = Text(language)
    page = open_page("tuonti", at=server_with_round, lang=language, store="own", width=390)
    expect(page.get_by_test_id("stFileUploader")).to_be_visible(timeout=PATIENCE)
    drop(page, ("end.xlsx", survey(cells={(2, 1): "9"})), ("muistio.docx", b"PK\x03\x04 no survey"))
    expect(page.get_by_text(text("guard.unknown_extension", file="muistio.docx"))).to_be_visible(timeout=PATIENCE)
    assert_fits(page, language)
    press(page, text("import_page.to_columns"))
    expect(page.get_by_label(text("import_page.label_means", label="9"))).to_be_visible(timeout=PATIENCE)
    for summary in page.get_by_test_id("stExpander").locator("summary").all()[2:]:
        summary.click()  # the first but one waits for a decision, and stands open
    assert_fits(page, language)
    press(page, text("import_page.to_check"))
    expect(page.get_by_text(text("import_page.stopped"))).to_be_visible(timeout=PATIENCE)
    assert_fits(page, language)
    page.get_by_text(text("import_page.accept_invalid")).click()
    page.get_by_role("button", name=text("import_page.store")).dblclick(timeout=PATIENCE)  # as impatient people do
    heading(page, text("import_page.step_done"))
    assert_fits(page, language)

    page.get_by_role("radio", name=text("import_page.section_history"), exact=True).click()
    press(page, text("import_page.undo", file="end.xlsx"))
    assert_fits(page, language)
    press(page, text("import_page.undo_yes"))
    expect(page.get_by_text(text("import_page.undone", when="").strip()).first).to_be_visible(timeout=PATIENCE)
    assert_fits(page, language)


def assert_fits(page: Page, language: str) -> None:
    settled(page)
    assert violations(page) == []
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollWidth <= node.clientWidth")
    if language != "en":
        assert not ENGLISH.search(page.locator("body").inner_text())


def test_a_file_that_is_too_large_for_the_browser_is_told_in_finnish(open_page, server_with_round, tmp_path):
    page = open_page("tuonti", at=server_with_round, store="own")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible(timeout=PATIENCE)
    large = tmp_path / "suuri.csv"
    large.write_bytes(b"a" * (20 * 1024 * 1024 + 1))
    page.locator("input[type=file]").set_input_files(str(large))
    box = page.get_by_test_id("stFileUploader")
    expect(box.locator("[aria-invalid=true]")).to_be_visible(timeout=PATIENCE)
    said = box.evaluate("node => getComputedStyle(node, '::after').content")
    assert said == f'"{Text("fi")("import_page.too_big")}"'


def test_options_and_remarks_are_sound_on_a_phone(open_page, server_with_round):
    """The editor of a multi-select, and what the history tells of an import, opened."""
    text = Text("fi")
    page = open_page("tuonti", at=server_with_round, store="own", width=390)
    expect(page.get_by_test_id("stFileUploader")).to_be_visible(timeout=PATIENCE)
    drop(page, ("2019_loppukysely.csv", (SAMPLES / "2019_loppukysely.csv").read_bytes()))
    press(page, text("import_page.to_columns"))
    heading(page, "Vaihe 2/3: sarakkeet")
    editor = page.get_by_test_id("stExpander").filter(has_text=text("import_page.options_of", column=""))
    editor.locator("summary").click()
    expect(page.get_by_label(text("import_page.options_list"))).to_be_visible(timeout=PATIENCE)
    assert_fits(page, "fi")
    press(page, text("import_page.to_check"))
    press(page, text("import_page.store"))
    heading(page, text("import_page.step_done"))
    page.get_by_role("radio", name=text("import_page.section_history"), exact=True).click()
    page.get_by_test_id("stExpander").filter(has_text=text("import_page.history_show")).locator("summary").click()
    expect(page.get_by_text(text("history.importing_outside_round"))).to_be_visible(timeout=PATIENCE)
    assert_fits(page, "fi")
