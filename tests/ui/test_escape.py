"""Escaping without a browser; tests/browser/test_inert.py shows that nothing gets through on a page."""

import html
import re
import string

from hypothesis import given
from hypothesis import strategies as st

from pages.ui import escape

words = st.text(alphabet=st.sampled_from(string.printable + "äöå–€\N{WORD JOINER}"), max_size=60)


@given(words)
def test_every_punctuation_mark_of_markdown_stands_behind_a_backslash(text):
    escaped = escape.markdown(text)
    for place, mark in enumerate(re.sub(r"\\.", "", escaped, flags=re.DOTALL)):
        assert mark not in string.punctuation, place


@given(words)
def test_the_words_themselves_stay(text):
    shown = re.sub(r"\\(.)", r"\1", escape.markdown(text)).replace("\N{WORD JOINER}", "")
    assert shown.split() == text.replace("\N{WORD JOINER}", "").split()


@given(words)
def test_one_line_stays_one_line(text):
    assert not set(escape.markdown(text)) & set("\n\r\t\v\f")


@given(words)
def test_a_chart_meets_no_tag_and_no_entity_of_others(text):
    assert not set(escape.plotly(text)) & set("<>")
    assert html.unescape(escape.plotly(text)) == html.unescape(html.unescape(html.escape(text, quote=False)))


@given(words)
def test_a_chart_shows_what_was_written(text):
    """One reading of entities, as plotly does, gives the words back."""
    back = escape.plotly(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back == text
