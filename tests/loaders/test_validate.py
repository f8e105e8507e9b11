"""What a person should look at is found in one pass, with its place, and without any answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Place, Problem, Severity
from data.loaders import read_export
from tests.loaders.writing import csv_export, xlsx_export

STAMPS = [f"2023-05-{day:02} 10:00:00" for day in range(1, 29)]


def problems_in(rows: list[list[str]]) -> dict[str, Problem]:
    return {problem.key: problem for problem in read_export(csv_export("x.csv", rows)).problems}


def identity(day: str, number: int, separator: str = "-") -> str:
    """A personal identity code with its check character, by the rule of the population register: the nine digits
    modulo 31. The individual numbers 900–999 are never given to anybody."""
    digits = f"{day}{number}"
    return f"{day}{separator}{number}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(digits) % 31]}"


@given(st.integers(900, 999), st.sampled_from("-+ABCDEFYXWVU"), st.booleans())
def test_identity_numbers_are_found_in_any_case_and_with_any_separator(
    number: int, separator: str, small: bool
) -> None:
    from data.loaders.validate import _holds_identity

    code = identity("131052", number, separator)
    text = f"olen {code.lower() if small else code}, kiitos"
    assert _holds_identity(text)
    assert not _holds_identity(text.replace(code[-1].lower() if small else code[-1], "?"))


def test_a_known_example_is_an_identity_number_and_its_neighbours_are_not() -> None:
    """131052-308T is the example that the Finnish authorities print."""
    found = problems_in([["a", "b"], ["131052-308T", "x"], ["131052-308U", "y"], ["tilaus 131052-3081", "z"]])
    problem = found["loaders.identity_numbers"]
    assert (problem.count, problem.place) == (1, Place("x.csv", 2, "a"))


def test_the_place_is_what_a_spreadsheet_shows() -> None:
    found = problems_in([["a", "Sana"], ["1", "x"], [], ["2", "#REF!"], ["3", "#N/A"]])
    problem = found["loaders.error_cells"]
    assert (problem.place.row, problem.place.column, problem.count) == (4, "Sana", 2)


def test_repeated_and_empty_headings() -> None:
    found = problems_in([["Mitä?", "Mitä?", "", "Muu"], ["a", "b", "c", "d"], ["e", "f", "g", "h"]])
    assert found["loaders.duplicate_headings"].place.column == "Mitä?"
    assert found["loaders.empty_headings"].count == 1


def test_the_same_response_twice() -> None:
    rows = [["Id", "Start time", "Completion time", "Sana"]]
    rows += [[str(i), STAMPS[i], STAMPS[i], "x"] for i in range(5)]
    found = problems_in([*rows, rows[2], ["9", *rows[3][1:]]])
    assert (found["loaders.duplicate_ids"].count, found["loaders.duplicate_ids"].place.row) == (1, 7)
    assert (found["loaders.duplicate_rows"].count, found["loaders.duplicate_rows"].place.row) == (2, 7)


def test_alike_answers_without_a_moment_are_not_called_the_same() -> None:
    assert "loaders.duplicate_rows" not in problems_in([["Rooli", "Arvio"], *([["Mentori", "5"]] * 6)])


def test_a_day_is_no_moment() -> None:
    rows = [["Vastausaika", "A:x", "A:y"], *([["13.5.2023", "5", "4"]] * 3)]
    assert "loaders.duplicate_rows" not in problems_in(rows)
    rows = [["Vastausaika", "A:x", "A:y"], *([["13.5.2023 10:31", "5", "4"]] * 3)]
    assert problems_in(rows)["loaders.duplicate_rows"].count == 2


def test_blanks_as_zeros() -> None:
    rows = [["Vastausaika", "T:Ura", "T:Verkostot"]]
    rows += [[f"{i + 13}.5.2023", *cells] for i, cells in enumerate(["10", "01", "00", "11"])]
    problem = problems_in(rows)["loaders.all_zeros"]
    assert (problem.count, problem.place.row) == (1, 4)


def test_hidden_sheets_are_a_warning() -> None:
    rows = [["Rooli", "Arvio"], ["Mentori", "5"], ["Aktori", "4"]]
    survey = read_export(xlsx_export("x.xlsx", {"A": rows, "B": rows}, hidden=["B"]))
    assert [(problem.key, problem.severity) for problem in survey.problems] == [
        ("loaders.hidden_sheets", Severity.WARNING)
    ]


@pytest.mark.parametrize("row", [["NaN", "1"], ["-inf", "1"]])
def test_what_only_a_program_calls_a_number(row: list[str]) -> None:
    found = problems_in([["Ikä", "x"], ["31", "1"], row, ["45", "2"], ["51", "2"], ["47", "2"]])
    assert found["loaders.not_a_number"].place == Place("x.csv", 3, "Ikä")


def test_a_clean_file_has_no_problems() -> None:
    assert problems_in([["Rooli", "Arvio"], ["Mentori", "5"], ["Aktori", "4"]]) == {}
