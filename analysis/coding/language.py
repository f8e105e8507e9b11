"""Which of the three languages an answer is in: function words first, the look of the words for short answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.coding.wordlists import wordlist

__all__ = ["LANGUAGES", "language_of"]

LANGUAGES = ("fi", "sv", "en")
_LOOKS = {
    "fi": re.compile(
        r"aa|ää|yy|uu|öö|ii|ie|uo|yö|isen$|v[aä]t$|koko|ssa$|ssä$|sta$|stä$|lla$|llä$|lle$|inen$|iset$|uus$|yys$|minen$|mista$|kk|ita$|jen$|ksi$|nut$|nyt$|ni$|oi"
    ),
    "sv": re.compile(
        r"å|ck|sj|skj|tj|ning|arna$|erna$|orna$|het$|heten$|igt$|lig|ande$|ende$|ade$|ör|är|ött|else$|ll?t$|[^aeiouyäö]r$|ion$|ionen$|en$|et$"
    ),
    "en": re.compile(r"w|th|sh|ing$|tion|tions$|ed$|ly$|ess$|ful|ough|ea|ou|igh|[^aeiou]s$|y$|x|ment$|c[aeiou]|ch"),
}
_FUNCTION_WEIGHT = 3.0  # a function word outweighs the look of a few words
_CACHED = 50_000


def language_of(forms: Iterable[str], default: str = LANGUAGES[0]) -> str:
    """The language with the most weight; `default` where nothing tells.

    >>> [language_of(text.split()) for text in ("kiire haittasi", "tiden räckte inte", "more time", "")]
    ['fi', 'sv', 'en', 'fi']
    """
    totals = [0.0, 0.0, 0.0]
    for form in forms:
        totals = [a + b for a, b in zip(totals, _weights(form), strict=True)]
    best = max(totals)
    return LANGUAGES[totals.index(best)] if best > 0 else default


@lru_cache(maxsize=_CACHED)
def _weights(form: str) -> tuple[float, ...]:
    return tuple(
        _FUNCTION_WEIGHT * (form in _FUNCTIONS[language]) + min(len(_LOOKS[language].findall(form)), 2)
        for language in LANGUAGES
    )


_FUNCTIONS = {language: wordlist(f"function_{language}") for language in LANGUAGES}
