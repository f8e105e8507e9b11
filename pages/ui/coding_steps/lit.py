"""An answer with the words lit up that its codes rest on; words that deny are underlined too."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from analysis.coding.cleaning import shown, words
from analysis.coding.negation import negators
from pages.ui import escape

__all__ = ["lit", "quoted"]

Span = tuple[int, int]


def lit(text: str, spans: Iterable[Span]) -> str:
    """HTML of our own around the escaped answer: <mark> for evidence, <u> for what denies. Nothing else is left of it.

    >>> lit("En <b>jaksanut", [(6, 14)])
    '<u>En</u> &lt;b&gt;<mark>jaksanut</mark>'
    """
    shining = [False] * len(text)
    for start, end in spans:
        shining[start:end] = [True] * (min(end, len(text)) - start)
    denying = [False] * len(text)
    found = words(text)
    for place in negators(found):
        start, end = found[place].start, found[place].end
        denying[start:end] = [True] * (end - start)
    return "".join(_piece(text[a:b], shining[a], denying[a]) for a, b in _runs(shining, denying))


def quoted(text: str, span: Iterable[Span]) -> str:
    """The words of a piece of evidence, in their order, once each."""
    return " … ".join(dict.fromkeys(shown(text)[start:end] for start, end in sorted(span)))


def _runs(shining: list[bool], denying: list[bool]) -> list[Span]:
    """Stretches of letters that look the same."""
    looks = list(zip(shining, denying, strict=True))
    cuts = [0, *(at for at in range(1, len(looks)) if looks[at] != looks[at - 1]), len(looks)]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _piece(words_: str, shines: bool, denies: bool) -> str:
    inert = escape.plotly(words_)
    inert = f"<u>{inert}</u>" if denies else inert
    return f"<mark>{inert}</mark>" if shines else inert
