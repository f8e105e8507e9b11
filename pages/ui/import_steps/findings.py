"""What an import would store, counted for a person to check."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from data.schema import Role
from data.tidy import Tidied
from pages.ui.text import Text

__all__ = ["Findings", "findings", "findings_sentences"]


@dataclass(frozen=True, slots=True)
class Findings:
    people: int | None  # of a roster; None of a survey
    responses: int
    by_role: tuple[tuple[Role, int], ...]
    linked: int
    items: int
    texts: int


def findings(tidied: Tidied) -> Findings:
    roster = tidied.roster
    roles = roster.column("role").to_pylist() if roster is not None else [one.role for one in tidied.responses]
    counts = Counter(role for role in roles if role)
    texts = tidied.tables.get("texts")
    return Findings(
        people=None if roster is None else roster.num_rows,
        responses=len(tidied.responses),
        by_role=tuple((role, counts[role]) for role in Role),
        linked=sum(1 for one in tidied.responses if one.person),
        items=len({item for item, _, _ in tidied.wordings}),
        texts=0 if texts is None else texts.num_rows,
    )


def findings_sentences(found: Findings, text: Text) -> list[str]:
    roles = dict(found.by_role)
    told = {"mentors": roles[Role.MENTOR], "actors": roles[Role.ACTOR]}
    if found.people is not None:
        return [text("import_page.would_list", n=found.people, **told)]
    sentences = [text("import_page.would_store", n=found.responses, **told)]
    linked = text("import_page.would_link", n=found.linked) if found.linked else text("import_page.would_link_none")
    sentences += [linked, text("import_page.would_items", n=found.items)]
    return sentences + ([text("import_page.would_texts", n=found.texts)] if found.texts else [])
