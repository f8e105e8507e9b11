"""A figure's picture as the reader's browser saves it, and its table, reached by keyboard alone."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.ui.text import Text
from tests.browser.reading import settled

pytestmark = pytest.mark.browser
FI = Text("fi")


def opened_card(page: Page, key: str) -> Locator:
    card = page.locator(f".st-key-{key}_downloads")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_role("button", name=FI("downloads.svg"))).to_be_visible()
    return card


def saved(page: Page, card: Locator, key: str) -> Path:
    card.get_by_role("button", name=FI(key)).focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return Path(download.value.path())


def test_the_picture_is_whole_and_stands_alone(open_page):
    page = settled(open_page("hyoty"))
    picture = ElementTree.parse(saved(page, opened_card(page, "items"), "downloads.svg")).getroot()
    words = "".join(picture.itertext())
    assert picture.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(picture.get("width", "0")) > 300 and float(picture.get("height", "0")) > 300
    assert FI("benefit.items_title") in words and "Rohkaistuin" in words
    assert not any("script" in node.tag or "http" in (node.get("href") or "") for node in picture.iter())


def test_several_pictures_of_a_card_are_saved_as_one(open_page):
    page = settled(open_page("valmennuspaivat"))
    picture = ElementTree.parse(saved(page, opened_card(page, "days"), "downloads.svg")).getroot()
    parts = [node for node in picture if node.tag.endswith("svg")]
    assert len(parts) == page.locator(".st-key-days_downloads").count() * page.locator(".js-plotly-plot").count() > 1
    assert len({part.get("y") for part in parts}) == len(parts)


def test_the_tables_come_by_keyboard(open_page):
    page = settled(open_page("hyoty"))
    card = opened_card(page, "items")
    assert saved(page, card, "downloads.xlsx").read_bytes().startswith(b"PK")
    assert saved(page, card, "downloads.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_sentence_can_be_copied(open_page):
    page = settled(open_page("hyoty"))
    card = opened_card(page, "items")
    expect(card.get_by_role("button", name=FI("frame.chrome_copy"))).to_be_visible()
