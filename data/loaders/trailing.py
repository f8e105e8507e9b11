"""Rows below the answers that are none: totals, notes, the name of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.errors import Place, Problem, Severity
from data.loaders.base import Column
from data.loaders.dates import date_order, parse_date
from data.loaders.table import Table
from data.schema import Field

__all__ = ["without_trailing"]

_MOST = 5  # seen in Webropol's older exports
_ANCHORS = (Field.SUBMITTED_AT, Field.RESPONSE_ID)


def without_trailing(file: str, table: Table, columns: Sequence[Column]) -> tuple[Table, tuple[Problem, ...]]:
    """The table without its last rows whose date or number is none, though all rows above have one."""
    anchor = next((column for field in _ANCHORS for column in columns if column.field is field), None)
    if anchor is None or len(table.rows) < 2:
        return table, ()
    cells = [row[anchor.index].strip() for row in table.rows]
    order = date_order(cells[: max(1, len(cells) - _MOST)]) if anchor.field is Field.SUBMITTED_AT else None
    answers = [bool(cell) and (order is None or _is_date(cell, order)) for cell in cells]
    end = len(answers)
    while end and not answers[end - 1] and len(answers) - end < _MOST:
        end -= 1
    if end == len(answers) or not any(answers[:end]) or not _all_but_few(answers[:end]):
        return table, ()
    dropped = len(answers) - end
    place = Place(file, table.row_numbers[end])
    problem = Problem("loaders.trailing_rows", place, Severity.NOTE, {"n": dropped}, dropped)
    return replace(table, rows=table.rows[:end], row_numbers=table.row_numbers[:end]), (problem,)


def _is_date(cell: str, order: str) -> bool:
    """A moment, possible or not ("1.15.2022 10.61" is still an answer's)."""
    return parse_date(cell, order) is not None or cell[:1].isdigit()


def _all_but_few(answers: Sequence[bool]) -> bool:
    return sum(answers) * 10 >= len(answers) * 9
