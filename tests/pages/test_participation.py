"""The page of participation over the sample: every figure, hand counts in its sentences, nothing of a few people."""

import re

import pytest

from pages.ui.text import LANGUAGES, Text
from tests.pages.test_pages import words

FIGURES = (
    "applications",
    "share",
    "accepted",
    "response",
    "coverage",
    "organisations",
    "units",
    "formed",
    "continuity",
    "volunteers",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_in_its_order_with_a_table(open_page, language):
    app = open_page("participation", lang=language, store="sample")
    text = Text(language)
    assert [h.value for h in app.header] == [text(f"participation.{name}_title") for name in FIGURES]
    assert len(app.table) == len(FIGURES)


def test_the_sentences_are_those_of_hand_counts(open_page):
    said = words(open_page("participation", store="sample")).replace("\\", "").replace("\xa0", " ")
    for part in (
        "Hakijoita oli 240: mentoreiksi haki 108 ja aktoreiksi 132 (2018–2020)",
        "Mentoreiksi haki 108, ja heistä hyväksyttiin 70",
        "Loppukyselyyn kutsuttiin 240 osallistujaa, ja heistä vastasi 189",
        "Kierroksella 2020 oli mukana 70 ihmistä. Hakea olisi voinut 1 320",
        "Osallistujia on ollut 5 organisaatiosta (2017–2020)",
        "Pareja on ollut 60 ja pienryhmiä 24 (2017–2020)",
        "Heistä 7 (8 %) on myöhemmin toiminut mentorina",
    ):
        assert part in said


def test_the_three_others_who_came_back_are_told_nowhere(open_page):
    said = words(open_page("participation", store="sample"))
    assert Text("fi")("participation.came_back_none") in said.replace("\\", "")
    assert not re.search(r"\b10 (ihmistä|osallistujaa)", said)


def test_one_round_alone_shows_its_own_applications(open_page):
    said = words(open_page("participation", store="sample", rounds="r2020"))
    assert "mentoreiksi haki 59 ja aktoreiksi 46" in said.replace("\\", "")


def test_rounds_without_applications_say_so(open_page):
    app = open_page("participation", store="sample", rounds="r2016")
    assert Text("fi")("participation.applications_not_asked") in [i.value.replace("\\", "") for i in app.info]
