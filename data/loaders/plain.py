"""Any other table with one heading row: read as it is, and said to be so."""

from __future__ import annotations

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import normalise_heading
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import table_of, widest_sheet
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = {
    "id": Field.RESPONSE_ID,
    "response id": Field.RESPONSE_ID,
    "vastauksen tunnus": Field.RESPONSE_ID,
    "aikaleima": Field.SUBMITTED_AT,
    "timestamp": Field.SUBMITTED_AT,
    "language": Field.LANGUAGE,
    "kieli": Field.LANGUAGE,
    "språk": Field.LANGUAGE,
}
_LOW = 0.1


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return _LOW


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    table = table_of(widest_sheet(grids))
    return make_survey("plain", _LOW, file, table, describe_columns(table.heading, _column))


def _column(index: int, heading: str) -> Column:
    return Column(index, heading, heading, field=_FIELDS.get(normalise_heading(heading)))


LOADER = Loader("plain", _confidence, _read)
