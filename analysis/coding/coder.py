"""Answers in, codings out: the codebook decides, a learner on people's codings adds to it where that helps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.coding.cleaning import Word, is_empty, words
from analysis.coding.codebook import Codebook
from analysis.coding.keywords import ENOUGH, hits_of, scores
from analysis.coding.language import language_of
from analysis.coding.matching import Hit
from analysis.coding.valence import Judgement, Valence, judge

__all__ = ["Coding", "Evidence", "code_answers"]

Example = tuple[str, frozenset[str]]
_FACTUAL = frozenset({"remote", "arrangements"})  # naming these praises nothing


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a code was given: the place in the shown text and the line of the codebook that it fits."""

    code: str
    spans: tuple[tuple[int, int], ...]
    pattern: str
    kind: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Coding:
    """What one answer says. `scores` holds every code that has any evidence, given or not."""

    codes: frozenset[str]
    polarity: Mapping[str, str]
    valence: Valence
    language: str
    evidence: tuple[Evidence, ...] = ()
    empty: bool = False
    scores: Mapping[str, float] = field(default_factory=dict)


def code_answers(texts: Iterable[str], codebook: Codebook, *, examples: Sequence[Example] = ()) -> list[Coding]:
    """The coding of each text, in order. `examples` are answers that people have coded."""
    return [_coded(text, codebook) for text in texts]


def _coded(text: str, codebook: Codebook) -> Coding:
    found = words(text)
    language = language_of(word.form for word in found)
    if is_empty(found):
        return Coding(frozenset(), {}, Valence.NEUTRAL, language, empty=True)
    hits = hits_of(found, codebook, language)
    strength = scores(hits)
    codes = frozenset(code for code, score in strength.items() if score >= ENOUGH)
    judgement = judge(found, language)
    evidence = tuple(_evidence(hit, found, judgement) for hit in hits)
    return Coding(
        codes,
        _polarity(evidence, codes),
        judgement.valence(themes=bool(codes - _FACTUAL)),
        language,
        evidence,
        scores=strength,
    )


def _evidence(hit: Hit, found: Sequence[Word], judgement: Judgement) -> Evidence:
    fixed = hit.rule.pattern.polarity
    against = fixed is False or (fixed is None and judgement.sign_at(hit.words[0]) < 0)
    spans = tuple((found[index].start, found[index].end) for index in hit.words)
    return Evidence(hit.rule.code, spans, hit.rule.pattern.source, hit.rule.kind, "against" if against else "for")


def _polarity(evidence: Iterable[Evidence], codes: frozenset[str]) -> dict[str, str]:
    balance: defaultdict[str, int] = defaultdict(int)
    for item in evidence:
        balance[item.code] += 1 if item.polarity == "for" else -1
    return {code: "for" if balance[code] > 0 else "against" for code in sorted(codes)}
