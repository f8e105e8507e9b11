"""The store of one programme: what was imported, read back as tables; what happened, as a chain of events.

The ledger is the only commit point. Answers lie in Parquet files that nobody sees before the ledger names them.
docs/decisions/0002-store.md tells why.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from data.atoms import Atom
from data.counting import superseded
from data.durable import digest, keep_only, write_durably
from data.errors import Place, Problem, Severity
from data.fixing import atoms_fixed, fix_atoms, release_waiting
from data.home import LEDGER, Pseudonyms, pseudonyms
from data.ledger import Event, EventKind, Ledger, StoreError
from data.parcel import ImportRecord, Parcel
from data.programme import Programme, ProgrammeError, Round, check_rounds, read_programme
from data.rounds import round_from_payload, round_to_payload, rounds_overlaid
from data.schema import ANSWERS, APPLICATIONS, ROSTER, TEXTS

__all__ = ["SAME_FILE", "TEMPLATE", "Store", "no_such_round", "open_store", "same_file_twice"]

SAME_FILE = "importing.same_file"
TEMPLATE = Path(__file__).with_name("programme_template.toml")
_SCHEMAS = {"answers": ANSWERS, "texts": TEXTS, "applications": APPLICATIONS}
_READINGS = "/readings"  # behind a tool's name: in the same table, how columns are read
_FOLDERS = ("answers", "raw")
_ROSTER_COLUMNS = ", ".join(f'"{name}"' for name in ROSTER.names)

_ROSTER = f"""
SELECT {_ROSTER_COLUMNS} FROM (
    SELECT r.*, row_number() OVER (PARTITION BY r.round, r.person ORDER BY i.seq DESC) AS version
    FROM roster r JOIN imports i ON i.id = r.import_id WHERE i.undone IS NULL AND (?1 IS NULL OR r.round = ?1)
) WHERE version = 1 ORDER BY round, role, person
"""


class Store:
    """One programme's data. Safe to share between threads; other processes may write at the same time."""

    def __init__(self, folder: Path, names: Pseudonyms) -> None:
        self.folder, self.names = folder, names
        self._ledger = Ledger(folder / LEDGER, expected=_holds_files(folder))
        if self._ledger.meta("key", names.fingerprint) != names.fingerprint:
            raise StoreError(Problem("store.other_key", Place(folder.name), Severity.ERROR))
        self._sweep()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._ledger.close()

    @property
    def ledger(self) -> Ledger:
        """For what else is kept in this store: its events are committed beside the imports (data/codings.py)."""
        return self._ledger

    @property
    def version(self) -> str:
        """Changes with every commit and every change of programme.toml: the key of whatever is cached."""
        settings = self.folder / "programme.toml"  # where it is gone, reading the programme says so
        return digest(self._ledger.head().encode() + (settings.read_bytes() if settings.exists() else b""))

    def programme(self) -> Programme:
        """programme.toml with the rounds made in the application laid over its own."""
        declared = read_programme(self.folder / "programme.toml")
        made = [round_from_payload(payload) for payload in self._ledger.latest(EventKind.ROUND).values()]
        return replace(declared, rounds=rounds_overlaid(declared.rounds, made))

    def rounds(self) -> tuple[Round, ...]:
        return self.programme().rounds

    def save_round(self, one: Round, who: str) -> None:
        """Make a round, or change one of the same id."""
        if problems := check_rounds([one]):
            raise ProgrammeError(*problems)
        with self._ledger.writing():
            self._ledger.append(EventKind.ROUND, one.id, round_to_payload(one), who)

    def imports(self) -> tuple[ImportRecord, ...]:
        """Every import ever made, oldest first; those undone say so."""
        with self._ledger.reading() as db:
            rows = db.execute(
                "SELECT i.id, name, tool, i.kind, round, (SELECT count(*) FROM responses WHERE import_id = i.id),"
                " at, who, content_hash, undone IS NOT NULL FROM imports i JOIN events USING (seq) ORDER BY seq"
            ).fetchall()
        return tuple(ImportRecord(*row) for row in rows)

    def answers(self) -> pa.Table:
        return self._table("answers")

    def texts(self) -> pa.Table:
        return self._table("texts")

    def applications(self) -> pa.Table:
        return self._table("applications")

    def roster(self, round_id: str | None = None) -> pa.Table:
        """The people of a round, or of all: the only table with names and e-mails."""
        with self._ledger.reading() as db:
            rows = db.execute(_ROSTER, (round_id,)).fetchall()
        people = [dict(zip(ROSTER.names, row, strict=True)) for row in rows]
        return pa.Table.from_pylist([{**one, "shared": json.loads(one["shared"])} for one in people], schema=ROSTER)

    def atoms(self, minimum: int) -> tuple[Atom, ...]:
        """The groups that may be shown under a limit; a limit met for the first time is fixed now."""
        fixed = atoms_fixed(self._ledger, minimum)
        if fixed is None:
            order = [one.id for one in self.rounds()]
            with self._ledger.writing() as db:
                fix_atoms(db, self._ledger, "", [minimum], order, who="")
            fixed = atoms_fixed(self._ledger, minimum)
        return fixed or ()

    def wordings(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Rows of round, wave, item, language and the heading it was asked under."""
        with self._ledger.reading() as db:
            rows = db.execute(
                "SELECT DISTINCT round, kind, item, language, heading FROM wordings JOIN imports ON id = import_id"
                " WHERE undone IS NULL ORDER BY seq, item"
            ).fetchall()
        return tuple(rows)

    def mappings(self, tool: str) -> Mapping[str, str]:
        """Normalised heading → target, as a person confirmed it last for files of this tool."""
        with self._ledger.reading() as db:
            return dict(db.execute("SELECT heading, target FROM mappings WHERE tool = ?", (tool,)).fetchall())

    def readings(self, tool: str) -> Mapping[str, str]:
        """Normalised heading → how a person read its answers last; kept beside the mappings, so old stores have it."""
        return self.mappings(f"{tool}{_READINGS}")

    def known(self, response_ids: Sequence[str]) -> Mapping[str, str]:
        """Those of the responses that are here already → the day of their import."""
        with self._ledger.reading() as db:
            rows = db.execute(
                "SELECT response_id, at FROM responses JOIN imports i ON i.id = import_id JOIN events USING (seq)"
                " WHERE undone IS NULL ORDER BY seq"
            ).fetchall()
        wanted = set(response_ids)
        return {response_id: at for response_id, at in rows if response_id in wanted}

    def same_file(self, content: bytes) -> ImportRecord | None:
        """The import of exactly this file, unless it was undone."""
        wanted = digest(content)
        return next((one for one in self.imports() if one.content_hash == wanted and not one.undone), None)

    def events(self) -> tuple[Event, ...]:
        return self._ledger.events()

    def add(self, parcel: Parcel, who: str) -> ImportRecord:
        """Store an import with all that belongs to it, durably, or nothing of it.

        Raises
        ------
        StoreError
            If the same file is here already, or its round does not exist.
        """
        programme = self.programme()
        order = [one.id for one in programme.rounds]
        if parcel.round not in order:
            raise StoreError(no_such_round(parcel.name, parcel.round, order))
        files = {kind: _parquet(table, _SCHEMAS[kind]) for kind, table in parcel.tables.items() if table.num_rows}
        limits = (programme.limits.k, programme.limits.k_sensitive)
        with self._ledger.writing() as db:
            self._refuse_twice(db, parcel)
            self._write_files(parcel, files)
            self._insert(db, parcel, {kind: digest(content) for kind, content in files.items()}, who)
            fix_atoms(db, self._ledger, parcel.id, limits, order, who)
        return next(one for one in self.imports() if one.id == parcel.id)

    def undo(self, import_id: str, who: str) -> None:
        """Take an import back: a new event; the same file may be imported again."""
        with self._ledger.writing() as db:
            row = db.execute("SELECT round FROM imports WHERE id = ? AND undone IS NULL", (import_id,)).fetchone()
            if row is None:
                raise StoreError(Problem("store.nothing_to_undo", severity=Severity.ERROR))
            seq = self._ledger.append(EventKind.UNDO, import_id, {"round": row[0]}, who)
            db.execute("UPDATE imports SET undone = ? WHERE id = ?", (seq, import_id))
            release_waiting(db, self._ledger, row[0], who)

    def problems(self) -> tuple[Problem, ...]:
        """Every damage that can be found: of the ledger, its chain, and each file that it names."""
        found = list(self._ledger.problems())
        for one in self._named_files():
            found += _damage(*one)
        return tuple(found)

    def _named_files(self) -> list[tuple[Path, str]]:
        with self._ledger.reading() as db:
            rows = db.execute("SELECT id, content_hash, files FROM imports").fetchall()
        raw = [(self.folder / "raw" / content_hash, content_hash) for _, content_hash, _ in rows]
        return list(dict.fromkeys(raw)) + [
            (self._path(import_id, kind), sha)
            for import_id, _, files in rows
            for kind, sha in json.loads(files).items()
        ]

    def _sweep(self) -> None:
        """Remove what a process left that died between its files and its commit. Nobody else writes meanwhile."""
        for name in _FOLDERS:
            (self.folder / name).mkdir(exist_ok=True, mode=0o700)
        with self._ledger.writing():
            named = self._named_files()
            for name in _FOLDERS:
                keep_only(self.folder / name, {path.name for path, _ in named if path.parent.name == name})

    def _refuse_twice(self, db: sqlite3.Connection, parcel: Parcel) -> None:
        row = db.execute(
            "SELECT at, round FROM imports JOIN events USING (seq) WHERE content_hash = ? AND undone IS NULL",
            (digest(parcel.content),),
        ).fetchone()
        if row:
            raise StoreError(same_file_twice(parcel.name, *row))

    def _write_files(self, parcel: Parcel, files: Mapping[str, bytes]) -> None:
        try:
            write_durably(self.folder / "raw" / digest(parcel.content), parcel.content)
            for kind, content in files.items():
                write_durably(self._path(parcel.id, kind), content)
        except OSError as error:
            raise StoreError(Problem("store.unwritable", Place(self.folder.name), Severity.ERROR)) from error

    def _insert(self, db: sqlite3.Connection, parcel: Parcel, files: Mapping[str, str], who: str) -> None:
        content_hash = digest(parcel.content)
        told = {"content": content_hash, "files": dict(files), "kind": parcel.kind, "round": parcel.round}
        counts = {"responses": len(parcel.responses), "problems": dict(parcel.problems)}
        seq = self._ledger.append(EventKind.IMPORT, parcel.id, {**told, **counts}, who)
        row = (
            parcel.id,
            seq,
            content_hash,
            parcel.name,
            parcel.tool,
            parcel.kind,
            parcel.round,
            json.dumps(dict(files)),
        )
        db.execute("INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)", row)
        db.executemany(
            "INSERT INTO responses VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (parcel.id, place, one.response_id, one.person, one.role, one.form, one.occasion, one.submitted_at)
                for place, one in enumerate(parcel.responses)
            ),
        )
        people = parcel.roster.select(ROSTER.names).to_pylist() if parcel.roster is not None else []
        db.executemany(
            f"INSERT OR REPLACE INTO roster (import_id, {_ROSTER_COLUMNS}) VALUES (?{', ?' * len(ROSTER.names)})",
            ((parcel.id, *({**one, "shared": json.dumps(one["shared"] or [])}.values())) for one in people),
        )
        db.executemany("INSERT INTO wordings VALUES (?, ?, ?, ?)", ((parcel.id, *one) for one in parcel.wordings))
        memory = parcel.memory or parcel.tool
        for name, remembered in ((memory, parcel.mapping), (f"{memory}{_READINGS}", parcel.readings)):
            rows = ((name, heading, told) for heading, told in remembered.items())
            db.executemany("INSERT OR REPLACE INTO mappings VALUES (?, ?, ?)", rows)

    def _table(self, kind: str) -> pa.Table:
        with self._ledger.reading() as db:
            rows = db.execute("SELECT id, files FROM imports WHERE undone IS NULL ORDER BY seq").fetchall()
            beaten = superseded(db)
        named = [
            (import_id, files[kind]) for import_id, files in ((i, json.loads(f)) for i, f in rows) if kind in files
        ]
        parts = [_without(self._read(i, kind, sha), beaten.get(i, [])) for i, sha in named]
        return pa.concat_tables([_SCHEMAS[kind].empty_table(), *parts]).unify_dictionaries()

    def _read(self, import_id: str, kind: str, sha: str) -> pa.Table:
        path = self._path(import_id, kind)
        content = path.read_bytes() if path.exists() else b""
        if digest(content) != sha:
            raise StoreError(*_damage(path, sha))
        stored = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
        return stored.cast(_SCHEMAS[kind])  # Parquet has no whole seconds

    def _path(self, import_id: str, kind: str) -> Path:
        name = f"{import_id}.parquet" if kind == "answers" else f"{import_id}.{kind}.parquet"
        return self.folder / "answers" / name


def open_store(folder: Path, template: Path = TEMPLATE) -> Store:
    """The store of a folder, made where there is none: with a programme.toml from the template, and a key beside it.

    Raises
    ------
    StoreError, ProgrammeError
        If the ledger is damaged or newer than this program, the key is another one, or programme.toml is wrong.
    HomeError
        If the key is gone or damaged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (folder / LEDGER).exists():
            write_durably(folder / "programme.toml", template.read_bytes())
        store = Store(folder, pseudonyms(folder.parent))
    except OSError as error:
        raise StoreError(Problem("store.unwritable", Place(folder.name), Severity.ERROR)) from error
    store.programme()
    return store


def no_such_round(file: str, round_id: str, known: Sequence[str]) -> Problem:
    values = {"round": round_id, "known": ", ".join(known)}
    return Problem(
        "importing.no_such_round" if known else "importing.no_rounds", Place(file), Severity.ERROR, {**values}
    )


def same_file_twice(file: str, at: str, round_id: str) -> Problem:
    return Problem(SAME_FILE, Place(file), Severity.ERROR, {"day": at[:10], "round": round_id})


def _holds_files(folder: Path) -> bool:
    return any(path for name in _FOLDERS if (folder / name).exists() for path in (folder / name).iterdir())


def _parquet(table: pa.Table, schema: pa.Schema) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table.cast(schema), sink, compression="lz4")
    return bytes(sink.getvalue())


def _without(table: pa.Table, response_ids: Sequence[str]) -> pa.Table:
    if not response_ids:
        return table
    return table.filter(pc.invert(pc.is_in(table["response_id"], pa.array(response_ids))))


def _damage(path: Path, sha: str) -> list[Problem]:
    if not path.exists():
        return [Problem("store.file_missing", Place(path.name), Severity.ERROR)]
    if digest(path.read_bytes()) != sha:
        return [Problem("store.file_damaged", Place(path.name), Severity.ERROR)]
    return []
