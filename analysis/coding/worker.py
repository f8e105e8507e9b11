"""What a coding process is asked for (pages/ui/coding_child.py): plain rows in, plain rows out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.coding.analyser import backend
from analysis.coding.codebook import default_codebook, read_codebook
from analysis.coding.coder import Coding, Example, code_answers

__all__ = ["code_batch"]

Row = dict[str, object]


def code_batch(
    answers: Sequence[tuple[str, str]], codebook_path: str | None = None, examples: Sequence[Example] = ()
) -> list[Row]:
    """One row an answer of (id, text): made of strings, numbers and lists alone, so that it can be sent and stored."""
    book = read_codebook(Path(codebook_path)) if codebook_path else default_codebook()
    codings = code_answers([text for _, text in answers], book, examples=examples)
    made_by = {"codebook": book.id, "version": book.version, "analyser": backend()}
    return [_row(answer_id, coding) | made_by for (answer_id, _), coding in zip(answers, codings, strict=True)]


def _row(answer_id: str, coding: Coding) -> Row:
    return {
        "answer": answer_id,
        "codes": sorted(coding.codes),
        "polarity": dict(coding.polarity),
        "valence": str(coding.valence),
        "language": coding.language,
        "empty": coding.empty,
        "evidence": [
            {
                "code": item.code,
                "spans": [list(span) for span in item.spans],
                "pattern": item.pattern,
                "kind": item.kind,
                "polarity": item.polarity,
            }
            for item in coding.evidence
        ],
    }
