"""Theta of two kinds of groups, averaged over strata that a group may reach over: pairs against small groups.

A group's mentor is compared with mentors and its actors with actors, so a group has a part in several strata of its
round. Treating those as unlinked would make the interval too narrow.

References
----------
Obuchowski (1997). Nonparametric analysis of clustered ROC curve data. Biometrics 53, 567-578.
    https://doi.org/10.2307/2533958
Satterthwaite (1946). An approximate distribution of estimates of variance components. Biometrics Bulletin 2, 110-114.
    https://doi.org/10.2307/3002019
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.checks import Array, finite_or_missing, group_codes, t_quantile
from analysis.stats.limits import hanley_mcneil_variance, logit_limits, newcombe_5_limits
from analysis.stats.placements import place
from analysis.stats.superiority import Method, Stratum, Superiority

__all__ = ["nested_superiority"]

Block = Sequence[Stratum]  # the strata that a group may reach over: the roles of one round
Part = tuple[float, int]  # variance, degrees of freedom


def nested_superiority(blocks: Sequence[Block], *, confidence: float = 0.95) -> Superiority:
    """The average theta over the strata of all blocks, where each group lies wholly on one side and in one block.

    Parameters
    ----------
    blocks
        Each a sequence of (x, y, groups_x, groups_y) as in `superiority`, without missing answers. The same group in
        two strata of a block is the same group; in two blocks it is another. Whoever has no group is a group of one.

    Notes
    -----
    Σ wθ with w = n·m/(n + m) over its sum. s_g = sum over the strata of w·(placement − theta)/n of the group's people;
    variance Σ G/(G − 1)·Σ s_g² over blocks and sides; t with Satterthwaite's degrees of freedom, logit scale. Theta 0
    or 1, or no spread: Newcombe's method 5. One block of one stratum: `superiority` with `nested`.
    https://doi.org/10.2307/2533958 and https://doi.org/10.2307/3002019

    Raises
    ------
    NotEstimableError
        If a side of a stratum has no answers, or a side of a block fewer than two groups.
    ValueError
        If a value is infinite or missing, or groups and answers differ in length.

    Examples
    --------
    >>> mentors = ([5, 4], [3, 4, 2], ["a", "b"], ["p", "q", "r"])
    >>> actors = ([4, 3, 5, 2], [3, 2, 4], ["a", "a", "b", "b"], ["p", "q", "r"])
    >>> result = nested_superiority([[mentors, actors]])
    >>> round(result.theta, 4), result.n_groups, result.method.value
    (0.7451, 5, 'nested')
    """
    strata = [[_Stratum(stratum) for stratum in block] for block in blocks]
    every = list(chain.from_iterable(strata))
    total = sum(one.weight for one in every)
    theta = sum(one.weight * one.theta for one in every) / total
    parts = [part for block in strata for part in _parts(block, total)]
    n_x, n_y = sum(one.n_x for one in every), sum(one.n_y for one in every)
    variance = sum(each for each, _ in parts)
    n_groups = sum(df + 1 for _, df in parts)
    if theta in (0, 1) or not variance:
        limits = newcombe_5_limits(theta, n_x, n_y, confidence)
        se, df, method = math.sqrt(hanley_mcneil_variance(theta, n_x, n_y)), None, Method.NEWCOMBE_5
    else:
        se, df, method = math.sqrt(variance), variance**2 / sum(v**2 / d for v, d in parts), Method.NESTED
        low, high = logit_limits(np.array(theta), np.array(se), t_quantile(confidence, df))
        limits = float(low), float(high)
    interval = Interval(*limits, confidence)
    return Superiority(theta, interval, se, n_x, n_y, method, n_groups=n_groups, df=df, n_strata=len(every))


class _Stratum:
    """One comparison: its theta, its weight and what each person adds to theta."""

    def __init__(self, stratum: Stratum) -> None:
        x, y = (_complete(answers, name) for answers, name in zip(stratum[:2], "xy", strict=True))
        self.n_x, self.n_y = x.size, y.size
        if not (self.n_x and self.n_y):
            raise NotEstimableError(Reason.ONE_ROLE_EMPTY, "one side has no answers; theta compares two", 0)
        self.groups = [_labels(groups, answers) for groups, answers in ((stratum[2], x), (stratum[3], y))]
        self.weight = self.n_x * self.n_y / (self.n_x + self.n_y)
        values, category = np.unique(np.concatenate([x, y]), return_inverse=True)
        of_x, of_y = category[: self.n_x], category[self.n_x :]
        placed = place(*(np.bincount(of, minlength=values.size).astype(float) for of in (of_x, of_y)))
        self.theta = float(placed.theta)
        whole = 2 * self.n_x * self.n_y  # deviations are kept times this
        self.influence = (
            placed.deviation_x[of_x] / (whole * self.n_x),
            placed.deviation_y[of_y] / (whole * self.n_y),
        )


def _complete(answers: object, name: str) -> Array:
    array = finite_or_missing(answers, name)  # type: ignore[arg-type]
    if np.isnan(array).any():
        raise ValueError(f"{name} holds a missing answer")
    return array


def _labels(groups: object, answers: Array) -> list[object]:
    labels = [None] * answers.size if groups is None else list(groups)  # type: ignore[call-overload]
    if len(labels) != answers.size:
        raise ValueError(f"{answers.size} answers and {len(labels)} groups")
    return labels


def _parts(block: Sequence[_Stratum], total: float) -> Iterator[Part]:
    """Variance and degrees of freedom of each side, its groups summed over the block's strata."""
    for side in (0, 1):
        coded, n_groups = group_codes(*(one.groups[side] for one in block))
        if n_groups < 2:
            raise NotEstimableError(Reason.FEW_GROUPS, f"{n_groups} group on a side; at least 2 are needed", n_groups)
        summed = np.zeros(n_groups)
        for one, codes in zip(block, coded, strict=True):
            summed += _by_group(codes, one.influence[side], n_groups) * (one.weight / total)
        yield float(summed @ summed) * n_groups / (n_groups - 1), n_groups - 1


def _by_group(codes: NDArray[np.intp], influence: Array, n_groups: int) -> Array:
    return np.bincount(codes, influence, n_groups).astype(np.float64)
