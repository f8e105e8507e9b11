"""Which item or field each question of a file is: proposed here, confirmed by a person, remembered by heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process

from data.column_reading import ColumnReading
from data.instruments.fields import field_headings, form_of
from data.instruments.model import Instruments, Item, ItemKind
from data.loaders.base import Column, ColumnKind, Question, RawSurvey
from data.loaders.headings import normalise_heading
from data.programme import Programme
from data.role_words import role_in
from data.schema import Field, Wave

__all__ = ["ColumnMap", "Proposal", "Reason", "accepted", "heading_keys", "propose", "tells_role"]

# Headings of past forms differ from today's by a word or an ending. Among the shipped items the closest two in one
# language (numbers apart) stay more than _MARGIN below what a changed ending costs; a person confirms each anyway.
_SIMILAR = 80.0
_MARGIN = 5.0
_MOST = 0.9  # of a column's answers must be role words (form words, e-mails) for the column to be the role
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBERS = re.compile(r"\d+")
ANONYMOUS = frozenset({"", "-", "anonymous", "anonyymi", "anonym", "nimetön"})


class Reason(StrEnum):
    """Why a target is proposed; the first three and `metadata` are sure enough to import without asking."""

    REMEMBERED = "remembered"
    METADATA = "metadata"
    EXACT = "exact"
    ALIAS = "alias"
    SIMILAR = "similar"
    VALUES = "values"
    NONE = "none"


SURE = frozenset({Reason.REMEMBERED, Reason.METADATA, Reason.EXACT, Reason.ALIAS})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a question seems to be. `target`: id of an item, a Field, or None."""

    question: int  # index into RawSurvey.questions
    heading: str
    target: str | None
    reason: Reason
    score: float = 1.0

    @property
    def is_sure(self) -> bool:
        return self.reason in SURE


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a person confirmed: the target of each question, in the order of RawSurvey.questions."""

    tool: str
    targets: tuple[str, ...]  # id of an item, or a Field; Field.IGNORED for what is not imported
    readings: Mapping[int, ColumnReading] = field(default_factory=dict)  # index of a question → how it is read


@dataclass(slots=True)
class _Search:
    """Questions still open and targets still free, while one ground after the other is tried."""

    raw: RawSurvey
    found: dict[int, Proposal] = field(default_factory=dict)

    def open(self) -> Iterator[tuple[int, Question]]:
        return ((i, question) for i, question in enumerate(self.raw.questions) if i not in self.found)

    def take(self, place: int, target: str | None, reason: Reason, score: float = 1.0) -> None:
        taken = {proposal.target for proposal in self.found.values()} - {Field.IGNORED, None}
        if target not in taken:
            self.found[place] = Proposal(place, self.raw.questions[place].heading, target, reason, score)


def propose(
    raw: RawSurvey,
    instruments: Instruments,
    programme: Programme,
    remembered: Mapping[str, str],
    wave: Wave | None,
) -> tuple[Proposal, ...]:
    """A proposal for each question. `wave` is None for a roster, which has no items."""
    items = dict(instruments.items) if wave else {}
    search = _Search(raw)
    _remembered(search, remembered, items)
    _metadata(search)
    for reason, headings in _known_headings(items, wave).items():
        _same_heading(search, headings, reason)
    _similar(search, items, wave)
    _values(search, programme)
    for place, _ in list(search.open()):
        search.take(place, None, Reason.NONE, 0.0)
    return tuple(search.found[i] for i in range(len(raw.questions)))


def accepted(
    raw: RawSurvey, proposals: Sequence[Proposal], readings: Mapping[int, ColumnReading] | None = None
) -> ColumnMap:
    """The map that follows from the proposals that need no decision; the rest is not imported."""
    targets = tuple(p.target if p.target and p.is_sure else Field.IGNORED for p in proposals)
    return ColumnMap(raw.tool, targets, {at: one for at, one in (readings or {}).items() if proposals[at].is_sure})


def tells_role(targets: Collection[str], *, has_roster: bool) -> bool:
    """Whether each row's role can be known: the file has a column for it, or links its people to a roster."""
    return Field.ROLE in targets or (Field.PERSON in targets and has_roster)


def heading_keys(raw: RawSurvey) -> tuple[str, ...]:
    """What each question is remembered by: its heading, normalised; the second of a name gets a number."""
    met: Counter[str] = Counter()
    keys = []
    for question in raw.questions:
        name = normalise_heading(question.heading)
        met[name] += 1
        keys.append(name if met[name] == 1 else f"{name} #{met[name]}")
    return tuple(keys)


def _remembered(search: _Search, remembered: Mapping[str, str], items: Mapping[str, Item]) -> None:
    for place, key in enumerate(heading_keys(search.raw)):
        target = remembered.get(key)
        if target in items or target in set(Field):
            search.take(place, target, Reason.REMEMBERED)


def _metadata(search: _Search) -> None:
    for place, question in search.open():
        named = search.raw.columns[question.columns[0]].field
        if named:
            empty = named is Field.PERSON and all(cell.casefold() in ANONYMOUS for cell in _cells(search.raw, question))
            search.take(place, Field.IGNORED if empty else named, Reason.METADATA)


def _known_headings(items: Mapping[str, Item], wave: Wave | None) -> Mapping[Reason, Mapping[str, str]]:
    """Normalised heading → target: our own wording, then other wordings. An item of this wave goes before others."""
    own: dict[str, str] = {}
    other: dict[str, str] = {}
    for item in sorted(items.values(), key=lambda item: wave not in item.waves):
        for text in item.texts.values():
            own.setdefault(normalise_heading(text), item.id)
        for text in item.aliases:
            other.setdefault(normalise_heading(text), item.id)
    for name, headings in field_headings().items():
        for first, *rest in headings.values():
            own.setdefault(normalise_heading(first), name)
            for text in rest:
                other.setdefault(normalise_heading(text), name)
    return {Reason.EXACT: own, Reason.ALIAS: other}


def _same_heading(search: _Search, headings: Mapping[str, str], reason: Reason) -> None:
    for place, question in list(search.open()):
        target = next((headings[name] for name in _names(search.raw, question) if name in headings), None)
        if target:
            search.take(place, target, reason)


def _similar(search: _Search, items: Mapping[str, Item], wave: Wave | None) -> None:
    """One to one, the closest first; not where a second item is nearly as close."""
    wordings = [
        (normalise_heading(text), item)
        for item in items.values()
        if not item.waves or wave in item.waves
        for text in (*item.texts.values(), *item.aliases)
    ]
    near = [
        (score, place, item.id)
        for place, question in search.open()
        if (closest := _closest(_names(search.raw, question), question, wordings))
        for score, item in [closest]
    ]
    for score, place, target in sorted(near, key=lambda one: (-one[0], one[1])):
        search.take(place, target, Reason.SIMILAR, score / 100)


def _closest(
    names: Sequence[str], question: Question, wordings: Sequence[tuple[str, Item]]
) -> tuple[float, Item] | None:
    best: dict[str, tuple[float, Item]] = {}
    for name in names:
        texts = [text if _numbers(text) == _numbers(name) else "" for text, _ in wordings]
        scores = process.cdist([name], texts, scorer=fuzz.token_sort_ratio, score_cutoff=_SIMILAR - _MARGIN)[0]
        for score, (_, item) in zip(scores, wordings, strict=True):
            if score and _may_be(question, item):
                best[item.id] = max(best.get(item.id, (0.0, item)), (float(score), item), key=lambda one: one[0])
    first, second = (*sorted(best.values(), key=lambda one: -one[0])[:2], None, None)[:2]
    clear = first is not None and first[0] >= _SIMILAR and (second is None or first[0] - second[0] >= _MARGIN)
    return first if clear else None


def _numbers(text: str) -> list[str]:
    return _NUMBERS.findall(text)


def _may_be(question: Question, item: Item) -> bool:
    """Whether the answers are of a kind that the item takes."""
    if question.kind is ColumnKind.EMPTY:
        return True
    if (question.kind is ColumnKind.TEXT) != (item.kind is ItemKind.TEXT):
        return False
    return (question.kind is ColumnKind.MULTI) <= (item.kind is ItemKind.MULTI)


def _values(search: _Search, programme: Programme) -> None:
    grounds: tuple[tuple[Field, Callable[[str], object]], ...] = (
        (Field.ROLE, lambda cell: role_in(programme, cell)),
        (Field.FORM, form_of),
        (Field.PERSON, _EMAIL.fullmatch),
    )
    for place, question in list(search.open()):
        cells = [cell for cell in _cells(search.raw, question) if cell]
        for target, tells in grounds:
            if cells and _share(cells, tells) >= _MOST:
                search.take(place, target, Reason.VALUES, _share(cells, tells))
                break


def _share(cells: Sequence[str], tells: Callable[[str], object]) -> float:
    counts = Counter(cells)
    return sum(n for cell, n in counts.items() if tells(cell)) / len(cells)


def _names(raw: RawSurvey, question: Question) -> tuple[str, ...]:
    """What a question may be called: of a matrix row, the row before the whole."""
    first: Column = raw.columns[question.columns[0]]
    texts = [first.row or "", question.heading, first.heading if len(question.columns) == 1 else "", first.code or ""]
    if not first.row:
        texts.append(first.question)
    return tuple(dict.fromkeys(name for name in map(normalise_heading, texts) if name))


def _cells(raw: RawSurvey, question: Question) -> list[str]:
    at = question.columns[0]
    return [row[at].strip() for row in raw.rows] if len(question.columns) == 1 else []
