"""What people's codings teach beyond the codebook: one logistic regression a code, told apart from chance by folds.

Character n-grams and lemmas with compound parts, fitted on all answers at hand; a code is learnt only from enough
positives. Its probability is of answers that the model has not seen (out of fold), so thresholds are honest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.coding.analyser import analyse
from analysis.coding.cleaning import words
from analysis.coding.language import language_of

__all__ = ["LEAST_POSITIVES", "Learner", "learn"]

LEAST_POSITIVES = 6  # of 5–10 measured: fewer, and a learner is noise
_FOLDS = 5
_INVERSE_PENALTY = 10.0
_SEED = 20150101
_MOST_FEATURES = 30_000
_STEPS = 1000  # a hundred are seldom used up; running out would warn

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Learner:
    """Fitted models by code, and for each example the probability it was given while unseen."""

    features: Any
    models: Mapping[str, Any]
    unseen: Mapping[str, Floats]

    def probabilities(self, texts: Sequence[str]) -> dict[str, Floats]:
        """Code → its probability in each text."""
        table = self.features.transform(texts)
        return {code: model.predict_proba(table)[:, 1] for code, model in self.models.items()}


def learn(texts: Sequence[str], truths: Sequence[frozenset[str]], codes: Sequence[str]) -> Learner:
    """A learner for every code that has enough coded answers with and without it."""
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    features = _features()
    table = features.fit_transform(texts)
    models: dict[str, Any] = {}
    unseen: dict[str, Floats] = {}
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    for code in codes:
        wanted = np.array([code in truth for truth in truths])
        if LEAST_POSITIVES <= wanted.sum() <= len(wanted) - LEAST_POSITIVES:
            models[code] = _model().fit(table, wanted)
            unseen[code] = cross_val_predict(_model(), table, wanted, cv=folds, method="predict_proba")[:, 1]
    return Learner(features, models, unseen)


def tokens(text: str) -> Iterator[str]:
    """Lemmas and compound parts: what the learner sees of a text beside its letters."""
    found = words(text)
    language = language_of(word.form for word in found)
    for word in found:
        analysis = analyse(word.form, language)
        yield from dict.fromkeys((*analysis.lemmas, *analysis.parts))


def _model() -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(
        C=_INVERSE_PENALTY, class_weight="balanced", solver="liblinear", random_state=_SEED, max_iter=_STEPS
    )


def _features() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion

    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, max_features=_MOST_FEATURES, min_df=2
    )
    lemmas = TfidfVectorizer(analyzer=tokens, sublinear_tf=True, max_features=_MOST_FEATURES)
    return FeatureUnion([("letters", letters), ("lemmas", lemmas)])
