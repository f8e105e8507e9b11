"""The ledger: one SQLite file, the only place where something becomes true. Nothing in it is ever rewritten.

Every commit appends at least one event; each event carries the hash of the one before, so that a line taken out or
changed later shows. Payloads hold codes and counts only: never an answer, a name or an e-mail.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from data.errors import Place, Problem, PuntariError, Severity

__all__ = ["Event", "EventKind", "Ledger", "StoreError"]

_VERSION = 1  # of the tables below; a change needs a step that upgrades an older ledger
_BUSY_SECONDS = 20.0  # how long a writer waits for another one
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    payload TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL UNIQUE);
CREATE INDEX events_of_subject ON events (kind, subject);
CREATE TABLE imports (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES events (seq), content_hash TEXT NOT NULL, name TEXT NOT NULL,
    tool TEXT NOT NULL, kind TEXT NOT NULL, round TEXT NOT NULL, files TEXT NOT NULL,
    undone INTEGER REFERENCES events (seq));
CREATE UNIQUE INDEX same_file_once ON imports (content_hash) WHERE undone IS NULL;
CREATE TABLE responses (
    import_id TEXT NOT NULL REFERENCES imports (id), position INTEGER NOT NULL, response_id TEXT NOT NULL,
    person TEXT, role TEXT, form TEXT,
    occasion TEXT, submitted_at TEXT, PRIMARY KEY (import_id, response_id)) WITHOUT ROWID;
CREATE TABLE roster (
    import_id TEXT NOT NULL REFERENCES imports (id), round TEXT NOT NULL, person TEXT NOT NULL, code TEXT, name TEXT,
    role TEXT, "group" TEXT, form TEXT, unit TEXT, organisation TEXT, branch TEXT, shared TEXT NOT NULL,
    PRIMARY KEY (import_id, person)) WITHOUT ROWID;
CREATE TABLE wordings (
    import_id TEXT NOT NULL REFERENCES imports (id), item TEXT NOT NULL, language TEXT NOT NULL, heading TEXT NOT NULL);
CREATE TABLE mappings (
    tool TEXT NOT NULL, heading TEXT NOT NULL, target TEXT NOT NULL, PRIMARY KEY (tool, heading)) WITHOUT ROWID;
"""


class EventKind(StrEnum):
    IMPORT = "import"
    UNDO = "undo"
    ROUND = "round"
    ATOMS = "atoms"
    CODING = "coding"  # a batch of the machine's
    CODE = "code"  # a person's decision on one answer
    ADJUDICATION = "adjudication"
    AUDIT = "audit"
    CODEBOOK = "codebook"
    OPENED = "opened"  # somebody began to read single answers; the purpose is told


class StoreError(PuntariError):
    """The store is damaged, busy, too new, or asked for something that it does not hold."""


@dataclass(frozen=True, slots=True)
class Event:
    seq: int
    at: str
    who: str
    kind: EventKind
    subject: str
    payload: Mapping[str, Any]
    previous: str
    hash: str


class Ledger:
    """One connection, used by one thread at a time; other processes wait their turn in SQLite."""

    def __init__(self, path: Path, *, expected: bool = False) -> None:
        """`expected`: files that only a ledger can name are there already, so an empty one is not a new one."""
        self._path = path
        self._lock = threading.RLock()
        with self._told():
            self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            self._closing = weakref.finalize(self, self._db.close)  # also where what follows fails
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._db.execute("PRAGMA foreign_keys = ON")
        self._prepare(expected)

    def close(self) -> None:
        self._closing()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that no other writer can enter; committed durably at its end, or nothing of it stays."""
        yield from self._transaction("BEGIN IMMEDIATE", "COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A view of one moment; inside a writing transaction, its own."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
            else:
                yield from self._transaction("BEGIN", "ROLLBACK")

    def append(self, kind: EventKind, subject: str, payload: Mapping[str, Any], who: str) -> int:
        """Add an event inside a writing transaction; its number."""
        at, body = datetime.now(UTC).isoformat(timespec="seconds"), json.dumps(payload, sort_keys=True)
        previous = self.head()
        row = (at, who, kind, subject, body, previous)
        added = self._db.execute(
            "INSERT INTO events (at, who, kind, subject, payload, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*row, _hash(row)),
        )
        assert added.lastrowid is not None
        return added.lastrowid

    def head(self) -> str:
        """The hash of the last event: changes with every commit."""
        with self._lock, self._told():
            row = self._db.execute("SELECT hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
        return row[0] if row else ""

    def events(self, kind: EventKind | None = None) -> tuple[Event, ...]:
        """All events, or those of a kind, oldest first."""
        with self.reading() as db:
            rows = db.execute("SELECT * FROM events WHERE ?1 IS NULL OR kind = ?1 ORDER BY seq", (kind,)).fetchall()
        return tuple(_event(*row) for row in rows)

    def latest(self, kind: EventKind) -> Mapping[str, Mapping[str, Any]]:
        """Subject → payload of its newest event of this kind."""
        return {event.subject: event.payload for event in self.events(kind)}

    def meta(self, key: str, value: str) -> str:
        """What is stored under a key; the first value given stays for good."""
        with self.writing() as db:
            db.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (key, value))
            return str(db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])

    def problems(self) -> tuple[Problem, ...]:
        """Damage of the file and breaks of the chain of hashes."""
        with self.reading() as db:
            sound = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            rows = db.execute("SELECT at, who, kind, subject, payload, previous, hash, seq FROM events ORDER BY seq")
            broken, before = None, ""
            for *row, own, seq in rows:
                if row[-1] != before or own != _hash(tuple(row)):
                    broken = broken or seq
                before = own
        found = [] if sound else [self._problem("store.damaged")]
        return tuple(found + ([self._problem("store.chain_broken", event=broken)] if broken else []))

    def _prepare(self, expected: bool) -> None:
        with self.writing() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise StoreError(self._problem("store.newer", found=version, known=_VERSION))
            if version == 0 and expected:
                raise StoreError(self._problem("store.ledger_lost"))
            if version == 0:
                for statement in _TABLES.split(";")[:-1]:
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {_VERSION}")

    def _transaction(self, begin: str, end: str) -> Iterator[sqlite3.Connection]:
        with self._lock, self._told():
            self._db.execute(begin)
            try:
                yield self._db
            except BaseException:
                if self._db.in_transaction:  # SQLite itself rolls back where the disk is full
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute(end)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the lower byte is the kind, the rest its detail
            raise StoreError(self._problem(_SENTENCES.get(code, "store.damaged"))) from error

    def _problem(self, key: str, **values: object) -> Problem:
        return Problem(key, Place(self._path.name), Severity.ERROR, values)


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_FULL: "store.unwritable",
    sqlite3.SQLITE_READONLY: "store.unwritable",
    sqlite3.SQLITE_CANTOPEN: "store.unwritable",
}


def _event(seq: int, at: str, who: str, kind: str, subject: str, payload: str, previous: str, own: str) -> Event:
    return Event(seq, at, who, EventKind(kind), subject, json.loads(payload), previous, own)


def _hash(row: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(row).encode()).hexdigest()
