"""Which answer option a label of a file stands for.

A label belongs to one option of one set (shared/answer_options.toml says which row of points is meant). Numbers beside
words are read only where the words say nothing: what the respondent saw were the words, and tools renumber them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.instruments.model import Item, ItemKind, Option

__all__ = ["LabelMatch", "match_label_text", "match_labels", "match_option", "normalise_label"]

_SIGNS = str.maketrans(
    "\u2019\u2018\u00b4`\u2010\u2011\u2013\u2212", "''''----", "\u200b\u200c\u200d\u2060\ufeff\u00ad"
)
_EDGES = " \t.,:;!–-=\"'*"
_NEGATIVE = re.compile(r"-\d")  # a minus, not a dash before words
_NUMBER = r"[-+]?\d+(?:[.,]\d+)?"
_BESIDE = (
    re.compile(
        rf"\(?(?P<number>{_NUMBER})\)?\s*(?P<mark>[=:.)(\[-]?)\s*(?P<words>.*)"
    ),  # 5 = täysin …, 5 (täysin …), 5
    re.compile(rf"(?P<words>.+?)\s*(?P<mark>[=:(\[-]?)\s*(?P<number>{_NUMBER})[)\]]?"),  # täysin … (5), täysin … = 5
)


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """What the labels of one column stand for. `clashes`: options that two labels claim, which a person decides."""

    matched: Mapping[str, Option]
    unknown: tuple[str, ...]
    clashes: Mapping[str, tuple[str, ...]]  # id of an option → the labels that claim it


@lru_cache(maxsize=4096)
def normalise_label(text: str) -> str:
    """A label as it is compared: one form of each sign and space, no case, no punctuation at its ends.

    >>> normalise_label("  Täysin\\xa0samaa  mieltä. ")
    'täysin samaa mieltä'
    """
    words = _folded(text).rstrip(_EDGES).lstrip(_EDGES.replace("-", ""))
    return words if _NEGATIVE.match(words) else words.lstrip(_EDGES)


def match_option(label: str, item: Item) -> Option | None:
    """The option of the item that a label stands for, whatever its language; None where it is none of them.

    >>> from data.instruments import shipped_instruments
    >>> courage = shipped_instruments().items["courage"]
    >>> [match_option(label, courage).value for label in ("TÄYSIN samaa mieltä (5)", "4", "2 = Eri mieltä")]
    [5.0, 4.0, 2.0]
    >>> match_option("EOS", courage).missing
    <Missing.DONT_KNOW: 'dont_know'>
    >>> match_option("6", courage) is None
    True
    """
    return _by_words(normalise_label(label), item) or _by_number_and_words(label, item)


def match_label_text(label: str, labels: Mapping[str, Iterable[str]]) -> str | None:
    """The key whose labels hold this one, compared in normalised form: for words that belong to no item."""
    wanted = normalise_label(label)
    return next((key for key, known in labels.items() if wanted in map(normalise_label, known)), None)


def match_labels(labels: Iterable[str], item: Item) -> LabelMatch:
    """All labels of a column at once, so that two labels of one point are noticed.

    >>> from data.instruments import shipped_instruments
    >>> seven_points = ["Samaa mieltä", "Jokseenkin samaa mieltä", "Täysin samaa mieltä"]
    >>> match_labels(seven_points, shipped_instruments().items["courage"]).clashes
    {'4': ('Samaa mieltä', 'Jokseenkin samaa mieltä')}
    """
    found = {label: match_option(label, item) for label in dict.fromkeys(labels)}
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for label, option in found.items():
        if option is not None and option.missing is None:
            claims[option.id].setdefault(_words_alone(label), label)
    return LabelMatch(
        matched={label: option for label, option in found.items() if option is not None},
        unknown=tuple(label for label, option in found.items() if option is None),
        clashes={key: tuple(words.values()) for key, words in claims.items() if _clash(words, item)},
    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().split())


def _by_words(wanted: str, item: Item) -> Option | None:
    for option in item.options:
        if any(wanted == normalise_label(label) for labels in option.labels.values() for label in labels):
            return option
    return None


def _by_number_and_words(label: str, item: Item) -> Option | None:
    """Known words beside a number count; unknown ones only where a sign parts the two ("5 (aivan oikein)")."""
    for pattern in _BESIDE:
        found = pattern.fullmatch(_folded(label).rstrip(_EDGES))
        if found:
            words = normalise_label(found["words"].strip("()[] "))
            option = _by_words(words, item) if words else None
            return option or (_by_number(found["number"], item) if found["mark"] or not words else None)
    return None


def _by_number(number: str, item: Item) -> Option | None:
    """Only the points of a scale are shown as numbers; 1 for "yes" or "first option" is a tool's own code."""
    if item.kind is not ItemKind.SCALE:
        return None
    value = float(number.replace(",", "."))
    return next((option for option in item.options if option.value == value), None)


def _words_alone(label: str) -> str:
    """The words of a label without its number: "5" and "Täysin … (5)" are one label written twice."""
    return normalise_label(re.sub(r"[\d()\[\]=]", " ", label))


def _clash(words: Mapping[str, str], item: Item) -> bool:
    """Two wordings of one point in one language; a second language or a bare number beside words is no clash."""
    spoken = [word for word in words if word]
    languages = [
        {language for option in item.options for language, labels in option.labels.items() if _holds(labels, word)}
        for word in spoken
    ]
    return any(one & other for place, one in enumerate(languages) for other in languages[place + 1 :])


def _holds(labels: Iterable[str], word: str) -> bool:
    return any(normalise_label(label) == word for label in labels)
