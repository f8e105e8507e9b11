"""Columns to questions: the option columns of a multi-select are one question, a matrix row is its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from data.loaders.base import Column, ColumnKind, MultiEncoding, Question
from data.loaders.cells import is_tick
from data.loaders.dates import date_order
from data.loaders.habits import Habits
from data.loaders.headings import normalise_heading, readable_heading
from data.loaders.kinds import Finding, find_kind
from data.loaders.words import WORDS
from data.schema import Field

__all__ = ["questions_of"]

_DATES = (Field.STARTED_AT, Field.SUBMITTED_AT)
_CONTACT = frozenset(WORDS["contact"]["headings"])
_POOLED = (ColumnKind.SCALE, ColumnKind.SINGLE)
_MOST_POOLED = 15  # options that the rows of a matrix may share
_ZERO_ONE = frozenset("01")

Cells = Mapping[int, Sequence[str]]


def questions_of(
    columns: Sequence[Column], cells: Cells, habits: Habits
) -> tuple[tuple[Column, ...], tuple[Question, ...]]:
    """The columns, option columns marked as such, and the questions they make up.

    `cells` are the answers of each column without blanks and missing marks.
    """
    marked: list[Column] = []
    questions: list[Question] = []
    for _, members in groupby(columns, key=_together):
        group = list(members)
        encoding = _multi_encoding(group, cells, habits)
        if encoding:
            group = [replace(column, row=None, option=column.option or column.row) for column in group]
            questions.append(_multi(group, encoding))
        else:
            questions += _single_columns(group, cells, habits)
        marked += group
    return tuple(marked), tuple(questions)


def _together(column: Column) -> tuple[object, ...]:
    """Neighbours with the same key are asked at once."""
    part_of_one = not column.field and not column.is_other_text and (column.row or column.option)
    return (normalise_heading(column.question), column.option is None) if part_of_one else (column.index,)


def _multi_encoding(group: Sequence[Column], cells: Cells, habits: Habits) -> MultiEncoding | None:
    """How the columns write options, or None if each is a question of its own."""
    met = [{cell.strip() for cell in cells[column.index]} for column in group]
    values = set().union(*met)
    if group[0].option is not None:
        return MultiEncoding.ONE_ZERO_COLUMNS if all(map(is_tick, values)) else MultiEncoding.LABEL_COLUMNS
    if group[0].row is None or len(group) < 2 or not values:
        return None
    if values <= _ZERO_ONE or _are_ticks(values, len(group), habits):
        return MultiEncoding.ONE_ZERO_COLUMNS
    return MultiEncoding.LABEL_COLUMNS if _are_own_labels(group, met) else None


def _are_ticks(values: set[str], columns: int, habits: Habits) -> bool:
    """Boxes in words, or as 1 and 2 where the tool writes them so; else 1 and 2 are points of a scale."""
    if values <= _ZERO_ONE | {"2"}:
        return habits.twos and columns > 2
    return habits.ticks and all(map(is_tick, values))


def _are_own_labels(group: Sequence[Column], met: Sequence[set[str]]) -> bool:
    """Each column holds nothing but its own label, or nothing but its own number."""
    by_label = all(_names(cell, column.row or "") for column, found in zip(group, met, strict=True) for cell in found)
    by_number = sum(map(bool, met)) > 1 and all(found <= {str(i)} for i, found in enumerate(met, 1))
    return (by_label and all(len(found) <= 1 for found in met)) or by_number


def _names(cell: str, option: str) -> bool:
    """Whether the cell repeats the option of its column."""
    cell, option = normalise_heading(cell), normalise_heading(option)
    return cell == option or (min(len(cell), len(option)) > 20 and (cell.startswith(option) or option.startswith(cell)))


def _multi(group: Sequence[Column], encoding: MultiEncoding) -> Question:
    options = tuple(readable_heading(column.option or "") for column in group)
    return Question(
        tuple(column.index for column in group), group[0].question, ColumnKind.MULTI, options, encoding=encoding
    )


def _single_columns(group: Sequence[Column], cells: Cells, habits: Habits) -> list[Question]:
    pooled = _pooled(group, cells)
    return [_question(column, cells[column.index], pooled, habits) for column in group]


def _pooled(group: Sequence[Column], cells: Cells) -> Finding | None:
    """The rows of a matrix share their options and points."""
    if len(group) < 2:
        return None
    columns_with = Counter(cell for column in group for cell in set(map(str.strip, cells[column.index])))
    shared = sum(1 for n in columns_with.values() if n > 1)
    if shared * 2 < len(columns_with):
        return None
    found = find_kind((cell for column in group for cell in cells[column.index]), group[0].question)
    return found if found.kind in _POOLED and len(found.options) <= _MOST_POOLED else None


def _question(column: Column, cells: Sequence[str], pooled: Finding | None, habits: Habits) -> Question:
    finding = _finding(column, cells, pooled, habits)
    return Question(
        (column.index,),
        column.heading,
        finding.kind,
        finding.options,
        finding.points,
        finding.encoding,
        finding.date_order,
    )


def _finding(column: Column, cells: Sequence[str], pooled: Finding | None, habits: Habits) -> Finding:
    if column.field:
        return Finding(ColumnKind.METADATA, date_order=date_order(cells) if column.field in _DATES else None)
    if not any(map(str.strip, cells)):
        return Finding(ColumnKind.EMPTY)
    if column.is_other_text or normalise_heading(column.row or column.question) in _CONTACT:
        return Finding(ColumnKind.TEXT)
    if pooled and set(map(str.strip, cells)) - {""} <= set(pooled.options):
        return pooled
    return habits.known.get(column.index) or find_kind(cells, column.heading, habits.tight, habits.spaces)
