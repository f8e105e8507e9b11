"""What every loader ends with: headings described and answers in, a RawSurvey out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from data.errors import Problem
from data.loaders.base import Column, RawSurvey
from data.loaders.habits import Habits
from data.loaders.languages import languages_of
from data.loaders.questions import questions_of
from data.loaders.table import Table
from data.loaders.validate import problems_of
from data.schema import Field

__all__ = ["describe_columns", "make_survey"]

_NO_HABITS = Habits()


def describe_columns(headings: Sequence[str], describe: Callable[[int, str], Column]) -> tuple[Column, ...]:
    return tuple(describe(i, heading) for i, heading in enumerate(headings))


def make_survey(
    tool: str,
    confidence: float,
    file: str,
    table: Table,
    columns: Sequence[Column],
    habits: Habits = _NO_HABITS,
    problems: Iterable[Problem] = (),
) -> RawSurvey:
    """Kinds decided, columns grouped to questions, everything that looks wrong noted."""
    cells = _cells(columns, table.rows, frozenset(habits.missing_marks))
    columns, questions = questions_of(columns, cells, habits)
    partial = _partial_rows(table.rows, habits)
    return RawSurvey(
        tool=tool,
        confidence=confidence,
        columns=columns,
        rows=table.rows,
        row_numbers=table.row_numbers,
        questions=questions,
        languages=_languages(columns, cells),
        problems=(*problems, *problems_of(file, columns, table, questions, partial)),
        missing_marks=habits.missing_marks,
        partial_rows=partial,
    )


def _cells(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], missing: frozenset[str]
) -> dict[int, Sequence[str]]:
    by_column = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return {
        column.index: [cell for cell in by_column[column.index] if cell and cell.strip() not in missing]
        for column in columns
    }


def _languages(columns: Sequence[Column], cells: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    named = [cell for column in columns if column.field is Field.LANGUAGE for cell in cells[column.index]]
    return languages_of(named, (column.heading for column in columns if not column.field))


def _partial_rows(rows: Sequence[Sequence[str]], habits: Habits) -> frozenset[int]:
    if habits.unfinished is None:
        return frozenset()
    column, marks = habits.unfinished
    return frozenset(i for i, row in enumerate(rows) if row[column].strip().casefold() in marks)
