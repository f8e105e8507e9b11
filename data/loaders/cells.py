"""What the text of one cell means: a number, a point of a scale, a tick."""

from __future__ import annotations

import re

from data.loaders.words import WORDS

__all__ = ["NO", "YES", "is_tick", "parse_number", "scale_point"]

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'\u2019")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[ \u00a0\u202f\u2009'\u2019]\d{3})+(?:[.,]\d+)?")
_PLAIN = re.compile(r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?")
_COMMA_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[-+]?\d{1,3},\d{3}\.\d+")
_UNIT = re.compile(r"\s*(?:€|eur|euroa|%|prosenttia|kr|\$|£)\s*$|^\s*[€$£]\s*", re.IGNORECASE)
_LEADING_POINT = re.compile(r"(-?\d{1,2})\s*(?:[.)=:–—-]\s*|\s?(?=[(]))[(]?\s*[^\W\d]")
_TRAILING_POINT = re.compile(r".*[^\W\d].*\((-?\d{1,2})\)")

# What tools write for a ticked and for an unticked box, in the languages met.
YES = frozenset(WORDS["ticks"]["yes"])
NO = frozenset(WORDS["ticks"]["no"])


def parse_number(text: str) -> float | None:
    """A number as people and tools write it, decimal comma or point, thousands apart; None where it is none.

    >>> parse_number("4695,70"), parse_number("52 000"), parse_number("44\\xa0375 €"), parse_number("2000-3400")
    (4695.7, 52000.0, 44375.0, None)
    """
    text = _UNIT.sub("", text.replace("\N{MINUS SIGN}", "-")).strip()
    if _GROUPED.fullmatch(text):
        text = text.translate(_SPACES)
    elif _COMMA_THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def scale_point(text: str) -> float | None:
    """The number of a scale point, labelled or bare.

    >>> scale_point("1 (ei lainkaan)"), scale_point("5 = täysin samaa mieltä"), scale_point("Disagree (2)")
    (1.0, 5.0, 2.0)
    >>> scale_point("36-40"), scale_point("3-4 hours")
    (None, None)
    """
    text = text.strip()
    match = _LEADING_POINT.match(text) or _TRAILING_POINT.fullmatch(text)
    return float(match[1]) if match else parse_number(text)


def is_tick(text: str) -> bool:
    """Whether the cell is one of the marks of a box, ticked or not."""
    text = text.strip().casefold()
    return text in YES or text in NO
