"""The atoms in the ledger: fixed in the transaction of an import, for every limit in use, and kept for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from data.atoms import Atom, fix_round
from data.ledger import EventKind, Ledger
from data.schema import Form, Role, Wave

__all__ = ["ROSTER_KIND", "atoms_fixed", "fix_atoms", "release_waiting"]

ROSTER_KIND = "roster"  # an import that is no wave

# One row for each person of an import; an anonymous response is a person of its own.
_PEOPLE_OF_IMPORT = """
SELECT role, min(form) FROM responses WHERE import_id = ?1 AND role IS NOT NULL GROUP BY coalesce(person, response_id)
"""
_PEOPLE_OF_ROSTER = """
SELECT role, form FROM (
    SELECT r.role, r.form, row_number() OVER (PARTITION BY r.person ORDER BY i.seq DESC) AS version
    FROM roster r JOIN imports i ON i.id = r.import_id WHERE i.undone IS NULL AND i.round = ?1 AND r.role IS NOT NULL
) WHERE version = 1
"""
_LIVE = "SELECT id, round FROM imports WHERE undone IS NULL AND kind != ?1 ORDER BY seq"


def atoms_fixed(ledger: Ledger, minimum: int) -> tuple[Atom, ...] | None:
    """The atoms of a limit; None where nothing was ever fixed under it."""
    payload = ledger.latest(EventKind.ATOMS).get(str(minimum))
    return None if payload is None else tuple(_atom(one) for one in payload["atoms"])


def fix_atoms(
    db: sqlite3.Connection, ledger: Ledger, imported: str, minimums: Sequence[int], order: Sequence[str], who: str
) -> None:
    """Fix what an import of a roster or a survey brings, inside its transaction.

    A limit that is new (it was raised in programme.toml) is fixed by going through all imports once more.
    """
    live = db.execute(_LIVE, (Wave.APPLICATION,)).fetchall()
    for minimum in sorted(set(minimums)):
        before = atoms_fixed(ledger, minimum)
        now = before or ()
        for import_id, round_id in live:
            if before is None or import_id == imported:
                now = fix_round(now, round_id, _whole(order, now, round_id), _people(db, import_id, round_id), minimum)
        if now != (before or ()):
            _keep(ledger, minimum, now, who)


def release_waiting(db: sqlite3.Connection, ledger: Ledger, round_id: str, who: str) -> None:
    """After an undo: let go of atoms too small to have been shown, where nothing of their round is left."""
    if any(found == round_id for _, found in db.execute(_LIVE, (Wave.APPLICATION,))):
        return
    for minimum in map(int, ledger.latest(EventKind.ATOMS)):
        before = atoms_fixed(ledger, minimum) or ()
        kept = tuple(atom for atom in before if atom.large_enough or atom.rounds != (round_id,))
        if kept != before:
            _keep(ledger, minimum, kept, who)


def _people(db: sqlite3.Connection, import_id: str, round_id: str) -> list[tuple[Role, Form | None]]:
    """The people of a round: those of its roster, else those of the file itself."""
    rows = db.execute(_PEOPLE_OF_ROSTER, (round_id,)).fetchall() or db.execute(_PEOPLE_OF_IMPORT, (import_id,))
    return [(Role(role), Form(form) if form else None) for role, form in rows]


def _whole(order: Sequence[str], atoms: Sequence[Atom], round_id: str) -> list[str]:
    """The order of rounds, with those at its end that were taken out of programme.toml but have data."""
    gone = {one for atom in atoms for one in atom.rounds} | {round_id}
    return [*order, *sorted(gone.difference(order))]


def _keep(ledger: Ledger, minimum: int, atoms: Sequence[Atom], who: str) -> None:
    ledger.append(EventKind.ATOMS, str(minimum), {"atoms": [asdict(atom) for atom in atoms]}, who)


def _atom(one: Mapping[str, Any]) -> Atom:
    form = one["form"]
    return Atom(tuple(one["rounds"]), Role(one["role"]), form and Form(form), one["people"], one["minimum"])
