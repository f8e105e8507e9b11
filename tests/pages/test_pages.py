"""Each page runs in each language; what it computes is tested elsewhere."""

import re
from pathlib import Path

import pytest

from pages.ui.frame import PAGES
from pages.ui.text import LANGUAGES, Text

ROOT = Path(__file__).parents[2]
KEYS = [entry.key for entry in PAGES]
RESULTS = [entry.key for entry in PAGES if entry.chooses]
CHOICES = [{}, {"roles": "actor"}, {"rounds": "r2017"}, {"rounds": "r2016.r2019"}, {"reference": "r2018"}]


def words(app):
    return " ".join(element.value for element in (*app.title, *app.header, *app.markdown, *app.info, *app.caption))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_page_runs(open_page, key, language):
    app = open_page(key, lang=language, store="sample")
    assert not app.exception
    assert app.title[0].value == Text(language)(f"frame.page_{key}")
    assert not re.search(r"\{[a-z_]+\}|\bnan\b", words(app))


@pytest.mark.parametrize("choice", CHOICES, ids=lambda c: "-".join(c) or "all")
@pytest.mark.parametrize("key", RESULTS)
def test_every_choice_shows_a_figure_or_says_why_not(open_page, key, choice):
    app = open_page(key, store="sample", **choice)
    assert not app.exception
    assert app.get("plotly_chart") or app.info


@pytest.mark.parametrize("key", RESULTS)
def test_an_empty_store_says_so_in_words(open_page, key):
    app = open_page(key, store="own")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert app.info


def test_every_page_is_registered():
    modules = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert modules == set(KEYS)
