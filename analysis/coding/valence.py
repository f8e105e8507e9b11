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
from analysis.coding.negation import is_negated, negators, segments
from analysis.coding.wordlists import wordlist

__all__ = ["Judgement", "Valence", "judge"]

WORDS = Path(__file__).parents[2] / "data" / "codebooks" / "valence.toml"
DENIED = -0.5  # a denial without a word of praise or blame: weighs only where nothing else speaks
_CONTRAST = wordlist("contrast")
_BUT = wordlist("but")
_NO_LONGER = wordlist("no_longer")  # denied with one of these: a change, mostly a gain


class Valence(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    SUGGESTION = "suggestion"
    MIXED = "mixed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The signs of an answer's segments: 1 praise, -1 lack, DENIED a bare denial, 0 none of them."""

    segments: tuple[range, ...]
    signs: tuple[float, ...]
    suggests: bool
    tells: bool  # recounts, wishes for oneself or lays down a rule
    contrasts: bool
    turns: bool = False  # a praise, and then a "but" that praises nothing

    def valence(self, *, themes: bool) -> Valence:
        """`themes`: the answer names a theme, which is a gain unless something else is said of it."""
        if self.suggests:
            return Valence.SUGGESTION
        praised, blamed, denied = (self.signs.count(sign) for sign in (1, -1, DENIED))
        if praised and self.contrasts and blamed + denied:
            return Valence.MIXED
        if self.turns:
            return Valence.MIXED
        if self.tells and praised <= 1 and not blamed:
            return Valence.NEUTRAL
        if praised or blamed:
            return _sided(praised >= blamed)
        return self._plain(themes, bool(denied))

    def sign_at(self, index: int) -> float:
        """The sign of the segment that holds this word."""
        return next(sign for segment, sign in zip(self.segments, self.signs, strict=True) if index in segment)

    def _plain(self, themes: bool, denied: bool) -> Valence:
        if self.tells:
            return Valence.NEUTRAL
        if denied:
            return Valence.NEGATIVE
        return Valence.POSITIVE if themes else Valence.NEUTRAL


def judge(words: Sequence[Word], language: str) -> Judgement:
    """How each part of the answer speaks."""
    hits = _matcher(language).hits(words)
    parts = tuple(segments(words))
    signs = tuple(_sign(words, part, hits) for part in parts)
    kinds = {hit.rule.code for hit in hits}
    return Judgement(
        parts,
        signs,
        "suggestion" in kinds,
        "neutral" in kinds,
        any(word.form in _CONTRAST for word in words),
        _turns(words, parts, signs),
    )


def _turns(words: Sequence[Word], parts: Sequence[range], signs: Sequence[float]) -> bool:
    """Whether praise comes first and the rest, opened by a but, holds none: "opin paljon, mutta arki söi ajan"."""
    opened = [number for number, part in enumerate(parts) if number and words[part.start].form in _BUT]
    return bool(opened) and 1 in signs[: opened[0]] and 1 not in signs[opened[0] :]


def _sided(praised: bool) -> Valence:
    return Valence.POSITIVE if praised else Valence.NEGATIVE


def _sign(words: Sequence[Word], part: range, hits: Sequence[Hit]) -> float:
    inside = [hit for hit in hits if hit.words[0] in part]
    fixed = [sign for hit in inside if (sign := _fixed_sign(hit, words))]
    if fixed:
        return max(fixed)
    codes = {hit.rule.code for hit in inside}
    sign = -1 if "negative" in codes else int("positive" in codes)
    if not is_negated(words[part.start : part.stop]):
        return sign
    if sign:
        return -sign
    return 1 if any(words[index].form in _NO_LONGER for index in part) else DENIED


def _fixed_sign(hit: Hit, words: Sequence[Word]) -> int:
    """The sign of a phrase that no denial around it can turn: one marked so, or one that holds the denial itself."""
    polarity = hit.rule.pattern.polarity
    if polarity is not None:
        return 1 if polarity else -1
    if negators([words[index] for index in hit.words]):
        return {"positive": 1, "negative": -1}.get(hit.rule.code, 0)
    return 0


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
