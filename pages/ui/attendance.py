"""Who was invited, applied, took part and answered, from the tables of a store: pseudonyms and counts, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analysis.participation import Applicant, Attendance, Member
from data.programme import Round
from data.schema import Form, Role, Wave
from data.store import Store

__all__ = ["read_attendance"]

_ROSTER = ["round", "person", "role", "group", "form", "unit", "organisation"]
_APPLICATIONS = ["round", "person", "response_id", "role", "accepted"]
_ANSWERED = ["round", "wave", "role", "person", "response_id"]


def read_attendance(store: Store, answers: pa.Table, rounds: Sequence[Round], minimum: int) -> Attendance:
    members = _members(store.roster().select(_ROSTER).to_pylist())
    return Attendance(
        rounds=tuple(one.id for one in rounds),
        minimum=minimum,
        invited=_invited(rounds, members),
        eligible={one.id: one.eligible for one in rounds if one.eligible},
        answered=_answered(answers),
        members=members,
        applicants=_applicants(store.applications().select(_APPLICATIONS).to_pylist()),
    )


def _members(rows: Collection[Mapping[str, Any]]) -> tuple[Member, ...]:
    return tuple(
        Member(
            row["round"],
            row["person"],
            Role(row["role"]),
            row["group"],
            Form(row["form"]) if row["form"] else None,
            row["unit"],
            row["organisation"],
        )
        for row in rows
        if row["role"]
    )


def _applicants(rows: Collection[Mapping[str, Any]]) -> tuple[Applicant, ...]:
    return tuple(
        Applicant(row["round"], row["person"] or row["response_id"], Role(row["role"]), row["accepted"])
        for row in rows
        if row["role"]
    )


def _invited(rounds: Sequence[Round], members: Sequence[Member]) -> dict[tuple[str, Role | None], int]:
    """As the programme declares it; of a round that declares nothing, the people of its roster."""
    listed = Counter((m.round, m.role) for m in members)
    found: dict[tuple[str, Role | None], int] = {}
    for one in rounds:
        by_role = one.invited_by_role or ({} if one.invited else {r: listed[one.id, r] for r in Role})
        total = one.invited or sum(by_role.values())
        if total:
            found |= {(one.id, role): n for role, n in by_role.items()}
            found[one.id, None] = total
    return found


def _answered(answers: pa.Table) -> dict[tuple[str, Wave, Role], int]:
    """People with any answer at all, by round, survey and role."""
    given = pc.or_(pc.is_valid(answers["value"]), pc.is_valid(answers["label"]))
    rows = answers.filter(pc.and_(given, pc.is_valid(answers["role"]))).select(_ANSWERED)
    plain = {name: rows[name].cast(pa.string()) for name in _ANSWERED}
    plain["who"] = pc.coalesce(plain["person"], plain["response_id"])
    counted = pa.table(plain).group_by(["round", "wave", "role"]).aggregate([("who", "count_distinct")])
    return {
        (row["round"], Wave(row["wave"]), Role(row["role"])): row["who_count_distinct"] for row in counted.to_pylist()
    }
