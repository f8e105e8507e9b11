"""LimeSurvey: headings as code, text or both, sub-questions in brackets, as CSV or Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from data.errors import Place, Problem, Severity
from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.habits import Habits
from data.loaders.headings import is_other_text, normalise_heading
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import Table, best_sheet, heading_of, table_of
from data.loaders.words import tool_fields
from data.schema import Field, Missing

__all__ = ["LOADER"]

_FIELDS = tool_fields("limesurvey")
_TIMING = re.compile(
    r"(?:group time|question time|ryhmän aika|kysymyksen aika|gruppenzeit|fragenzeit)\s*:.*|.*\D\d+time"
)
_FILE_COUNT = re.compile(r"filecount - .*|.*\[?filecount\]?$")
_CODE_AND_TEXT = re.compile(r"(?s)([A-Za-z]\w{0,19})(?:\[(\w+)\])?(?:\[(\w+)\])?\.\s+(.+)")
_CODE_ONLY = re.compile(r"([A-Za-z]\w{0,19})\[(\w+)\](?:\[(\w+)\])?")
_ROWS = re.compile(r"(?s)(.*?\S)?\s*\[([^\[\]]*)\]\s*(?:\[([^\[\]]*)\])?\s*")
_LAST_PAGE = frozenset({"lastpage", "last page", "viimeinen sivu", "letzte seite", "sista sidan", "laatste pagina"})
_SAYS_SO = frozenset({Field.SUBMITTED_AT, Field.LANGUAGE})
_ANONYMISED = "1980-01-01"
_SURE, _LIKELY, _MAYBE = 0.95, 0.8, 0.7
_SHARE = 0.5  # of the headings must have the form of the tool's
_UNFINISHED = frozenset({"", "n/a"})


def _score(grid: Grid) -> float:
    headings = heading_of(grid)
    fields = {_FIELDS.get(normalise_heading(heading)) for heading in headings[:12]}
    pages = any(normalise_heading(heading) in _LAST_PAGE for heading in headings[:12])
    if Field.RESPONSE_ID in fields and (fields & _SAYS_SO or pages):
        return _SURE
    in_brackets = sum(1 for heading in headings if heading.rstrip().endswith("]"))
    first = normalise_heading(headings[0]) if headings else ""
    if in_brackets > 1 and _FIELDS.get(first) is Field.RESPONSE_ID and first not in ("id", "response id"):
        return _LIKELY
    coded = sum(1 for heading in headings if _CODE_AND_TEXT.fullmatch(heading) or _CODE_ONLY.fullmatch(heading))
    return _MAYBE if coded > 2 and coded >= _SHARE * len(headings) else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    table = table_of(grid)
    columns = describe_columns(table.heading, partial(_column, len(table.heading)))
    submitted = next((column.index for column in columns if column.field is Field.SUBMITTED_AT), None)
    habits = Habits(
        missing_marks={"N/A": Missing.NOT_ASKED},
        ticks=True,
        unfinished=(submitted, _UNFINISHED) if submitted is not None else None,
    )
    return make_survey("limesurvey", score, file, table, columns, habits, _anonymised(file, table, submitted))


def _anonymised(file: str, table: Table, submitted: int | None) -> Sequence[Problem]:
    rows = [] if submitted is None else [row for row in table.rows if row[submitted].startswith(_ANONYMISED)]
    return (
        [Problem("loaders.anonymised_dates", Place(file), Severity.NOTE, {"n": len(rows)}, len(rows))] if rows else []
    )


def _column(width: int, index: int, heading: str) -> Column:
    plain = normalise_heading(heading)
    if not plain or _TIMING.fullmatch(plain) or _FILE_COUNT.fullmatch(plain):
        return Column(index, heading, heading, field=Field.IGNORED)
    if plain in _FIELDS and (index < 12 or "time" in plain):
        return Column(index, heading, heading, field=_FIELDS[plain])
    code, text = _code_and_text(heading)
    question, row = _question_and_row(text)
    row = row or (code.partition("[")[2].rstrip("]") if code else "")
    return Column(
        index,
        heading,
        question or (code.partition("[")[0] if code else heading),
        row=row or None,
        code=code or None,
        is_other_text=is_other_text(row) or row.casefold().endswith("comment"),
    )


def _code_and_text(heading: str) -> tuple[str, str]:
    match = _CODE_AND_TEXT.fullmatch(heading.strip())
    if match:
        return heading.strip().split(". ", 1)[0], match[4]
    return (heading.strip(), "") if _CODE_ONLY.fullmatch(heading.strip()) else ("", heading)


def _question_and_row(text: str) -> tuple[str, str]:
    """Of `Question [row][Scale 2]`; a text without a row is a question."""
    match = _ROWS.fullmatch(text) if text.rstrip().endswith("]") else None
    if not match:
        return text, ""
    return (match[1] or "").strip(), " – ".join(part.strip() for part in (match[2], match[3] or "") if part.strip())


LOADER = Loader("limesurvey", _confidence, _read)
