"""Numbers, points and ticks as they were met in real files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loaders.cells import is_tick, parse_number, scale_point

NBSP, THIN, MINUS = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4695,70", 4695.70),
        ("52 000", 52_000),
        (f"44{NBSP}375", 44_375),
        (f"1{THIN}234{THIN}567,5", 1_234_567.5),
        ("1,234,567.50", 1_234_567.5),
        ("+5", 5),
        (f"{MINUS}3,5", -3.5),
        ("22.1", 22.1),
        (" 7 ", 7),
        ("1 200 €", 1200),
        ("50 %", 50),
        ("1e3", 1000),
        ("~62k", None),
        ("2000-3400", None),
        ("5.1.2022", None),
        ("NaN", None),
        ("inf", None),
        ("", None),
        ("12 34", None),
        ("0400123456", 400123456),
        ("kaksi", None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert parse_number(text) == number


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 2)))
def test_decimal_comma_and_point_are_one_number(number: float) -> None:
    written = f"{number:.2f}"
    assert parse_number(written) == parse_number(written.replace(".", ",")) == number


@given(st.integers(0, 10**12))
def test_thousands_may_stand_apart(number: int) -> None:
    assert parse_number(f"{number:,}".replace(",", NBSP)) == number


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("1 (ei lainkaan)", 1),
        ("10 (Always)", 10),
        ("5", 5),
        ("5 = täysin samaa mieltä", 5),
        ("1 – Extremely critical", 1),
        ("0 - Mostly me", 0),
        ("3. Neutraali", 3),
        ("Disagree (2)", 2),
        ("disapprove (-1)", -1),
        ("36-40", None),
        ("3-4 hours", None),
        ("2 kertaa viikossa", None),
        ("Samaa mieltä", None),
    ],
)
def test_points_of_scales(text: str, point: float | None) -> None:
    assert scale_point(text) == point


@pytest.mark.parametrize("text", ["1", "0", "Ja", "Nein", "kyllä", "EI", "Checked", "Unchecked", " X "])
def test_ticks(text: str) -> None:
    assert is_tick(text)


@pytest.mark.parametrize("text", ["3", "Ura", "maybe", ""])
def test_no_ticks(text: str) -> None:
    assert not is_tick(text)
