"""`python -m data import FILE --round R --wave end`: one file into a store, whole or not at all."""

from __future__ import annotations

import os
import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypedDict

from data.column_reading import ColumnReading, reading_from
from data.errors import Place, Problem, PuntariError, Severity
from data.home import StoreName, home
from data.importing import Preview, Receipt, check, commit, prepare
from data.loaders import Export
from data.loaders.headings import normalise_heading, readable_heading
from data.mapping import ColumnMap, accepted, heading_keys
from data.schema import Field, Role, Wave
from data.store import Store, open_store

__all__ = ["Say", "add_command", "run", "sentences"]

_REFUSED = 2
_MOST_HEADINGS = 20  # that one message lists
_HEADING_SHOWN = 80
# Problems that a mapping given by a person cures.
_UNDECIDED = frozenset({"importing.no_role_column", "importing.no_items", "importing.no_person_column"})


class Say(Protocol):
    """What speaks to a person: pages.ui.text.Text."""

    def __call__(self, key: str, /, **values: object) -> str: ...

    def day(self, value: date) -> str: ...


class _Choices(TypedDict):
    """What a person decides for the whole file."""

    role: Role | None
    accept_invalid: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """A mapping file, by normalised heading."""

    targets: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, ColumnReading] = field(default_factory=dict)


class _UnreadableError(PuntariError):
    """A file named on the command line is not there, or is no mapping."""


def add_command(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--round", required=True)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--wave", type=Wave, choices=list(Wave))
    kind.add_argument("--roster", action="store_true")
    parser.add_argument("--role", type=Role, choices=list(Role))
    parser.add_argument("--mapping", type=Path)
    parser.add_argument("--store", type=StoreName, choices=list(StoreName), default=StoreName.OWN)
    parser.add_argument("--who", default=os.environ.get("USER", "cli"))
    parser.add_argument("--accept-invalid", action="store_true")


def run(arguments: Namespace, say: Say) -> int:
    """Import and print a receipt; 2 and a sentence for each problem on standard error where it is refused."""
    try:
        with open_store(home() / arguments.store) as store:
            preview, mapping = _prepared(arguments, store)
            receipt = commit(preview, mapping, store, arguments.who, **_choices(arguments))
    except PuntariError as error:
        sys.stderr.writelines(f"{line}\n" for line in sentences(error.problems, say))
        return _REFUSED
    sys.stdout.writelines(f"{line}\n" for line in _receipt(receipt, preview, mapping, say))
    return 0


def sentences(problems: Iterable[Problem], say: Say) -> list[str]:
    """Each problem in words, what stands in the way before the rest."""
    order = list(Severity)
    return [_sentence(one, say) for one in sorted(problems, key=lambda one: order.index(one.severity))]


def _prepared(arguments: Namespace, store: Store) -> tuple[Preview, ColumnMap]:
    given = _given(arguments.mapping) if arguments.mapping else _Given()
    preview = prepare(_export(arguments.file), store, round_id=arguments.round, wave=arguments.wave)
    sure = accepted(preview.raw, preview.proposals, preview.readings)
    keys = heading_keys(preview.raw)
    targets = tuple(given.targets.get(key, target) for key, target in zip(keys, sure.targets, strict=True))
    read = {at: given.readings[key] for at, key in enumerate(keys) if key in given.readings}
    stray = [
        Problem("importing.mapping_unknown_heading", Place(arguments.mapping.name), Severity.ERROR, {"heading": key})
        for key in sorted({*given.targets, *given.readings} - set(keys))
    ]
    preview = replace(preview, problems=(*preview.problems, *stray))
    mapping = ColumnMap(preview.raw.tool, targets, {**sure.readings, **read})
    return _with_undecided(arguments, preview, mapping, store), mapping


def _choices(arguments: Namespace) -> _Choices:
    return {"role": arguments.role, "accept_invalid": arguments.accept_invalid}


def _with_undecided(arguments: Namespace, preview: Preview, mapping: ColumnMap, store: Store) -> Preview:
    """Where a needed column is missing: which columns could be it, and how to say so."""
    found = check(preview, mapping, store, **_choices(arguments)).problems
    if not any(one.key in _UNDECIDED for one in found):
        return preview
    place = Place(preview.export.name)
    open_ones = Problem("importing.undecided", place, Severity.ERROR, {"headings": _left_out(preview, mapping)})
    return replace(preview, problems=(*preview.problems, open_ones))


def _left_out(preview: Preview, mapping: ColumnMap) -> str:
    """The headings that nothing is taken from."""
    pairs = zip(preview.raw.questions, mapping.targets, strict=True)
    headings = [readable_heading(question.heading)[:_HEADING_SHOWN] for question, t in pairs if t == Field.IGNORED]
    more = " …" if len(headings) > _MOST_HEADINGS else ""
    return ", ".join(f"”{heading}”" for heading in headings[:_MOST_HEADINGS]) + more


def _export(path: Path) -> Export:
    try:
        return Export.from_path(path)
    except OSError as error:
        raise _UnreadableError(Problem("loaders.unreadable", Place(path.name), Severity.ERROR)) from error


def _given(path: Path) -> _Given:
    """[columns] of a mapping file: heading = item or field; [readings."heading"]: how its answers are read."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        columns, readings = told["columns"], told.get("readings", {})
        return _Given(
            {normalise_heading(heading): str(target) for heading, target in columns.items()},
            {normalise_heading(heading): reading_from(table) for heading, table in readings.items()},
        )
    except (OSError, ValueError, KeyError, AttributeError) as error:  # TOML and Unicode errors are ValueErrors
        raise _UnreadableError(Problem("importing.no_mapping", Place(path.name), Severity.ERROR)) from error


def _receipt(receipt: Receipt, preview: Preview, mapping: ColumnMap, say: Say) -> Iterable[str]:
    record = receipt.record
    told = {"file": record.name, "round": record.round}
    if preview.wave is None:
        yield say("importing.receipt_roster", n=receipt.people, **told)
    else:
        wave = say(f"importing.wave_{preview.wave}")
        yield say(
            "importing.receipt", n=record.responses, items=receipt.items, people=receipt.people, wave=wave, **told
        )
    if left_out := _left_out(preview, mapping):
        yield say("importing.left_out", headings=left_out)
    yield from sentences(receipt.problems, say)


def _sentence(problem: Problem, say: Say) -> str:
    place = {"file": problem.place.file, "row": problem.place.row or 0, "column": problem.place.column or ""}
    days = {name: say.day(date.fromisoformat(str(day))) for name, day in problem.values.items() if name == "day"}
    return say(problem.key, **{**place, **problem.values, **days})
