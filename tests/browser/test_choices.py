"""What a reader has chosen stays: over pages, languages, a reload, and for whoever gets the link."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from pages.ui.text import Text
from tests.browser.reading import settled

pytestmark = pytest.mark.browser
FI, SV = Text("fi"), Text("sv")


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def choose(page: Page, text: Text) -> None:
    page.get_by_role("radio", name=text("frame.role_mentor")).click()
    expect(page).to_have_url(re.compile("roles=mentor"))
    settled(page)
    page.get_by_role("button", name="2018", exact=True).click()
    expect(page).to_have_url(re.compile("rounds="))
    settled(page)


def chosen(page: Page, text: Text) -> None:
    expect(page.get_by_text(text("frame.shown_mentor_some", rounds="2018"))).to_be_visible()
    assert query(page)["roles"] == "mentor" and "2018" in query(page)["rounds"]


def test_choices_survive_page_language_reload_and_link(open_page):
    page = open_page("hyoty")
    choose(page, FI)
    chosen(page, FI)

    page.get_by_role("link", name=FI("frame.page_rounds"), exact=True).click()
    expect(page.locator("h1")).to_have_text(FI("frame.page_rounds"))
    chosen(settled(page), FI)

    page.get_by_role("link", name=FI("frame.page_importing"), exact=True).click()  # has no bar
    expect(page.locator("h1")).to_have_text(FI("frame.page_importing"))
    page.get_by_role("link", name=FI("frame.page_rounds"), exact=True).click()
    expect(page.locator("h1")).to_have_text(FI("frame.page_rounds"))
    chosen(settled(page), FI)

    page.get_by_role("radio", name="Svenska").click()
    expect(page.locator("h1")).to_have_text(SV("frame.page_rounds"))
    chosen(settled(page), SV)
    expect(page.locator("html")).to_have_attribute("lang", "sv")

    page.reload()
    chosen(settled(page), SV)

    chosen(open_page(urlsplit(page.url).path[1:], **query(page)), SV)


def test_a_link_holds_codes_and_no_labels(open_page):
    page = open_page("hyoty", lang="en", roles="actor")
    assert query(page) == {"lang": "en", "store": "sample", "roles": "actor"}


def test_what_a_link_should_not_hold_is_left_out(open_page):
    page = open_page("hyoty", lang="xx", roles="boss", rounds="nineteen", store="other")
    assert query(page) == {"lang": "fi", "store": "sample"}


def test_the_sample_says_on_every_page_that_it_is_made_up(open_page):
    for path in ("hyoty", "tuonti"):
        expect(open_page(path).get_by_text(FI("frame.made_up"))).to_be_visible()


def test_the_own_store_is_empty_and_tells_what_to_do(open_page):
    page = open_page("hyvinvointi")
    page.get_by_test_id("stSidebar").get_by_text(FI("frame.store_own"), exact=True).click()
    expect(page.get_by_text(FI("frame.empty_store"))).to_be_visible()
    expect(page.get_by_text(FI("frame.made_up"))).to_have_count(0)
