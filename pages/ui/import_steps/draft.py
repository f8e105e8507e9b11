"""An import in progress: the files dropped so far, what was read of them, and the step a person is at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from data.column_reading import ColumnReading
from data.errors import Problem, PuntariError, Severity
from data.fixing import ROSTER_KIND
from data.guard.upload import Export
from data.importing import Preview, Receipt, needs_role, prepare
from data.mapping import ColumnMap
from data.schema import Field, Role, Wave
from data.store import Store
from pages.ui.session import kept_draft

__all__ = ["KINDS", "Candidate", "ImportDraft", "Step", "guess_kind", "kept_import", "read_candidate", "role_of_file"]

KINDS: tuple[str, ...] = (ROSTER_KIND, *Wave)  # also the order of import: who the people are is known first
_HINTS = {
    ROSTER_KIND: r"osallistuj|deltag|participant|roster",
    Wave.APPLICATION: r"hake|haku|ansök|ansok|applic",
    Wave.FOLLOW_UP: r"seuranta|uppfölj|uppfolj|follow",
    Wave.EVENT: r"valmennusp|coachningsdag|coaching.?day",
    Wave.START: r"alku|start",
    Wave.END: r"loppu|päätös|slutenk|(?<![a-z])end(?![a-z])",
}


class Step(StrEnum):
    FILES = "files"
    COLUMNS = "columns"
    CHECK = "check"
    DONE = "done"


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One file. Neither `preview` nor `refused`: it has not been read yet."""

    export: Export
    kind: str = ""  # one of KINDS; empty until a person says so
    preview: Preview | None = None
    refused: tuple[Problem, ...] = ()
    targets: tuple[str, ...] = ()
    readings: Mapping[int, ColumnReading] = field(default_factory=dict)  # index of a question → how it is read
    apart: frozenset[int] = frozenset()  # questions whose labels are changed on their own
    role: Role | None = None  # of everybody in the file, where nothing in it tells
    accept_invalid: bool = False
    receipt: Receipt | None = None

    @property
    def is_read(self) -> bool:
        return self.preview is not None or bool(self.refused)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.refused or (self.preview.problems if self.preview else ())

    @property
    def is_stopped(self) -> bool:
        """Nothing that a person decides in the next steps would let it in."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def is_ready(self) -> bool:
        return self.is_read and bool(self.kind) and not self.is_stopped

    @property
    def mapping(self) -> ColumnMap:
        assert self.preview is not None, "columns of a file that was not read"
        return ColumnMap(self.preview.raw.tool, self.targets, self.readings)

    def reading(self, place: int, said: ColumnReading) -> Candidate:
        """With one question read so."""
        others = {at: one for at, one in self.readings.items() if at != place}
        return replace(self, readings={**others, place: said} if said.says_something else others)

    def mapped(self, targets: Sequence[str]) -> Candidate:
        """With its columns so; what was said of a column falls away with the question that it was taken for."""
        changed = {at for at, (a, b) in enumerate(zip(self.targets, targets, strict=True)) if a != b}
        readings = {at: one for at, one in self.readings.items() if at not in changed}
        return replace(self, targets=tuple(targets), readings=readings)


@dataclass(frozen=True, slots=True, eq=False)
class ImportDraft:
    step: Step = Step.FILES
    round_id: str = ""
    files: tuple[Candidate, ...] = ()
    at: int = 0  # which of the files
    turn: int = 0  # part of the widgets' keys: a new turn begins with new widgets

    @property
    def file(self) -> Candidate:
        return self.files[self.at]

    @property
    def next_at(self) -> int | None:
        """The next file that waits for its columns."""
        return next((at for at, one in enumerate(self.files) if one.is_ready and one.receipt is None), None)

    def with_files(self, files: Sequence[Candidate]) -> ImportDraft:
        return replace(self, files=tuple(files))

    def with_file(self, at: int, one: Candidate) -> ImportDraft:
        return self.with_files((*self.files[:at], one, *self.files[at + 1 :]))

    def without_file(self, at: int) -> ImportDraft:
        return self.with_files((*self.files[:at], *self.files[at + 1 :]))

    def with_round(self, round_id: str) -> ImportDraft:
        """What is proposed for a file does not depend on the round."""
        moved = [one.preview and replace(one.preview, round_id=round_id) for one in self.files]
        files = [replace(one, preview=preview) for one, preview in zip(self.files, moved, strict=True)]
        return replace(self, round_id=round_id).with_files(files)

    def in_order(self) -> ImportDraft:
        """Rosters before what their people answered."""
        return self.with_files(sorted(self.files, key=lambda one: KINDS.index(one.kind) if one.kind else len(KINDS)))

    def going(self, step: Step, at: int | None = None) -> ImportDraft:
        return replace(self, step=step, at=self.at if at is None else at, turn=self.turn + 1)


def guess_kind(name: str) -> str:
    """What a file seems to be by its name; empty where the name does not tell.

    >>> guess_kind("2019_Loppukysely_Perusraportti.csv"), guess_kind("vastaukset.xlsx")
    (<Wave.END: 'end'>, '')
    """
    return next((kind for kind, hint in _HINTS.items() if re.search(hint, name.casefold())), "")


def role_of_file(one: Candidate, store: Store) -> Role | None:
    """What a person said of the whole file, where it is needed."""
    return one.role if one.preview and needs_role(one.preview, one.mapping, store) else None


def read_candidate(one: Candidate, round_id: str, store: Store) -> Candidate:
    """The file as it is understood, its sure and its likely columns already chosen; or why it is refused."""
    wave = None if one.kind == ROSTER_KIND else Wave(one.kind or Wave.END)
    try:
        preview = prepare(one.export, store, round_id=round_id, wave=wave)
    except PuntariError as error:
        return replace(one, preview=None, refused=error.problems)
    targets = tuple(proposal.target or Field.IGNORED for proposal in preview.proposals)
    return replace(one, preview=preview, refused=(), targets=targets, readings=preview.readings)


def kept_import() -> ImportDraft:
    """The import in progress, or an empty one."""
    return kept_draft(ImportDraft) or ImportDraft()
