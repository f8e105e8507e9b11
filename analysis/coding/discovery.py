"""What the codebook misses: words that stand out in the answers no code explains, and the groups they fall into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from analysis.coding.learner import tokens

__all__ = ["Keyword", "Suggestion", "keyness", "suggest_themes"]

_PRIOR = 0.5  # added to each count: Jeffreys' prior, so that a word missing on one side has a finite ratio
_STANDS_OUT = 1.96  # z: one word in forty would stand out by chance
_FEWEST_ANSWERS = 8  # fewer cannot show a group
_SHORTEST = 3  # letters of a word that tells anything
_SEED = 20150101
_STEPS = 2000  # small tables settle within a few hundred


@dataclass(frozen=True, slots=True)
class Keyword:
    word: str
    here: int
    elsewhere: int
    z: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme that may be missing: its words and the indexes of the answers that show it best. A person names it."""

    words: tuple[str, ...]
    answers: tuple[int, ...]


def keyness(here: Sequence[str], elsewhere: Sequence[str]) -> list[Keyword]:
    """Lemmas said oftener in these answers than in the others, by z of the log odds ratio, strongest first.

    z = log((a + ½)(d + ½) / ((b + ½)(c + ½))) / √(1/(a+½) + 1/(b+½) + 1/(c+½) + 1/(d+½)); a answers here have the
    word and c have not, b answers elsewhere have it and d have not (Haldane 1956,
    doi:10.1111/j.1469-1809.1955.tb01285.x).
    """
    a, b = _counts(here), _counts(elsewhere)
    found = [
        Keyword(word, a[word], b[word], _z(a[word], b[word], len(here), len(elsewhere)))
        for word in a
        if len(word) >= _SHORTEST
    ]
    return sorted((item for item in found if item.z >= _STANDS_OUT), key=lambda item: (-item.z, item.word))


def suggest_themes(
    uncoded: Sequence[str], *, most: int = 5, words_each: int = 8, answers_each: int = 5
) -> list[Suggestion]:
    """Groups among the answers that no code explains (NMF on TF-IDF of lemmas and compound parts)."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    if len(uncoded) < _FEWEST_ANSWERS:
        return []
    vectorizer = TfidfVectorizer(analyzer=tokens, sublinear_tf=True, min_df=2, max_df=0.5)
    try:
        table = vectorizer.fit_transform(uncoded)
    except ValueError:  # no word is shared by two answers: there is no group
        return []
    names = vectorizer.get_feature_names_out()
    model = NMF(min(most, *table.shape), init="nndsvd", random_state=_SEED, max_iter=_STEPS)
    shares = model.fit_transform(table)
    return [
        Suggestion(
            tuple(str(names[column]) for column in part.argsort()[::-1][:words_each] if part[column] > 0),
            tuple(int(row) for row in share.argsort()[::-1][:answers_each] if share[row] > 0),
        )
        for part, share in zip(model.components_, shares.T, strict=True)
        if share.max() > 0
    ]


def _counts(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in set(tokens(text)))


def _z(a: int, b: int, here: int, elsewhere: int) -> float:
    cells = (a + _PRIOR, b + _PRIOR, here - a + _PRIOR, elsewhere - b + _PRIOR)
    with_here, with_there, without_here, without_there = cells
    ratio = log(with_here * without_there / (with_there * without_here))
    return ratio / sqrt(sum(1 / cell for cell in cells))
