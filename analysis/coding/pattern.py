"""The small language that seeds and phrases are written in (docs/coding-quality.md shows it to programme owners).

A word stands for all its forms, for compounds it is a part of, and, if unknown, for longer ones it begins or ends.
    jaksaa          a lemma: jaksoin, jaksanut, työssäjaksaminen
    jaks*  *tuki    words that begin or end so      =aika   this lemma or form alone, in no compound
    a|b|c           any of these                    <gain>  a group of words named in the codebook
    ~verkostot      a word of a theme's name: its lemma too, and every longer word that it begins or ends
    !ei             must not stand in the clause
    a_b             words after each other, as in a phrase
Words after each other make a phrase: all of them in one sentence within a few words, in any order.
    > a b  in this order     a b /2  within two words     a b ++  always for the theme     a b --  always against it
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Element", "Pattern", "parse_pattern"]

_WINDOW = 7  # words from first to last: a Finnish clause of the measured answers seldom has more
_GROUP = re.compile(r"<([\w-]+)>")


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: any of its words may stand there; `absent`: none may stand in the clause."""

    words: frozenset[str]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A seed or phrase as it is matched. `polarity`: "++" is True, "--" False, None is told by the clause."""

    source: str
    elements: tuple[Element, ...]
    ordered: bool = False
    window: int = _WINDOW
    polarity: bool | None = None


def parse_pattern(source: str, groups: Mapping[str, str]) -> Pattern:
    """The pattern that a line of the codebook describes.

    Raises KeyError for a group that is not named, ValueError for one without a word.

    >>> parse_pattern("> uusi näkö* /3 ++", {}).window
    3
    """
    ordered, window, polarity = False, _WINDOW, None
    elements: list[Element] = []
    for piece in source.lower().replace("_", " ").split():
        if piece == ">":
            ordered = True
        elif piece in ("++", "--"):
            polarity = piece == "++"
        elif piece.startswith("/") and piece[1:].isdigit():
            window = int(piece[1:])
        else:
            elements.append(_element(piece, groups))
    if not any(not element.absent for element in elements):
        raise ValueError
    return Pattern(source.strip(), tuple(elements), ordered, window, polarity)


def _element(piece: str, groups: Mapping[str, str]) -> Element:
    absent = piece.startswith("!")
    opened = _GROUP.sub(lambda found: "|".join(groups[found.group(1)].lower().split()), piece.removeprefix("!"))
    listed = frozenset(word for word in opened.split("|") if word.strip("*=~"))
    if not listed:
        raise ValueError
    return Element(listed, absent)
