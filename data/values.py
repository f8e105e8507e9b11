"""Cells to answers: the value, the option, or the reason why there is none. Never two of these reasons as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.column_reading import ColumnReading
from data.errors import Severity
from data.instruments.model import Item, ItemKind, Option
from data.instruments.options import match_labels, match_option
from data.loaders.base import MultiEncoding, Question
from data.loaders.cells import NO, parse_number, scale_point
from data.loaders.options import split_options
from data.schema import Missing, Role
from data.sheet import Sheet, rows_where

__all__ = ["Answer", "Filled", "answer_of", "fill", "options_in", "turned"]


class Answer(NamedTuple):
    value: float | None = None
    label: str | None = None
    missing: Missing | None = None


SKIPPED, NOT_ASKED, INVALID = (
    Answer(missing=Missing.SKIPPED),
    Answer(missing=Missing.NOT_ASKED),
    Answer(missing=Missing.INVALID),
)


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """All answers to one item (of a multi-select: to one of its options): codes into a short list of answers."""

    item: str
    answers: tuple[Answer, ...]
    codes: NDArray[np.int32]


def fill(sheet: Sheet, question: Question, item: Item, roles: Sequence[Role | None]) -> list[Filled]:
    """The answers of a question; one Filled, or for a multi-select one an option."""
    if item.kind is ItemKind.MULTI:
        return _multi(sheet, question, item)
    cells = sheet.columns[question.columns[0]]
    known = _meanings(sheet, question, item, dict.fromkeys(cells))
    _tell_invalid(sheet, question, item, cells, known)
    answers = [known[cell] for cell in cells]
    not_asked = {role for role in Role if role not in item.roles}
    if not_asked:
        blank = zip(answers, roles, strict=True)
        answers = [NOT_ASKED if answer is SKIPPED and role in not_asked else answer for answer, role in blank]
    return [_filled(item.id, answers)]


def _filled(item: str, answers: Sequence[Answer]) -> Filled:
    index = {answer: code for code, answer in enumerate(dict.fromkeys(answers))}
    return Filled(item, tuple(index), np.fromiter((index[one] for one in answers), np.int32, len(answers)))


def _meanings(sheet: Sheet, question: Question, item: Item, cells: Mapping[str, None]) -> Mapping[str, Answer]:
    """What each different text of a column means; what a person said of it comes first."""
    marks, reading = sheet.raw.missing_marks, sheet.reading(question)
    said = {cell: meaning for cell in cells if cell and (meaning := reading.meaning(cell))}
    plain = [cell for cell in cells if cell and cell not in marks and cell not in said]
    labels = match_labels(plain, item)
    if labels.clashes:
        sheet.refuse("importing.two_labels_of_one_point", question)
    known = {cell: Answer(missing=marks[cell]) for cell in cells if cell in marks}
    known[""] = SKIPPED
    for cell in plain:
        option = labels.matched.get(cell)
        answer = _of_option(option) if option else _READERS[item.kind](cell, item)
        known[cell] = turned(answer, item) if reading.is_reversed else answer
    return known | {cell: _said(sheet, question, item, meaning) for cell, meaning in said.items()}


def _said(sheet: Sheet, question: Question, item: Item, meaning: str) -> Answer:
    answer = answer_of(meaning, item)
    if answer is None:
        sheet.refuse("importing.unknown_meaning", question, meaning=meaning)
    return answer or INVALID


def answer_of(meaning: str, item: Item) -> Answer | None:
    """The answer that a person's word for a label names: an option, a reason for none, or a number of the scale."""
    option = next((one for one in item.options if one.id == meaning), None)
    if option:
        return _of_option(option)
    if meaning in set(Missing):
        return Answer(missing=Missing(meaning))
    is_free = item.kind is ItemKind.NUMBER or (item.kind is ItemKind.SCALE and not item.options)
    value = parse_number(meaning) if is_free else None
    return Answer(value) if value is not None and _inside(value, item) else None


def turned(answer: Answer, item: Item) -> Answer:
    """The point as far from the other end of the scale; what is no point stays what it is."""
    points = [option.value for option in item.options if option.value is not None]
    low = min(points) if points else item.low
    high = max(points) if points else item.high
    if answer.value is None or low is None or high is None:
        return answer
    value = low + high - answer.value
    return Answer(value, next((option.id for option in item.options if option.value == value), None))


def _of_option(option: Option) -> Answer:
    return Answer(missing=option.missing) if option.missing else Answer(option.value, option.id)


def _point(cell: str, item: Item) -> Answer:
    value = scale_point(cell)
    return Answer(value) if value is not None and value.is_integer() and _inside(value, item) else INVALID


def _number(cell: str, item: Item) -> Answer:
    value = parse_number(cell)
    return Answer(value) if value is not None and _inside(value, item) else INVALID


def _inside(value: float, item: Item) -> bool:
    return (item.low is None or item.low <= value) and (item.high is None or value <= item.high)


def _single(cell: str, item: Item) -> Answer:
    return INVALID if item.options else Answer(label=cell)


_READERS: Mapping[ItemKind, Callable[[str, Item], Answer]] = {
    ItemKind.SCALE: _point,
    ItemKind.NUMBER: _number,
    ItemKind.SINGLE: _single,
}


def _tell_invalid(
    sheet: Sheet, question: Question, item: Item, cells: Sequence[str], known: Mapping[str, Answer]
) -> None:
    reading = sheet.reading(question)
    odd = {cell for cell, answer in known.items() if answer == INVALID and not reading.meaning(cell)}
    wrong = rows_where([cell in odd for cell in cells])
    severity = Severity.WARNING if sheet.context.accept_invalid or item.kind is ItemKind.SINGLE else Severity.ERROR
    if item.kind is ItemKind.NUMBER:
        words = {row for row in wrong if parse_number(cells[row]) is None}
        sheet.tell("importing.not_a_number", sorted(words), question, severity)
        wrong = [row for row in wrong if row not in words]
    if item.low is not None and item.high is not None:
        ends = {"low": f"{item.low:g}", "high": f"{item.high:g}"}
        sheet.tell("importing.out_of_range", wrong, question, severity, **ends)
    else:
        sheet.tell("importing.unknown_option", wrong, question, severity)


def _multi(sheet: Sheet, question: Question, item: Item) -> list[Filled]:
    """One row an option: 1 chosen, 0 not. Who chose nothing at all has not answered."""
    chosen, unknown = _chosen(sheet, question, item)
    sheet.tell("importing.unknown_option", unknown, question, Severity.WARNING)
    said = sheet.reading(question).options
    options = [option.id for option in item.options] or list(said) or sorted(set().union(*chosen))
    return [
        _filled(
            item.id,
            [Answer(float(option in row), option) if row else Answer(None, option, Missing.SKIPPED) for row in chosen],
        )
        for option in options
    ]


def _chosen(sheet: Sheet, question: Question, item: Item) -> tuple[list[frozenset[str]], list[int]]:
    """The options that each row chose, and the rows that chose something unknown."""
    reading = sheet.reading(question)
    if len(question.columns) == 1 and (reading.encoding or question.encoding) not in _A_COLUMN_EACH:
        cells = sheet.columns[question.columns[0]]
        read = {cell: options_in(cell, question, item, reading) for cell in dict.fromkeys(cells)}
        rows = [read[cell] for cell in cells]
    else:
        named = [_option_id(option, item, reading) for option in question.options]
        ticks = zip(*(sheet.columns[at] for at in question.columns), strict=True)
        marks = sheet.raw.missing_marks
        rows = [[o for o, cell in zip(named, row, strict=True) if _ticked(cell) and cell not in marks] for row in ticks]
    chosen = [frozenset(option for option in row if option) for row in rows]
    return chosen, rows_where([None in row for row in rows])


_A_COLUMN_EACH = (MultiEncoding.LABEL_COLUMNS, MultiEncoding.ONE_ZERO_COLUMNS)


def _ticked(cell: str) -> bool:
    return bool(cell) and cell.casefold() not in NO


def options_in(cell: str, question: Question, item: Item, reading: ColumnReading) -> list[str | None]:
    """The options that a cell of several names; None for a part that is none of them."""
    labels = (label for option in item.options for labels in option.labels.values() for label in labels)
    known = (*(reading.options or question.options), *labels)
    encoding = reading.encoding or question.encoding or MultiEncoding.SEMICOLON
    return [_option_id(part, item, reading) for part in (split_options(cell, known, encoding) if cell else ())]


def _option_id(label: str, item: Item, reading: ColumnReading) -> str | None:
    said = reading.meaning(label)
    if not item.options:
        return said or (label if not reading.options or label in reading.options else None)
    option = match_option(label, item)
    return said if said in {one.id for one in item.options} else option.id if option else None
