"""The codebook at work: which codes an answer's words give evidence for, and how strong it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.coding.cleaning import Word
from analysis.coding.codebook import KINDS, Codebook
from analysis.coding.language import LANGUAGES
from analysis.coding.matching import Hit, Matcher, Rule

__all__ = ["ENOUGH", "hits_of", "rules_of", "scores_of"]

ENOUGH = 1.0  # a code's score from which the codebook alone gives it
_STRENGTH = {"seeds": 1.0, "phrases": 1.0, "hints": 0.5}


def hits_of(words: Sequence[Word], codebook: Codebook, language: str) -> list[Hit]:
    """Every seed, phrase and hint of the codebook found in the words."""
    return _matchers(codebook)[language].hits(words)


def scores_of(hits: Sequence[Hit]) -> Mapping[str, float]:
    """Code → strength of its evidence: each word counts once, by the strongest that rests on it."""
    by_code: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for hit in hits:
        strength = _STRENGTH[hit.rule.kind]
        first = hit.words[0]
        by_code[hit.rule.code][first] = max(strength, by_code[hit.rule.code].get(first, 0.0))
    return {code: sum(words.values()) for code, words in by_code.items()}


_built: list[tuple[Codebook, dict[str, Matcher]]] = []  # the last few codebooks, with their compiled rules
_KEPT = 4


def _matchers(codebook: Codebook) -> dict[str, Matcher]:
    for known, matchers in _built:
        if known is codebook:
            return matchers
    matchers = {language: _matcher(codebook, language) for language in LANGUAGES}
    _built[:] = [(codebook, matchers), *_built[: _KEPT - 1]]
    return matchers


def _matcher(codebook: Codebook, language: str) -> Matcher:
    return Matcher(rules_of(codebook, language), language)


def rules_of(codebook: Codebook, language: str) -> list[Rule]:
    """All that the active codes say in one language."""
    return [
        Rule(code.id, kind, pattern)
        for code in codebook.active
        for kind, patterns in zip(KINDS, (code.seeds, code.phrases, code.hints, code.vetoes), strict=True)
        for pattern in patterns.get(language, ())
    ]
