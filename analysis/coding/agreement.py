"""How far coders agree: Krippendorff's alpha by NLTK, and per code with an interval. Never a bare figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from nltk.metrics.agreement import AnnotationTask

from analysis.results import Interval

__all__ = ["CodeAgreement", "krippendorff_alpha", "per_code_agreement"]

_MISSING = (None, ".", "")
_RESAMPLES = 1000
_CONFIDENCE = 0.95
_SEED = 2011

Distance = Callable[[float, float], float]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement of two coders on one code over n answers. Alpha is nan where neither or both gave it everywhere."""

    code: str
    n: int
    both: int
    only_a: int
    only_b: int
    alpha: float
    alpha_interval: Interval
    f1: float


def krippendorff_alpha(table: Sequence[Sequence[object]], level: str = "nominal") -> float:
    """Krippendorff's alpha of a table of coders by units; None, "." or "" is a missing value.

    alpha = 1 − D_observed / D_expected over all pairs of values within units. Krippendorff, K. (2011). Computing
    Krippendorff's Alpha-Reliability. https://repository.upenn.edu/asc_papers/43

    Raises ValueError for an unknown level (nominal, ordinal, interval, ratio) and where no unit has two values.

    >>> krippendorff_alpha([[1, 1, 2, 2], [1, 1, 2, 2]])
    1.0
    """
    units = [[_value(row[unit], level) for row in table if row[unit] not in _MISSING] for unit in range(len(table[0]))]
    pairable = {unit: values for unit, values in enumerate(units) if len(values) > 1}
    if not pairable:
        raise ValueError("no unit has two values")
    data = [(str(coder), unit, value) for unit, values in pairable.items() for coder, value in enumerate(values)]
    counts = Counter(value for _, _, value in data)
    return float(AnnotationTask(data, distance=_distance(level, counts)).alpha())


def per_code_agreement(
    coder_a: Sequence[Collection[str]], coder_b: Sequence[Collection[str]]
) -> dict[str, CodeAgreement]:
    """Agreement on each code that either coder gave; the two lists hold the codes of the same answers in order.

    The interval of alpha is a percentile bootstrap over answers (seeded, so the same answers give the same interval).
    """
    codes = sorted({code for row in (*coder_a, *coder_b) for code in row})
    random = np.random.default_rng(_SEED)
    drawn = random.integers(0, max(len(coder_a), 1), (_RESAMPLES, len(coder_a)))
    return {code: _of_code(code, coder_a, coder_b, drawn) for code in codes}


def _of_code(
    code: str, coder_a: Sequence[Collection[str]], coder_b: Sequence[Collection[str]], drawn: npt.NDArray[np.int64]
) -> CodeAgreement:
    a, b = (np.array([code in row for row in rows]) for rows in (coder_a, coder_b))
    resampled = _binary_alpha((a & b)[drawn].sum(1), (a ^ b)[drawn].sum(1), len(a))
    tail = (1 - _CONFIDENCE) / 2
    seen = resampled[~np.isnan(resampled)]
    low, high = np.quantile(seen, [tail, 1 - tail]) if len(seen) else (np.nan, np.nan)
    both, apart = int((a & b).sum()), int((a ^ b).sum())
    alpha = float(_binary_alpha(np.array([both]), np.array([apart]), len(a))[0])
    interval = Interval(float(low), float(high), _CONFIDENCE)
    return CodeAgreement(
        code, len(a), both, int((a & ~b).sum()), int((b & ~a).sum()), alpha, interval, 2 * both / (2 * both + apart)
    )


def _binary_alpha(both: npt.NDArray[np.int64], apart: npt.NDArray[np.int64], n: int) -> npt.NDArray[np.float64]:
    """Nominal alpha of two coders without missing values, from counts: 1 − (2n−1)·apart / (given·not given)."""
    given = 2 * both + apart
    expected = given * (2 * n - given)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (2 * n - 1) * apart / expected, np.nan)


def _value(value: object, level: str) -> object:
    return value if level == "nominal" else float(str(value))


def _distance(level: str, counts: Mapping[object, int]) -> Distance:
    match level:
        case "nominal":
            return lambda a, b: float(a != b)
        case "ordinal":
            return _ordinal(counts)
        case "interval":
            return lambda a, b: (a - b) ** 2
        case "ratio":
            return lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0
    raise ValueError(level)


def _ordinal(counts: Mapping[object, int]) -> Distance:
    ranked = sorted((float(str(value)), count) for value, count in counts.items())

    def distance(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(count for value, count in ranked if low <= value <= high)
        ends = sum(count for value, count in ranked if value in (low, high)) / 2
        return (between - ends) ** 2 if low != high else 0.0

    return distance
