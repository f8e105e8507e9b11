"""Questback EFS (Unipark, Tivian): variables `v_123`, codes, and -77/-99/-66 where there is no answer."""

from __future__ import annotations

import re

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.habits import Habits
from data.loaders.survey import make_survey
from data.loaders.table import Table, best_sheet, first_filled_row, heading_of, table_of
from data.loaders.words import tool_fields
from data.schema import Field, Missing

__all__ = ["LOADER"]

_VARIABLE = re.compile(r"(?:v|p|c)_\d+(?:_\w+)?")
_FIELDS = tool_fields("questback")
_TIMING = re.compile(r"(?:rts|time|pos)\w*\d+|rts\w*")
# What EFS writes where nobody answered: page or question not shown, and shown but left empty.
_MARKS = {"-77": Missing.NOT_ASKED, "-66": Missing.NOT_ASKED, "-99": Missing.SKIPPED}
_UNFINISHED = frozenset({"20", "21", "22", "23"})  # begun, interrupted, still going
_SURE, _LIKELY = 0.95, 0.8


def _score(grid: Grid) -> float:
    headings = [cell.strip().casefold() for cell in heading_of(grid)]
    variables = sum(1 for heading in headings if _VARIABLE.fullmatch(heading))
    return (
        0.0 if not variables else _SURE if "lfdn" in headings or "dispcode" in headings else _LIKELY * (variables > 2)
    )


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    table = table_of(grid, _heading_rows(grid))
    names = [cell.strip().casefold() for cell in table.heading]
    unfinished = (names.index("dispcode"), _UNFINISHED) if "dispcode" in names else None
    habits = Habits(missing_marks=_MARKS, unfinished=unfinished)
    return make_survey("questback", score, file, table, _columns(table), habits)


def _heading_rows(grid: Grid) -> int:
    """Two where the names of variables have their texts below them."""
    start = first_filled_row(grid)
    names = grid.rows[start]
    below = grid.rows[start + 1] if len(grid.rows) > start + 1 else ()
    first = next((below[i].strip() for i, name in enumerate(names) if name.strip().casefold() == "lfdn" and below), "1")
    return 1 if first.isdigit() else 2


def _columns(table: Table) -> list[Column]:
    texts = table.headings[1] if len(table.headings) > 1 else table.heading
    return [_column(i, name, text) for i, (name, text) in enumerate(zip(table.heading, texts, strict=True))]


def _column(index: int, name: str, text: str) -> Column:
    plain = name.strip().casefold()
    field = Field.IGNORED if _TIMING.fullmatch(plain) else _FIELDS.get(plain)
    heading = text if text.strip() else name
    return Column(index, heading, heading, code=name.strip(), field=field)


LOADER = Loader("questback", _confidence, _read)
