"""Quotes, discovery, export and the worker."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from analysis.coding.codebook import default_codebook
from analysis.coding.coder import code_answers
from analysis.coding.discovery import keyness, suggest_themes
from analysis.coding.export import coding_table, qdc
from analysis.coding.quotes import choose_quotes
from analysis.coding.worker import code_batch

BOOK = default_codebook()
ALIKE = [
    "Sain paljon uusia näkökulmia työhöni",
    "Sain uusia näkökulmia omaan työhöni",
    "Uusia näkökulmia tuli paljon työhön",
]
OTHER = "Teams-yhteydet pätkivät melkein joka kerralla"


def test_quotes_stand_for_the_theme_and_are_unlike_each_other() -> None:
    quotes = choose_quotes([*ALIKE, OTHER], mask=str, most=2)
    assert quotes[0].index in (0, 1, 2)
    assert len({quote.index for quote in quotes}) == 2


def test_every_quote_passes_the_mask() -> None:
    quotes = choose_quotes(
        [f"{text} kiitos Maija" for text in ALIKE], mask=lambda text: text.replace("Maija", "[nimi]")
    )
    assert quotes
    assert all("Maija" not in quote.text for quote in quotes)


def test_no_quote_from_answers_that_say_too_little() -> None:
    assert choose_quotes(["ok", "hyvä"], mask=str) == []


def test_keyness_against_the_formula_by_hand() -> None:
    here, elsewhere = ["ruokala oli kiinni"] * 6 + ["hei"] * 2, ["ruokala"] + ["hei"] * 11
    found = {item.word: item for item in keyness(here, elsewhere)}
    # a=6 of 8, b=1 of 12: log(6.5*11.5 / (1.5*2.5)) / sqrt(1/6.5 + 1/1.5 + 1/2.5 + 1/11.5)
    assert found["ruokala"].z == pytest.approx(2.618, abs=0.002)
    assert "hei" not in found


def test_a_planted_theme_is_suggested() -> None:
    planted = [f"ruokalan lounas oli {word}" for word in ("kylmä", "kallis", "hyvä", "loppu", "suolainen", "myöhässä")]
    noise = [
        "bussi kulki harvoin",
        "bussi oli täynnä",
        "bussi myöhästyi",
        "sää oli kaunis",
        "sää oli kylmä",
        "koira haukkui",
    ]
    first = suggest_themes(planted + noise, most=2)
    assert any({"ruokala", "lounas"} & set(suggestion.words) for suggestion in first)
    lunch = next(suggestion for suggestion in first if "lounas" in suggestion.words)
    assert set(lunch.answers) <= set(range(len(planted)))


def test_few_or_unlike_answers_suggest_nothing() -> None:
    assert suggest_themes(["yksi"] * 3) == []
    assert suggest_themes([letter * 5 for letter in "abcdefghij"]) == []


def test_table_of_answers_by_codes() -> None:
    codings = code_answers(["En saanut uusia näkökulmia.", "-"], BOOK)
    heading, first, second = coding_table(["a1", "a2"], codings, BOOK)
    cells = dict(zip(heading, first, strict=True))
    assert (cells["answer"], cells["valence"], cells["perspective"], cells["career"]) == ("a1", "negative", -1, 0)
    assert second[heading.index("empty")] == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_qdc_is_a_refi_codebook(language: str) -> None:
    root = ElementTree.fromstring(qdc(BOOK, language))
    space = "{urn:QDA-XML:codebook:1.0}"
    codes = root.findall(f"{space}Codes/{space}Code")
    assert root.tag == f"{space}CodeBook"
    assert [code.get("name") for code in codes] == [code.name[language] for code in BOOK.active]
    assert len({code.get("guid") for code in codes}) == len(codes)
    assert all(code.get("isCodable") == "true" and code.findtext(f"{space}Description") for code in codes)


def test_a_batch_is_rows_that_can_be_sent_and_stored() -> None:
    rows = code_batch([("r1", "Rohkeuteni kasvoi."), ("r2", "ei muuta")])
    assert json.loads(json.dumps(rows)) == rows
    assert rows[0]["codes"] == ["empowerment"]
    assert rows[1]["empty"] is True
    assert rows[0]["codebook"] == "mentoring"
