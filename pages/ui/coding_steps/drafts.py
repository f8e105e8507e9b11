"""A codebook being changed in one session: nothing of it is in use before it is saved as a version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from data.codings import Codings
from data.errors import PuntariError
from pages.ui.coding_steps.edits import Document, EditError, to_toml
from pages.ui.coding_steps.work import Work
from pages.ui.session import current_access, current_store, keep_draft, kept_draft

__all__ = ["CodebookDraft", "Comparison", "current_draft", "make", "save"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a draft would change in the answers that no person has read to the end."""

    answers: int
    changed: int
    by_code: tuple[tuple[str, int, int], ...]  # code, answers that get it, answers that lose it

    @classmethod
    def of(cls, pairs: list[list[list[str]]]) -> Comparison:
        """From the codes of each answer before and after."""
        sets = [(set(before), set(after)) for before, after in pairs]
        codes = sorted({code for before, after in sets for code in before ^ after})
        by_code = tuple(
            (code, sum(code in after - before for before, after in sets), sum(code in b - a for b, a in sets))
            for code in codes
        )
        return cls(len(sets), sum(before != after for before, after in sets), by_code)


@dataclass(frozen=True, slots=True, eq=False)
class CodebookDraft:
    store: str  # whose codebook it is
    document: Document
    parent: int  # number of the version that it is made from
    turn: int = 0  # how many edits were made
    compared: Comparison | None = None
    error: str = ""  # key of why the last edit was not made
    refused: PuntariError | None = None

    @property
    def toml(self) -> str:
        return to_toml(self.document, self.parent + 1)


def current_draft(work: Work) -> CodebookDraft:
    """The draft of this session; the codebook in use where none was begun."""
    draft = kept_draft(CodebookDraft)
    if draft is None or draft.store != work.store or (not draft.turn and draft.parent != work.number):
        return CodebookDraft(work.store, work.document, work.number)
    return draft


def make(draft: CodebookDraft, edit: Callable[..., Document], *told: Any) -> None:
    """One more edit; what was compared before it tells nothing any more."""
    try:
        document = edit(draft.document, *told)
    except EditError as error:
        keep_draft(replace(draft, error=error.key))
        return
    keep_draft(CodebookDraft(draft.store, document, draft.parent, draft.turn + 1))


def save(draft: CodebookDraft) -> None:
    """Take the draft into use as the next version; it stays a draft where somebody else was faster."""
    try:
        version = Codings(current_store()).save_codebook(draft.toml, str(current_access()), parent=draft.parent)
    except PuntariError as error:
        keep_draft(replace(draft, refused=error))
        return
    keep_draft(CodebookDraft(draft.store, draft.document, version.number))
