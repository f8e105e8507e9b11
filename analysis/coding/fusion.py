"""Codebook and learner together. The codebook decides; the learner may add a code, or drop one that rests on a single
piece of evidence, and only beyond thresholds that proved right on answers it had not seen. Where nothing is proved,
nothing changes: so the fusion is never worse than the codebook on the answers that people coded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.coding.keywords import ENOUGH
from analysis.coding.learner import Floats, Learner, learn

__all__ = ["Fusion", "Thresholds", "fuse"]

Flags = npt.NDArray[np.bool_]
Scores = Sequence[Mapping[str, float]]
_LEAST_GAIN = 0.06  # of F1 on unseen examples, before a threshold is believed: smaller gains were chance (measured)
_LEAST_MENDED = 3  # answers put right on balance: with few positives one or two of them alone make .06 of F1 (measured)
_SINGLE = ENOUGH  # a code with more evidence than one seed or phrase is never dropped
_NEVER_ADD, _NEVER_DROP = 2.0, -1.0  # outside every probability
_ADD = (0.5, 0.6, 0.7, 0.8, _NEVER_ADD)
_DROP = (_NEVER_DROP, 0.02, 0.05)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Add the code from `add` on, drop it up to `drop`."""

    add: float = _NEVER_ADD
    drop: float = _NEVER_DROP


@dataclass(frozen=True)
class Fusion:
    learner: Learner
    thresholds: Mapping[str, Thresholds]

    def decide(self, texts: Sequence[str], scores: Scores) -> list[frozenset[str]]:
        """The codes of each text, given the codebook's scores of it."""
        chosen = [{code for code, score in row.items() if score >= ENOUGH} for row in scores]
        for code, chances in self.learner.probabilities(texts).items():
            limits = self.thresholds[code]
            for codes, row, chance in zip(chosen, scores, chances, strict=True):
                score = row.get(code, 0.0)
                if score < ENOUGH and chance >= limits.add:
                    codes.add(code)
                elif ENOUGH <= score <= _SINGLE and chance <= limits.drop:
                    codes.discard(code)
        return [frozenset(codes) for codes in chosen]


def fuse(texts: Sequence[str], truths: Sequence[frozenset[str]], scores: Scores, codes: Sequence[str]) -> Fusion:
    """Learner and thresholds from answers that people coded and the codebook's scores of the same answers."""
    learner = learn(texts, truths, codes)
    return Fusion(learner, {code: _thresholds(code, unseen, truths, scores) for code, unseen in learner.unseen.items()})


def _thresholds(code: str, unseen: Floats, truths: Sequence[frozenset[str]], scores: Scores) -> Thresholds:
    """The pair of thresholds with the best F1 on unseen examples, if it is better than the codebook's by enough."""
    wanted = np.array([code in truth for truth in truths])
    score = np.array([row.get(code, 0.0) for row in scores])
    given, single = score >= ENOUGH, (score >= ENOUGH) & (score <= _SINGLE)

    def chosen(limits: Thresholds) -> Flags:
        return np.asarray((given | (unseen >= limits.add)) & ~(single & (unseen <= limits.drop)))

    def f1(limits: Thresholds) -> float:
        codes = chosen(limits)
        return float(2 * (codes & wanted).sum() / (codes.sum() + wanted.sum()))

    choices = [Thresholds(), *(Thresholds(float(add), float(drop)) for add in _ADD for drop in _DROP)]
    best = max(choices, key=f1)
    mended = int((given != wanted).sum() - (chosen(best) != wanted).sum())
    return best if mended >= _LEAST_MENDED and f1(best) >= f1(Thresholds()) + _LEAST_GAIN else Thresholds()
