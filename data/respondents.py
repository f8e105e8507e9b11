"""Who answered: response, person, role, group, form, unit, occasion, time and language of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.errors import Severity
from data.instruments.fields import form_of
from data.instruments.options import normalise_label
from data.loaders.dates import date_order, parse_date
from data.loaders.languages import language_code
from data.mapping import ANONYMOUS
from data.role_words import allowed_role_words, role_in
from data.schema import Field, Form, Role, Wave
from data.settings import LANGUAGES
from data.sheet import Sheet, rows_where

__all__ = ["Respondents", "people_of", "read_respondents", "roles_of"]

# Answers come in from the first application to the last follow-up: a year before the round, two after it.
_BEFORE, _AFTER = timedelta(days=366), timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Respondents:
    """One entry a row of the file."""

    response_id: list[str]
    person: list[str | None]
    role: list[Role | None]
    group: list[str | None]
    form: list[Form | None]
    unit: list[str | None]
    occasion: list[str | None]
    submitted_at: list[datetime | None]
    language: list[str | None]


def read_respondents(sheet: Sheet) -> Respondents:
    """Every row of a survey or an application; what is wrong with it is told through the sheet."""
    person = people_of(sheet)
    submitted = _moments(sheet, Field.SUBMITTED_AT)
    _check_moments(sheet, submitted)
    return Respondents(
        response_id=_response_ids(sheet, submitted),
        person=person,
        role=_roles(sheet, person),
        group=_groups(sheet, person),
        form=_forms(sheet, person),
        unit=_from_roster(sheet, person, "unit", units_of(sheet)),
        occasion=[cell or None for cell in sheet.cells(Field.OCCASION)],
        submitted_at=submitted,
        language=_languages(sheet),
    )


def people_of(sheet: Sheet) -> list[str | None]:
    """The pseudonym of each row's code or e-mail; None for whoever stayed anonymous."""
    names = sheet.context.names
    return sheet.read(Field.PERSON, lambda cell: None if cell.casefold() in ANONYMOUS else names.person(cell))


def roles_of(sheet: Sheet) -> list[Role | None]:
    """The role that each row itself names; words that are no role are refused."""
    programme = sheet.context.programme
    roles = sheet.read(Field.ROLE, lambda cell: role_in(programme, cell))
    unknown = [cell and not role for cell, role in zip(sheet.cells(Field.ROLE), roles, strict=True)]
    allowed = allowed_role_words(programme)
    sheet.tell("importing.unknown_role", rows_where(unknown), Field.ROLE, Severity.ERROR, allowed=allowed)
    return roles


def units_of(sheet: Sheet) -> list[str | None]:
    """Units in the programme's own spelling; one that it does not know is kept as it is, and told."""
    known = {normalise_label(unit): unit for unit in sheet.context.programme.units}
    units = sheet.read(Field.UNIT, lambda cell: known.get(normalise_label(cell), cell))
    if known:
        unknown = [unit is not None and unit not in known.values() for unit in units]
        sheet.tell("importing.unknown_unit", rows_where(unknown), Field.UNIT, Severity.WARNING)
    return units


def forms_of(sheet: Sheet) -> list[Form | None]:
    forms = sheet.read(Field.FORM, form_of)
    unknown = [cell and not form for cell, form in zip(sheet.cells(Field.FORM), forms, strict=True)]
    sheet.tell("importing.unknown_form", rows_where(unknown), Field.FORM, Severity.WARNING)
    return forms


def _roles(sheet: Sheet, person: Sequence[str | None]) -> list[Role | None]:
    """The roster's word counts before the respondent's own."""
    roster = sheet.context.roster
    own = roles_of(sheet)
    listed = [Role(found) if (found := roster.get(one or "", {}).get("role")) else None for one in person]
    roles = [first or second or sheet.context.role for first, second in zip(listed, own, strict=True)]
    differs = [a and b and a is not b for a, b in zip(listed, own, strict=True)]
    sheet.tell("importing.role_differs", rows_where(differs), Field.ROLE, Severity.WARNING)
    stray = [bool(roster) and one is not None and one not in roster for one in person]
    if sheet.context.wave is not Wave.APPLICATION:
        sheet.tell("importing.not_on_roster", rows_where(stray), Field.PERSON, Severity.WARNING)
    blank = [role is None and not cell for role, cell in zip(roles, sheet.cells(Field.ROLE), strict=True)]
    if roster or sheet.question(Field.ROLE):  # else the whole file is refused
        sheet.tell("importing.no_role", rows_where(blank), Field.ROLE, Severity.WARNING)
    return roles


def _groups(sheet: Sheet, person: Sequence[str | None]) -> list[str | None]:
    """Pairs and small groups under a pseudonym: their names may be those of their people."""
    names, round_id = sheet.context.names, sheet.context.round.id
    groups = _from_roster(sheet, person, "group", [cell or None for cell in sheet.cells(Field.GROUP)])
    return [names.of("group", round_id, normalise_label(group)) if group else None for group in groups]


def _forms(sheet: Sheet, person: Sequence[str | None]) -> list[Form | None]:
    return [Form(form) if form else None for form in _from_roster(sheet, person, "form", forms_of(sheet))]


def _from_roster(sheet: Sheet, person: Sequence[str | None], name: str, own: Sequence[str | None]) -> list[str | None]:
    roster = sheet.context.roster
    return [roster.get(one or "", {}).get(name) or cell for one, cell in zip(person, own, strict=True)]


def _moments(sheet: Sheet, name: Field) -> list[datetime | None]:
    question = sheet.question(name)
    order = (question.date_order or date_order(sheet.cells(name))) if question else None
    return sheet.read(name, lambda cell: parse_date(cell, order))


def _check_moments(sheet: Sheet, moments: Sequence[datetime | None]) -> None:
    start, end = sheet.context.round.start - _BEFORE, sheet.context.round.end + _AFTER
    outside = [moment is not None and not start <= moment.date() <= end for moment in moments]
    sheet.tell("importing.outside_round", rows_where(outside), Field.SUBMITTED_AT, Severity.WARNING)


def _response_ids(sheet: Sheet, submitted: Sequence[datetime | None]) -> list[str]:
    """What makes a later download of the same form recognisable.

    The tool's own id with its time (two forms number their responses alike); without an id, the whole row.
    """
    ids = sheet.cells(Field.RESPONSE_ID)
    started = _moments(sheet, Field.STARTED_AT)
    context = sheet.context
    of_form = (sheet.raw.tool, context.round.id, str(context.wave))
    met: dict[tuple[str, ...], int] = {}
    made = []
    for row, (own, begun, done) in enumerate(zip(ids, started, submitted, strict=True)):
        key = (own, str(begun or done)) if own else ("", *sheet.raw.rows[row])
        met[key] = met.get(key, -1) + (0 if own and key in met else 1)
        made.append(context.names.of("response", *of_form, *key, str(met[key])))
    return made


def _languages(sheet: Sheet) -> list[str | None]:
    only = sheet.raw.languages[0] if len(sheet.raw.languages) == 1 else None
    found = sheet.read(Field.LANGUAGE, language_code)
    return [language if language in LANGUAGES else only for language in found]
