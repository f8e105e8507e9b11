"""How often the intervals hold the truth, and what they cost: `python -m tests.bench.bench_statistics`.

Every cell draws the same 2,000 data sets for our interval and for those it was chosen over. Five answer levels with
ties and the group sizes of one programme. A run takes some minutes; fewer data sets: `… bench_statistics 200`.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from analysis.stats.association import partial_rank_association
from analysis.stats.change import change_all_rows, paired_change
from analysis.stats.placements import place
from analysis.stats.pooling import pool
from analysis.stats.superiority import (
    stratified_superiority,
    superiorities_from_counts,
    superiority,
    superiority_from_counts,
)

REPETITIONS = 2000
RESAMPLES = 1999  # of each bootstrap in the coverage cells; the timing uses scipy's own 9,999
LOWEST = 0.92  # below it a 95 % interval of ours is named as such
Z = float(stats.norm.ppf(0.975))
CUTS = np.array([-1.6, -0.8, 0.0, 0.9])  # latent normal → five answers, most in the upper middle
Limits = tuple[float, float]
Rng = np.random.Generator


@dataclass(frozen=True)
class Cell:
    """One situation: the truth, how its data come about, and the intervals tried on them; the first is ours."""

    name: str
    truth: float
    draw: Callable[[Rng], Any]
    methods: dict[str, Callable[[Any], Limits]]


def main() -> None:
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else REPETITIONS
    noise = 1.96 * math.sqrt(0.05 * 0.95 / repetitions)
    say(f"Coverage of 95 % intervals, {repetitions} data sets a cell: each figure is good to ±{noise:.3f}")
    for title, cells in (
        ("Theta, unlinked", unlinked_cells()),
        ("Theta, linked by groups", linked_cells()),
        ("Theta, pairs against small groups (nested)", nested_cells()),
        ("Theta, average of five rounds", round_cells()),
        ("Any such round: logit theta of five rounds pooled", pool_cells()),
        ("Change between waves, 40 % dropping out", change_cells()),
        ("Partial rank association", association_cells()),
    ):
        say(f"\n{title}")
        for cell in cells:
            report(cell, repetitions)
    timings()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def report(cell: Cell, repetitions: int) -> None:
    rng = np.random.default_rng(20_150_901)  # the programme's first autumn; any seed will do
    limits: dict[str, list[Limits]] = {name: [] for name in cell.methods}
    for _ in range(repetitions):
        data = cell.draw(rng)
        for name, interval in cell.methods.items():
            limits[name].append(interval(data))
    say(f"  {cell.name}  (truth {cell.truth:.3f})")
    for rank, (name, found) in enumerate(limits.items()):
        low, high = np.array(found).T
        coverage, width = np.mean((low <= cell.truth) & (cell.truth <= high)), np.mean(high - low)
        middle = np.mean((low + high) / 2) - cell.truth
        mark = "" if rank else "  << below .92" if coverage < LOWEST else "  <- ours"
        say(f"    {name:<34} coverage {coverage:.3f}  width {width:.3f}  centre − truth {middle:+.3f}{mark}")


def ends(result: Any) -> Limits:
    return result.interval.low, result.interval.high


def answers(latent: np.ndarray) -> np.ndarray:
    return np.digitize(latent, CUTS) + 1


def level_shares(mean: float, sd: float = 1.0) -> np.ndarray:
    return np.diff(np.concatenate([[0.0], stats.norm.cdf((CUTS - mean) / sd), [1.0]]))


def theta_of(shares_x: np.ndarray, shares_y: np.ndarray) -> float:
    return float(place(shares_x, shares_y).theta)


# Theta, unlinked


def unlinked_cells() -> Iterator[Cell]:
    for n, m in ((8, 8), (15, 20)):
        for shift in (0.0, 0.5, 1.0, 1.8, 2.4):
            shares_x, shares_y = level_shares(shift + 0.3), level_shares(0.3)

            def draw(
                rng: Rng, n: int = n, m: int = m, x: np.ndarray = shares_x, y: np.ndarray = shares_y
            ) -> tuple[np.ndarray, np.ndarray, Rng]:
                return rng.multinomial(n, x), rng.multinomial(m, y), rng

            yield Cell(
                f"{n} v {m}",
                theta_of(shares_x, shares_y),
                draw,
                {
                    "Brunner-Munzel, logit (ours)": lambda data: ends(superiority_from_counts(*data[:2])),
                    "the same without logit": wald,
                    "rank-biserial, Fisher z": fisher_z,
                    f"percentile bootstrap ({RESAMPLES})": percentile_bootstrap,
                    f"BCa bootstrap ({RESAMPLES})": bca_bootstrap,
                },
            )


Counts = tuple[np.ndarray, np.ndarray, Rng]


def wald(data: Counts) -> Limits:
    result = superiority_from_counts(*data[:2])
    if result.method == "newcombe_5":
        return result.theta, result.theta
    return result.theta - Z * result.se, result.theta + Z * result.se


def fisher_z(data: Counts) -> Limits:
    """As R's effectsize::rank_biserial."""
    n, m = data[0].sum(), data[1].sum()
    delta = float(np.clip(2 * theta_of(data[0], data[1]) - 1, -1 + 1e-12, 1 - 1e-12))
    margin = Z * math.sqrt((n + m + 1) / (3 * n * m))
    low, high = np.tanh(np.arctanh(delta) - margin), np.tanh(np.arctanh(delta) + margin)
    return (low + 1) / 2, (high + 1) / 2


def resampled(data: Counts) -> np.ndarray:
    x, y, rng = data
    n, m = x.sum(), y.sum()
    return place(rng.multinomial(n, x / n, RESAMPLES), rng.multinomial(m, y / m, RESAMPLES)).theta


def percentile_bootstrap(data: Counts) -> Limits:
    low, high = np.quantile(resampled(data), [0.025, 0.975])
    return float(low), float(high)


def bca_bootstrap(data: Counts) -> Limits:
    """Efron (1987) for two samples: acceleration from the influence values of both."""
    x, y, _ = data
    thetas, theta = np.sort(resampled(data)), theta_of(x, y)
    below = (np.mean(thetas < theta) + np.mean(thetas <= theta)) / 2
    if not 0 < below < 1:
        return theta, theta
    placed = place(x, y)
    scale = 2 * placed.n_x * placed.n_y
    one, two = placed.deviation_x / scale / placed.n_x, placed.deviation_y / scale / placed.n_y
    cubes, squares = (float((x * one**power).sum() + (y * two**power).sum()) for power in (3, 2))
    bias, acceleration = stats.norm.ppf(below), cubes / (6 * squares**1.5) if squares else 0.0
    at = [bias + (bias + z) / (1 - acceleration * (bias + z)) for z in (-Z, Z)]
    low, high = np.quantile(thetas, stats.norm.cdf(at))
    return float(low), float(high)


# Theta, linked

Linked = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def groups_of(rng: Rng, sizes: np.ndarray, shift: float, shared: float) -> Linked:
    """One mentor and `size` actors a group; `shared` is the share of variance that a group has in common."""
    common = rng.normal(scale=math.sqrt(shared), size=sizes.size)
    of = np.repeat(np.arange(sizes.size), sizes)
    own = math.sqrt(1 - shared)
    mentor = answers(0.3 + shift + common + rng.normal(scale=own, size=sizes.size))
    actor = answers(0.3 + common[of] + rng.normal(scale=own, size=of.size))
    return mentor, actor, np.arange(sizes.size), of


def linked_interval(data: Linked) -> Limits:
    x, y, groups_x, groups_y = data
    return ends(superiority(x, y, groups_x=groups_x, groups_y=groups_y))


def linked_normal(data: Linked) -> Limits:
    """The clustered standard error with the normal quantile and without logit."""
    x, y, groups_x, groups_y = data
    result = superiority(x, y, groups_x=groups_x, groups_y=groups_y)
    return result.theta - Z * result.se, result.theta + Z * result.se


LINKED = {
    "by group, logit, t(G − 1) (ours)": linked_interval,
    "the same, normal and without logit": linked_normal,
    "groups ignored": lambda data: ends(superiority(data[0], data[1])),
}


def linked_cells() -> Iterator[Cell]:
    shapes = {
        "8 pairs": np.ones(8, int),
        "20 pairs": np.ones(20, int),
        "10 small groups of 3-5": np.array([2, 3, 4, 2, 3, 4, 2, 3, 4, 3]),
    }
    for name, sizes in shapes.items():
        for shift, shared in ((0.0, 0.5), (0.6, 0.5), (0.6, 0.1)):
            yield Cell(
                f"{name}, {shared:.0%} in common",
                theta_of(level_shares(shift + 0.3), level_shares(0.3)),
                lambda rng, sizes=sizes, shift=shift, shared=shared: groups_of(rng, sizes, shift, shared),
                LINKED,
            )


def nested_cells() -> Iterator[Cell]:
    for pairs, small in ((12, 8), (20, 5)):
        for shift in (0.0, 0.5):
            yield Cell(
                f"{pairs} pairs v {small} small groups of 4",
                theta_of(level_shares(0.3), level_shares(shift + 0.3)),
                lambda rng, pairs=pairs, small=small, shift=shift: pairs_and_groups(rng, pairs, small, shift),
                {
                    "by side, Satterthwaite t (ours)": lambda data: ends(
                        superiority(data[0], data[1], groups_x=data[2], groups_y=data[3], nested=True)
                    ),
                    "as if one set of groups, t(G − 1)": linked_interval_apart,
                    "groups ignored": lambda data: ends(superiority(data[0], data[1])),
                },
            )


def pairs_and_groups(rng: Rng, pairs: int, small: int, shift: float, shared: float = 0.4) -> Linked:
    sides = []
    for n_groups, size, mean in ((pairs, 2, 0.3), (small, 4, 0.3 + shift)):
        of = np.repeat(np.arange(n_groups), size)
        common = rng.normal(scale=math.sqrt(shared), size=n_groups)
        sides.append((answers(mean + common[of] + rng.normal(scale=math.sqrt(1 - shared), size=of.size)), of))
    return sides[0][0], sides[1][0], sides[0][1], sides[1][1]


def linked_interval_apart(data: Linked) -> Limits:
    return linked_interval((data[0], data[1], data[2], data[3] + 1000))


# Theta over rounds


def round_cells() -> Iterator[Cell]:
    sizes = [np.ones(10, int), np.ones(8, int), np.array([2, 3, 2, 1, 1, 1, 1, 1]), np.ones(14, int), np.full(8, 2)]
    for name, shifts in (("alike", [0.5] * 5), ("different", [0.0, 0.3, 0.9, 0.5, 1.0])):
        weights = np.array([each.size * each.sum() / (each.size + each.sum()) for each in sizes])
        thetas = np.array([theta_of(level_shares(shift + 0.3), level_shares(0.3)) for shift in shifts])
        yield Cell(
            f"8-14 groups a round, rounds {name}",
            float(weights @ thetas / weights.sum()),
            lambda rng, shifts=shifts: [
                groups_of(rng, each, shift, 0.5) for each, shift in zip(sizes, shifts, strict=True)
            ],
            {
                "stratified, by group, t (ours)": lambda rounds: ends(stratified_superiority(rounds)),
                "stratified, groups ignored": lambda rounds: ends(
                    stratified_superiority([(x, y, None, None) for x, y, *_ in rounds])
                ),
                "rounds thrown together": lambda rounds: ends(
                    superiority(np.concatenate([x for x, *_ in rounds]), np.concatenate([y for _, y, *_ in rounds]))
                ),
            },
        )


def pool_cells() -> Iterator[Cell]:
    variances = np.array([0.20, 0.35, 0.15, 0.30, 0.25])  # of logit theta with 10 to 25 people a role
    for tau in (0.0, 0.2, 0.5):
        yield Cell(
            f"5 rounds, tau {tau}",
            0.4,
            lambda rng, tau=tau: rng.normal(0.4, np.sqrt(variances + tau**2)),
            {
                "wider of HKSJ and fixed (ours)": lambda y: ends(pool(y, variances)),
                "HKSJ alone": lambda y: side(pool(y, variances).hksj_interval),
                "fixed effect": lambda y: side(pool(y, variances).fixed_interval),
                "REML with normal quantile": lambda y: around(pool(y, variances)),
            },
        )


def side(interval: Any) -> Limits:
    return interval.low, interval.high


def around(pooled: Any) -> Limits:
    return pooled.mean - Z * pooled.se, pooled.mean + Z * pooled.se


# Change

WAVES = ((56.0, 62.0), (18.0, 18.0), 0.6)  # means and spreads of a well-being score 0-100, correlation


def score_pairs(rng: Rng, n: int) -> np.ndarray:
    (one, two), (sd_one, sd_two), r = WAVES
    covariance = [[sd_one**2, r * sd_one * sd_two], [r * sd_one * sd_two, sd_two**2]]
    return np.clip(np.round(rng.multivariate_normal([one, two], covariance, n) / 4) * 4, 0, 100)


def with_drop_out(rng: Rng, n: int, by_start: bool) -> np.ndarray:
    """A tenth lack the start survey by chance; of the others 40 % lack the end, by chance or low starters more."""
    rows = score_pairs(rng, n)
    chance = stats.norm.cdf(-0.42 - 1.3 * (rows[:, 0] - 56) / 18) if by_start else np.full(n, 0.4)
    late = rng.random(n) < 0.1
    gone = ~late & (rng.random(n) < chance)
    rows[late, 0] = np.nan
    rows[gone, 1] = np.nan
    return rows


def change_cells() -> Iterator[Cell]:
    means = score_pairs(np.random.default_rng(1), 2_000_000).mean(axis=0)
    for n in (30, 60):
        for by_start in (False, True):
            yield Cell(
                f"n = {n}, {'low starters drop out more' if by_start else 'at random'}",
                float(means[1] - means[0]),
                lambda rng, n=n, by_start=by_start: with_drop_out(rng, n, by_start),
                {
                    "all rows, maximum likelihood (ours)": lambda rows: ends(change_all_rows(*rows.T)),
                    "matched only": lambda rows: ends(paired_change(*rows.T)),
                    "difference of the waves' means": difference_of_means,
                },
            )


def difference_of_means(rows: np.ndarray) -> Limits:
    before, after = (column[~np.isnan(column)] for column in rows.T)
    found = stats.ttest_ind(after, before, equal_var=False).confidence_interval()
    return float(found.low), float(found.high)


# Association


def association_cells() -> Iterator[Cell]:
    for slope in (0.0, 0.5):
        truth = spearman_within(slope)
        yield Cell(
            f"40 groups of 3, two roles, slope {slope}",
            truth,
            lambda rng, slope=slope: driver_and_outcome(rng, 40, slope),
            {
                "CR1 by group, t(G − 1) (ours)": lambda data: association(data, data[3]),
                "groups ignored": lambda data: association(data, None),
            },
        )


def driver_and_outcome(rng: Rng, n_groups: int, slope: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Both driver and outcome have 40 % of their variance in the group."""
    of, role = np.repeat(np.arange(n_groups), 3), np.tile([0, 1, 1], n_groups)
    common_driver, common = rng.normal(scale=math.sqrt(0.4), size=(2, n_groups))
    driver = common_driver[of] + rng.normal(scale=math.sqrt(0.6), size=of.size)
    outcome = slope * driver + common[of] + rng.normal(scale=math.sqrt(0.6), size=of.size) + 0.3 * (role == 0)
    return answers(outcome + 0.2), answers(driver + 0.2), role, of


def association(data: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], groups: np.ndarray | None) -> Limits:
    outcome, driver, role, _ = data
    return ends(partial_rank_association(outcome, driver, adjust=[role.tolist()], groups=groups))


def spearman_within(slope: float) -> float:
    outcome, driver, role, _ = driver_and_outcome(np.random.default_rng(2), 60_000, slope)
    return partial_rank_association(outcome, driver, adjust=[role.tolist()]).value


# Cost


def timings() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.multinomial(40, level_shares(0.8), 50), rng.multinomial(40, level_shares(0.3), 50)
    ours = seconds(lambda: superiorities_from_counts(x, y), 50)
    tried = 5
    theirs = seconds(lambda: [scipy_bca(a, b) for a, b in zip(x[:tried], y[:tried], strict=True)], 1) * 50 / tried
    say("\nCost")
    say(f"  50 thetas with intervals in one call: {ours * 1e3:.3f} ms")
    ratio = theirs / ours
    say(f"  scipy BCa bootstrap (9,999), 50 thetas ({tried} measured): {theirs:.1f} s = {ratio:,.0f} times as long")
    base = None
    for n in (10**2, 10**4, 10**6):
        one, two = rng.multinomial(n, level_shares(0.8)), rng.multinomial(n, level_shares(0.3))
        spent = seconds(lambda one=one, two=two: superiority_from_counts(one, two), 300)
        base = base or spent
        say(f"  from counts, {n:>9,} a side: {spent * 1e6:.0f} µs = {spent / base:.2f} of the first")
    pairs = groups_of(rng, np.ones(40, int), 0.5, 0.5)
    say(f"  one linked theta, 40 pairs: {seconds(lambda: linked_interval(pairs), 200) * 1e6:.0f} µs")
    rows = with_drop_out(rng, 60, True)
    say(f"  change from all rows, 60 people: {seconds(lambda: change_all_rows(*rows.T), 50) * 1e6:.0f} µs")


def scipy_bca(counts_x: np.ndarray, counts_y: np.ndarray) -> Limits:
    people = [np.repeat(np.arange(5), counts) for counts in (counts_x, counts_y)]

    def theta(x: np.ndarray, y: np.ndarray, axis: int = -1) -> np.ndarray:
        difference = x[..., :, None] - y[..., None, :]
        return ((difference > 0) + 0.5 * (difference == 0)).mean(axis=(-1, -2))

    found = stats.bootstrap(people, theta, n_resamples=9999, batch=500, method="BCa", rng=np.random.default_rng(4))
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


def seconds(call: Callable[[], object], times: int) -> float:
    """The fastest of `times`: the machine's own noise only adds."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return min(spent)


if __name__ == "__main__":
    main()
