"""Webropol: the basic report as CSV or Excel, answers as texts or as numbers, one or two heading rows."""

from __future__ import annotations

import re

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import normalise_heading
from data.loaders.refusal import not_answers
from data.loaders.survey import Habits, describe_columns, make_survey
from data.loaders.table import Table, fill_forward, first_filled_row, table_of, widest_sheet
from data.loaders.trailing import without_trailing
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = {
    "vastausaika": Field.SUBMITTED_AT,
    "svarstid": Field.SUBMITTED_AT,
    "response time": Field.SUBMITTED_AT,
    "answered": Field.SUBMITTED_AT,
    "language": Field.LANGUAGE,
    "kieli": Field.LANGUAGE,
    "språk": Field.LANGUAGE,
    "sähköposti": Field.PERSON,
    "email": Field.PERSON,
    "e-post": Field.PERSON,
    "vastaajan numero": Field.RESPONSE_ID,
    "respondent number": Field.RESPONSE_ID,
    "vastaaja": Field.RESPONSE_ID,
}
_OPEN_TEXT = re.compile(
    r"(?:avoimet vastaukset|open text answers|öppna svar|muu,? mikä\??|annat,? vad\??|other,? what\??)$"
)
_SUMMARY = re.compile(r"^(?:vastaajien (?:kokonais)?määrä|number of respondents|antal (?:respondenter|svarande))\b")
_SUMMARY_ROWS = 25  # of a sheet are looked at
_SURE = 0.95


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    if _is_summary(grids):
        return _SURE
    grid = widest_sheet(grids)
    rows = grid.rows[first_filled_row(grid) :][:1]
    headings = [normalise_heading(cell) for cell in (rows[0] if rows else ())]
    told_time = bool(headings) and "vastausaika" in (headings[0], headings[-1], *headings[-6:])
    rows_of_matrix = sum(1 for cell in (rows[0] if rows else ()) if _parts(cell)[1])
    named = "perusraportti" in file.casefold() or "webropol" in file.casefold()
    open_texts = any(heading.endswith("avoimet vastaukset") for heading in headings)
    weights = (
        0.5 * told_time,
        0.3 * (rows_of_matrix >= 2),
        0.3 * named,
        0.2 * open_texts,
        0.1 * (grid.delimiter == ";"),
    )
    return min(_SURE, sum(weights))


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    if _is_summary(grids):
        not_answers("loaders.webropol_summary", file)
    grid = widest_sheet(grids)
    stacked = _has_second_heading(grid)
    table = table_of(grid, 2 if stacked else 1)
    headings = _joined(table) if stacked else table.heading
    columns = describe_columns(headings, _column)
    table, problems = without_trailing(file, table, columns)
    return make_survey("webropol", _confidence(file, grids), file, table, columns, Habits(), problems)


def _is_summary(grids: tuple[Grid, ...]) -> bool:
    """A sheet a question, with charts: figures of all respondents instead of a row for each."""
    return any(
        _SUMMARY.match(normalise_heading(cell))
        for grid in grids
        for row in grid.rows[:_SUMMARY_ROWS]
        for cell in row[:2]
    )


def _has_second_heading(grid: Grid) -> bool:
    """Blank cells between the headings, filled in below, where nothing stands under the single ones."""
    begin = first_filled_row(grid)
    if len(grid.rows) < begin + 3:
        return False
    first, second = grid.rows[begin], grid.rows[begin + 1]
    gaps = [i for i, cell in enumerate(first) if not cell.strip()]
    return len(gaps) > 1 and all(second[i].strip() for i in gaps) and not second[0].strip()


def _joined(table: Table) -> tuple[str, ...]:
    return tuple(
        f"{question}:{row}" if row.strip() else question
        for question, row in zip(fill_forward(table.headings[0]), table.headings[1], strict=True)
    )


def _column(index: int, heading: str) -> Column:
    question, row = _parts(heading)
    other = _OPEN_TEXT.search(normalise_heading(heading)) is not None
    return Column(
        index, heading, question, row=row or None, field=_FIELDS.get(normalise_heading(heading)), is_other_text=other
    )


def _parts(heading: str) -> tuple[str, str]:
    """Question and row of `Question:Row`; a colon at either end, or with a space behind it, parts nothing.

    >>> _parts("Miten voit?:Töissä"), _parts("Muu, mikä?:"), _parts("Huom: vastaa kaikkiin")
    (('Miten voit?', 'Töissä'), ('Muu, mikä?:', ''), ('Huom: vastaa kaikkiin', ''))
    """
    match = re.match(r"(?s)(.*\S):(?=[^\s:])(.+)", heading.strip())
    return (match[1], match[2]) if match else (heading, "")


LOADER = Loader("webropol", _confidence, _read)
