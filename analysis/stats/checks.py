"""What every statistic asks of its input before it computes anything."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit

__all__ = ["Array", "finite_or_missing", "group_codes", "is_missing", "normal_quantile", "t_quantile", "whole_counts"]

Array = NDArray[np.float64]


def finite_or_missing(values: ArrayLike, name: str, *, ndim: int = 1) -> Array:
    """As floats, where only NaN (missing) is not finite; `name` is how an error calls them."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != ndim:
        raise ValueError(f"{name} has {array.ndim} dimensions; {ndim} expected")
    if np.isinf(array).any():
        raise ValueError(f"{name} holds an infinite value")
    return array


def whole_counts(values: ArrayLike, name: str) -> Array:
    """As floats that are whole and not negative."""
    array = np.asarray(values, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds a count that is missing or infinite")
    if (array < 0).any():
        raise ValueError(f"{name} holds a negative count")
    if (array != np.floor(array)).any():
        raise ValueError(f"{name} holds a count that is not whole")
    return array


def group_codes(*sides: Iterable[object]) -> tuple[list[NDArray[np.intp]], int]:
    """Number the groups over all sides alike; whoever has none (None or NaN) is a group of one. Also their number."""
    known: dict[object, int] = {}
    n_groups = 0
    coded = []
    for side in sides:
        codes = []
        for group in side:
            code = n_groups if is_missing(group) else known.setdefault(group, n_groups)
            n_groups += code == n_groups
            codes.append(code)
        coded.append(np.array(codes, dtype=np.intp))
    return coded, n_groups


def normal_quantile(confidence: float) -> float:
    """Two-sided quantile of the standard normal distribution."""
    return float(ndtri(_upper_tail(confidence)))


def t_quantile(confidence: float, df: float) -> float:
    """Two-sided quantile of Student's t distribution."""
    return float(stdtrit(df, _upper_tail(confidence)))


def _upper_tail(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1")
    return (1 + confidence) / 2


def is_missing(group: object) -> bool:
    """None, or whatever does not say that it equals itself: NaN, NaT, pandas' NA."""
    same = group == group
    return group is None or not isinstance(same, bool | np.bool) or not same
