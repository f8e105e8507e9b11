"""Which rows are headings, which are answers, and which are neither."""

from __future__ import annotations

import pytest

from data.guard.upload import Grid
from data.loaders.base import Column
from data.loaders.languages import language_code, languages_of
from data.loaders.table import best_sheet, first_filled_row, heading_of, stacked_headings, table_of, widest_sheet
from data.loaders.trailing import without_trailing
from data.schema import Field


def grid(*rows: str, sheet: str = "", hidden: bool = False) -> Grid:
    """Rows written as `a|b|c`."""
    return Grid(sheet, tuple(tuple(row.split("|")) for row in rows), hidden=hidden)


def test_blank_rows_are_left_out_and_the_others_keep_their_number() -> None:
    table = table_of(grid("|", "a|b", "|", "1|2", " |", "3|4"))
    assert (table.heading, table.rows, table.row_numbers) == (("a", "b"), (("1", "2"), ("3", "4")), (4, 6))


def test_the_first_row_that_is_not_blank_holds_the_headings() -> None:
    assert first_filled_row(grid("|", " |", "a|b")) == 2
    assert heading_of(grid("|", "a|b")) == ("a", "b")
    assert heading_of(grid()) == ()


def test_a_title_and_facts_above_are_no_headings() -> None:
    assert first_filled_row(grid("Kyselyn nimi||", "||", "a|b|c", "1|2|3")) == 2
    wide = "|".join("abcdefgh")
    assert first_filled_row(grid("Vastaajia|35||||||", wide, wide)) == 1
    assert first_filled_row(grid("a|", "1|", "2|")) == 0


def test_the_sheet_with_most_cells_unless_it_is_hidden() -> None:
    small, large, hidden = grid("a", "1"), grid("a|b", "1|2"), grid("a|b|c", "1|2|3", hidden=True)
    assert widest_sheet([small, large, hidden]) is large
    assert widest_sheet([hidden]) is hidden


def test_the_sheet_that_looks_most_like_the_tools() -> None:
    note, data = grid("note|x|y", "z|z|z"), grid("id", "1")
    assert best_sheet([note, data], lambda sheet: float("id" in sheet.rows[0])) == (1.0, data)


STACKED = ("Tausta?|||Kuinka usein?||Muuta", "Laki|Talous|Media|Etä|Lähi|", "Ei|Ei|Ei|usein|aina|")


def test_headings_over_two_rows() -> None:
    pairs = stacked_headings(grid(*STACKED))
    assert pairs is not None
    assert pairs[1] == ("Tausta?", "Talous")
    assert pairs[4:] == (("Kuinka usein?", "Lähi"), ("Muuta", ""))


@pytest.mark.parametrize(
    "rows",
    [
        ("a|b|c", "1|2|3", "4|5|6"),
        ("a||", "5.1.2022|x|y", "6.1.2022|x|y"),
        ("a||", "x|x|x", "y|y|y"),
        ("a||", "x|y|", "y|y|y"),
        ("a||c", "x|y|z", "q|w|e"),
        ("a||",),
        STACKED[:2],
    ],
)
def test_an_answer_is_no_second_heading(rows: tuple[str, ...]) -> None:
    assert stacked_headings(grid(*rows)) is None


COLUMNS = (Column(0, "Vastausaika", "Vastausaika", field=Field.SUBMITTED_AT), Column(1, "a", "a"))


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (["Yhteensä 2|"], 4),
        (["|x", "Raportti|"], 4),
        (["9.1.2022|x"], 5),
        (["1.15.2022 10.61|x"], 5),
        ([], 4),
    ],
)
def test_rows_below_the_answers(below: list[str], kept: int) -> None:
    whole = table_of(grid("Vastausaika|a", *(f"{day}.1.2022|x" for day in range(5, 9)), *below))
    table, problems = without_trailing("x.csv", whole, COLUMNS)
    assert len(table.rows) == len(table.row_numbers) == kept
    assert [problem.count for problem in problems] == ([len(whole.rows) - kept] if len(whole.rows) > kept else [])


def test_many_answers_without_a_date_are_answers() -> None:
    whole = table_of(grid("Vastausaika|a", "5.1.2022|x", *["|y"] * 8))
    assert without_trailing("x.csv", whole, COLUMNS) == (whole, ())


@pytest.mark.parametrize(
    ("headings", "languages"),
    [
        (["Mitä opit ohjelmassa?", "Kuinka voit?"], ("fi",)),
        (["Vad lärde du dig?", "Hur mår du i ditt arbete?"], ("sv",)),
        (["What did you learn?", "How are you?"], ("en",)),
        (["Welche Ziele haben Sie?", "Wie wichtig ist das?"], ("de",)),
        (["Päivä"], ("fi",)),
        (["Åsikt"], ("sv",)),
        (["q1", "q2"], ()),
    ],
)
def test_languages_from_headings(headings: list[str], languages: tuple[str, ...]) -> None:
    assert languages_of([], headings) == languages


def test_the_tools_own_language_column_comes_first() -> None:
    assert languages_of(["Finnish", "Swedish", "Finnish"], ["What is this?"]) == ("fi", "sv")


@pytest.mark.parametrize(("cell", "code"), [("fi", "fi"), ("FI-fi", "fi"), ("Svenska", "sv"), ("12", None), ("", None)])
def test_language_codes(cell: str, code: str | None) -> None:
    assert language_code(cell) == code
