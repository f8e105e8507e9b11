"""Webropol: the basic report as CSV or Excel, answers as texts or as numbers, one or two heading rows."""

from __future__ import annotations

import re

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import normalise_heading, question_and_row
from data.loaders.refusal import not_answers
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import best_sheet, heading_of, stacked_headings, table_of
from data.loaders.trailing import without_trailing
from data.loaders.words import tool_fields

__all__ = ["LOADER"]

_FIELDS = tool_fields("webropol")
_NAMES = ("perusraportti", "webropol", "basic report", "basrapport")
_NUMBERED = re.compile(r"\s*\d{1,3}\.\s")
_OPEN_ANSWERS = ("avoimet vastaukset", "open text answers", "öppna svar")
_OPEN_TEXT = re.compile(
    r"(?:avoimet vastaukset|open text answers|öppna svar|muu,? mikä\??|annat,? vad\??|other,? what\??)$"
)
_SUMMARY = re.compile(r"^(?:vastaajien (?:kokonais)?määrä|number of respondents|antal (?:respondenter|svarande))\b")
_SUMMARY_ROWS = 25  # of a sheet are looked at
_SURE = 0.95


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return _SURE if _is_summary(grids) else best_sheet(grids, lambda grid: _score(file, grid))[0]


def _score(file: str, grid: Grid) -> float:
    headings = heading_of(grid)
    plain = [normalise_heading(heading) for heading in headings]
    rows = sum(1 for heading in headings if question_and_row(heading)[1])
    weights = (
        0.5 * ("vastausaika" in plain or "svarstid" in plain),
        0.3 * (rows > 1),
        0.3 * any(word in file.casefold() for word in _NAMES),
        0.2 * any(heading.endswith(_OPEN_ANSWERS) for heading in plain),
        0.2 * (sum(1 for heading in headings if _NUMBERED.match(heading)) > 1),
        0.05 * (grid.delimiter == ";"),
    )
    return min(_SURE, sum(weights))


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    if _is_summary(grids):
        not_answers("loaders.webropol_summary", file)
    score, grid = best_sheet(grids, lambda grid: _score(file, grid))
    stacked = stacked_headings(grid)
    table = table_of(grid, 2 if stacked else 1)
    headings = [f"{question}:{row}" if row else question for question, row in stacked or ()] or table.heading
    columns = describe_columns(headings, _column)
    table, problems = without_trailing(file, table, columns)
    return make_survey("webropol", score, file, table, columns, problems=problems)


def _is_summary(grids: tuple[Grid, ...]) -> bool:
    """A sheet a question, with charts: figures of all respondents instead of a row for each."""
    return any(
        _SUMMARY.match(normalise_heading(cell))
        for grid in grids
        for row in grid.rows[:_SUMMARY_ROWS]
        for cell in row[:2]
    )


def _column(index: int, heading: str) -> Column:
    question, row = question_and_row(heading)
    other = _OPEN_TEXT.search(normalise_heading(heading)) is not None
    return Column(
        index, heading, question, row=row or None, field=_FIELDS.get(normalise_heading(heading)), is_other_text=other
    )


LOADER = Loader("webropol", _confidence, _read)
