"""Whoever follows a link lands on its page, also as the very first request of a fresh server, past no gate."""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from pages.ui.frame import PAGES
from pages.ui.text import Text

pytestmark = pytest.mark.browser
FI = Text("fi")
URLS = [entry.url for entry in PAGES]


@pytest.mark.parametrize("entry", PAGES, ids=URLS)
def test_the_first_request_of_a_fresh_server_opens_its_page(entry, fresh_server, open_page):
    page = open_page(entry.url, at=fresh_server)
    expect(page.locator("h1")).to_have_text(FI(f"frame.page_{entry.key}"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Puntari", exact=True)).to_be_visible()  # the frame was not passed by


def test_the_name_of_a_file_opens_nothing_on_a_fresh_server(fresh_server, open_page):
    page = open_page(PAGES[0].key, at=fresh_server)
    expect(page.locator("h1")).to_have_text(FI("frame.not_found_title"))


@pytest.mark.parametrize("address", ["importing", "ui", "no-such-page"])
def test_an_address_that_is_no_page_says_so_in_finnish(address, open_page):
    page = open_page(address)
    expect(page.locator("h1")).to_have_text(FI("frame.not_found_title"))
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_address_alone_opens_the_first_page(open_page):
    expect(open_page().locator("h1")).to_have_text(FI(f"frame.page_{PAGES[0].key}"))


@pytest.mark.parametrize("entry", PAGES, ids=URLS)
def test_the_menu_leads_to_every_page(entry, open_page):
    page = open_page()
    page.get_by_role("navigation").get_by_role("link", name=FI(f"frame.page_{entry.key}"), exact=True).click()
    expect(page.locator("h1")).to_have_text(FI(f"frame.page_{entry.key}"))


def test_the_server_answers_on_the_loopback_address_only(server):
    with urllib.request.urlopen(server.url("_stcore/health")) as answer:
        assert answer.status == 200
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.2:{server.port}/_stcore/health")
