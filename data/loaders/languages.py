"""In which languages a survey was asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from data.loaders.words import WORDS

__all__ = ["language_code", "languages_of"]

_STOP = {language: frozenset(words.split()) for language, words in WORDS["languages"].items()}
_NAMES = {name: code for code, names in WORDS["language_names"].items() for name in names}
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z]+)?", re.IGNORECASE)
_FINNISH = re.compile(r"(?:ssa|ssä|sta|stä|lla|llä|ksi|kaan|kään|nen|tko|tkö|isi|mme|nsa|nsä|aa|ää)$")
_SHARE = 0.25  # of the words recognised: from here a second language is believed


def languages_of(cells: Iterable[str], headings: Iterable[str]) -> tuple[str, ...]:
    """From the tool's own language column, most used first; else from the words of the headings."""
    named = Counter(code for cell in cells if (code := language_code(cell)))
    if named:
        return tuple(code for code, _ in named.most_common())
    votes: Counter[str] = Counter()
    headings = tuple(headings)
    for heading in headings:
        votes.update(_votes(heading))
    if not votes:
        votes.update(_by_letters("".join(headings).casefold()))
    return tuple(language for language, n in votes.most_common() if n >= _SHARE * votes.total())


def language_code(cell: str) -> str | None:
    """fi, sv, en, … from what a tool writes.

    >>> language_code("Suomi"), language_code("nl-informal"), language_code("12")
    ('fi', 'nl', None)
    """
    cell = cell.strip().casefold()
    match = _CODE.fullmatch(cell)
    return _NAMES.get(cell.split(" ")[0]) or (match[1] if match else None)


def _by_letters(text: str) -> list[str]:
    """Where no common word is met: å is Swedish here, ä and ö without it Finnish."""
    return ["sv"] if "å" in text else ["fi"] if "ä" in text or "ö" in text else []


def _votes(heading: str) -> Counter[str]:
    words = [word.casefold() for word in _WORD.findall(heading)]
    votes = Counter({language: sum(word in stop for word in words) for language, stop in _STOP.items()})
    votes["fi"] += sum(1 for word in words if len(word) > 4 and _FINNISH.search(word))
    return +votes
