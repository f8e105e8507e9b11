"""How a person reads a column where its labels do not say it themselves: which label is which point, which way up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.instruments.options import normalise_label
from data.loaders.base import MultiEncoding

__all__ = ["ColumnReading", "label_key", "reading_from", "reading_from_text", "reading_to_text"]

_KEYS = frozenset({"labels", "reversed", "encoding", "options"})


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What a person says of one question of a file; whatever is not said is read as the instruments know it.

    `labels`: normalised label → id of an option, a number, or a word of `Missing`. What is said here is final:
    `is_reversed` turns only the points that were read without a person.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    is_reversed: bool = False  # the file's scale runs the other way: 1 is full agreement
    encoding: MultiEncoding | None = None  # of a multi-select in one column
    options: tuple[str, ...] = ()  # of a multi-select, as the file writes them; they may hold commas

    def meaning(self, label: str) -> str | None:
        return self.labels.get(label_key(label)) if self.labels else None

    @property
    def says_something(self) -> bool:
        return self != ColumnReading()


def label_key(label: str) -> str:
    """What a label is remembered by: spellings that are compared as one are one."""
    return normalise_label(label) or label.strip()


def reading_to_text(reading: ColumnReading) -> str:
    """For the store: keys in one order, so that equal readings are equal texts."""
    said = {"labels": dict(reading.labels), "reversed": reading.is_reversed, "options": list(reading.options)}
    return json.dumps({**said, "encoding": reading.encoding or ""}, ensure_ascii=False, sort_keys=True)


def reading_from_text(text: str) -> ColumnReading:
    return reading_from(json.loads(text))


def reading_from(table: object) -> ColumnReading:
    """A table of a mapping file.

    Raises
    ------
    ValueError
        If something in it is no reading.
    """
    if not isinstance(table, dict) or not table.keys() <= _KEYS:
        raise ValueError("a reading has labels, reversed, encoding, options")
    labels, options = table.get("labels", {}), table.get("options", [])
    turned, encoding = table.get("reversed", False), table.get("encoding", "")
    if not (isinstance(labels, dict) and isinstance(options, list) and isinstance(turned, bool)):
        raise ValueError("labels is a table, options a list, reversed true or false")
    return ColumnReading(
        {label_key(label): str(meaning) for label, meaning in labels.items()},
        turned,
        MultiEncoding(encoding) if encoding else None,
        tuple(dict.fromkeys(str(option).strip() for option in options if str(option).strip())),
    )
