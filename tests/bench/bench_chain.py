"""Do the shown intervals hold what was put in: `python -m tests.bench.bench_chain [SEEDS]`.

The sample programme is drawn anew under each seed, written as export files, read, mapped, tidied and stored by the same
code as an owner's files, and the pages' analyses are asked. Nothing is picked: the seeds are 1, 2, 3, … The truth is
computed from the distributions that the generator draws from (data/samples/effects.py), never from a sample.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.applications import MentorShare, mentor_share
from analysis.benefit import Comparison, compare_roles
from analysis.results import Interval
from analysis.rounds import over_rounds
from analysis.stats.change import AllRowsChange
from analysis.stats.proportions import Proportion
from analysis.stats.superiority import Superiority
from analysis.wellbeing import scale_change, self_reported
from data.importing import import_samples, instruments_of
from data.samples.effects import true_change, true_shares, true_theta
from data.samples.make_samples import DESIGNS, write_programme
from data.schema import Role
from data.store import open_store
from pages.ui.material import Material, read_material

SEEDS, SCALE = 200, 0.6
LOWEST, HIGHEST = 0.92, 0.98
ACTORS_IN_GROUP = 3
ENDS = (1.0, 5.0)
LATER = date(2030, 1, 1)  # every round has ended
SELF_REPORTED, FIRST_WITH_APPLICATIONS = "self_wellbeing_improved", 2018
# One that is alike, one the other way, three in which mentors gain more.
ITEMS = ("courage", "expert_role", "goals_reached", "career_clearer", "own_agency")


@dataclass(frozen=True, slots=True)
class Shown:
    """One interval of one programme: what it is of, whether it holds the truth, how far its middle is off."""

    name: str
    holds: bool
    off: float


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    found: list[Shown] = []
    counted = 0
    for seed in range(1, seeds + 1):
        material = _imported(seed)
        found += [*_thetas(material), *_changes(material), *_self_reports(material)]
        counted += _applicants_as_designed(material)
    noise = 1.96 * math.sqrt(0.05 * 0.95 / seeds)
    print(f"{seeds} programmes of {SCALE} times the people; a figure of {seeds} intervals is good to ±{noise:.3f}")
    for name in dict.fromkeys(one.name for one in found):
        _print(name, [one for one in found if one.name == name])
    _print("all together", found)
    print(f"  applicants counted by role as they were put in: {counted} of {seeds}")


def _print(name: str, found: list[Shown]) -> None:
    covered = sum(one.holds for one in found) / len(found)
    off = sum(one.off for one in found) / len(found)
    word = "met" if LOWEST <= covered <= HIGHEST else "missed"
    print(f"  {name:<46} {covered:.3f} of {len(found)}; estimate − truth {off:+.3f}; aim {LOWEST}–{HIGHEST} {word}")


def _imported(seed: int) -> Material:
    with tempfile.TemporaryDirectory() as folder:
        write_programme(Path(folder) / "files", seed=seed, scale=SCALE)
        with open_store(Path(folder) / "own") as store:
            import_samples(store, Path(folder) / "files")
            return read_material(store, instruments_of(store.programme()), LATER)


def _thetas(material: Material) -> Iterator[Shown]:
    for item in ITEMS:
        compared = over_rounds(material.gate, item, rounds=material.closed, ends=ENDS)
        parts = [(one, _true_of(item, one.rounds)) for one in compared if isinstance(one.theta, Superiority)]
        for one, truth in parts:
            yield from _theta(f"theta of {item}, a round", one, truth)
        weights = [_weight(one) for one, _ in parts]
        average = sum(w * truth for w, (_, truth) in zip(weights, parts, strict=True)) / sum(weights)
        pooled = compare_roles(material.gate, item, rounds=material.closed, ends=ENDS)
        yield from _theta(f"theta of {item}, average of rounds", pooled, average)


def _theta(name: str, one: Comparison, truth: float) -> Iterator[Shown]:
    if isinstance(one.theta, Superiority):
        yield _shown(name, truth, one.theta.theta, one.theta.interval)


def _weight(one: Comparison) -> float:
    """As docs/methods.md averages rounds: n·m/(n + m)."""
    assert isinstance(one.theta, Superiority)
    return one.theta.n_x * one.theta.n_y / (one.theta.n_x + one.theta.n_y)


def _true_of(item: str, rounds: Sequence[str]) -> float:
    """Of a round, or of rounds told together, with its designed shares of people in small groups."""
    designs = [one.scaled(SCALE) for one in DESIGNS if f"r{one.year}" in rounds]
    pairs, groups = (sum(values) for values in zip(*((one.pairs, one.groups) for one in designs), strict=True))
    in_groups = groups * ACTORS_IN_GROUP
    return true_theta(item, groups / (pairs + groups), in_groups / (pairs + in_groups))


def _changes(material: Material) -> Iterator[Shown]:
    change = scale_change(material.gate, "wellbeing", rounds=material.closed, roles=tuple(Role)).change
    if isinstance(change, AllRowsChange):
        yield _shown("well-being, start to end", true_change(), change.mean, change.interval)


def _self_reports(material: Material) -> Iterator[Shown]:
    for role in Role:
        share = self_reported(material.gate, SELF_REPORTED, rounds=material.closed, role=role).share
        if isinstance(share, Proportion):
            truth = sum(true_shares(SELF_REPORTED, role is Role.MENTOR, False)[3:])
            yield _shown(f"share of {role}s who say it improved", truth, share.estimate, share.interval)


def _shown(name: str, truth: float, estimate: float, interval: Interval) -> Shown:
    return Shown(name, interval.low <= truth <= interval.high, estimate - truth)


def _applicants_as_designed(material: Material) -> bool:
    """How many apply is part of the design and not drawn: the count must be right, an interval proves nothing."""
    share = mentor_share(material.attendance, rounds=material.closed)
    designs = [one.scaled(SCALE) for one in DESIGNS if one.year >= FIRST_WITH_APPLICATIONS]
    mentors = sum(one.pairs + one.groups + one.mentors_left_out for one in designs)
    actors = sum(one.pairs + ACTORS_IN_GROUP * one.groups + one.actors_left_out for one in designs)
    return isinstance(share, MentorShare) and (share.total.mentor, share.total.actor) == (mentors, actors)


if __name__ == "__main__":
    main()
