"""Answers in, codings out: the codebook decides, a learner on people's codings adds to it where that helps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.coding.cleaning import Word, is_empty, words
from analysis.coding.codebook import Codebook
from analysis.coding.fusion import fuse
from analysis.coding.keywords import ENOUGH, hits_of, scores_of
from analysis.coding.language import language_of
from analysis.coding.matching import Hit
from analysis.coding.valence import Judgement, Valence, judge

__all__ = ["FEWEST_EXAMPLES", "Coding", "Evidence", "code_answers"]

Example = tuple[str, frozenset[str]]
FEWEST_EXAMPLES = 40  # fewer cannot prove a threshold: five folds of less than eight
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
    """The coding of each text, in order. `examples` are answers that people have coded, each with its codes.

    With few examples the codebook decides alone (FEWEST_EXAMPLES); with more, a learner may correct it.
    """
    listed = list(texts)
    codings = [_coded(text, codebook) for text in listed]
    if len(examples) < FEWEST_EXAMPLES or not listed:
        return codings
    truths = [_today(codes, codebook) for _, codes in examples]
    scores = [_coded(text, codebook).scores for text, _ in examples]
    fusion = fuse([text for text, _ in examples], truths, scores, [code.id for code in codebook.active])
    decided = fusion.decide(listed, [coding.scores for coding in codings])
    return [_recoded(coding, codes) for coding, codes in zip(codings, decided, strict=True)]


def _today(codes: Iterable[str], codebook: Codebook) -> frozenset[str]:
    """Codes given under an older version, as they are called now."""
    return frozenset(now for code in codes if (now := codebook.resolve(code)) is not None)


def _recoded(coding: Coding, codes: frozenset[str]) -> Coding:
    if coding.empty or codes == coding.codes:
        return coding
    return replace(coding, codes=codes, polarity=_polarity(coding.evidence, codes, coding.valence))


def _coded(text: str, codebook: Codebook) -> Coding:
    found = words(text)
    language = language_of(word.form for word in found)
    if is_empty(found):
        return Coding(frozenset(), {}, Valence.NEUTRAL, language, empty=True)
    hits = hits_of(found, codebook, language)
    strength = scores_of(hits)
    codes = frozenset(code for code, score in strength.items() if score >= ENOUGH)
    judgement = judge(found, language)
    valence = judgement.valence(themes=bool(codes - _FACTUAL))
    evidence = tuple(_evidence(hit, found, judgement) for hit in hits)
    return Coding(codes, _polarity(evidence, codes, valence), valence, language, evidence, scores=strength)


def _evidence(hit: Hit, found: Sequence[Word], judgement: Judgement) -> Evidence:
    fixed = hit.rule.pattern.polarity
    against = fixed is False or (fixed is None and judgement.sign_at(hit.words[0]) < 0)
    spans = tuple((found[index].start, found[index].end) for index in hit.words)
    return Evidence(hit.rule.code, spans, hit.rule.pattern.source, hit.rule.kind, "against" if against else "for")


def _polarity(evidence: Iterable[Evidence], codes: frozenset[str], valence: Valence) -> dict[str, str]:
    """Most of a code's evidence decides; without any, or undecided, the answer as a whole."""
    balance: defaultdict[str, int] = defaultdict(int)
    for item in evidence:
        balance[item.code] += 1 if item.polarity == "for" else -1
    undecided = -1 if valence is Valence.NEGATIVE else 1
    return {code: "for" if (balance[code] or undecided) > 0 else "against" for code in sorted(codes)}
