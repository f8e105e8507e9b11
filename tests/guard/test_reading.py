"""Cells come through the guard as text: encodings, delimiters, numbers, dates, hidden sheets."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.guard import UploadRefusedError, read_sheets
from data.guard.reader import _best_table, _decode, _moment, _score
from data.guard.upload import Export
from tests.loaders.writing import csv_export, xlsx_export

LIMITS = {"rows": 20_000, "columns": 2_000, "cells": 4_000_000, "cell_characters": 100_000}
ROWS = [["Rooli", "Sana"], ["Mentori", "äänekäs, öinen; ihana"], ["Aktori", "toinen\nrivi"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_and_delimiter_is_found(encoding: str, delimiter: str) -> None:
    (grid,), noticed = read_sheets(csv_export("x.csv", ROWS, encoding=encoding, delimiter=delimiter))
    assert (grid.encoding, grid.delimiter) == (encoding, delimiter)
    assert grid.rows == tuple(map(tuple, ROWS))
    assert noticed == ()


def test_semicolons_win_over_the_commas_of_the_answers() -> None:
    text = "a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n"
    assert _best_table(text, (",", ";", "\t", "|"), LIMITS)[0] == ";"


def test_commas_win_over_the_semicolons_of_joined_options() -> None:
    text = 'a,b\n"x;y;z",1\n"x;y",2\n"z;x;y;w",3\n'
    assert _best_table(text, (",", ";", "\t", "|"), LIMITS)[0] == ","


def test_one_column_needs_no_delimiter() -> None:
    assert _best_table("a\nb\nc\n", (",", ";"), LIMITS) == ("", [["a"], ["b"], ["c"]])


def test_even_and_wide_tables_score_higher() -> None:
    even, uneven, narrow = [["1"] * 4] * 9, [["1"] * (i % 3 + 2) for i in range(9)], [["1"] * 2] * 9
    assert _score(even) > _score(uneven)
    assert _score(even) > _score(narrow) > _score([["1"]] * 9) == _score([]) == 0


@pytest.mark.parametrize(
    ("content", "name", "mixed"),
    [
        ("ä".encode(), "utf-8", False),
        ("ä".encode("utf-8-sig"), "utf-8-sig", False),
        ("ä".encode("cp1252"), "cp1252", False),
        ("ä".encode("utf-16"), "utf-16", False),
        ("ä".encode("utf-16-be") + b"\x00a", "utf-16", False),
        ("ää\nää\n".encode() + "ö".encode("cp1252"), "utf-8", True),
        (b"abc", "utf-8", False),
    ],
)
def test_encodings(content: bytes, name: str, mixed: bool) -> None:
    found, text, is_mixed = _decode(content)
    assert (found, is_mixed) == (name, mixed)
    assert "\ufffd" not in text


def test_the_row_of_an_open_quote_is_told() -> None:
    with pytest.raises(UploadRefusedError) as caught:
        read_sheets(Export("x.csv", b'a,b\n1,2\n3,"4\n5,6\n'))
    (problem,) = caught.value.problems
    assert (problem.key, problem.place.row, problem.place.file) == ("guard.open_quote", 3, "x.csv")


def test_cells_of_a_workbook_become_text() -> None:
    moment = datetime(2022, 1, 5, 9, 30, 0)  # noqa: DTZ001
    rows: list[list[object]] = [
        ["teksti", "luku", "desimaali", "totuus", "päivä", "hetki"],
        ["00770", 16200, 1.5, True, date(2022, 1, 5), moment],
    ]
    (grid,), _ = read_sheets(xlsx_export("x.xlsx", {"S": rows}))
    assert grid.rows[1] == ("00770", "16200", "1.5", "TRUE", "2022-01-05", "2022-01-05 09:30:00")


def test_stray_microseconds_are_rounded_away() -> None:
    assert _moment(datetime(2027, 1, 11, 0, 0, 0, 300_000)) == "2027-01-11"  # noqa: DTZ001
    assert _moment(datetime(2027, 1, 11, 9, 59, 59, 999_999)) == "2027-01-11 10:00:00"  # noqa: DTZ001
    assert _moment(datetime(9999, 12, 31, 23, 59, 59, 999_999)) == "9999-12-31 23:59:59"  # noqa: DTZ001


def test_hidden_sheets_are_told_from_shown_ones() -> None:
    grids, _ = read_sheets(xlsx_export("x.xlsx", {"A": ROWS, "B": ROWS}, hidden=["B"]))
    assert [(grid.sheet, grid.hidden) for grid in grids] == [("A", False), ("B", True)]


def test_empty_rows_keep_their_place_and_empty_edges_go() -> None:
    (grid,), _ = read_sheets(Export("x.csv", b"a,b,,\n,,,\n1,2,,\n,,,\n,,,\n"))
    assert grid.rows == (("a", "b"), ("", ""), ("1", "2"))


CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), min_size=1, max_size=12
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6), st.sampled_from([",", ";", "\t", "|"])
)
def test_a_table_comes_back_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    """Every cell quoted, as survey tools do: then only the delimiter is to be found."""
    export = csv_export("x.csv", rows, delimiter=delimiter, quoting=1)
    (grid,), _ = read_sheets(export)
    assert grid.rows == tuple(map(tuple, rows))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_a_workbook_comes_back_as_it_was(rows: list[list[str]]) -> None:
    (grid,), _ = read_sheets(xlsx_export("x.xlsx", {"S": rows}))
    assert grid.rows == tuple(map(tuple, rows))
