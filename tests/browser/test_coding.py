"""Coding by keyboard alone, an answer that stays words, and a page for everybody in each of its parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from data.codings import Codings
from data.store import open_store
from pages.ui.coding_job import current_maker
from pages.ui.text import LANGUAGES, Text
from tests.browser.reading import settled, violations
from tests.browser.serving import serving
from tests.ui.coding_store import ANSWERS, coding_store

pytestmark = pytest.mark.browser
SECTIONS = ("answer", "agreement", "codebook", "discovery", "exports")


@pytest.fixture(scope="module")
def coding_server(tmp_path_factory):
    home = tmp_path_factory.mktemp("coding") / "home"
    with coding_store(home) as store:
        codings = Codings(store)
        codings.draw_audit(len(ANSWERS), "owner")
        rows = list(codings.machine().values())
        codings.add_machine(rows, current_maker(codings))  # nothing is left for the background to code
    with serving(home) as server:
        yield server
    assert "Traceback" not in "".join(server.log), "".join(server.log)


def sit_down(page: Page, text: Text, coder: int) -> None:
    """By keyboard: the first radio, then the arrows, then the button."""
    page.get_by_role("radio", name=text("coding.coder_name", number=1), exact=True).focus()
    page.keyboard.press("Space")
    for _ in range(coder - 1):
        page.keyboard.press("ArrowDown")
    button = page.get_by_role("button", name=text("coding.open"))
    expect(button).to_be_enabled()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name=text("coding.section_answer"), exact=True)).to_be_visible()
    settled(page)


def decided(server, coder):
    with open_store(server.home / "own") as store:
        return {text: by[coder] for text, by in Codings(store).by_coder().items() if coder in by}


def test_a_coder_needs_no_mouse(open_page, coding_server):
    """1 confirms, 1 again rejects, n reads on: every answer to the end."""
    text = Text("fi")
    page = open_page("koodaus", at=coding_server, store="own")
    sit_down(page, text, 2)
    for left in range(len(ANSWERS), 0, -1):
        expect(page.get_by_text(text("coding.waiting", n=left), exact=True)).to_be_visible()
        settled(page)
        if page.get_by_text(text("coding.no_suggestions")).count() == 0:
            page.keyboard.press("1")
            expect(page.get_by_text(text("coding.confirmed"), exact=True)).to_be_visible()
            settled(page)
            if left % 2:
                page.keyboard.press("1")
                expect(page.get_by_text(text("coding.rejected"), exact=True)).to_be_visible()
                settled(page)
        page.keyboard.press("n")
    expect(page.get_by_text(text("coding.queue_done_audit"))).to_be_visible()
    made = decided(coding_server, "coder2")
    assert len(made) == len(ANSWERS) and all(one.finished for one in made.values())
    assert sum(bool(one.given) for one in made.values()) + sum(bool(one.rejected) for one in made.values()) == 4


def test_two_coders_at_once_both_keep_what_they_said(open_page, coding_server):
    text = Text("fi")
    pages = {coder: open_page("koodaus", at=coding_server, store="own") for coder in (3, 4)}
    for coder, page in pages.items():
        sit_down(page, text, coder)
    for read in (1, 2):
        for page in pages.values():
            page.keyboard.press("n")
        for page in pages.values():
            expect(page.get_by_text(text("coding.waiting", n=len(ANSWERS) - read), exact=True)).to_be_visible()
            settled(page)
    assert [len(decided(coding_server, f"coder{coder}")) for coder in pages] == [2, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_for_everybody_on_a_phone_too(language, open_page, coding_server):
    """And nothing that an answer says is fetched or made a link (open_page looks at every request)."""
    text = Text(language)
    page = open_page("koodaus", at=coding_server, store="own", lang=language, width=390)
    assert violations(page) == []
    sit_down(page, text, 1)
    for section in SECTIONS:
        page.get_by_role("radio", name=text(f"coding.section_{section}"), exact=True).click()
        expect(page.get_by_role("radio", name=text(f"coding.section_{section}"), exact=True)).to_be_checked()
        settled(page)
        assert violations(page) == []
        main = page.get_by_test_id("stMain")
        assert main.evaluate("node => node.scrollWidth <= node.clientWidth")
        assert main.locator("img, iframe, a[href^='http']").count() == 0


def test_the_words_of_evidence_are_marked_and_denials_underlined(open_page, coding_server):
    text = Text("fi")
    page = open_page("koodaus", at=coding_server, store="own")
    sit_down(page, text, 1)
    answer = page.locator(".coded-answer")
    while "jaksanut" not in answer.inner_text():
        before = answer.inner_text()
        page.keyboard.press("n")
        expect(answer).not_to_have_text(before)
        settled(page)
    assert answer.locator("mark").all_inner_texts() == ["jaksanut", "mentori tuki"]
    assert answer.locator("u").all_inner_texts() == ["En"]
    assert answer.locator("u").evaluate("node => getComputedStyle(node).textDecorationStyle") == "wavy"
