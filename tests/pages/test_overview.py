"""The board as a steering group sees it: verdicts in words, figures that are those of the analyses, all languages."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analysis.claims import Found, Verdict
from data.importing import instruments_of
from data.store import open_store
from pages.ui.board import board_of
from pages.ui.material import read_material
from pages.ui.text import LANGUAGES, Text
from tests.pages.opening import TIMEOUT
from tests.pages.test_pages import words


@pytest.fixture
def board(open_page, sample_home):
    open_page("overview", store="sample")
    with open_store(sample_home / "sample") as store:
        return board_of(read_material(store, instruments_of(store.programme()), date(2026, 1, 1)))


def headings(app):
    return [element.value for element in app.subheader if "badge" in element.value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_claim_has_a_card_with_its_verdict_in_words(open_page, board, language):
    app = open_page("overview", lang=language, store="sample")
    text = Text(language)
    cards = headings(app)
    assert len(cards) == len(board) == 6
    for card, one in zip(cards, board, strict=True):
        assert text(f"claims.verdict_{one.verdict}") in card
        assert one.claim.texts[language].rstrip(".") in card.replace("\\", "")


def test_a_verdict_is_told_by_word_shape_and_colour_together(open_page):
    seen = {re.match(r":(\w+)-badge\[(\S+) (.+?)\]", card).groups() for card in headings(open_page("overview"))}
    signs, verdicts = {sign for _, sign, _ in seen}, {word for _, _, word in seen}
    assert len(seen) == len(signs) == len(verdicts) == 4


def test_the_first_thing_said_is_how_the_claims_came_out(open_page, board):
    app = open_page("overview", store="sample")
    verdicts = [one.verdict for one in board]
    first = next(element.value for element in app.markdown if "kirjattu" in element.value)
    assert [int(n) for n in re.findall(r"\d+", first)] == [
        6,
        verdicts.count(Verdict.SUPPORTED),
        verdicts.count(Verdict.SUGGESTED),
        verdicts.count(Verdict.CONTRADICTED),
        verdicts.count(Verdict.UNDECIDED) + verdicts.count(Verdict.TOO_LITTLE),
    ]


def test_participation_in_plain_numbers(open_page):
    app = open_page("overview", store="sample")
    assert [(m.label, m.value) for m in app.metric] == [
        ("Kutsuttu", "240"),
        ("Vastannut", "189"),
        ("Vastausosuus", "78,8\xa0%"),
        ("Hakijoita", "240"),
    ]


def test_both_intervals_stand_on_the_card(open_page, board):
    app = open_page("overview", store="sample")
    shown = words(app).replace("\\", "")
    for one in board:
        assert isinstance(one.found, Found)
        for interval in (one.found.interval, one.found.simultaneous):
            decimals, scale = (1, 1) if one.claim.estimand == "change" else (0, 100)
            assert Text("fi").span(scale * interval.low, scale * interval.high, decimals) in shown


def test_choices_made_on_other_pages_do_not_change_the_board(open_page):
    whole = headings(open_page("overview", store="sample"))
    assert headings(open_page("overview", store="sample", rounds="r2017", roles="actor")) == whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_tells_what_to_do_next(open_page, language):
    app = open_page("overview", lang=language, store="own")
    assert Text(language)("overview.empty") in [element.value for element in app.info]
    assert not app.metric and not headings(app)


def overview_with_closed(*closed: str) -> None:
    """The frame over the sample as it was when only these rounds had ended."""
    from dataclasses import replace
    from unittest.mock import patch

    from pages.ui import frame, view

    real = view.current_material
    with patch.object(view, "current_material", lambda: replace(real(), closed=closed)):
        frame.run()


def test_before_any_round_has_ended_nothing_is_claimed(sample_home):
    app = AppTest.from_function(overview_with_closed, default_timeout=TIMEOUT).run()
    assert not app.exception
    assert Text("fi")("overview.no_closed") in [element.value for element in app.info]
    assert not headings(app) and not app.metric


def test_what_cannot_be_judged_says_why_and_draws_nothing(sample_home):
    app = AppTest.from_function(overview_with_closed, args=("r2016",), default_timeout=TIMEOUT).run()
    assert not app.exception
    text, shown = Text("fi"), words(app).replace("\\", "")
    cards = headings(app)
    few = text("claims.verdict_too_little")
    assert len(cards) == 6 and sum(few in card for card in cards) == 4  # no groups, forms, start survey, applications
    assert text("claims.no_applications") in shown
    assert len([html for html in app.get("html") if 'role="img"' in html.proto.body]) == 2
