"""Webropol Events: registrations. Facts about the event first, then headings over two rows."""

from __future__ import annotations

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import normalise_heading
from data.loaders.survey import make_survey
from data.loaders.table import best_sheet, table_of
from data.loaders.words import tool_fields
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = tool_fields("webropol_events")
_TIMES = frozenset(name for name, field in _FIELDS.items() if field is Field.SUBMITTED_AT)
_ROWS_BEFORE = 30  # of facts about the event
_SURE = 0.95


def _start(grid: Grid) -> int | None:
    """The row with "#" and the time of registration."""
    for i, row in enumerate(grid.rows[:_ROWS_BEFORE]):
        plain = {normalise_heading(cell) for cell in row}
        if "#" in plain and plain & _TIMES:
            return i
    return None


def _score(grid: Grid) -> float:
    return _SURE if _start(grid) is not None else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    start = _start(grid) or 0
    rows = 2 if _goes_on(grid, start) else 1
    table = table_of(grid, rows, start=start)
    below = table.headings[1] if rows > 1 else ("",) * len(table.heading)
    columns: list[Column] = []
    question = ""
    for index, (first, second) in enumerate(zip(table.heading, map(_said, below), strict=True)):
        question = _said(first) if first.strip() else question  # a dash ends what the heading before it stands over
        columns.append(_column(index, _said(first) or (question if second else ""), second))
    return make_survey("webropol", score, file, table, columns)


def _said(cell: str) -> str:
    """A dash stands where there is no heading."""
    return "" if cell.strip() == "-" else cell.strip()


def _goes_on(grid: Grid, start: int) -> bool:
    """The next row is no registration: nothing, or a dash, stands under "#"."""
    number = next(i for i, cell in enumerate(grid.rows[start]) if normalise_heading(cell) == "#")
    below = grid.rows[start + 1] if len(grid.rows) > start + 1 else ()
    return any(map(str.strip, below)) and not _said(below[number])


def _column(index: int, question: str, row: str) -> Column:
    heading = f"{question}:{row}" if question and row else question or row
    field = _FIELDS.get(normalise_heading(row)) or _FIELDS.get(normalise_heading(heading))
    return Column(index, heading, question or row, row=row or None if question else None, field=field)


LOADER = Loader("webropol", _confidence, _read)
