"""axe-core under WCAG 2.1 A and AA finds nothing, on a desk and on a phone, with every table and guide open."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from pages.ui.frame import PAGES
from pages.ui.text import LANGUAGES, Text
from tests.browser.reading import settled, violations

pytestmark = pytest.mark.browser
URLS = [entry.url for entry in PAGES]


def opened(page: Page) -> Page:
    for summary in page.get_by_test_id("stExpander").locator("summary").all():
        summary.click()
    expect(page.locator("details:not([open])")).to_have_count(0)
    return settled(page)


def heading_levels(page: Page) -> list[int]:
    return [
        int(tag[1]) for tag in page.locator("h1, h2, h3, h4, h5, h6").evaluate_all("all => all.map(h => h.tagName)")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", PAGES, ids=URLS)
def test_every_page_is_for_everybody(entry, language, open_page):
    """axe is silent, headings go down one step at a time, the document says its language."""
    page = opened(open_page(entry.url, lang=language))
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert violations(page) == []

    levels = heading_levels(page)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("entry", PAGES, ids=URLS)
def test_every_page_is_for_a_phone_too(entry, open_page):
    """axe is silent, and nothing lies beside the screen."""
    page = opened(open_page(entry.url, width=390))
    assert violations(page) == []
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize("language", LANGUAGES)
def test_streamlits_own_words_are_translated(language, open_page):
    page, text = open_page("hyoty", lang=language), Text(language)
    expect(page.get_by_role("navigation", name=text("frame.chrome_pages"), exact=True)).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("aria-label", text("frame.chrome_sidebar"))


def test_they_follow_a_change_of_language(open_page):
    page = open_page("hyoty")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("navigation", name=Text("en")("frame.chrome_pages"), exact=True)).to_be_visible()


def test_every_chart_has_words_for_who_does_not_see_it(open_page):
    page = open_page("hyoty")
    charts = page.get_by_test_id("stPlotlyChart")
    assert charts.count() > 0
    expect(charts.locator("xpath=ancestor-or-self::*[@aria-label][1]")).to_have_count(charts.count())


def test_the_language_is_changed_by_keyboard(open_page):
    page = open_page("hyoty")
    page.get_by_role("radio", name="Suomi").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("h1")).to_have_text(Text("sv")("frame.page_benefit"))
