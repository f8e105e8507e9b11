"""How the labels of closed questions are read: which point each stands for, and which are not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.instruments.model import Instruments, Item, ItemKind, Option
from data.instruments.options import match_labels
from data.loaders.base import ColumnKind, RawSurvey
from pages.ui.text import Text

__all__ = ["Reading", "point_words", "readings"]

_CLOSED = (ColumnKind.SCALE, ColumnKind.SINGLE)
_CHOSEN = (ItemKind.SCALE, ItemKind.SINGLE)
_MOST_LABELS = 15  # a column of more different answers is no row of options


@dataclass(frozen=True, slots=True)
class Reading:
    """Label → option, the same for so many columns. None: the label is no option of the question."""

    labels: tuple[tuple[str, Option | None], ...]
    columns: int
    hidden: int = 0  # labels not listed: where most are unknown, they may be names that people wrote

    @property
    def unknown(self) -> int:
        return self.hidden + sum(1 for _, option in self.labels if option is None)


def readings(raw: RawSurvey, targets: Sequence[str], instruments: Instruments) -> list[Reading]:
    """One for each row of labels that means something else than the numbers it consists of; doubtful ones first."""
    met: Counter[tuple[tuple[str, str], ...]] = Counter()
    found: dict[tuple[tuple[str, str], ...], tuple[tuple[str, Option | None], ...]] = {}
    for labels in _of_columns(raw, targets, instruments):
        key = tuple((label, option.id if option else "") for label, option in labels)
        met[key] += 1
        found[key] = labels
    all_of_them = [_reading(found[key], count) for key, count in met.items()]
    return sorted((one for one in all_of_them if not _obvious(one)), key=lambda one: (-one.unknown, -one.columns))


def point_words(option: Option | None, text: Text) -> str:
    """What a label is taken for."""
    if option is None:
        return text("import_page.label_unknown")
    if option.missing:
        return text(f"import_page.label_{option.missing}")
    if option.value is None:
        return option.labels.get(text.language, (option.id,))[0]
    return f"{option.value:g}"


def _of_columns(
    raw: RawSurvey, targets: Sequence[str], instruments: Instruments
) -> Iterator[tuple[tuple[str, Option | None], ...]]:
    for question, target in zip(raw.questions, targets, strict=True):
        item = instruments.items.get(target)
        if item is None or question.kind not in _CLOSED or item.kind not in _CHOSEN or not item.options:
            continue
        cells = dict.fromkeys(row[question.columns[0]].strip() for row in raw.rows)
        labels = [cell for cell in cells if cell and cell not in raw.missing_marks]
        if len(labels) <= _MOST_LABELS:
            yield _read(labels, item)


def _read(labels: Sequence[str], item: Item) -> tuple[tuple[str, Option | None], ...]:
    matched = match_labels(labels, item).matched
    order = [option.id for option in item.options]
    read = [(label, matched.get(label)) for label in labels]
    return tuple(sorted(read, key=lambda one: (order.index(one[1].id) if one[1] else -1, one[0])))


def _reading(labels: tuple[tuple[str, Option | None], ...], columns: int) -> Reading:
    known = tuple(one for one in labels if one[1] is not None)
    hidden = len(labels) - len(known)
    return Reading(known, columns, hidden) if hidden > len(known) else Reading(labels, columns)


def _obvious(one: Reading) -> bool:
    return not one.hidden and all(
        option is not None and option.value is not None and label == f"{option.value:g}" for label, option in one.labels
    )
