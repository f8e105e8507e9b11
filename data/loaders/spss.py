"""SPSS .sav: codes with value labels, user-missing codes and ranges, multiple response sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.loaders.base import Column, ColumnKind, Grid, Loader, RawSurvey
from data.loaders.cells import parse_number
from data.loaders.habits import Habits
from data.loaders.headings import is_other_text, normalise_heading, question_and_row
from data.loaders.kinds import Finding
from data.loaders.likert import is_aside, ordered_labels
from data.loaders.survey import make_survey
from data.loaders.table import table_of
from data.loaders.words import tool_fields
from data.schema import Missing

__all__ = ["LOADER"]

_DATA, _VARIABLES, _VALUES = "spss:data", "spss:variables", "spss:values"  # as the guard names its sheets
_FIELDS = tool_fields("spss")
_ORDERED = frozenset({"ordinal", "scale"})
_LEAST_POINTS = 3
_SURE = 0.99


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    label: str
    measure: str
    missing: tuple[tuple[str, str], ...]  # ranges, both ends within
    set_label: str  # of the multiple response set it belongs to
    counted: str  # the value that means "ticked" there
    labels: Mapping[str, str]  # code → label

    def is_missing(self, code: str) -> bool:
        number = parse_number(code)
        return any(
            code == low or (number is not None and _at(low, -number) <= number <= _at(high, number))
            for low, high in self.missing
        )


def _at(end: str, otherwise: float) -> float:
    number = parse_number(end)
    return otherwise if number is None else number


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return _SURE if [grid.sheet for grid in grids] == [_DATA, _VARIABLES, _VALUES] else 0.0


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    data, variables_sheet, values = grids
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for name, code, label in values.rows:
        labels[name][code] = label
    variables = [_variable(row, labels[row[0]]) for row in variables_sheet.rows]
    table = table_of(data)
    by_column = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(variables)
    marks = _missing_marks(variables, by_column)
    spelled = [_spelled(variable, cells) for variable, cells in zip(variables, by_column, strict=True)]
    known = {
        i: finding
        for i, pair in enumerate(zip(variables, by_column, strict=True))
        if (finding := _finding(*pair)) is not None
    }
    readable = replace(table, rows=tuple(zip(*spelled, strict=True)))
    columns = [_column(i, variable) for i, variable in enumerate(variables)]
    return make_survey(
        "spss", _SURE, file, readable, columns, Habits(missing_marks=marks, ticks=True, twos=True, known=known)
    )


def _variable(row: Sequence[str], labels: Mapping[str, str]) -> _Variable:
    name, label, measure, ranges, set_label, counted = row
    missing = tuple((low, high) for low, _, high in (part.partition("..") for part in ranges.split()))
    return _Variable(name, label, measure, missing, set_label, counted, labels)


def _spelled(variable: _Variable, cells: Sequence[str]) -> list[str]:
    """Labels for codes; where only some points have a label, "1 (not at all)" and "2"."""
    if variable.set_label:
        return ["" if not cell else str(int(cell == variable.counted)) for cell in cells]
    part = _partly_labelled(variable, cells)
    return [_spell(variable, cell, with_code=part) if cell else "" for cell in cells]


def _spell(variable: _Variable, code: str, *, with_code: bool) -> str:
    label = variable.labels.get(code)
    if variable.is_missing(code):
        return label or f"({code})"
    return code if label is None else f"{code} ({label})" if with_code else label


def _partly_labelled(variable: _Variable, cells: Sequence[str]) -> bool:
    codes = {cell for cell in cells if cell and not variable.is_missing(cell)}
    return bool(codes & variable.labels.keys()) and not codes <= variable.labels.keys()


def _missing_marks(variables: Sequence[_Variable], by_column: Sequence[Sequence[str]]) -> dict[str, Missing]:
    marks = {}
    for variable, cells in zip(variables, by_column, strict=True):
        for code in {cell for cell in cells if cell and variable.is_missing(cell)}:
            text = _spell(variable, code, with_code=False)
            marks[text] = Missing.DONT_KNOW if is_aside(text) else Missing.SKIPPED
    return marks


def _finding(variable: _Variable, cells: Sequence[str]) -> Finding | None:
    """What the labels tell: their order is the order of the codes."""
    codes = {code: number for code in variable.labels if (number := parse_number(code)) is not None}
    valid = {code: number for code, number in codes.items() if not variable.is_missing(code)}
    if variable.set_label or not valid or not any(cells):
        return None
    if _partly_labelled(variable, cells):
        return _part_finding(variable, valid, cells)
    options = tuple(variable.labels[code] for code in sorted(valid, key=valid.__getitem__))
    points = [valid[code] for code in valid if not is_aside(variable.labels[code])]
    is_scale = len(points) >= _LEAST_POINTS and (variable.measure in _ORDERED or ordered_labels(options))
    ends = (min(points), max(points)) if is_scale else None
    return Finding(ColumnKind.SCALE if is_scale else ColumnKind.SINGLE, options, ends)


def _part_finding(variable: _Variable, valid: Mapping[str, float], cells: Sequence[str]) -> Finding | None:
    """A scale with words at its ends only."""
    met = {cell: number for cell in cells if cell and (number := parse_number(cell)) is not None}
    points = {**valid, **{cell: number for cell, number in met.items() if not variable.is_missing(cell)}}
    if not all(number.is_integer() for number in points.values()) or max(points.values()) > 10:
        return None
    options = tuple(_spell(variable, code, with_code=True) for code in sorted(points, key=points.__getitem__))
    return Finding(ColumnKind.SCALE, options, (min(points.values()), max(points.values())))


def _column(index: int, variable: _Variable) -> Column:
    heading = variable.label or variable.name
    field = _FIELDS.get(normalise_heading(variable.name))
    if variable.set_label:
        return Column(index, heading, variable.set_label, option=heading, code=variable.name)
    question, row = question_and_row(heading)
    other = is_other_text(row or heading)
    return Column(index, heading, question, row=row or None, code=variable.name, field=field, is_other_text=other)


LOADER = Loader("spss", _confidence, _read)
