"""Several options in one cell: joined and split again."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loaders.base import MultiEncoding
from data.loaders.options import joined_options, split_options

COMMA, SEMICOLON, SPACE = MultiEncoding.COMMA, MultiEncoding.SEMICOLON, MultiEncoding.SPACE
PLACES = ("PK-seutu (Helsinki, Espoo, Vantaa)", "Oulu", "Etänä, kotoa käsin", "Kyllä", "Kyllä, osin")
JOINTS = {COMMA: ", ", SEMICOLON: ";", SPACE: " "}


@pytest.mark.parametrize(
    ("cell", "encoding", "parts"),
    [
        ("PK-seutu (Helsinki, Espoo, Vantaa), Oulu", COMMA, (PLACES[0], "Oulu")),
        ("Etänä, kotoa käsin", COMMA, ("Etänä, kotoa käsin",)),
        ("Kyllä, osin, Oulu", COMMA, ("Kyllä, osin", "Oulu")),
        ("Kyllä, Oulu", COMMA, ("Kyllä", "Oulu")),
        ("Oulu, Salo, jossa asun, Kyllä", COMMA, ("Oulu", "Salo, jossa asun", "Kyllä")),
        ("Oulunsalo, Oulu", COMMA, ("Oulunsalo", "Oulu")),
        ("Oulu;Kyllä;", SEMICOLON, ("Oulu", "Kyllä")),
        ("Oulu; muu; Kyllä", SEMICOLON, ("Oulu", "muu", "Kyllä")),
        ("Oulu Kyllä", SPACE, ("Oulu", "Kyllä")),
        ("", COMMA, ()),
        (" ; ", SEMICOLON, ()),
        ("black,green", COMMA, ("black,green",)),
    ],
)
def test_cells_are_split_against_the_known_options(cell: str, encoding: MultiEncoding, parts: tuple[str, ...]) -> None:
    assert split_options(cell, PLACES, encoding) == parts


def test_a_comma_without_a_space_joins_known_options() -> None:
    assert split_options("black,green", ("black", "green"), COMMA) == ("black", "green")


@given(
    st.sampled_from([COMMA, SEMICOLON]),
    st.lists(st.sampled_from(PLACES[:3]), unique=True, max_size=3),
    st.text("abcdeäö", min_size=1),
)
def test_joined_is_split_again(encoding: MultiEncoding, chosen: list[str], other: str) -> None:
    whole = [*chosen, other]
    assert split_options(JOINTS[encoding].join(whole), PLACES[:3], encoding) == tuple(whole)


OPTIONS = st.lists(st.text("ABCDEFGH", min_size=2, max_size=6), min_size=2, max_size=6, unique=True)


@given(OPTIONS, st.data(), st.sampled_from([COMMA, SEMICOLON]))
def test_options_are_found_where_they_return(options: list[str], data: st.DataObject, encoding: MultiEncoding) -> None:
    """Every option chosen alone twice, and every pair of neighbours once: enough to know them all."""
    chosen = [[option] for option in options] * 2 + [list(pair) for pair in pairwise(options)]
    cells = Counter(JOINTS[encoding].join(some) for some in data.draw(st.permutations(chosen)))
    found = joined_options(cells)
    assert found is not None
    assert (set(found[0]), found[1]) == (set(options), encoding)


def test_an_option_that_holds_a_comma_stays_whole() -> None:
    found = joined_options({"Oulu, Etänä, kotoa käsin": 3, "Etänä, kotoa käsin": 2, "Oulu": 4})
    assert found == (("Oulu", "Etänä, kotoa käsin"), COMMA)


def test_two_answers_with_a_comma_are_no_multi_select() -> None:
    assert joined_options({"Yes": 60, "No": 30, "No, but planning one": 9}) is None


@pytest.mark.parametrize(
    "cells",
    [
        {"Oli hyvä, mutta raskas": 1, "Opin paljon, kiitos": 1, "Ei": 3},
        {"Mentori": 5, "Aktori": 6},
        {"Mentori;": 5, "Aktori;": 6},
        {"koodi; se oli vaikea": 1, "aika loppui": 1},
        {},
    ],
)
def test_prose_and_single_choices_join_nothing(cells: dict[str, int]) -> None:
    assert joined_options(cells) is None


def test_old_and_new_tools_join_the_same_options() -> None:
    old = {"Array;DataFrame": 4, "Array": 3, "DataFrame;Delayed": 2}
    new = {cell.replace(";", ", "): n for cell, n in old.items()}
    found_old, found_new = joined_options(old), joined_options(new)
    assert found_old is not None and found_new is not None
    assert (set(found_old[0]), found_old[1], found_new[1]) == (set(found_new[0]), SEMICOLON, COMMA)
