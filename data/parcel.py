"""What travels between an import and the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import pyarrow as pa

__all__ = ["ImportRecord", "Parcel", "Response"]


@dataclass(frozen=True, slots=True)
class Response:
    """One form of one import, as the ledger counts it."""

    response_id: str
    person: str | None = None
    role: str | None = None
    form: str | None = None
    occasion: str | None = None
    submitted_at: str | None = None  # ISO 8601


@dataclass(frozen=True, slots=True)
class Parcel:
    """What an import hands over: everything of it is stored, or nothing."""

    name: str
    content: bytes
    tool: str
    kind: str  # a Wave, or data.fixing.ROSTER_KIND
    round: str
    tables: Mapping[str, pa.Table] = field(default_factory=dict)  # answers, texts, applications
    roster: pa.Table | None = None
    responses: Sequence[Response] = ()
    memory: str = ""  # under which name the mapping is remembered
    mapping: Mapping[str, str] = field(default_factory=dict)  # heading → target
    readings: Mapping[str, str] = field(default_factory=dict)  # heading → how its answers are read, as text
    wordings: Sequence[tuple[str, str, str]] = ()  # item, language, heading
    problems: Mapping[str, int] = field(default_factory=dict)  # key → how many of it were found
    id: str = field(default_factory=lambda: Parcel.new_id())

    @staticmethod
    def new_id() -> str:
        return uuid4().hex


@dataclass(frozen=True, slots=True)
class ImportRecord:
    id: str
    name: str
    tool: str
    kind: str
    round: str
    responses: int
    at: str
    who: str
    content_hash: str
    undone: bool  # SQLite says 0 or 1
