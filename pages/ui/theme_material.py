"""How the free text of a store stands: coded into rows for the gate, by whom, and how well the machine did."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import fmean

import pandas as pd

from analysis.coding.codebook import Codebook, default_codebook, read_codebook
from analysis.prediction_powered import Checked
from analysis.themes import CodedText, check, theme_rows
from data.codings import CodebookVersion, Codings
from data.decisions import CurrentCoding, MachineCoding, PersonCoding
from data.schema import Wave
from pages.ui.coding_job import current_maker

__all__ = ["Agreement", "Audit", "ThemeMaterial", "codebook_of", "read_themes"]

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Audit:
    """The part of the random sample that people have read so far, in its order: the machine's only judge."""

    answers: int
    f1: float | None  # mean over the themes of the machine's F1 against people, per answer
    respondents: Mapping[str, Checked]  # per theme, of whole forms of the end survey


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people on the same answers: Krippendorff's alpha over every theme of every answer."""

    answers: int
    alpha: float


@dataclass(frozen=True, slots=True, eq=False)
class ThemeMaterial:
    names: Mapping[str, Mapping[str, str]]  # code → language → its name, in the order of the codebook
    texts: int  # answers with free text
    due: int  # that the codebook in use has not coded yet
    ready: bool  # each has been coded once, so the same people are behind every theme
    by_people: int  # answers that a person has read whole
    audit: Audit | None
    agreement: Agreement | None
    rows: pd.DataFrame  # for the gate; empty until ready

    def name(self, code: str, language: str) -> str:
        return self.names[code].get(language, code)


def read_themes(codings: Codings, answers: pd.DataFrame) -> ThemeMaterial:
    texts = codings.texts().to_pandas().drop_duplicates("text_id")
    if texts.empty:  # the codebook takes a second to read
        return ThemeMaterial({}, 0, 0, False, 0, None, None, pd.DataFrame())
    book = codebook_of(codings.current_codebook())
    machine, current = codings.machine(), codings.current()
    order = [code.id for code in book.active]
    ready = set(texts["text_id"]) <= current.keys()
    pairs = list(zip(texts["response_id"], texts["text_id"], strict=True))
    coded = [_coded(response, current[text], book) for response, text in pairs if ready and not current[text].empty]
    rows = theme_rows(answers, coded, order) if coded else pd.DataFrame()
    asked_at_end = set(answers.loc[answers["wave"] == Wave.END, "response_id"])
    return ThemeMaterial(
        names={code.id: code.name for code in book.active},
        texts=len(texts),
        due=len(codings.uncoded(current_maker(codings))),
        ready=ready,
        by_people=sum(current[text].finished for _, text in pairs if text in current),
        audit=_audit(
            codings.audit(), {text: response for response, text in pairs}, machine, current, book, asked_at_end
        ),
        agreement=_agreement(codings.by_coder(), order),
        rows=rows,
    )


def codebook_of(version: CodebookVersion | None) -> Codebook:
    """A saved codebook, or the shipped one."""
    return default_codebook() if version is None else _parsed(version.toml)


@lru_cache(4)
def _parsed(toml: str) -> Codebook:
    with tempfile.TemporaryDirectory() as drawer:
        path = Path(drawer) / "codebook.toml"
        path.write_text(toml, encoding="utf-8")
        return read_codebook(path)


def _coded(response: str, now: CurrentCoding, book: Codebook) -> CodedText:
    against = (code for code in now.codes if now.polarity.get(code) == "against")
    return CodedText(response, _today(now.codes, book), _today(against, book), now.valence, now.finished)


def _today(codes: object, book: Codebook) -> Codes:
    """Codes of an older codebook, as they are called now."""
    return frozenset(new for code in codes if (new := book.resolve(code)))  # type: ignore[attr-defined]


def _audit(
    drawn: Sequence[str],
    response_of: Mapping[str, str],
    machine: Mapping[str, MachineCoding],
    current: Mapping[str, CurrentCoding],
    book: Codebook,
    asked_at_end: set[str],
) -> Audit | None:
    """Forms are taken in the order drawn, up to the first that people have not read whole: else coders would choose."""
    forms: dict[str, list[str]] = {}
    for text in drawn:
        forms.setdefault(response_of[text], []).append(text)
    read: dict[str, list[tuple[Codes, Codes]]] = {}
    for response, texts in forms.items():
        if not all(text in current and current[text].finished and text in machine for text in texts):
            break
        read[response] = [(_today(machine[t].codes, book), _today(current[t].codes, book)) for t in texts]
    if not read:
        return None
    order = [code.id for code in book.active]
    answers = [pair for pairs in read.values() for pair in pairs]
    scores = [one.f1 for one in check(answers, order).values() if one.f1 is not None]
    at_end = [_joined(pairs) for response, pairs in read.items() if response in asked_at_end]
    return Audit(len(answers), fmean(scores) if scores else None, check(at_end, order))


def _joined(pairs: Sequence[tuple[Codes, Codes]]) -> tuple[Codes, Codes]:
    return Codes().union(*(machine for machine, _ in pairs)), Codes().union(*(people for _, people in pairs))


def _agreement(by_coder: Mapping[str, Mapping[str, PersonCoding]], codes: Sequence[str]) -> Agreement | None:
    """Of the first two coders who read an answer whole."""
    done = [[one.given for one in coders.values() if one.finished][:2] for coders in by_coder.values()]
    twice = [(one, other) for one, other in (pair for pair in done if len(pair) == 2)]
    apart = sum(len((one ^ other) & set(codes)) for one, other in twice)
    given = sum(len(one & set(codes)) + len(other & set(codes)) for one, other in twice)
    values = 2 * len(twice) * len(codes)  # of both coders
    if not twice or given in (0, values):
        return None
    return Agreement(len(twice), 1 - (values - 1) * apart / (given * (values - given)))
