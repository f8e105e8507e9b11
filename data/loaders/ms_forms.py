"""Microsoft Forms: "Open in Excel", or the same saved as CSV."""

from __future__ import annotations

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import normalise_heading
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import first_filled_row, table_of, widest_sheet
from data.loaders.words import tool_fields
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = tool_fields("ms_forms")
_METADATA_COLUMNS = 8  # Forms writes its own columns first
_SURE, _UNSURE = 0.95, 0.6


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    grid = widest_sheet(grids)
    headings = [normalise_heading(cell) for row in grid.rows[first_filled_row(grid) :][:1] for cell in row]
    found = {_FIELDS[heading] for heading in headings[:_METADATA_COLUMNS] if heading in _FIELDS}
    if {Field.STARTED_AT, Field.SUBMITTED_AT} <= found:
        return _SURE if Field.RESPONSE_ID in found else _UNSURE
    return 0.0


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    table = table_of(widest_sheet(grids))
    return make_survey("ms_forms", _confidence(file, grids), file, table, describe_columns(table.heading, _column))


def _column(index: int, heading: str) -> Column:
    field = _FIELDS.get(normalise_heading(heading)) if index < _METADATA_COLUMNS else None
    return Column(index, heading, heading, field=field)


LOADER = Loader("ms_forms", _confidence, _read)
