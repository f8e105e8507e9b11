from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.cleaning import is_empty, shown, words
from analysis.coding.language import LANGUAGES, language_of


@given(st.text(max_size=400))
def test_blanking_keeps_every_place(text: str) -> None:
    assert len(shown(text)) == len(text)


@given(st.text(max_size=400))
def test_words_point_into_the_text_in_order(text: str) -> None:
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert [word.sentence for word in found] == sorted(word.sentence for word in found)


def test_markup_and_unseen_characters_are_no_words() -> None:
    assert [word.form for word in words("<b>Hyvä</b>&nbsp;\x00päivä\ufeff")] == ["hyvä", "päivä"]


def test_letters_made_of_two_characters_are_one_letter() -> None:
    composed, decomposed = words("päivä"), words("pa\u0308iva\u0308")
    assert [word.form for word in composed] == [word.form for word in decomposed]


@pytest.mark.parametrize(
    "text", ["ei muuta kiitos", "Ei tule mieleen mitään.", "en keksi nyt mitään", "-", "5", "inget"]
)
def test_empty(text: str) -> None:
    assert is_empty(words(text))


@pytest.mark.parametrize("text", ["ei valittamista", "ei mitään muutosta", "kiitos", "rohkeus", "aikataulu ei"])
def test_not_empty(text: str) -> None:
    assert not is_empty(words(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mentori kuunteli", "fi"),
        ("kiire", "fi"),
        ("Tiden räckte inte till", "sv"),
        ("självförtroende", "sv"),
        ("Bättre ordning på träffarna", "sv"),
        ("more meetings please", "en"),
        ("confidence", "en"),
        ("The mentor listened", "en"),
    ],
)
def test_language_of_short_answers(text: str, language: str) -> None:
    assert language_of(word.form for word in words(text)) == language


@given(st.text(max_size=80))
def test_there_is_always_a_language(text: str) -> None:
    assert language_of(word.form for word in words(text)) in LANGUAGES
