"""Lemmas and compound parts of a word: one contract, two backends, each word analysed once a process.

simplemma serves everywhere; libvoikko adds to it where the system has it. The domain lexicon
(data/codebooks/lexicon.toml) comes before both: programme words, spoken forms, and forms that the dictionaries mistake.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from analysis.coding import dictionary

__all__ = ["Analysis", "analyse", "backend"]

LEXICON = Path(__file__).parents[2] / "data" / "codebooks" / "lexicon.toml"
_CACHED = 200_000  # types; a hundred thousand answers hold fewer


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a word may be: its lemmas (the likeliest first), the parts of a compound, and whether it is a known word."""

    lemmas: tuple[str, ...]
    parts: tuple[str, ...]
    known: bool


class Morphology(Protocol):
    """A backend beside simplemma: (lemmas, parts) of a word, nothing where it does not know the word."""

    def read(self, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]: ...


@lru_cache(maxsize=_CACHED)
def analyse(word: str, language: str = "fi") -> Analysis:
    """The analysis of one word; its case does not matter.

    >>> analyse("mentorini").lemmas[0], analyse("etätapaamisissa").parts
    ('mentori', ('etä', 'tapaaminen'))
    """
    form = word.lower()
    listed = _lexicon(language).get(form)
    if listed is not None:
        return Analysis(listed, _all_parts(listed[:1], language), True)
    lemmas, parts, known = _from_dictionary(form, language)
    morphology = _morphology() if language == "fi" else None
    extra = morphology.read(form) if morphology else ((), ())
    lemmas = tuple(dict.fromkeys((*extra[0], *lemmas)))
    return Analysis(lemmas, tuple(dict.fromkeys((*extra[1], *parts))), known or bool(extra[0]))


def backend() -> str:
    """Which dictionaries are at work; stored with each coding."""
    return ("libvoikko + " if _morphology() else "") + dictionary.version()


def _from_dictionary(form: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    if not form.replace("-", "").isalpha():
        return (form,), (), False
    lemma, known = dictionary.lemma(form, language)
    lemmas = tuple(dict.fromkeys((lemma, *dictionary.other_lemmas(form, lemma, language))))
    lexicon = _lexicon(language)
    lemmas = tuple(dict.fromkeys(new for old in lemmas for new in lexicon.get(old, (old,))))
    return lemmas, _all_parts(lemmas[:1], language), known


def _all_parts(lemmas: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(part for lemma in lemmas for part in dictionary.parts(lemma, language))


@cache
def _lexicon(language: str) -> dict[str, tuple[str, ...]]:
    with LEXICON.open("rb") as file:
        table = tomllib.load(file).get(language, {})
    forms: dict[str, tuple[str, ...]] = {}
    for lemma, listed in table.items():
        for form in listed.split():
            forms[form] = (*forms.get(form, ()), *lemma.split())
    return forms


@cache
def _morphology() -> Morphology | None:
    from analysis.coding.voikko import open_voikko

    return open_voikko()
