"""Columns to questions: the option columns of a multi-select are one question, a matrix row is its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from data.loaders.base import Column, ColumnKind, MultiEncoding, Question
from data.loaders.cells import is_tick
from data.loaders.dates import date_order
from data.loaders.headings import normalise_heading, readable_heading
from data.loaders.kinds import Finding, find_kind
from data.loaders.words import WORDS
from data.schema import Field

__all__ = ["questions_of"]

_DATES = (Field.STARTED_AT, Field.SUBMITTED_AT)
_CONTACT = frozenset(WORDS["contact"]["headings"])
_POOLED = (ColumnKind.SCALE, ColumnKind.SINGLE)
_ZERO_ONE = frozenset("01")

Cells = Mapping[int, Sequence[str]]


def questions_of(
    columns: Sequence[Column], cells: Cells, *, ticks: bool = False, tight: bool = False
) -> tuple[tuple[Column, ...], tuple[Question, ...]]:
    """The columns, option columns marked as such, and the questions they make up.

    `cells` are the answers of each column without blanks and missing marks; with `ticks`, the tool writes the boxes of
    a multi-select as Yes/No; with `tight`, a comma without a space joins options.
    """
    marked: list[Column] = []
    questions: list[Question] = []
    for _, members in groupby(columns, key=_together):
        group = list(members)
        encoding = _multi_encoding(group, cells, ticks=ticks)
        if encoding:
            group = [replace(column, row=None, option=column.option or column.row) for column in group]
            questions.append(_multi(group, encoding))
        else:
            questions += _single_columns(group, cells, tight=tight)
        marked += group
    return tuple(marked), tuple(questions)


def _together(column: Column) -> tuple[object, ...]:
    """Neighbours with the same key are asked at once."""
    part_of_one = not column.field and not column.is_other_text and (column.row or column.option)
    return (normalise_heading(column.question), column.option is None) if part_of_one else (column.index,)


def _multi_encoding(group: Sequence[Column], cells: Cells, *, ticks: bool) -> MultiEncoding | None:
    """How the columns write options, or None if each is a question of its own."""
    met = {column.index: {cell.strip() for cell in cells[column.index]} for column in group}
    values = set().union(*met.values())
    if group[0].option is not None:
        return MultiEncoding.ONE_ZERO_COLUMNS if all(map(is_tick, values)) else MultiEncoding.LABEL_COLUMNS
    if group[0].row is None or len(group) < 2 or not values:
        return None
    if values <= _ZERO_ONE or (ticks and all(map(is_tick, values)) and not values <= _ZERO_ONE | {"2"}):
        return MultiEncoding.ONE_ZERO_COLUMNS
    own = all(
        len(found) <= 1 and all(_names(cell, column.row or "") for cell in found)
        for column, found in zip(group, met.values(), strict=True)
    )
    return MultiEncoding.LABEL_COLUMNS if own else None


def _names(cell: str, option: str) -> bool:
    """Whether the cell repeats the option of its column."""
    cell, option = normalise_heading(cell), normalise_heading(option)
    return cell == option or (min(len(cell), len(option)) > 20 and (cell.startswith(option) or option.startswith(cell)))


def _multi(group: Sequence[Column], encoding: MultiEncoding) -> Question:
    options = tuple(readable_heading(column.option or "") for column in group)
    return Question(
        tuple(column.index for column in group), group[0].question, ColumnKind.MULTI, options, encoding=encoding
    )


def _single_columns(group: Sequence[Column], cells: Cells, *, tight: bool) -> list[Question]:
    pooled = _pooled(group, cells)
    return [_question(column, cells[column.index], pooled, tight=tight) for column in group]


def _pooled(group: Sequence[Column], cells: Cells) -> Finding | None:
    """The rows of a matrix share their options and points."""
    if len(group) < 2:
        return None
    found = find_kind((cell for column in group for cell in cells[column.index]), group[0].question)
    return found if found.kind in _POOLED else None


def _question(column: Column, cells: Sequence[str], pooled: Finding | None, *, tight: bool) -> Question:
    finding = _finding(column, cells, pooled, tight=tight)
    return Question(
        (column.index,),
        column.heading,
        finding.kind,
        finding.options,
        finding.points,
        finding.encoding,
        finding.date_order,
    )


def _finding(column: Column, cells: Sequence[str], pooled: Finding | None, *, tight: bool) -> Finding:
    if column.field:
        return Finding(ColumnKind.METADATA, date_order=date_order(cells) if column.field in _DATES else None)
    if not any(map(str.strip, cells)):
        return Finding(ColumnKind.EMPTY)
    if column.is_other_text or normalise_heading(column.row or column.question) in _CONTACT:
        return Finding(ColumnKind.TEXT)
    if pooled and set(map(str.strip, cells)) - {""} <= set(pooled.options):
        return pooled
    return find_kind(cells, column.heading, tight=tight)
