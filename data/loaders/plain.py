"""Any other table with one heading row: read as it is, and said to be so."""

from __future__ import annotations

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.habits import Habits
from data.loaders.headings import is_other_text, normalise_heading
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import stacked_headings, table_of, widest_sheet
from data.loaders.words import tool_fields

__all__ = ["LOADER"]

_FIELDS = tool_fields("plain")
_LOW = 0.1


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return _LOW


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    grid = widest_sheet(grids)
    stacked = stacked_headings(grid)
    table = table_of(grid, 2 if stacked else 1)
    if stacked:
        columns = describe_columns(table.headings[1], lambda i, _: _stacked_column(i, *stacked[i]))
    else:
        columns = describe_columns(table.heading, _column)
    return make_survey("plain", _LOW, file, table, columns, Habits(ticks=stacked is not None))


def _stacked_column(index: int, question: str, row: str) -> Column:
    heading = f"{question} [{row}]" if row else question
    return Column(index, heading, question, row=row or None, is_other_text=is_other_text(row))


def _column(index: int, heading: str) -> Column:
    return Column(index, heading, heading, field=_FIELDS.get(normalise_heading(heading)))


LOADER = Loader("plain", _confidence, _read)
