"""SurveyMonkey: two heading rows, the question over its first column only. Summaries and cross-tables are refused."""

from __future__ import annotations

import re

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.headings import is_other_text, normalise_heading
from data.loaders.refusal import not_answers
from data.loaders.survey import make_survey
from data.loaders.table import Table, best_sheet, first_filled_row, table_of
from data.loaders.words import tool_fields
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = tool_fields("survey_monkey")
_OWN_COLUMNS = 12  # the tool's own come first
_ANSWER = frozenset({"response", "open-ended response", "vastaus", "avoin vastaus", "svar", "öppet svar", "antwort"})
_SUMMARY = frozenset({"answer choices", "answer options", "vastausvaihtoehdot", "svarsval", "svarsalternativ"})
_ANSWERED = frozenset({"answered", "vastattu", "besvarade", "answered question", "skipped", "ohitettu", "hoppade över"})
_SUMMARY_ROWS = 60
_SURE, _LIKELY = 0.95, 0.9
_NOTE = re.compile(r"^custom data \d+$")


def _is_summary(grids: tuple[Grid, ...]) -> bool:
    """Answer choices with their shares, "Answered" and "Skipped" below: figures, not answers."""
    cells = {
        normalise_heading(cell) for grid in grids for row in grid.rows[:_SUMMARY_ROWS] for cell in row if len(cell) < 40
    }
    return bool(cells & _ANSWERED) and (bool(cells & _SUMMARY) or len(cells & _ANSWERED) > 1)


def _score(grid: Grid) -> float:
    begin = first_filled_row(grid)
    first, second = (*grid.rows[begin : begin + 2], (), ())[:2]
    own = {_FIELDS.get(normalise_heading(cell)) for cell in first[:_OWN_COLUMNS]}
    told = any(normalise_heading(cell) in _ANSWER for cell in second)
    pairs = list(zip(first, second, strict=False))
    gaps = any(below.strip() and not cell.strip() for cell, below in pairs[1:])
    if Field.RESPONSE_ID in own and (told or gaps):
        return _SURE
    if told and (gaps or Field.STARTED_AT in own):
        return _LIKELY
    return _LIKELY / 2 if Field.RESPONSE_ID in own and Field.STARTED_AT in own else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return _LIKELY if _is_summary(grids) else best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    if score < _LIKELY and _is_summary(grids):
        not_answers("loaders.survey_monkey_summary", file)
    table = table_of(grid, 2 if score >= _LIKELY else 1)
    return make_survey("surveymonkey", score, file, table, _columns(table))


def _columns(table: Table) -> list[Column]:
    columns: list[Column] = []
    question = ""
    below = table.headings[1] if len(table.headings) > 1 else ("",) * len(table.heading)
    for index, (first, second) in enumerate(zip(table.heading, below, strict=True)):
        question = first if first.strip() else question
        columns.append(_column(index, first, question, second.strip()))
    return columns


def _column(index: int, first: str, question: str, second: str) -> Column:
    plain = normalise_heading(first)
    if index < _OWN_COLUMNS and (plain in _FIELDS or _NOTE.match(plain)):
        return Column(index, first, first, field=_FIELDS.get(plain, Field.IGNORED))
    single = (
        normalise_heading(second) in _ANSWER or not second or normalise_heading(second) == normalise_heading(question)
    )
    heading = question if single else f"{question} [{second}]"
    other = not single and is_other_text(second)
    return Column(index, heading, question, row=None if single else second, is_other_text=other)


LOADER = Loader("surveymonkey", _confidence, _read)
