"""The promise "no one is singled out", tried by an attacker on 200 made-up programmes."""

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import Gate
from analysis.results import Withheld
from data.schema import Role, Wave
from tests.analysis.attacker import ask_everything, determined, determined_with_groups
from tests.analysis.programme import atoms_of, made_up

K = 5
SEEDS = 200
THEMES = ("theme_a", "theme_b")


def programme(seed):
    rng = np.random.default_rng(seed)
    rounds = [f"r{i}" for i in range(rng.integers(2, 5))]
    sizes = {r: (int(rng.integers(2, 16)), int(rng.integers(0, 30))) for r in rounds}
    return rounds, made_up(sizes, seed=seed, answer_rate=rng.uniform(0.5, 1.0))


def answered(table):
    rows = table[table["value"].notna()]
    return dict(zip(rows["person"], rows["value"], strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("block", range(10))
def test_no_group_under_k_is_determined(block):
    for seed in range(block * SEEDS // 10, (block + 1) * SEEDS // 10):
        rounds, table = programme(seed)
        gate = Gate(table, atoms_of(table, K), lambda item: K)
        sets = ask_everything(gate, "courage", rounds)
        assert not determined(sets, answered(table), K), seed


@pytest.mark.slow
def test_complete_groups_give_nobody_away():
    shown = 0
    for seed in range(25):
        rounds, table = programme(seed)
        gate = Gate(table, atoms_of(table, K), lambda item: K)
        sets = ask_everything(gate, "courage", rounds)
        if isinstance(gate.release_groups("courage", Wave.END, closed=rounds), Withheld):
            continue
        shown += 1
        (told,) = gate.log_of_groups.values()
        rows = table[table["value"].notna()]
        groups = {
            key: list(zip(part["person"], map(Role, part["role"]), strict=True))
            for key, part in rows.groupby(["round", "group"])
            if key in told
        }
        assert not determined_with_groups(sets, groups, answered(table), K), seed
    assert shown >= 10


def with_choices(table, seed):
    """The same people with choices and a driver, each of which some left unanswered."""
    rng = np.random.default_rng(seed)
    share, missing = rng.uniform(0.2, 0.8), rng.uniform(0.0, 0.2)
    more = [table]
    for item in ("values", *THEMES):
        drawn = rng.integers(1, 6, len(table)) if item == "values" else rng.random(len(table)) < share
        value = np.where(rng.random(len(table)) < missing, np.nan, drawn.astype(float))
        more.append(table.assign(item=item, value=value))
    return pd.concat(more, ignore_index=True)


@pytest.mark.slow
def test_what_goes_together_gives_nobody_away():
    """Beside everything else he is told the mean of each part of those asked together, and who they are."""
    shown = parts = 0
    rounds = ["r0", "r1"]
    for seed in range(12):
        table = made_up({r: (9 + (seed + i) % 7, 4 * (seed % 5)) for i, r in enumerate(rounds)}, seed=seed)
        gate = Gate(with_choices(table, seed), atoms_of(table, K), lambda item: K)
        found = gate.release_together("courage", ["values"], THEMES, closed=rounds)
        if isinstance(found, Withheld):
            continue
        shown, parts = shown + 1, parts + len(found.parts)
        ask_everything(gate, "courage", rounds)
        sets = {people for (item, *_), people in gate.log.items() if item == "courage"}
        assert not determined(sets, answered(table), K, set(gate.log_of_means.values())), seed
    assert shown >= 3 and parts >= 4


def test_the_attacker_finds_a_planted_leak():
    """Show whatever has K answers: a sum over rounds and one without the small round give it away."""
    found = 0
    for seed in range(20):
        rounds, table = programme(seed)
        people = answered(table)
        rows = table[table["value"].notna()]
        sets = {
            frozenset(rows.loc[(rows["role"] == role) & rows["round"].isin(chosen), "person"])
            for role in Role
            for chosen in [*([r] for r in rounds), rounds, rounds[1:]]
        }
        sets |= {frozenset(rows.loc[(rows["form"] == form), "person"]) for form in rows["form"].unique()}
        found += bool(determined({s for s in sets if len(s) >= K}, people, K))
    assert found >= 3


def test_the_attacker_is_told_of_every_release():
    rounds, table = programme(3)
    gate = Gate(table, atoms_of(table, K), lambda item: K)
    group = gate.release("courage", Wave.END, rounds=rounds, role=Role.ACTOR)
    assert group.people in set(gate.log.values())
