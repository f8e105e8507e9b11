"""Instruments from TOML. Every mistake of a folder is told at once, with its file, item and what is allowed."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import Place, Problem, PuntariError, Severity
from data.instruments.model import Instruments, Item, ItemKind, Option, Scale, Topic
from data.instruments.option_sets import option_sets
from data.instruments.options import normalise_label
from data.schema import Field, Role, Wave
from data.settings import LANGUAGES, Settings

__all__ = ["InstrumentError", "read_instruments"]

OPTIONS_FILE = Path("shared", "answer_options.toml")
_CHOSEN = (ItemKind.SCALE, ItemKind.SINGLE, ItemKind.MULTI)


class InstrumentError(PuntariError):
    """The files of the instruments cannot be used as they are."""


@dataclass
class _Reading:
    """What has been read so far; only this module fills it."""

    problems: list[Problem] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)

    def refuse(self, key: str, file: str, **values: object) -> None:
        self.problems.append(Problem(key, Place(file), Severity.ERROR, values))


def read_instruments(folder: Path) -> Instruments:
    """All instruments of a folder: one TOML a file, answer options in shared/answer_options.toml.

    Raises
    ------
    InstrumentError
        With every problem of every file at once.
    """
    reading = _Reading()
    options_path = folder / OPTIONS_FILE
    sets = option_sets(Settings(options_path.name, _parse(options_path, reading), reading.problems))
    for path in sorted(folder.glob("*.toml")):
        _read_file(Settings(path.name, _parse(path, reading), reading.problems), sets, reading)
    _check_wordings(reading)
    if reading.problems:
        raise InstrumentError(*reading.problems)
    return Instruments(reading.items, reading.scales)


def _parse(path: Path, reading: _Reading) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reading.refuse("instruments.unreadable", path.name, reason=str(error))
        return {}


def _read_file(top: Settings, sets: Mapping[str, tuple[Option, ...]], reading: _Reading) -> None:
    defaults = top.table("defaults").values
    found = [_item(_with_defaults(table, defaults), sets, reading) for table in top.tables("items")]
    for item in found:
        _check_item(item, top.file, reading)
        reading.items[item.id] = item
    if "scale" in top.values:
        scale = _scale(top.table("scale"), found)
        reading.scales[scale.id] = scale
    for item in found:
        if item.scale is not None and item.scale not in reading.scales:
            reading.refuse("instruments.unknown_scale", top.file, item=item.id, scale=item.scale)
    top.finish()


def _with_defaults(table: Settings, defaults: Mapping[str, object]) -> Settings:
    return Settings(table.file, {**defaults, **table.values}, table.problems, table.path)


def _item(table: Settings, sets: Mapping[str, tuple[Option, ...]], reading: _Reading) -> Item:
    name = table.text("options", "")
    options = sets.get(name, ())
    item = Item(
        id=table.code("id"),
        kind=table.choice("kind", ItemKind),
        topic=table.choice("topic", Topic),
        texts={language: table.text(language) for language in LANGUAGES},
        aliases=table.texts("aliases"),
        options=options,
        low=_end(table, "low", options, min),
        high=_end(table, "high", options, max),
        reversed=table.flag("reversed"),
        scale=table.text("scale", "") or None,
        waves=table.choices("waves", Wave),
        roles=table.choices("roles", Role, tuple(Role)),
    )
    if not options and (name or item.kind in _CHOSEN):
        reading.refuse("instruments.unknown_options", table.file, item=item.id, found=name, allowed=", ".join(sets))
    table.finish()
    return item


def _end(table: Settings, key: str, options: Iterable[Option], pick: Callable[[list[float]], float]) -> float | None:
    given = table.optional_number(key)
    values = [option.value for option in options if option.value is not None]
    return pick(values) if given is None and values else given


def _scale(table: Settings, items: Iterable[Item]) -> Scale:
    name = table.code("id")
    scale = Scale(
        id=name,
        topic=table.choice("topic", Topic),
        names=table.words("names"),
        items=tuple(item.id for item in items if item.scale == name),
        low=table.number("low"),
        high=table.number("high"),
        minimal_important_change=table.optional_number("minimal_important_change"),
        source=table.text("source"),
        licence=table.text("licence"),
    )
    table.finish()
    return scale


def _check_item(item: Item, file: str, reading: _Reading) -> None:
    if item.id in list(Field):
        reading.refuse("instruments.field_name", file, item=item.id)
    if item.id in reading.items:
        reading.refuse("instruments.duplicate_item", file, item=item.id)


def _check_wordings(reading: _Reading) -> None:
    """One wording must lead to one item, or a column would go to whichever came first."""
    owners = Counter(
        wording
        for item in reading.items.values()
        for wording in {normalise_label(text) for text in (*item.texts.values(), *item.aliases)}
    )
    for wording in sorted(wording for wording, n in owners.items() if n > 1):
        reading.refuse("instruments.shared_wording", "", wording=wording)
