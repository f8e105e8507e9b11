"""REDCap: raw or labelled export; checkbox columns `field___code`, several rows a person in repeating forms."""

from __future__ import annotations

import re

from data.errors import Place, Problem, Severity
from data.loaders.base import Column, Grid, Loader, RawSurvey
from data.loaders.habits import Habits
from data.loaders.headings import normalise_heading
from data.loaders.refusal import not_answers
from data.loaders.survey import describe_columns, make_survey
from data.loaders.table import best_sheet, heading_of, table_of
from data.loaders.words import tool_fields
from data.schema import Field

__all__ = ["LOADER"]

_CHECKBOX = re.compile(r"([a-z][a-z0-9_]*?)___(\w+)")
_CHOICE = re.compile(r"(?s)(.*\S)\s*\(choice=(.*)\)\s*")
_COMPLETE = re.compile(r"[a-z][a-z0-9_]*_complete|complete\??")
_STAMP = re.compile(r"[a-z][a-z0-9_]*_timestamp|survey timestamp")
_FIELDS = tool_fields("redcap")
_REPEATS = frozenset({"redcap_repeat_instance", "redcap_event_name", "repeat instance", "event name"})
_UNFINISHED = frozenset({"[not completed]"})
_DICTIONARY = "variable / field name"
_SURE, _LIKELY = 0.95, 0.85


def _score(grid: Grid) -> float:
    headings = heading_of(grid)
    plain = [heading.strip().casefold() for heading in headings]
    boxes = sum(1 for heading in plain if _CHECKBOX.fullmatch(heading) or _CHOICE.fullmatch(heading))
    forms = any(_COMPLETE.fullmatch(heading) for heading in plain)
    if _DICTIONARY in plain[:1] or (plain[:1] and _FIELDS.get(plain[0]) and (boxes or forms)):
        return _SURE
    return _LIKELY if any(heading.startswith("redcap_") for heading in plain) or boxes > 1 or (forms and boxes) else 0.0


def _confidence(file: str, grids: tuple[Grid, ...]) -> float:
    return best_sheet(grids, _score)[0]


def _read(file: str, grids: tuple[Grid, ...]) -> RawSurvey:
    score, grid = best_sheet(grids, _score)
    table = table_of(grid)
    if normalise_heading(table.heading[0]) == _DICTIONARY:
        not_answers("loaders.redcap_dictionary", file)
    repeats = bool(_REPEATS & {heading.strip().casefold() for heading in table.heading})
    columns = describe_columns(table.heading, lambda i, heading: _column(i, heading, repeats=repeats))
    stamp = next((column.index for column in columns if column.field is Field.SUBMITTED_AT), None)
    habits = Habits(unfinished=(stamp, _UNFINISHED) if stamp is not None else None)
    problems = [Problem("loaders.redcap_repeats", Place(file), Severity.NOTE)] if repeats else []
    return make_survey("redcap", score, file, table, columns, habits, problems)


def _column(index: int, heading: str, *, repeats: bool) -> Column:
    plain = heading.strip().casefold()
    field = _FIELDS.get(plain)
    if field is Field.RESPONSE_ID and repeats:
        field = Field.PERSON  # one person has several rows
    if _COMPLETE.fullmatch(plain):
        field = Field.IGNORED
    elif _STAMP.fullmatch(plain):
        field = Field.SUBMITTED_AT
    box = _CHECKBOX.fullmatch(heading.strip()) or _CHOICE.fullmatch(heading)
    if box and not field:
        return Column(index, heading, box[1], option=box[2], code=heading.strip())
    return Column(index, heading, heading, field=field)


LOADER = Loader("redcap", _confidence, _read)
