"""How the labels of closed questions are read: which point each stands for, and which a person has to decide."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.column_reading import ColumnReading, label_key, reading_to_text
from data.instruments.model import Instruments, Item, ItemKind
from data.instruments.options import match_labels
from data.loaders.base import ColumnKind, Question, RawSurvey
from data.schema import Missing
from data.values import Answer, turned
from pages.ui.text import Text

__all__ = ["REASONS", "Reading", "choices", "meaning_words", "readings"]

REASONS = (Missing.DONT_KNOW, Missing.NOT_APPLICABLE, Missing.NOT_ASKED, Missing.INVALID)
_CLOSED = (ColumnKind.SCALE, ColumnKind.SINGLE)
_CHOSEN = (ItemKind.SCALE, ItemKind.SINGLE)
_MOST_LABELS = 15  # a column of more different answers is no row of options


@dataclass(frozen=True, slots=True)
class Reading:
    """Labels of one or more questions that share them, each with what it is read as; empty: a person decides."""

    places: tuple[int, ...]  # indexes of the questions
    item: Item  # of the first; the others have the same options
    labels: tuple[tuple[str, str], ...]
    said: ColumnReading
    hidden: int = 0  # labels not listed: where most are unknown, they may be names that people wrote

    @property
    def columns(self) -> int:
        return len(self.places)

    @property
    def unknown(self) -> int:
        return self.hidden + sum(1 for _, meaning in self.labels if not meaning)

    @property
    def is_plain(self) -> bool:
        """Numbers that stand for themselves, which need no explaining."""
        return not self.hidden and all(label == meaning for label, meaning in self.labels)


def readings(
    raw: RawSurvey,
    targets: Sequence[str],
    instruments: Instruments,
    said: Mapping[int, ColumnReading] | None = None,
    apart: Collection[int] = (),
) -> list[Reading]:
    """One for each row of labels, those that wait for a decision first. `apart`: questions that stand alone."""
    found: dict[tuple[object, ...], Reading] = {}
    for one in _of_columns(raw, targets, instruments, said or {}):
        (place,) = one.places
        options = tuple(option.id for option in one.item.options)
        key = (place if place in apart else None, options, one.labels, one.hidden, reading_to_text(one.said))
        held = found.get(key)
        found[key] = replace(held, places=(*held.places, place)) if held else one
    return sorted(found.values(), key=lambda one: (-one.unknown, one.is_plain, -one.columns))


def choices(item: Item) -> tuple[str, ...]:
    """What a label may stand for: the options in their order, then the reasons for having no answer."""
    options = tuple(option.id for option in item.options)
    known = {option.missing for option in item.options}
    return options if item.kind is ItemKind.MULTI else (*options, *(one for one in REASONS if one not in known))


def meaning_words(meaning: str, item: Item, text: Text) -> str:
    """A point with its words; the reason why there is no answer; that a person has to decide."""
    option = next((one for one in item.options if one.id == meaning), None)
    if option is None:
        return text(f"import_page.label_{meaning}") if meaning else text("import_page.label_unknown")
    if option.missing:
        return text(f"import_page.label_{option.missing}")
    words = option.labels.get(text.language, (option.id,))[0]
    number = "" if option.value is None else f"{option.value:g}"
    return f"{number} – {words}" if number and words != number else words


def _of_columns(
    raw: RawSurvey, targets: Sequence[str], instruments: Instruments, said: Mapping[int, ColumnReading]
) -> Iterator[Reading]:
    for place, (question, target) in enumerate(zip(raw.questions, targets, strict=True)):
        item = instruments.items.get(target)
        if item is None or not item.options:
            continue
        reading = said.get(place, ColumnReading())
        labels = _labels(raw, question, item, reading)
        if 0 < len(labels) <= _MOST_LABELS:
            sure = question.kind is ColumnKind.SCALE or item.kind is ItemKind.MULTI  # that they are labels
            yield _reading(place, item, labels, reading, may_hide=not sure)


def _labels(raw: RawSurvey, question: Question, item: Item, reading: ColumnReading) -> list[str]:
    """The options that a question has in this file: of a multi-select, those that it falls apart into."""
    if item.kind is ItemKind.MULTI:
        return _spelled_once(reading.options or question.options)
    if question.kind not in _CLOSED or item.kind not in _CHOSEN:
        return []
    cells = dict.fromkeys(row[question.columns[0]].strip() for row in raw.rows)
    return _spelled_once(cell for cell in cells if cell and cell not in raw.missing_marks)


def _spelled_once(labels: Iterable[str]) -> list[str]:
    """Spellings that are compared as one are decided on as one."""
    first: dict[str, str] = {}
    for label in labels:
        first.setdefault(label_key(label), label)
    return list(first.values())


def _reading(place: int, item: Item, labels: Sequence[str], said: ColumnReading, *, may_hide: bool) -> Reading:
    meanings = _meanings(labels, item, said)
    read = tuple(sorted(((label, meanings[label]) for label in labels), key=_in_order(item)))
    known = tuple(one for one in read if one[1])
    hidden = len(read) - len(known)
    return (
        Reading((place,), item, known, said, hidden)
        if may_hide and hidden > len(known)
        else Reading((place,), item, read, said)
    )


def _meanings(labels: Sequence[str], item: Item, said: ColumnReading) -> Mapping[str, str]:
    """As data.values reads them; of two labels that claim one point, a person decides on each."""
    rest = [label for label in labels if label_key(label) not in said.labels]
    match = match_labels(rest, item)
    clashing = {label for claimed in match.clashes.values() for label in claimed}
    answers = {
        label: turned(Answer(option.value, option.id), item).label
        if said.is_reversed and option.value is not None
        else option.id
        for label, option in match.matched.items()
        if label not in clashing
    }
    return {label: said.meaning(label) or answers.get(label) or "" for label in labels}


def _in_order(item: Item) -> Callable[[tuple[str, str]], tuple[int, str]]:
    """Undecided labels first, then in the order of the options."""
    order = ["", *choices(item), *Missing]
    return lambda one: (order.index(one[1]) if one[1] in order else len(order), one[0])
