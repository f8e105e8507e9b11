"""A file and its confirmed columns to typed tables, with every problem of the file found in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data.errors import Problem, Severity
from data.instruments.model import Item, ItemKind
from data.instruments.options import normalise_label
from data.loaders.base import Question
from data.loaders.headings import readable_heading
from data.mapping import tells_role
from data.parcel import Response
from data.respondents import Respondents, read_respondents
from data.rosters import read_roster
from data.schema import ANSWERS, APPLICATIONS, TEXTS, Field, Missing, Wave
from data.settings import LANGUAGES
from data.sheet import Sheet
from data.values import Filled, fill

__all__ = ["Tidied", "tidy"]

_YES = frozenset({"1", "x", "kyllä", "on", "hyväksytty", "valittu", "ja", "antagen", "yes", "true", "accepted"})
_NO_ANSWER = (Missing.SKIPPED, Missing.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Tidied:
    """What an import would store. Nothing is stored while one of the problems is an error."""

    problems: tuple[Problem, ...]
    tables: Mapping[str, pa.Table] = field(default_factory=dict)  # answers, texts, applications
    roster: pa.Table | None = None
    responses: tuple[Response, ...] = ()
    wordings: tuple[tuple[str, str, str], ...] = ()  # item, language, heading

    @property
    def is_refused(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def tidy(sheet: Sheet) -> Tidied:
    """Everything that the file holds, as the tables of data.schema; rows without any answer are left out."""
    _check_targets(sheet)
    if sheet.context.wave is None:
        roster = read_roster(sheet)
        return Tidied(tuple(sheet.problems), roster=roster)
    who = read_respondents(sheet)
    items = _items(sheet)
    asked = [(question, item) for question, item in items if item.kind is not ItemKind.TEXT]
    filled = [one for question, item in asked for one in fill(sheet, question, item, who.role)]
    texts = _texts(sheet, [(question, item) for question, item in items if item.kind is ItemKind.TEXT])
    rows = _rows_kept(sheet, who, filled, texts)
    _check_people(sheet, who, rows)
    tables = {"answers": _answers(sheet, who, filled, rows), "texts": _text_table(sheet, who, texts, rows)}
    if sheet.context.wave is Wave.APPLICATION:
        tables["applications"] = _applications(sheet, who, rows)
    return Tidied(
        problems=tuple(sheet.problems),
        tables=tables,
        responses=tuple(_response(who, row) for row in rows),
        wordings=_wordings(sheet, items),
    )


def _items(sheet: Sheet) -> list[tuple[Question, Item]]:
    known = sheet.context.instruments.items
    pairs = zip(sheet.raw.questions, sheet.mapping.targets, strict=True)
    return [(question, known[target]) for question, target in pairs if target in known]


def _check_targets(sheet: Sheet) -> None:
    """What has to be mapped, is; nothing is mapped twice, or to what does not exist."""
    items, targets = sheet.context.instruments.items, sheet.mapping.targets
    used: set[str] = set()
    for question, target in zip(sheet.raw.questions, targets, strict=True):
        if target not in items and target not in set(Field):
            sheet.refuse("importing.unknown_target", question, target=target)
        if target in used and target != Field.IGNORED and not _is_text(items, target):
            sheet.refuse("importing.target_twice", question, target=target)
        used.add(target)
    _check_needs(sheet, used)


def _check_needs(sheet: Sheet, used: set[str]) -> None:
    wave = sheet.context.wave
    if wave is None and Field.PERSON not in used:
        sheet.refuse("importing.no_person_column")
    told = wave and (sheet.context.role or tells_role(used, has_roster=bool(sheet.context.roster)))
    if Field.ROLE not in used and not told:
        sheet.refuse("importing.no_role_column")
    if wave not in (None, Wave.APPLICATION) and not used & sheet.context.instruments.items.keys():
        sheet.refuse("importing.no_items")


def _is_text(items: Mapping[str, Item], target: str) -> bool:
    return target in items and items[target].kind is ItemKind.TEXT


def _texts(sheet: Sheet, questions: Sequence[tuple[Question, Item]]) -> dict[str, list[str]]:
    """Item → its text in each row; several open questions may be one item."""
    texts: dict[str, list[str]] = {}
    for question, item in questions:
        cells = sheet.columns[question.columns[0]]
        before = texts.get(item.id, [""] * sheet.size)
        texts[item.id] = ["\n".join(filter(None, pair)) for pair in zip(before, cells, strict=True)]
    return texts


def _rows_kept(
    sheet: Sheet, who: Respondents, filled: Sequence[Filled], texts: Mapping[str, Sequence[str]]
) -> list[int]:
    """Rows with an answer, the last of each response; an application needs none."""
    answered = np.full(sheet.size, sheet.context.wave is Wave.APPLICATION)
    for one in filled:
        answered |= np.array([answer.missing not in _NO_ANSWER for answer in one.answers])[one.codes]
    for cells in texts.values():
        answered |= np.array([bool(cell) for cell in cells], bool)
    if filled or texts:  # else the whole file is refused
        sheet.tell("importing.no_answers", np.flatnonzero(~answered).tolist(), None, Severity.NOTE)
    last = {who.response_id[row]: row for row in np.flatnonzero(answered).tolist()}
    return sorted(last.values())


def _check_people(sheet: Sheet, who: Respondents, rows: Sequence[int]) -> None:
    """Of several forms of one person on one occasion the one submitted last counts; all of them are told."""
    forms: dict[tuple[str | None, str | None], list[int]] = {}
    for row in rows:
        forms.setdefault((who.person[row], who.occasion[row]), []).append(row)
    again = [row for (person, _), same in forms.items() if person and len(same) > 1 for row in same]
    sheet.tell("importing.person_twice", sorted(again), Field.PERSON, Severity.WARNING)


def _response(who: Respondents, row: int) -> Response:
    submitted = who.submitted_at[row]
    return Response(
        who.response_id[row],
        who.person[row],
        who.role[row],
        who.form[row],
        who.occasion[row],
        submitted.isoformat(sep=" ") if submitted else None,
    )


def _answers(sheet: Sheet, who: Respondents, filled: Sequence[Filled], rows: Sequence[int]) -> pa.Table:
    """One row for each item and respondent, item by item."""
    kept = np.array(rows, np.int64)
    repeat = pa.array(np.tile(np.arange(len(rows)), len(filled)))
    each = {name: column.take(repeat) for name, column in _of_respondents(sheet, who, rows).items()}
    answers = [answer for one in filled for answer in one.answers]
    starts = np.cumsum([0, *(len(one.answers) for one in filled)])
    codes = [start + one.codes[kept] for start, one in zip(starts, filled, strict=False)]
    place = pa.array(np.concatenate(codes) if codes else np.array([], np.int64))
    each["item"] = _coded([one.item for one in filled]).take(pa.array(np.arange(len(filled)).repeat(len(rows))))
    each["value"] = pa.array([answer.value for answer in answers], pa.float64()).take(place)
    each["label"] = _coded([answer.label for answer in answers]).take(place)
    each["missing_reason"] = _coded([answer.missing for answer in answers]).take(place)
    return pa.table({name: each[name] for name in ANSWERS.names}).cast(ANSWERS)


def _of_respondents(sheet: Sheet, who: Respondents, rows: Sequence[int]) -> dict[str, pa.Array]:
    constant = {"import_id": sheet.context.import_id, "round": sheet.context.round.id, "wave": sheet.context.wave}
    coded = {name: [getattr(who, name)[row] for row in rows] for name in ("occasion", "role", "group", "form", "unit")}
    return {
        **{name: _coded([text] * len(rows)) for name, text in constant.items()},
        **{name: _coded(cells) for name, cells in coded.items()},
        "response_id": pa.array([who.response_id[row] for row in rows], pa.string()),
        "person": pa.array([who.person[row] for row in rows], pa.string()),
        "submitted_at": pa.array([who.submitted_at[row] for row in rows], pa.timestamp("s")),
        "language": _coded([who.language[row] for row in rows]),
    }


def _coded(texts: Sequence[str | None]) -> pa.Array:
    return pa.array(texts, pa.string()).dictionary_encode()


def _text_table(sheet: Sheet, who: Respondents, texts: Mapping[str, Sequence[str]], rows: Sequence[int]) -> pa.Table:
    found = [(row, item, cells[row]) for item, cells in texts.items() for row in rows if cells[row]]
    columns = {
        "import_id": _coded([sheet.context.import_id] * len(found)),
        "response_id": pa.array([who.response_id[row] for row, _, _ in found], pa.string()),
        "item": _coded([item for _, item, _ in found]),
        "text": pa.array([text for _, _, text in found], pa.string()),
        "language": _coded([who.language[row] for row, _, _ in found]),
    }
    return pa.table(columns).cast(TEXTS)


def _applications(sheet: Sheet, who: Respondents, rows: Sequence[int]) -> pa.Table:
    accepted = sheet.read(Field.ACCEPTED, lambda cell: normalise_label(cell) in _YES)
    columns = {
        **_of_respondents(sheet, who, rows),
        "accepted": pa.array([accepted[row] for row in rows], pa.bool_()),
    }
    return pa.table({name: columns[name] for name in APPLICATIONS.names}).cast(APPLICATIONS)


def _wordings(sheet: Sheet, items: Sequence[tuple[Question, Item]]) -> tuple[tuple[str, str, str], ...]:
    """The heading that each item was asked under: of a matrix the row, which is what was asked."""
    language = next((one for one in sheet.raw.languages if one in LANGUAGES), LANGUAGES[0])
    return tuple((item.id, language, _wording(sheet, question)) for question, item in items)


def _wording(sheet: Sheet, question: Question) -> str:
    return readable_heading(sheet.raw.columns[question.columns[0]].row or question.heading)
