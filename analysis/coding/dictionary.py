"""What simplemma knows, and the compound parts that can be told from it. Loads its tables at the first word."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version as installed
from typing import Protocol, cast

from analysis.coding.wordlists import wordlist

__all__ = ["lemma", "other_lemmas", "parts", "version"]

# Heads that the dictionary lacks, is wrong about, or that are shorter than may be guessed.
_HEADS = wordlist("heads")
_SHORTEST_HEAD, _SHORTEST_TAIL, _SHORTEST_COMPOUND = 4, 4, 7
# Endings that the dictionary often takes for a noun's, and what the verb's first infinitive may end in instead.
_VERB_ENDINGS = {
    "fi": (
        ("oin", ("aa", "oa", "oida")),
        ("öin", ("öä", "öidä")),
        ("sin", ("ta", "tä", "sta", "stä", "taa", "tää")),
        ("in", ("aa", "ää", "ia", "iä", "ea", "taa", "tää", "kea")),
        ("nut", ("a", "aa", "da", "ta")),
        ("nyt", ("ä", "ää", "dä", "tä")),
        ("neet", ("a", "ä", "da", "dä")),
        ("minen", ("a", "ä", "da", "dä", "ta", "tä")),
        ("ssut", ("sta",)),
        ("ssyt", ("stä",)),
        ("llut", ("lla",)),
        ("llyt", ("llä",)),
    )
}


class _Lemmatizer(Protocol):
    def lemmatize(self, token: str, lang: str) -> str: ...


@cache
def _simplemma() -> tuple[_Lemmatizer, object]:
    import simplemma
    from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy

    strategy = DefaultStrategy()
    return cast(_Lemmatizer, simplemma.Lemmatizer(lemmatization_strategy=strategy)), DictionaryLookupStrategy()


def version() -> str:
    return f"simplemma {installed('simplemma')}"


@cache
def _known(form: str, language: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(form, language))


def lemma(form: str, language: str) -> tuple[str, bool]:
    """The likeliest lemma and whether the dictionary lists the form."""
    return _simplemma()[0].lemmatize(form, language).lower(), _known(form, language)


def other_lemmas(form: str, first: str, language: str) -> tuple[str, ...]:
    """Verbs that a form may also be of: "tunnistin" is listed as a device, and is mostly said of oneself."""
    for ending, infinitives in _VERB_ENDINGS.get(language, ()):
        for word in {form, first}:
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                found = tuple(stem + new for new in infinitives if _is_lemma(stem + new, language))
                if found:
                    return found
    return ()


def _is_lemma(form: str, language: str) -> bool:
    return _known(form, language) and _simplemma()[0].lemmatize(form, language) == form


@cache
def parts(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound, each as a lemma; nothing for a simple word."""
    if "-" in word:
        return tuple(lemma(part, language)[0] for part in word.split("-") if len(part) > 1)
    if language != "fi" or len(word) < _SHORTEST_COMPOUND:
        return ()
    for cut in range(3, len(word) - _SHORTEST_TAIL + 1):
        head, tail = word[:cut], word[cut:]
        if _is_part(head, tail, language):
            last = lemma(tail, language)[0]
            return (head if head in _HEADS else lemma(head, language)[0], last, *parts(last, language))
    return ()


def _is_part(head: str, tail: str, language: str) -> bool:
    if head not in _HEADS and (len(head) < _SHORTEST_HEAD or not _known(head, language)):
        return False
    return _is_lemma(tail, language) or (len(tail) > _SHORTEST_HEAD and _known(tail, language))
