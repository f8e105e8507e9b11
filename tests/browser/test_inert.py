"""Words that people wrote stay words: nothing is fetched, no link is made, nothing looks like ours."""

import json
from pathlib import Path

import pytest

from tests.browser.reading import outside
from tests.browser.serving import serving

pytestmark = pytest.mark.browser
OUTSIDE = "http://127.0.0.2:9"
PAYLOADS = [
    f"![kuva]({OUTSIDE}/x.png)",
    f"<img src={OUTSIDE}/y.png>",
    f'<a href="{OUTSIDE}">linkki</a>',
    f"{OUTSIDE}/a",
    "https://evil.example",
    "www.evil.example",
    "matti@evil.example",
    f"[x]: {OUTSIDE}",
    "[x](javascript:alert(1))",
    f"</script><script>fetch('{OUTSIDE}/s')</script>",
    ":smile: :red[punainen] :blue-badge[merkki] :material/home: :streamlit:",
    "a -> b <- c >= d -- e",
    "$x^2$ ja $$y$$",
    "# otsikko",
    "1. lista",
    "- lista",
    "> lainaus",
    "| a | b |",
    "`koodi` ~~yli~~ **lihava** _kursiivi_",
    "&lt;b&gt; &amp; &#33;",
    r"\# \![a](b)",
    "[^1] [[x]] {x} %s {{y}}",
]
SCRIPT = """
import json
import streamlit as st
from data.schema import Role
from pages.charts.model import *
from pages.ui.escape import markdown
from pages.ui.figure_card import Guide, figure_card
from pages.ui.text import Text

words = json.loads({payloads!r})
point = Point(3.0, 12, 2.0, 4.0)
axis = Axis(words[0], 1, 5, mark=3, ends=(words[1], words[2]))
charts = [
    DumbbellData(words[2], axis, tuple(DumbbellRow(w, point, point, point, note=w) for w in words), words[1]),
    ForestData(words[2], axis, tuple(ForestRow(w, point, detail=w) for w in words)),
    ChangeData(words[2], axis, tuple(ChangeRow(w, point, point, detail=w) for w in words), *words[:3]),
    RoundsData(words[2], axis, tuple(words[:3]), (RoundsPanel(words[2], (RoundsLine((point,) * 3),), note=words[0]),)),
    LikertData(words[2], tuple(words[:5]), tuple(LikertRow(w, (1, 2, 3, 4, 5), 1) for w in words)),
]
st.title("x", anchor=False)
for word in words:
    with st.container(key=f"word{{words.index(word)}}"):
        st.markdown(markdown(word))
for place, data in enumerate(charts):
    figure_card(words[2], words, data, Guide(*words[:4]), Text("fi"), key=str(place), people=words[0])
st.markdown("end-of-page")
"""


@pytest.fixture(scope="module")
def inert_page(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("inert")
    script = Path(folder / "inert.py")
    script.write_text(SCRIPT.format(payloads=json.dumps(PAYLOADS)), encoding="utf-8")
    asked: list[str] = []
    with serving(folder / "home", script=script) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(server.url())
        page.get_by_text("end-of-page").wait_for(timeout=60_000)
        for summary in page.get_by_test_id("stExpander").locator("summary").all():
            summary.click()
        for chart in page.get_by_test_id("stPlotlyChart").all():
            chart.locator(".main-svg").first.wait_for(state="attached", timeout=30_000)
        yield page, lambda: outside(asked, server.port)
        context.close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_shows_the_words_and_nothing_else(payload, inert_page):
    page, _ = inert_page
    shown = page.locator(f".st-key-word{PAYLOADS.index(payload)}").get_by_test_id("stMarkdownContainer")
    assert shown.inner_text().replace("\N{WORD JOINER}", "") == payload
    assert shown.locator("a, img, h1, h2, li, code, del, strong, em, table, blockquote, script").count() == 0


def test_no_link_and_no_picture_anywhere(inert_page):
    page, _ = inert_page
    assert page.get_by_test_id("stMain").locator("a[href], img, iframe").count() == 0
    assert page.locator("svg a").count() == 0


def test_nothing_is_asked_outside(inert_page):
    _, asked_outside = inert_page
    assert asked_outside() == []
