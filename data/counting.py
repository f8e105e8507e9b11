"""Which of several versions of a response counts, and which of several forms of one person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from data.schema import Wave

__all__ = ["superseded"]


class _Form(NamedTuple):
    """Compared as it stands: the form submitted last is the greatest, then the one of the newest import."""

    submitted_at: str
    seq: int
    position: int
    import_id: str
    response_id: str


def superseded(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Import → its responses that do not count.

    Of a response that came in several imports (a later download of the same form) the newest import's counts; of
    several forms of one person on one occasion the one submitted last. Days of coaching without a name are different
    days when they come in different files.
    """
    versions: dict[str, tuple[_Form, tuple[str, ...]]] = {}
    beaten: list[_Form] = []
    for this in _forms(db):
        other = versions.setdefault(this[0].response_id, this)
        if other is not this:
            older, newer = sorted((this, other), key=lambda version: version[0].seq)
            beaten.append(older[0])
            versions[this[0].response_id] = newer
    last: dict[tuple[str, ...], _Form] = {}
    for form, key in versions.values():
        before = last.setdefault(key, form) if key else form
        if before is not form:
            beaten.append(min(before, form))
            last[key] = max(before, form)
    found: dict[str, list[str]] = {}
    for form in beaten:
        found.setdefault(form.import_id, []).append(form.response_id)
    return found


def _forms(db: sqlite3.Connection) -> Iterator[tuple[_Form, tuple[str, ...]]]:
    """Every response of an import that stands, with what its person may answer once; empty if anonymous."""
    live = {row[0]: row[1:] for row in db.execute("SELECT id, seq, round, kind FROM imports WHERE undone IS NULL")}
    rows = db.execute("SELECT import_id, response_id, person, occasion, submitted_at, position FROM responses")
    for import_id, response_id, person, occasion, submitted_at, position in rows:
        if import_id in live:
            seq, round_id, kind = live[import_id]
            day = occasion or (import_id if kind == Wave.EVENT else "")
            key = (person, round_id, kind, day) if person else ()
            yield _Form(submitted_at or "", seq, position, import_id, response_id), key
