"""Google Forms: the sheet of responses, as Excel or CSV. A grid question is `Question [row]`."""

from __future__ import annotations

import re

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import normalise_heading
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import first_filled_row, table_of, widest_sheet
from data.loaders.words import tool_fields

__all__ = ["LOADER"]

_TIMESTAMPS = frozenset({"timestamp", "aikaleima", "tidstämpel", "tidsstämpel", "zeitstempel"})
_FIELDS = tool_fields("google_forms")
_GRID = re.compile(r"(?s)(.*\S)\s*\[([^\[\]]+)\]\s*")
_METADATA_COLUMNS = 3
_SURE = 0.9


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return _SURE if any(_stamp(grid) for grid in grids) else 0.0


def _stamp(grid: Grid) -> bool:
    row = next(iter(grid.rows[first_filled_row(grid) :]), ())
    return bool(row) and normalise_heading(row[0]) in _TIMESTAMPS


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    table = table_of(widest_sheet([grid for grid in grids if _stamp(grid)]))
    return make_survey("google_forms", _SURE, file, table, describe_columns(table.heading, _column))


def _column(index: int, heading: str) -> Column:
    grid = _GRID.fullmatch(heading)
    field = _FIELDS.get(normalise_heading(heading)) if index < _METADATA_COLUMNS else None
    return Column(index, heading, grid[1] if grid else heading, row=grid[2].strip() if grid else None, field=field)


LOADER = Loader("google_forms", _confidence, _read)
