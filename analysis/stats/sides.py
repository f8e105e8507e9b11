"""Two roles' answers counted by value and group: all that theta needs to know of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.stats.checks import Array, finite_or_missing, group_codes

__all__ = ["Groups", "Sides", "tally"]

Groups = Iterable[object] | None


@dataclass(frozen=True, slots=True)
class Sides:
    """Counts of shape (groups, categories). Unlinked: one row. Linked: the same rows in both, but where nested."""

    x: Array
    y: Array
    n_missing_x: int
    n_missing_y: int
    linked: bool
    nested: bool

    @property
    def n_x(self) -> int:
        return int(self.x.sum())

    @property
    def n_y(self) -> int:
        return int(self.y.sum())

    @property
    def n_groups(self) -> int:
        """Groups with any answer; unlinked, everybody is a group."""
        if not self.linked:
            return self.n_x + self.n_y
        return len(self.x) + len(self.y) if self.nested else len(self.x)


def tally(x: ArrayLike, y: ArrayLike, groups_x: Groups, groups_y: Groups, *, nested: bool = False) -> Sides:
    """Count the answers that are there; a group without any does not count as a group."""
    linked = groups_x is not None or groups_y is not None
    answers_x, of_x = _answered(x, groups_x, "x")
    answers_y, of_y = _answered(y, groups_y, "y")
    values, category = np.unique(np.concatenate([answers_x, answers_y]), return_inverse=True)
    split = answers_x.size
    if nested:
        ((codes_x,), n_of_x), ((codes_y,), n_of_y) = group_codes(of_x), group_codes(of_y)
    else:
        (codes_x, codes_y), n_of_x = group_codes(of_x, of_y)
        n_of_y = n_of_x
    return Sides(
        _count(codes_x if linked else None, category[:split], n_of_x, values.size),
        _count(codes_y if linked else None, category[split:], n_of_y, values.size),
        np.size(x) - split,
        np.size(y) - answers_y.size,
        linked,
        nested,
    )


def _answered(values: ArrayLike, groups: Groups, name: str) -> tuple[Array, list[object]]:
    array = finite_or_missing(values, name)
    of = [None] * array.size if groups is None else list(groups)
    if len(of) != array.size:
        raise ValueError(f"{name} has {array.size} answers and groups_{name} has {len(of)} groups")
    there = ~np.isnan(array)
    return array[there], [group for group, answered in zip(of, there, strict=True) if answered]


def _count(codes: NDArray[np.intp] | None, category: NDArray[np.intp], n_groups: int, n_categories: int) -> Array:
    if codes is None:
        return np.bincount(category, minlength=n_categories).astype(np.float64)[None, :]
    counts = np.bincount(codes * n_categories + category, minlength=n_groups * n_categories)
    return counts.reshape(n_groups, n_categories).astype(np.float64)
