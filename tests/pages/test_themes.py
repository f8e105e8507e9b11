"""The page Teemat over the sample programme, its answers coded by the real engine."""

from __future__ import annotations

import re

import pytest

from data.codings import Codings
from data.home import StoreName, home
from data.store import open_store
from pages.ui.coding_child import code_everything
from pages.ui.coding_job import engine_version
from pages.ui.text import LANGUAGES, Text
from tests.pages.opening import open_through_frame

CARDS = 4
LONG = 20  # characters: no word of ours by chance
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def coded_home(tmp_path_factory):
    """A home of its own: other tests open the sample before anything is coded."""
    folder = tmp_path_factory.mktemp("coded") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUNTARI_HOME", str(folder))
        waiting = open_through_frame("themes", store="sample")
        with open_store(folder / StoreName.SAMPLE) as store:
            code_everything(Codings(store), engine_version())
        yield waiting


def words(app):
    return " ".join(element.value for element in (*app.header, *app.markdown, *app.info, *app.caption))


def test_before_the_coding_it_says_so(coded_home):
    assert Text("fi")("themes.not_ready") in words(coded_home) and not coded_home.get("plotly_chart")


@pytest.mark.usefixtures("coded_home")
@pytest.mark.parametrize("language", LANGUAGES)
def test_four_figures_and_how_each_was_coded(language):
    app = open_through_frame("themes", store="sample", lang=language)
    text = Text(language)
    assert not app.exception and len(app.header) == CARDS
    assert len(app.get("plotly_chart")) == CARDS + 1  # the grid has a picture each role
    assert sum(text("themes.not_audited") in caption.value.replace("\\", "") for caption in app.caption) == CARDS
    assert not re.search(r"\{[a-z_]+\}|\bnan\b", words(app))


@pytest.mark.usefixtures("coded_home")
def test_no_answer_is_quoted():
    app = open_through_frame("themes", store="sample")
    with open_store(home() / StoreName.SAMPLE) as store:
        told = [text for text in store.texts()["text"].to_pylist() if len(text) > LONG]
    assert told and not [text for text in told if text in words(app)]


@pytest.mark.usefixtures("coded_home")
@pytest.mark.parametrize("choice", [{"roles": "actor"}, {"rounds": "r2016"}, {"reference": "r2018"}])
def test_every_choice_shows_a_figure_or_says_why_not(choice):
    app = open_through_frame("themes", store="sample", **choice)
    assert not app.exception and (app.get("plotly_chart") or app.info)
