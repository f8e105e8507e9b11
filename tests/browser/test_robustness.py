"""A damaged store in the browser: a sentence and a way out, and no traceback, neither on the page nor in the log."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pages.ui.frame import PAGES
from pages.ui.text import LANGUAGES, Text
from tests.browser.reading import settled, violations
from tests.browser.serving import Server, serving
from tests.pages.damages import DAMAGES, OWN

pytestmark = pytest.mark.browser
RESULTS = [entry for entry in PAGES if entry.chooses]


@pytest.fixture
def damaged(server: Server, open_page, tmp_path: Path) -> Path:
    """A home whose own store was filled and then lost its settings."""
    open_page()  # the sample programme is imported by the first page
    shutil.copytree(server.home, tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / OWN)
    shutil.copytree(tmp_path / "home" / "sample", tmp_path / "home" / OWN)
    DAMAGES["settings_gone"].do(tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_store_is_a_page_with_a_sentence_and_a_way_out(open_page, damaged, language):
    text = Text(language)
    with serving(damaged) as server:
        page = open_page(RESULTS[0].url, at=server, lang=language)
        expect(page.locator("h1")).to_have_text(text(f"frame.page_{RESULTS[0].key}"))
        expect(page.get_by_text(text(DAMAGES["settings_gone"].says, file="programme.toml"))).to_be_visible()
        assert page.get_by_test_id("stException").count() == 0
        assert violations(page) == []
        page.get_by_test_id("stSidebar").get_by_text(text("frame.store_sample"), exact=True).click()
        expect(page.get_by_text(text(DAMAGES["settings_gone"].says, file="programme.toml"))).to_have_count(0)
        expect(settled(page).get_by_test_id("stPlotlyChart").first).to_be_visible()
    assert "Traceback" not in "".join(server.log)
