"""A file's way in: read and looked at (nothing stored), columns confirmed, checked, stored whole or refused whole."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.column_reading import ColumnReading, reading_from_text, reading_to_text
from data.durable import digest, write_durably
from data.errors import Place, Problem, PuntariError, Severity
from data.fixing import ROSTER_KIND
from data.instruments import shipped_instruments
from data.instruments.model import Instruments
from data.loaders import read_export
from data.loaders.base import Export, RawSurvey
from data.mapping import ColumnMap, Proposal, accepted, heading_keys, propose, tells_role
from data.parcel import ImportRecord, Parcel
from data.programme import Programme
from data.schema import Field, Role, Wave
from data.sheet import Context, Sheet
from data.store import SAME_FILE, Store, no_such_round, same_file_twice
from data.tidy import Tidied, tidy

__all__ = [
    "ImportRefusedError",
    "Preview",
    "Receipt",
    "check",
    "commit",
    "import_samples",
    "instruments_of",
    "needs_role",
    "prepare",
]


class ImportRefusedError(PuntariError):
    """Nothing of the file was stored. Carries all its problems, warnings too."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it was read. `wave` is None for a roster."""

    export: Export
    raw: RawSurvey
    round_id: str
    wave: Wave | None
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]
    readings: Mapping[int, ColumnReading] = field(default_factory=dict)  # remembered; index of a question → reading


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was stored, and what a person should still look at."""

    record: ImportRecord
    people: int  # of a roster; else respondents that could be linked by a pseudonym
    items: int
    known: int  # responses that an earlier import held already: the newer one counts
    problems: tuple[Problem, ...]


def instruments_of(programme: Programme) -> Instruments:
    """The shipped instruments and the programme's own questions."""
    shipped = shipped_instruments()
    return Instruments({**shipped.items, **{item.id: item for item in programme.items}}, shipped.scales)


def prepare(export: Export, store: Store, *, round_id: str, wave: Wave | None) -> Preview:
    """Read a file and propose what its columns are. Stores nothing.

    Raises
    ------
    PuntariError
        If the file cannot be read at all. Anything milder stands in the preview's problems.
    """
    raw = read_export(export)
    programme = store.programme()
    remembered = store.mappings(_memory(raw.tool, wave))
    proposals = propose(raw, instruments_of(programme), programme, remembered, wave)
    found = _standing_in_the_way(export, store, programme, round_id)
    readings = _readings_before(raw, proposals, store.readings(_memory(raw.tool, wave)))
    return Preview(export, raw, round_id, wave, proposals, (*found, *raw.problems), readings)


def needs_role(preview: Preview, mapping: ColumnMap, store: Store) -> bool:
    """Whether a person has to say whose answers these are: nothing in the file tells it, and no roster."""
    roster = store.roster(preview.round_id).num_rows > 0
    return preview.wave is not None and not tells_role(mapping.targets, has_roster=roster)


def check(
    preview: Preview, mapping: ColumnMap, store: Store, *, role: Role | None = None, accept_invalid: bool = False
) -> Tidied:
    """What a commit would store, and every problem of the file under this mapping.

    `role`: of everybody in the file, where each role had a form of its own.
    """
    return _tidied(preview, mapping, store, Parcel.new_id(), role, accept_invalid=accept_invalid)


def commit(
    preview: Preview,
    mapping: ColumnMap,
    store: Store,
    who: str,
    *,
    role: Role | None = None,
    accept_invalid: bool = False,
) -> Receipt:
    """Store the file with all that belongs to it.

    Raises
    ------
    ImportRefusedError
        With all problems of the file, where one of them is an error. Nothing is stored then.
    """
    import_id = Parcel.new_id()
    tidied = _tidied(preview, mapping, store, import_id, role, accept_invalid=accept_invalid)
    if tidied.is_refused:
        raise ImportRefusedError(*tidied.problems)
    known = store.known([one.response_id for one in tidied.responses])
    record = store.add(_parcel(preview, mapping, tidied, import_id), who)
    people = tidied.roster.num_rows if tidied.roster is not None else len(_people(tidied))
    items = len({item for item, _, _ in tidied.wordings})
    return Receipt(record, people, items, len(known), (*tidied.problems, *_known_before(preview, known)))


def import_samples(store: Store, folder: Path, who: str = "sample") -> tuple[Receipt, ...]:
    """Import a programme's files, listed in index.toml, by the way that every file goes.

    Files that were imported before are left alone, so that a start that broke off goes on where it was.
    """
    known = {one.content_hash for one in store.imports()}
    if not known:
        write_durably(store.folder / "programme.toml", (folder / "programme.toml").read_bytes(), anew=True)
    listed = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))["files"]
    exports = [(Export.from_path(folder / one["file"]), one) for one in listed]
    new = [(export, one) for export, one in exports if digest(export.content) not in known]
    receipts = (_import_listed(store, export, one, who) for export, one in new)
    return tuple(receipt for receipt in receipts if receipt)


def _import_listed(store: Store, export: Export, one: Mapping[str, str], who: str) -> Receipt | None:
    """None where somebody else imported the file meanwhile."""
    wave = None if one["wave"] == ROSTER_KIND else Wave(one["wave"])
    try:
        preview = prepare(export, store, round_id=one["round"], wave=wave)
        return commit(preview, accepted(preview.raw, preview.proposals, preview.readings), store, who)
    except PuntariError as error:
        if not any(problem.key == SAME_FILE for problem in error.problems):
            raise
    return None


def _standing_in_the_way(export: Export, store: Store, programme: Programme, round_id: str) -> list[Problem]:
    known = [one.id for one in programme.rounds]
    found = [] if round_id in known else [no_such_round(export.name, round_id, known)]
    if before := store.same_file(export.content):
        found.append(same_file_twice(export.name, before.at, before.round))
    return found


def _tidied(
    preview: Preview, mapping: ColumnMap, store: Store, import_id: str, role: Role | None, *, accept_invalid: bool
) -> Tidied:
    programme = store.programme()
    one = next((one for one in programme.rounds if one.id == preview.round_id), None)
    if one is None:
        raise ImportRefusedError(*preview.problems)
    roster = {row["person"]: row for row in store.roster(one.id).to_pylist()}
    context = Context(
        import_id=import_id,
        file=preview.export.name,
        round=one,
        wave=preview.wave,
        programme=programme,
        instruments=instruments_of(programme),
        names=store.names,
        roster=roster,
        role=role,
        accept_invalid=accept_invalid,
    )
    return tidy(Sheet(preview.raw, mapping, context, list(preview.problems)))


def _parcel(preview: Preview, mapping: ColumnMap, tidied: Tidied, import_id: str) -> Parcel:
    kind = preview.wave or ROSTER_KIND
    memory = _memory(preview.raw.tool, preview.wave)
    return Parcel(
        id=import_id,
        name=preview.export.name,
        content=preview.export.content,
        tool=preview.raw.tool,
        kind=kind,
        round=preview.round_id,
        tables=tidied.tables,
        roster=tidied.roster,
        responses=tidied.responses,
        memory=memory,
        mapping=_remembered(preview, mapping),
        readings=_readings_remembered(preview, mapping),
        wordings=tidied.wordings,
        problems=Counter(problem.key for problem in tidied.problems),
    )


def _remembered(preview: Preview, mapping: ColumnMap) -> Mapping[str, str]:
    """What the next file of the tool is told. To leave a column out is remembered only where something was proposed."""
    decided = zip(heading_keys(preview.raw), mapping.targets, preview.proposals, strict=True)
    return {key: to for key, to, offered in decided if to != Field.IGNORED or offered.target not in (None, to)}


def _readings_before(
    raw: RawSurvey, proposals: Sequence[Proposal], remembered: Mapping[str, str]
) -> Mapping[int, ColumnReading]:
    """Those of questions that are still taken for the same item: of another one, the points would be others."""
    found = {}
    for at, (key, proposal) in enumerate(zip(heading_keys(raw), proposals, strict=True)):
        target, _, text = remembered.get(key, "").partition("\n")
        if text and target == proposal.target:
            found[at] = reading_from_text(text)
    return {at: one for at, one in found.items() if one.says_something}


def _readings_remembered(preview: Preview, mapping: ColumnMap) -> Mapping[str, str]:
    """What was said this time, also where nothing is said any more."""
    keys = heading_keys(preview.raw)
    readings = {at: mapping.readings.get(at, ColumnReading()) for at in {*preview.readings, *mapping.readings}}
    return {keys[at]: f"{mapping.targets[at]}\n{reading_to_text(one)}" for at, one in readings.items()}


def _memory(tool: str, wave: Wave | None) -> str:
    """Under which name mappings are remembered: a roster's columns are other things than a survey's."""
    return tool if wave else f"{tool}/{ROSTER_KIND}"


def _people(tidied: Tidied) -> set[str]:
    return {one.person for one in tidied.responses if one.person}


def _known_before(preview: Preview, known: Mapping[str, str]) -> list[Problem]:
    if not known:
        return []
    told: dict[str, object] = {"n": len(known), "day": min(known.values())[:10]}
    return [Problem("importing.known_responses", Place(preview.export.name), Severity.NOTE, told, len(known))]
