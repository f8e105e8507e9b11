"""The people of a round, as a roster file lists them."""

from __future__ import annotations

import re

import pyarrow as pa

from data.errors import Severity
from data.instruments.fields import shared_of
from data.respondents import forms_of, people_of, roles_of, units_of
from data.schema import ROSTER, Field
from data.sheet import Sheet, rows_where

__all__ = ["read_roster"]

_BETWEEN = re.compile(r"\s*[;,]\s*")


def read_roster(sheet: Sheet) -> pa.Table:
    """One row a person; of a person who stands there twice, the later row."""
    person, role = people_of(sheet), roles_of(sheet)
    cells = {name: [cell or None for cell in sheet.cells(name)] for name in _AS_THEY_ARE}
    columns = {
        "round": [sheet.context.round.id] * sheet.size,
        "person": person,
        "code": cells[Field.PERSON],
        "name": cells[Field.NAME],
        "role": role,
        "group": cells[Field.GROUP],
        "form": forms_of(sheet),
        "unit": units_of(sheet),
        "organisation": cells[Field.ORGANISATION],
        "branch": cells[Field.BRANCH],
        "shared": [_shared(cell) for cell in sheet.cells(Field.SHARED)],
    }
    sheet.tell("importing.no_person", rows_where([not one for one in person]), Field.PERSON, Severity.ERROR)
    blank = [not role and not cell for role, cell in zip(role, sheet.cells(Field.ROLE), strict=True)]
    sheet.tell("importing.roster_without_role", rows_where(blank), Field.ROLE, Severity.ERROR)
    last = {one: row for row, one in enumerate(person) if one}
    again = [one is not None and last[one] != row for row, one in enumerate(person)]
    sheet.tell("importing.on_roster_twice", rows_where(again), Field.PERSON, Severity.WARNING)
    return pa.table(columns, schema=ROSTER).take(pa.array(sorted(last.values()), pa.int64()))


def _shared(cell: str) -> list[str]:
    """What the pair was matched by, as codes; other words stay as they are."""
    return [shared_of(word) or word for word in _BETWEEN.split(cell) if word]


_AS_THEY_ARE = (Field.PERSON, Field.NAME, Field.GROUP, Field.ORGANISATION, Field.BRANCH)
