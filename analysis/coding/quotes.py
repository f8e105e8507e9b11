"""Quotes that stand for a theme: near its middle, unlike each other, masked before anyone sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Mask", "Quote", "choose_quotes"]

Mask = Callable[[str], str]  # hides names and numbers in a text; made elsewhere, from the round's own roster
_MIDDLE = (
    0.7  # weight of standing for the theme, against being unlike the quotes chosen before (maximal marginal relevance)
)
_SHORTEST, _LONGEST = 4, 60  # words of a quote that says something and is read to its end


@dataclass(frozen=True, slots=True)
class Quote:
    index: int  # into the answers that were given
    text: str  # masked


def choose_quotes(texts: Sequence[str], *, mask: Mask, most: int = 5) -> list[Quote]:
    """Up to `most` quotes out of the answers of one theme, the most telling first."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from analysis.coding.learner import tokens

    fit = [index for index, text in enumerate(texts) if _SHORTEST <= len(text.split()) <= _LONGEST]
    if not fit:
        return []
    table = TfidfVectorizer(analyzer=tokens, sublinear_tf=True).fit_transform([texts[index] for index in fit])
    likeness = (table @ table.T).toarray()
    central = likeness.mean(axis=1)
    chosen: list[int] = []
    while len(chosen) < min(most, len(fit)):
        rest = [row for row in range(len(fit)) if row not in chosen]
        chosen.append(max(rest, key=lambda row: _worth(row, central, likeness, chosen)))
    return [Quote(fit[row], mask(texts[fit[row]])) for row in chosen]


def _worth(row: int, central: Sequence[float], likeness: Sequence[Sequence[float]], chosen: Sequence[int]) -> float:
    nearest = max((float(likeness[row][other]) for other in chosen), default=0.0)
    return _MIDDLE * float(central[row]) - (1 - _MIDDLE) * nearest
