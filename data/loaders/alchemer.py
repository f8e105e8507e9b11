"""Alchemer (earlier SurveyGizmo): one heading row, `Row:Question`, `Other - Write In:Question`, a Status column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.habits import Habits
from data.loaders.headings import normalise_heading
from data.loaders.survey import make_survey
from data.loaders.table import best_sheet, heading_of, table_of
from data.loaders.words import tool_fields

__all__ = ["LOADER"]

_FIELDS = tool_fields("alchemer")
_TELLING = frozenset({"time started", "status", "date submitted"})
_OWN_COLUMNS = 24
_WRITE_IN = re.compile(r"other\b.*write.in|.*\(write.in\)|.*- write in.*")
_UNFINISHED = frozenset({"partial", "disqualified"})
_SURE = 0.95


def _score(grid: Grid) -> float:
    headings = {normalise_heading(cell) for cell in heading_of(grid)}
    return _SURE if headings >= _TELLING else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    table = table_of(grid)
    status = [normalise_heading(cell) for cell in table.heading].index("status")
    habits = Habits(ticks=True, unfinished=(status, _UNFINISHED))
    return make_survey("alchemer", score, file, table, _columns(table.heading), habits)


def _columns(headings: Sequence[str]) -> list[Column]:
    """A colon parts row and question only where the question is met again, alone or behind another row."""
    whole = {normalise_heading(heading) for heading in headings}
    ends = Counter(end for heading in headings for end in {normalise_heading(end) for _, end in _cuts(heading)})
    return [_column(i, heading, whole, ends) for i, heading in enumerate(headings)]


def _cuts(heading: str) -> list[tuple[str, str]]:
    return [(heading[: m.start()].strip(), heading[m.end() :].strip()) for m in re.finditer(":", heading)]


def _column(index: int, heading: str, whole: set[str], ends: Counter[str]) -> Column:
    plain = normalise_heading(heading)
    if index < _OWN_COLUMNS and plain in _FIELDS:
        return Column(index, heading, heading, field=_FIELDS[plain])
    for row, question in _cuts(heading):
        end = normalise_heading(question)
        if end and (end in whole or ends[end] > 1):
            other = end in whole or _WRITE_IN.match(normalise_heading(row)) is not None
            return Column(index, heading, question, row=row, is_other_text=other)
    return Column(index, heading, heading)


LOADER = Loader("alchemer", _confidence, _read)
