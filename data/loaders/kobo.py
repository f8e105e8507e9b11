"""KoboToolbox: select-multiple as words in one cell and again as columns of 1 and 0; repeats on sheets of their own."""

from __future__ import annotations

from collections.abc import Sequence

from data.errors import Place, Problem
from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.habits import Habits
from data.loaders.survey import make_survey
from data.loaders.table import best_sheet, heading_of, table_of
from data.loaders.words import tool_fields
from data.schema import Field

__all__ = ["LOADER"]

_FIELDS = tool_fields("kobo")
_OWN = ("_uuid", "_submission_time", "_index")
_REPEAT = "_parent_index"
_SEPARATORS = ("/", ".")
_TICKS = frozenset({"0", "1", "0.0", "1.0", "TRUE", "FALSE", "True", "False", ""})
_SURE = 0.95


def _score(grid: Grid) -> float:
    headings = {cell.strip() for cell in heading_of(grid)}
    return _SURE if headings.issuperset(_OWN[:2]) and _REPEAT not in headings else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    table = table_of(grid)
    repeats = sum(1 for other in grids if _REPEAT in heading_of(other))
    problems = [Problem("loaders.kobo_repeats", Place(file), values={"n": repeats}, count=repeats)] if repeats else []
    return make_survey("kobo", score, file, table, _columns(table.heading, table.rows), Habits(spaces=True), problems)


def _columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The cell of words only repeats what its columns of 1 and 0 say, so those are the question."""
    parents = {heading: parent for heading in headings if (parent := _parent(heading, headings))}
    ticked = {
        heading
        for i, heading in enumerate(headings)
        if heading in parents and {row[i].strip() for row in rows} <= _TICKS
    }
    repeated = {parents[heading] for heading in ticked}
    columns = []
    for index, heading in enumerate(headings):
        field = _FIELDS.get(heading.strip(), Field.IGNORED if heading.startswith("_") else None)
        if heading in ticked:
            parent = parents[heading]
            columns.append(Column(index, heading, parent, option=heading[len(parent) + 1 :], code=heading))
        else:
            columns.append(Column(index, heading, heading, field=Field.IGNORED if heading in repeated else field))
    return columns


def _parent(heading: str, headings: Sequence[str]) -> str | None:
    """The longest other heading that this one goes on from."""
    parents = [other for other in headings if other and heading.startswith(tuple(other + mark for mark in _SEPARATORS))]
    return max(parents, key=len, default=None)


LOADER = Loader("kobo", _confidence, _read)
