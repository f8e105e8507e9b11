"""Headings are matched on what their spellings share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loaders.headings import is_other_text, normalise_heading, question_and_row, readable_heading

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "spelling",
    [
        "Sain uusia näkökulmia",
        "3. Sain uusia näkökulmia",
        f"  Sain{NBSP} uusia\nnäkökulmia: ",
        "Sain uusia n&auml;k&ouml;kulmia",
        "SAIN UUSIA NÄKÖKULMIA",
        "<b>Sain</b> uusia näkökulmia *",
        "\ufeffSain uusia na\u0308ko\u0308kulmia",
        "Q3. Sain uusia näkökulmia",
    ],
)
def test_spellings_of_one_heading(spelling: str) -> None:
    assert normalise_heading(spelling) == "sain uusia näkökulmia"


@pytest.mark.parametrize("heading", ["1,5 tuntia", "2020-luku", "5 = paras", "R&D", "a < b"])
def test_numbers_and_signs_that_belong_to_the_heading_stay(heading: str) -> None:
    assert normalise_heading(heading) == heading.casefold()


@given(st.text(max_size=60))
def test_normalising_does_not_depend_on_case_or_spaces(text: str) -> None:
    assert normalise_heading(f"{NBSP} {text}\n") == normalise_heading(text)


@given(st.text(max_size=60))
def test_a_readable_heading_is_one_line(text: str) -> None:
    assert "\n" not in readable_heading(text)


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("Arvioi:Sisältö", ("Arvioi", "Sisältö")),
        ("Arvioi: miten?:Sisältö", ("Arvioi: miten?", "Sisältö")),
        (":Tila", (":Tila", "")),
        ("Muu, mikä?:", ("Muu, mikä?:", "")),
        ("Huom: vastaa", ("Huom: vastaa", "")),
        ("", ("", "")),
    ],
)
def test_question_and_row(heading: str, parts: tuple[str, str]) -> None:
    assert question_and_row(heading) == parts


@pytest.mark.parametrize(
    "row", ["Other", "Other (please specify)", "Muu, mikä?", "Muu", "Annat, vad?", "Sonstiges", "Other - Write In:"]
)
def test_other_text(row: str) -> None:
    assert is_other_text(row)


@pytest.mark.parametrize("row", ["Other people", "Muutos", "Muut tavoitteet", "Mother", ""])
def test_no_other_text(row: str) -> None:
    assert not is_other_text(row)
