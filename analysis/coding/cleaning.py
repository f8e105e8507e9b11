"""An answer cut into words that know their place. The text itself is never changed: spans point into what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.coding.wordlists import wordlist

__all__ = ["Word", "is_empty", "shown", "words"]

_LETTER = r"[^\W\d_\u0300-\u036f][\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_LETTER})+(?:[-'\u2019:](?:{_LETTER})+)*|\d+")
_MARKUP = re.compile(r"<[^<>]{1,300}>|&(?:[a-zA-Z]{2,10}|#\d{1,6});")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]")
_SENTENCE = re.compile(r"[.!?…](?=\s|$)|[\n;•]|\s[-–—]\s|[.!?](?=[A-ZÅÄÖ])")
_CLAUSE = re.compile(
    r"[,:()]|\b(?:mutta|vaan|vaikka|koska|kun|eikä|enkä|eivätkä|emmekä|muttei|että|jotta|sekä|joten|paitsi|tosin"
    r"|men|fast|eftersom|att|utom|dock|but|although|though|because|except|however|that)\b",
    re.IGNORECASE,
)
_LONGEST_WORD = 60  # letters; the longest Finnish word in use has 61, longer ones are noise

# What an answer without content is made of. It needs one word of the first kind and may hold the others.
_NOTHING = wordlist("nothing")
_FILLER = wordlist("filler")
_MOST_EMPTY = 9  # words; a longer answer says something


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an answer: as it is matched, where it stands, and in which sentence and clause."""

    form: str
    start: int
    end: int
    sentence: int
    clause: int


def shown(text: str) -> str:
    """The text with markup and unseen characters blanked, each place kept."""
    return _UNSEEN.sub(" ", _MARKUP.sub(lambda found: " " * len(found.group()), text))


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order.

    >>> [(w.form, w.start, w.sentence, w.clause) for w in words("Opin paljon, mutta kiire. Ok!")]
    [('opin', 0, 0, 0), ('paljon', 5, 0, 0), ('mutta', 13, 0, 2), ('kiire', 19, 0, 2), ('ok', 26, 1, 3)]
    """
    clean = shown(text)
    sentences = [found.end() for found in _SENTENCE.finditer(clean)]
    clauses = sorted({*(found.start() for found in _CLAUSE.finditer(clean)), *(end - 1 for end in sentences)})
    return tuple(_placed(clean, sentences, clauses))


def _placed(clean: str, sentences: list[int], clauses: list[int]) -> Iterator[Word]:
    sentence = clause = 0
    for found in _WORD.finditer(clean):
        while sentence < len(sentences) and sentences[sentence] <= found.start():
            sentence += 1
        while clause < len(clauses) and clauses[clause] <= found.start():
            clause += 1
        if found.end() - found.start() <= _LONGEST_WORD:
            form = unicodedata.normalize("NFC", found.group()).replace("\u2019", "'").lower()
            yield Word(form, found.start(), found.end(), sentence, clause)


def is_empty(found: tuple[Word, ...]) -> bool:
    """Whether the words say nothing: no letters at all, "-", "ei muuta", "en osaa sanoa" and their like.

    >>> [is_empty(words(text)) for text in ("-", "Ei muuta, kiitos!", "en osaa sanoa", "Ei mitään muutosta", "Nej")]
    [True, True, True, False, True]
    """
    forms = [word.form for word in found if not word.form.isdigit()]
    if not forms:
        return True
    nothing = any(form in _NOTHING for form in forms)
    return nothing and len(forms) <= _MOST_EMPTY and all(form in _NOTHING or form in _FILLER for form in forms)
