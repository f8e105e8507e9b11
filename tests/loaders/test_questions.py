"""Columns to questions: what is one multi-select, what is a matrix, what stands alone."""

from __future__ import annotations

import pytest

from data.loaders.base import Column, ColumnKind, MultiEncoding
from data.loaders.habits import Habits
from data.loaders.questions import questions_of

ONE_ZERO, LABELS = MultiEncoding.ONE_ZERO_COLUMNS, MultiEncoding.LABEL_COLUMNS
PLAIN, TICKS, TWOS = Habits(), Habits(ticks=True), Habits(ticks=True, twos=True)
ROWS = ("Ura", "Verkostot", "Jaksaminen")


def encoding_of(columns: list[list[str]], habits: Habits = PLAIN) -> MultiEncoding | None:
    """How three columns of one question write its options; None if they are a matrix."""
    described = [Column(i, f"Q:{row}", "Q", row=row) for i, row in enumerate(ROWS)]
    marked, questions = questions_of(described, dict(enumerate(columns)), habits)
    if len(questions) == 1:
        assert [column.option for column in marked] == list(ROWS)
        assert (questions[0].kind, questions[0].columns, questions[0].options) == (ColumnKind.MULTI, (0, 1, 2), ROWS)
    else:
        assert [question.columns for question in questions] == [(0,), (1,), (2,)]
    return questions[0].encoding


@pytest.mark.parametrize(
    ("columns", "habits", "encoding"),
    [
        ([["1", "0"], ["0", "0"], ["1"]], PLAIN, ONE_ZERO),
        ([["1"], ["1"], []], PLAIN, ONE_ZERO),
        ([["Ura"], ["Verkostot"], []], PLAIN, LABELS),
        ([["ura "], ["VERKOSTOT"], ["Jaksaminen"]], PLAIN, LABELS),
        ([["1"], ["2"], ["3"]], PLAIN, LABELS),
        ([["Kyllä", "Ei"], ["Ei"], ["Ei"]], TICKS, ONE_ZERO),
        ([["Y"], ["Y"], []], TICKS, ONE_ZERO),
        ([["Kyllä", "Ei"], ["Ei"], ["Ei"]], PLAIN, None),
        ([["1", "2"], ["2"], ["1"]], TWOS, ONE_ZERO),
        ([["1", "2"], ["2"], ["1"]], TICKS, None),
        ([["1", "3"], ["2"], ["5"]], TWOS, None),
        ([["Ura"], ["Ura"], []], PLAIN, None),
        ([[], [], []], PLAIN, None),
    ],
)
def test_options_or_rows(columns: list[list[str]], habits: Habits, encoding: MultiEncoding | None) -> None:
    assert encoding_of(columns, habits) is encoding


def test_the_rows_of_a_matrix_share_their_points() -> None:
    described = [Column(i, f"Q [{row}]", "Q", row=row) for i, row in enumerate(ROWS)]
    cells = {0: ["1", "2", "3"], 1: ["2", "3"], 2: ["3", "5", "1"]}
    _, questions = questions_of(described, cells, PLAIN)
    assert {question.points for question in questions} == {(1.0, 5.0)}
    assert {question.options for question in questions} == {("1", "2", "3", "5")}


def test_fields_of_a_contact_form_do_not_share_anything() -> None:
    described = [Column(i, f"Yhteys:{row}", "Yhteys", row=row) for i, row in enumerate(("Etunimi", "Kunta", "Ikä"))]
    cells = {0: ["Aino", "Aino", "Onni"], 1: ["Oulu", "Oulu", "Salo"], 2: ["34", "51", "28"]}
    _, questions = questions_of(described, cells, PLAIN)
    assert [question.kind.value for question in questions] == ["text", "single", "number"]
    assert questions[0].options == ()


def test_the_same_question_further_off_is_another() -> None:
    described = [
        Column(0, "Q:Ura", "Q", row="Ura"),
        Column(1, "Q:Verkostot", "Q", row="Verkostot"),
        Column(2, "x", "x"),
        Column(3, "Q:Ura", "Q", row="Ura"),
        Column(4, "Q:Verkostot", "Q", row="Verkostot"),
    ]
    _, questions = questions_of(described, {i: ["1", "0"] for i in range(5)}, PLAIN)
    assert [question.columns for question in questions] == [(0, 1), (2,), (3, 4)]
