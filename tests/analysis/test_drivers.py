"""What goes together with benefit, correlated again by scipy; which items may be asked at all."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import pearsonr, rankdata

from analysis.disclosure import Gate
from analysis.drivers import Together, ask_together, declared
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.association import Association
from data.instruments.model import Instruments, Item, ItemKind, Option, Topic
from data.programme import Cut, Limits
from data.schema import Role, Wave
from tests.analysis.programme import atoms_of, made_up

ENDS = (1.0, 5.0)


def programme(pairs=25, rounds=("r1", "r2"), seed=2, more=("values", "theme")):
    """Everybody answers; the driver follows the outcome in part, the theme does not."""
    table = made_up(dict.fromkeys(rounds, (pairs, 0)), seed=seed, answer_rate=1)
    rng = np.random.default_rng(seed)
    drawn = {
        "values": np.clip(table["value"] + rng.integers(-1, 2, len(table)), 1, 5),
        "theme": rng.integers(0, 2, len(table)),
    }
    added = [table.assign(item=item, value=drawn[item].astype(float)) for item in more]
    return pd.concat([table, *added], ignore_index=True)


def gate_of(table, limits=Limits()):  # noqa: B008 frozen
    return Gate(table, atoms_of(table, 5), lambda item: 5, limits)


def column(table, item):
    return table.loc[table["item"] == item, "value"].to_numpy()


def less_its_mean(values, labels):
    ranks = rankdata(values)
    design = pd.get_dummies(labels, drop_first=True).assign(one=1.0).to_numpy(float)
    return ranks - design @ np.linalg.lstsq(design, ranks)[0]


def test_the_association_is_that_of_ranks_within_role_and_round():
    table = programme()
    found = ask_together(gate_of(table), "courage", ["values"], closed=["r1", "r2"], ends=ENDS)
    assert isinstance(found, Together)
    labels = table.loc[table["item"] == "courage", ["role", "round"]].astype(str)
    expected = pearsonr(*(less_its_mean(column(table, item), labels) for item in ("courage", "values"))).statistic
    (one,) = found.drivers
    assert one.association.value == pytest.approx(expected)
    assert (one.association.n, one.association.n_groups, found.people) == (100, 50, 100)
    assert one.association.interval.low > 0


def test_means_are_those_of_the_people_who_chose():
    table = programme()
    found = ask_together(gate_of(table), "courage", [], ["theme"], closed=["r1", "r2"], ends=ENDS)
    for part in found.parts:
        chose = (column(table, "theme") == 1) & (table.loc[table["item"] == "theme", "role"] == part.role).to_numpy()
        assert part.mean == pytest.approx(column(table, "courage")[chose].mean())
        assert part.n == chose.sum()
    assert [part.role for part in found.parts] == list(Role)


@pytest.mark.parametrize("pairs, limits, shown", [(20, Limits(), True), (19, Limits(), False)])
def test_fewer_than_forty_groups_give_no_interval(pairs, limits, shown):
    found = ask_together(gate_of(programme(pairs), limits), "courage", ["values"], closed=["r1", "r2"], ends=ENDS)
    (one,) = found.drivers
    assert isinstance(one.association, Association)
    assert isinstance(one.association.interval, Interval) is shown
    assert shown or one.association.interval == NotEnough(Reason.FEW_GROUPS, 38)


def test_the_limit_of_the_programme_is_heeded():
    gate = gate_of(programme(25), Limits(association_groups=60))
    (one,) = ask_together(gate, "courage", ["values"], closed=["r1", "r2"], ends=ENDS).drivers
    assert one.association.interval == NotEnough(Reason.FEW_GROUPS, 50)


def test_only_what_the_latest_closed_round_asked_is_asked():
    older, newer = programme(rounds=["r1"]), programme(rounds=["r2"], more=["values"])
    gate = gate_of(pd.concat([older, newer], ignore_index=True))
    found = ask_together(gate, "courage", ["values", "met"], ["theme"], closed=["r1", "r2"], ends=ENDS)
    assert ([one.driver for one in found.drivers], found.parts) == (["values"], ())
    assert found.rounds == ("r1", "r2")


def test_nothing_to_ask_is_said():
    gate = gate_of(programme(more=()))
    for drivers in ([], ["values"]):
        found = ask_together(gate, "courage", drivers, closed=["r1", "r2"], ends=ENDS)
        assert found == NotEnough(Reason.NOT_ASKED)
    assert ask_together(gate, "courage", ["values"], closed=[], ends=ENDS) == NotEnough(Reason.NOT_ASKED)


def test_what_the_gate_withholds_is_withheld():
    table = programme()
    few = table.drop(table[table["item"] == "values"].index[:3])
    found = ask_together(gate_of(few), "courage", ["values"], closed=["r1", "r2"], ends=ENDS)
    assert found == Withheld(Reason.TOO_FEW)


def test_a_choice_that_hardly_anybody_made_is_withheld_in_mean_and_association():
    table = programme()
    table.loc[table["item"] == "theme", "value"] = [1.0] * 3 + [0.0] * 97
    found = ask_together(gate_of(table), "courage", ["values"], ["theme"], closed=["r1", "r2"], ends=ENDS)
    assert {part.mean for part in found.parts} == {Withheld(Reason.TOO_FEW)}
    assert found.drivers[1].association == Withheld(Reason.TOO_FEW)


def test_a_mean_at_its_end_is_unanimity():
    table = programme()
    chose = column(table, "theme") == 1
    table.loc[table["item"] == "courage", "value"] = np.where(chose, 5.0, column(table, "courage"))
    found = ask_together(gate_of(table), "courage", [], ["theme"], closed=["r1", "r2"], ends=ENDS)
    assert {part.mean for part in found.parts} == {Withheld(Reason.UNANIMOUS)}


def instruments():
    end, start = (Wave.END,), (Wave.START,)
    items = [
        Item("values", ItemKind.SCALE, Topic.MATCHING, {}, waves=end),
        Item("met", ItemKind.NUMBER, Topic.PRACTICE, {}, waves=end),
        Item("before", ItemKind.SINGLE, Topic.PRACTICE, {}, waves=start),
        Item("why", ItemKind.TEXT, Topic.PRACTICE, {}, waves=end),
        Item("courage", ItemKind.SCALE, Topic.BENEFIT, {}, waves=end),
        Item("themes", ItemKind.MULTI, Topic.THEME, {}, options=(Option("a", {}), Option("b", {})), waves=end),
        Item("wished", ItemKind.MULTI, Topic.THEME, {}, options=(Option("a", {}),), waves=start),
    ]
    return Instruments({item.id: item for item in items}, {})


@pytest.mark.parametrize(
    "cuts, expected",
    [
        ((), ((), ())),
        ((Cut.FORM, Cut.RETURNED), ((), ())),
        ((Cut.SHARED,), (("values",), ())),
        ((Cut.PRACTICE,), (("met",), ())),
        ((Cut.THEME,), ((), ("themes:a", "themes:b"))),
        (tuple(Cut), (("values", "met"), ("themes:a", "themes:b"))),
    ],
)
def test_only_what_is_declared_may_be_asked(cuts, expected):
    assert declared(instruments(), cuts) == expected
