"""Placements: of how many of the other role each answer lies above. Theta and its variance from counts.

Everything works on counts by category, so that cost does not grow with respondents, and over any leading axes, so
that many items are one call. Deviations are kept times 2·n·m: whole numbers, whose zero is exactly zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.stats.checks import Array

__all__ = ["Placements", "clustered_variance", "nested_variance", "place", "unlinked_variance"]


@dataclass(frozen=True, slots=True)
class Placements:
    """Per category of the answer (last axis): deviation of its placement from theta, times 2·n_x·n_y."""

    theta: Array
    deviation_x: Array
    deviation_y: Array
    n_x: Array
    n_y: Array


def place(counts_x: Array, counts_y: Array) -> Placements:
    """Mid-rank placements of both roles from their counts, shape (..., categories)."""
    n_x, n_y = counts_x.sum(axis=-1), counts_y.sum(axis=-1)
    twice_below = 2 * counts_y.cumsum(axis=-1) - counts_y
    twice_above = 2 * n_x[..., None] - 2 * counts_x.cumsum(axis=-1) + counts_x
    twice_u = (counts_x * twice_below).sum(axis=-1)
    return Placements(
        theta=twice_u / (2 * n_x * n_y),
        deviation_x=twice_below * n_x[..., None] - twice_u[..., None],
        deviation_y=twice_above * n_y[..., None] - twice_u[..., None],
        n_x=n_x,
        n_y=n_y,
    )


def unlinked_variance(placed: Placements, counts_x: Array, counts_y: Array) -> tuple[Array, Array]:
    """Brunner and Munzel's variance, the part of each role; NaN where a role is a single person."""
    scale = (2 * placed.n_x * placed.n_y) ** 2
    parts = []
    for counts, deviation, n in (
        (counts_x, placed.deviation_x, placed.n_x),
        (counts_y, placed.deviation_y, placed.n_y),
    ):
        squares = (counts * deviation**2).sum(axis=-1) / scale
        parts.append(np.divide(squares, n * (n - 1), out=np.full_like(squares, np.nan), where=n > 1))
    return parts[0], parts[1]


def clustered_variance(placed: Placements, by_group_x: Array, by_group_y: Array) -> float:
    """Variance from the summed influence of each group; counts of shape (groups, categories), groups shared."""
    n_groups = len(by_group_x)
    influence = by_group_x @ placed.deviation_x * placed.n_y + by_group_y @ placed.deviation_y * placed.n_x
    return _between(influence / _influence_scale(placed), n_groups)


def nested_variance(placed: Placements, by_group_x: Array, by_group_y: Array) -> tuple[float, float]:
    """The same where no group has people on both sides: the part of each side, from its own groups."""
    scale = _influence_scale(placed)
    return (
        _between(by_group_x @ placed.deviation_x * placed.n_y / scale, len(by_group_x)),
        _between(by_group_y @ placed.deviation_y * placed.n_x / scale, len(by_group_y)),
    )


def _influence_scale(placed: Placements) -> float:
    return float(2 * placed.n_x**2 * placed.n_y**2)


def _between(influence: Array, n_groups: int) -> float:
    return float((influence**2).sum() * n_groups / (n_groups - 1))
