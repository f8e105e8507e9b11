"""Qualtrics: three heading rows (names, texts, ImportId), two in older exports, one in some workbooks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.dates import date_order
from data.loaders.habits import Habits
from data.loaders.headings import normalise_heading
from data.loaders.survey import make_survey
from data.loaders.table import Table, best_sheet, first_filled_row, heading_of, table_of
from data.loaders.words import tool_fields
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = tool_fields("qualtrics")
_TELLING = frozenset(
    {"startdate", "enddate", "progress", "finished", "recordeddate", "responseid", "distributionchannel"}
)
_IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:\s*"([^"]*)"')
_QUESTION_ID = re.compile(r"(QID\d+)(?:_(?!TEXT$)(\w+))?(_TEXT)?")
_TIMER = re.compile(
    r".*_?\s?(?:first click|last click|page submit|click count|firstclick|lastclick|pagesubmit|clickcount)"
)
_MACHINE = re.compile(r"QID\d+_(?:BROWSER|VERSION|OS|RESOLUTION|FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT)")
_ANALYSIS = re.compile(r".* - (?:parent )?topics$|.*sentiment(?: score| polarity)?$")
_ONE_ROW = re.compile(r"(?s)(Q[\w.#]+):\s*(\S.*)")
_UNFINISHED = frozenset({"false", "0", "falsch", "epätosi", "falskt", "nein", "no", "ei"})
_LEAST = 3  # of the tool's own names
_SURE, _LIKELY = 0.95, 0.9


def _score(grid: Grid) -> float:
    start = first_filled_row(grid)
    if any(_IMPORT_ID.match(cell) for row in grid.rows[start : start + 4] for cell in row[:3]):
        return _SURE
    return _LIKELY if len({_name(cell) for cell in heading_of(grid)} & _TELLING) >= _LEAST else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    rows = _heading_rows(grid)
    table = table_of(grid, rows)
    columns = _columns(table, rows)
    finished = next((i for i, cell in enumerate(table.heading) if _name(cell) == "finished"), None)
    habits = Habits(tight=True, unfinished=(finished, _UNFINISHED) if finished is not None else None)
    return make_survey("qualtrics", score, file, table, columns, habits)


def _heading_rows(grid: Grid) -> int:
    """Up to the row of ImportIds; without one, two where the row below the names holds no date."""
    start = first_filled_row(grid)
    for n, row in enumerate(grid.rows[start : start + 4], 1):
        if any(_IMPORT_ID.match(cell) for cell in row[:3]):
            return n
    dates = [i for i, cell in enumerate(grid.rows[start]) if _name(cell) in ("startdate", "enddate", "recordeddate")]
    second = [grid.rows[start + 1][i] for i in dates] if len(grid.rows) > start + 1 else []
    return 2 if any(cell.strip() for cell in second) and date_order(second) is None else 1


def _columns(table: Table, rows: int) -> list[Column]:
    names = table.heading
    texts = table.headings[1] if rows > 1 else names
    ids = [_import_id(cell) for cell in table.headings[-1]] if rows > 1 else [""] * len(names)
    columns = [_column(i, *parts) for i, parts in enumerate(zip(names, texts, ids, strict=True))]
    return _rows_apart(columns, ids)


def _column(index: int, name: str, text: str, import_id: str) -> Column:
    one_row = _ONE_ROW.fullmatch(name)
    if one_row:
        name, text = one_row[1], one_row[2]
    field = _FIELDS.get(_name(name))
    if _is_no_question(name, import_id):
        field = field or Field.IGNORED
    heading = text if text.strip() else name
    other = (import_id.endswith("_TEXT") and _QUESTION_ID.sub(r"\2", import_id) != "") or name.endswith("_TEXT")
    return Column(index, heading, heading, code=name, field=field, is_other_text=other and field is None)


def _is_no_question(name: str, import_id: str) -> bool:
    """Timers, the respondent's browser, topics found by the tool, fields put in by the sender."""
    plain = normalise_heading(name)
    by_name = _TIMER.fullmatch(plain) or _ANALYSIS.fullmatch(plain)
    return bool(by_name or _MACHINE.fullmatch(import_id) or (import_id and not import_id.startswith("QID")))


def _rows_apart(columns: Sequence[Column], ids: Sequence[str]) -> list[Column]:
    """The rows of a matrix carry the same question id, and their texts part at the last " - "."""
    parts = [_QUESTION_ID.fullmatch(import_id) for import_id in ids]
    return [
        replace(column, question=column.heading.rpartition(" - ")[0], row=column.heading.rpartition(" - ")[2])
        if part and part[2] and " - " in column.heading and not column.field and not column.is_other_text
        else column
        for column, part in zip(columns, parts, strict=True)
    ]


def _import_id(cell: str) -> str:
    match = _IMPORT_ID.match(cell)
    return match[1] if match else ""


def _name(cell: str) -> str:
    """StartDate, Start Date and "Duration (in seconds)" alike.

    >>> _name("Recorded Date"), _name("Duration (in seconds)")
    ('recordeddate', 'duration')
    """
    return normalise_heading(cell).partition("(")[0].replace(" ", "")


LOADER = Loader("qualtrics", _confidence, _read)
