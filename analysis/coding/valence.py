"""What an answer says of the programme, and whether the evidence of a theme stands for or against it.

One valence an answer; a hint for sorting that people confirm, never a headline (the words it goes by are data:
data/codebooks/valence.toml).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from analysis.coding.cleaning import Word
from analysis.coding.codebook import read_codebook
from analysis.coding.language import LANGUAGES
from analysis.coding.matching import Hit, Matcher, Rule
from analysis.coding.negation import is_negated, segments

__all__ = ["Judgement", "Valence", "judge"]

WORDS = Path(__file__).parents[2] / "data" / "codebooks" / "valence.toml"
_NO_LONGER = frozenset("enää enään längre anymore longer".split())  # denied with one of these: a change, mostly a gain


class Valence(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    SUGGESTION = "suggestion"
    MIXED = "mixed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The signs of an answer's segments: 1 praise, -1 lack, 0 neither; and whether it proposes something."""

    segments: tuple[range, ...]
    signs: tuple[int, ...]
    suggests: bool

    def valence(self, *, gains: bool) -> Valence:
        """`gains`: the answer names a theme that is a gain if nothing else is said of it."""
        if self.suggests:
            return Valence.SUGGESTION
        praised, blamed = 1 in self.signs, -1 in self.signs
        if praised and blamed:
            return Valence.MIXED
        if blamed:
            return Valence.NEGATIVE
        return Valence.POSITIVE if praised or gains else Valence.NEUTRAL

    def sign_at(self, index: int) -> int:
        """The sign of the segment that holds this word."""
        return next(sign for segment, sign in zip(self.segments, self.signs, strict=True) if index in segment)


def judge(words: Sequence[Word], language: str) -> Judgement:
    """How each part of the answer speaks."""
    hits = _matcher(language).hits(words)
    parts = tuple(segments(words))
    signs = tuple(_sign(words, part, hits) for part in parts)
    return Judgement(parts, signs, any(hit.rule.code == "suggestion" for hit in hits))


def _sign(words: Sequence[Word], part: range, hits: Sequence[Hit]) -> int:
    inside = [hit for hit in hits if hit.words[0] in part]
    fixed = [hit for hit in inside if hit.rule.pattern.polarity is not None]
    if fixed:
        return min(1 if hit.rule.pattern.polarity else -1 for hit in fixed)
    codes = {hit.rule.code for hit in inside}
    sign = -1 if "negative" in codes else int("positive" in codes)
    if not is_negated(words[part.start : part.stop]):
        return sign
    if sign:
        return -sign
    return 1 if any(words[index].form in _NO_LONGER for index in part) else -1


@cache
def _matcher(language: str) -> Matcher:
    book = read_codebook(WORDS)
    rules = [
        Rule(code.id, kind, pattern)
        for code in book.codes
        for kind, patterns in (("seeds", code.seeds), ("phrases", code.phrases), ("not", code.vetoes))
        for pattern in patterns.get(language if language in LANGUAGES else LANGUAGES[0], ())
    ]
    return Matcher(rules, language)
