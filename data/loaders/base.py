"""What a loader is and what it hands on. To add a tool: one module here, one line in __init__, one sample file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from data.errors import Problem
from data.guard.upload import Export, Grid
from data.schema import Field, Missing

__all__ = ["Column", "ColumnKind", "Export", "Grid", "Loader", "MultiEncoding", "Question", "RawSurvey"]


class ColumnKind(StrEnum):
    METADATA = "metadata"
    SINGLE = "single"
    MULTI = "multi"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    EMPTY = "empty"


class MultiEncoding(StrEnum):
    """How a tool writes an answer of several options."""

    LABEL_COLUMNS = "label_columns"  # one column an option; cell = label or blank
    ONE_ZERO_COLUMNS = "one_zero_columns"  # one column an option; cell = 1 or 0 (or 1/2, Yes/No)
    SEMICOLON = "semicolon"  # one cell, options joined by ;
    COMMA = "comma"  # one cell, options joined by comma and space
    SPACE = "space"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file. `heading` is shown as it is; `question`, `row` and `option` are its parts."""

    index: int  # from 0, in the file
    heading: str
    question: str
    row: str | None = None  # of a matrix
    option: str | None = None  # of a multi-select that takes a column an option
    code: str | None = None  # the tool's own name of the question, where it has one
    field: Field | None = None  # metadata that the tool itself names (submitted_at, language, …)
    is_other_text: bool = False  # the text beside an option ("Muu, mikä?")


@dataclass(frozen=True, slots=True)
class Question:
    """What one asks at once: one column, or all option columns of a multi-select. A matrix row is its own question."""

    columns: tuple[int, ...]  # indexes into RawSurvey.columns
    heading: str
    kind: ColumnKind
    options: tuple[str, ...] = ()  # labels met, in the tool's or the scale's order; of a multi-select, its options
    points: tuple[float, float] | None = None  # lowest and highest of a scale
    encoding: MultiEncoding | None = None
    date_order: str | None = None  # iso | day_first | month_first | excel_serial


@dataclass(frozen=True, slots=True)
class RawSurvey:
    """What the tool said: every cell still text, every row as wide as the headings, every column described."""

    tool: str
    confidence: float  # 0…1: how sure the loader is that this tool wrote the file
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]  # of each row in the file, from 1
    questions: tuple[Question, ...]
    languages: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    missing_marks: Mapping[str, Missing] = field(default_factory=dict)  # the tool's own marks, e.g. N/A → not_asked
    partial_rows: frozenset[int] = frozenset()  # positions in rows of responses that were not finished


@dataclass(frozen=True, slots=True)
class Loader:
    """A survey tool: `confidence` is 0 where the grids are surely not of this tool."""

    tool: str
    confidence: Callable[[str, tuple[Grid, ...]], float]  # file name, sheets → 0…1
    read: Callable[[str, tuple[Grid, ...]], RawSurvey]
