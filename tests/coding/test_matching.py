"""Patterns in sentences: order, distance, clauses, words that take a hit away, and what a denial covers."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.coding.cleaning import words
from analysis.coding.codebook import read_codebook
from analysis.coding.coder import Coding, code_answers
from analysis.coding.matching import Matcher, Rule
from analysis.coding.negation import is_negated, segments
from analysis.coding.pattern import parse_pattern


def found(pattern: str, text: str) -> int:
    """How often a pattern is found in a Finnish text."""
    rule = Rule("x", "phrases", parse_pattern(pattern, {"saa": "saada sain"}))
    return len(Matcher([rule], "fi").hits(words(text)))


@pytest.mark.parametrize(
    ("pattern", "text", "times"),
    [
        ("jaksaa", "Jaksoin hyvin, ja jaksan yhä.", 2),
        ("jaksaa", "Jaksollinen järjestelmä", 0),
        ("rohk*", "Rohkaistuin ja rohkeus kasvoi", 2),
        ("*tuki", "Vertaistuki kantoi", 1),
        ("päivä", "Valmennuspäivät olivat hyviä", 1),
        ("=päivä", "Valmennuspäivät olivat hyviä", 0),
        ("=päivä", "Päivät olivat hyviä", 1),
        ("sanoa ei", "Ei ole helppo sanoa", 1),
        ("> sanoa ei", "Ei ole helppo sanoa", 0),
        ("> sanoa ei /1", "Opin sanomaan ei", 1),
        ("> sanoa ei /1", "Sanoin pomolle vihdoin ei", 0),
        ("uusi ura", "Uusi ura aukesi", 1),
        ("uusi ura", "Tila oli uusi. Ura aukesi.", 0),
        ("<saa> rohkeus", "Rohkeutta sain", 1),
        ("yksin !tehdä", "Jäin yksin", 1),
        ("yksin !tehdä", "Tein sen yksin", 0),
        ("yksin !tehdä", "Jäin yksin, vaikka teimme kaiken", 1),
        ("itseluottamus", "itseluotamus kasvoi", 1),
        ("mentori", "Mentorointi on hyvä", 0),
        ("ei|en mitään", "en ymmärtänyt mitään", 1),
    ],
)
def test_a_pattern_in_a_text(pattern: str, text: str, times: int) -> None:
    assert found(pattern, text) == times


def test_a_phrase_needs_a_word_for_each_of_its_places() -> None:
    assert found("uusi uusi", "uusi") == 0
    assert found("uusi uusi", "uusi ja uusi") >= 1


def coded(tmp_path: Path, book: str, text: str) -> Coding:
    path = tmp_path / "book.toml"
    path.write_text(book, "utf-8")
    return code_answers([text], read_codebook(path))[0]


def test_a_not_line_takes_back_the_words_inside_it_alone(tmp_path: Path) -> None:
    book = '[[code]]\nid = "career"\nseeds.fi = ["hakea"]\nnot.fi = ["hakea ohjelma"]'
    assert coded(tmp_path, book, "Hain ohjelmaan").codes == set()
    assert coded(tmp_path, book, "Hain ohjelmaan. Sitten hain töitä.").codes == {"career"}


def test_one_hint_is_too_little_and_two_are_enough(tmp_path: Path) -> None:
    book = '[[code]]\nid = "calm"\nhints.fi = ["rauha*", "kevy*"]\nseeds.fi = ["zen"]'
    one, two = coded(tmp_path, book, "Rauhallista"), coded(tmp_path, book, "Rauhallista ja kevyttä")
    assert one.codes == set()
    assert one.scores["calm"] == pytest.approx(0.5)
    assert two.codes == {"calm"}


def test_one_word_counts_once_however_many_lines_fit_it(tmp_path: Path) -> None:
    book = '[[code]]\nid = "calm"\nhints.fi = ["rauha*", "rauhallinen", "rauhal*"]\nseeds.fi = ["zen"]'
    assert coded(tmp_path, book, "Rauhallista").codes == set()


def test_a_fixed_sign_beats_the_clause(tmp_path: Path) -> None:
    book = '[[code]]\nid = "peer"\nphrases.fi = ["en yksin ++", "jäi kesken --"]'
    assert coded(tmp_path, book, "En ole yksin").polarity == {"peer": "for"}
    assert coded(tmp_path, book, "Hyvä että jäi kesken").polarity == {"peer": "against"}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("en saanut mitään", True),
        ("mitään en saanut", True),
        ("sain paljon", False),
        ("ei vain puhetta vaan tekoja", False),
        ("ilman mentoria en olisi jaksanut", False),
        ("ilman tukea jäin", True),
        ("it didn't help", True),
        ("det hjälpte inte", True),
    ],
)
def test_denial_works_in_both_directions(text: str, denied: bool) -> None:
    assert is_negated(words(text)) is denied


def test_segments_cover_each_word_once() -> None:
    cut = words("Sain tukea, mutta aikaa ei ollut ja tila oli ahdas. Kiitos!")
    parts = segments(cut)
    assert [index for part in parts for index in part] == list(range(len(cut)))
    assert len(parts) == 4
