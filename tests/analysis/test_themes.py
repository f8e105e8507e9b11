"""Themes as items of the gate: who is a respondent, what is counted, and that nobody is singled out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.disclosure import Gate
from analysis.prediction_powered import Checked
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.proportions import wilson
from analysis.themes import CodedText, Tone, check, share, shares_by_round, sides, theme_item, theme_rows
from data.schema import Role, Wave
from tests.analysis.attacker import ask_everything, determined
from tests.analysis.programme import atoms_of, made_up

K = 10
BOTH = tuple(Role)
SIZES = {"r1": (12, 0), "r2": (14, 0)}


def written(response, codes="", against="", valence="neutral", *, read=False):
    return CodedText(response, frozenset(codes.split()), frozenset(against.split()), valence, read)


def gate_of(texts, sizes=SIZES, codes=("goals",)):
    answers = made_up(sizes, answer_rate=1.0)
    return Gate(theme_rows(answers, texts(answers), codes), atoms_of(answers, K), lambda item: K)


def every_third(answers):
    """Of each round and role every third speaks of goals, the first of them against."""
    for _, people in answers.groupby(["round", "role"], sort=False):
        for n, response in enumerate(people["response_id"]):
            yield written(response, *(("goals", "goals" if n % 2 else "") if n % 3 == 0 else ()))


def test_a_respondent_has_a_theme_if_any_answer_has_it():
    answers = made_up({"r1": (2, 0)}, answer_rate=1.0)
    one, two, *_ = answers["response_id"]
    texts = [written(one, "goals", "goals"), written(one, "goals career"), written(two, read=True)]
    rows = theme_rows(answers, texts, ["goals", "career"])
    values = rows.pivot_table(index="response_id", columns="item", values="value")
    assert set(values.index) == {one, two}  # who wrote nothing is no respondent
    assert values.loc[one, "theme:goals"] == 3 and values.loc[one, "theme:career"] == 1
    assert values.loc[two, "theme:goals"] == 4  # read by people, without the theme


def test_every_item_has_the_same_people():
    gate_rows = theme_rows(made_up(SIZES), every_third(made_up(SIZES)), ["goals", "career"])
    people = gate_rows.groupby("item")["response_id"].apply(frozenset)
    assert people.nunique() == 1 and set(people.index) >= {theme_item(tone) for tone in Tone}


@pytest.mark.parametrize(
    "valence, tones",
    [("positive", {"praise"}), ("mixed", {"praise", "critique"}), ("suggestion", {"wish"}), ("neutral", set())],
)
def test_tones_follow_from_valence(valence, tones):
    answers = made_up({"r1": (1, 0)})
    rows = theme_rows(answers, [written(answers["response_id"][0], valence=valence)], [])
    assert set(rows.loc[rows["value"] > 0, "item"]) == {f"tone:{tone}" for tone in tones}


def test_share_of_the_rounds_that_may_be_shown():
    found = share(gate_of(every_third), "goals", rounds=["r1", "r2"], roles=BOTH)
    assert found.share == wilson(2 * (4 + 5), 52) and not found.corrected and found.rounds == ("r1", "r2")


def test_a_small_group_is_withheld_and_nothing_is_said_of_what_was_not_asked():
    gate = gate_of(every_third, {"r1": (9, 0)})
    assert share(gate, "goals", rounds=["r1"], roles=BOTH).share == Withheld(Reason.TOO_FEW)
    assert share(gate, "peace", rounds=["r1"], roles=BOTH).share == NotEnough(Reason.NOT_ASKED)


@pytest.mark.parametrize("codes", ["", "goals"])
def test_a_theme_of_nobody_or_of_everybody_is_withheld(codes):
    gate = gate_of(lambda answers: (written(response, codes) for response in answers["response_id"]))
    assert share(gate, "goals", rounds=["r1"], roles=BOTH).share == Withheld(Reason.UNANIMOUS)


def test_the_machine_is_corrected_once_enough_is_checked():
    gate = gate_of(every_third)
    few, enough = Checked(29, 3, 0, 5), Checked(30, 3, 0, 5)
    assert not share(gate, "goals", rounds=["r1", "r2"], roles=BOTH, checked=few).corrected
    found = share(gate, "goals", rounds=["r1", "r2"], roles=BOTH, checked=enough)
    assert found.corrected and found.share.estimate == pytest.approx(18 / 52 + 3 / 30)


def test_what_people_read_is_not_corrected():
    gate = gate_of(lambda answers: (replace(text, read=True) for text in every_third(answers)))
    found = share(gate, "goals", rounds=["r1", "r2"], roles=BOTH, checked=Checked(40, 8, 0, 5))
    assert found.share == wilson(18, 52)


def test_rounds_that_an_atom_ties_are_one_entry():
    gate = gate_of(every_third, {"r0": (4, 0), "r1": (12, 0), "r2": (14, 0)})
    found = shares_by_round(gate, ["goals"], rounds=["r0", "r1", "r2"], roles=BOTH)
    assert {one.rounds for one in found} == {("r0", "r1"), ("r2",)} and len(found) == 4


def test_sides_of_those_who_speak_of_a_theme():
    found = sides(gate_of(every_third), "goals", rounds=["r1", "r2"], roles=BOTH)
    assert found.counts == (34, 10, 8, 0)


def test_sides_are_withheld_where_few_speak_or_all_on_one_side():
    def rare(answers):
        return (written(r, "goals" if n % 8 == 0 else "") for n, r in enumerate(answers["response_id"]))

    def one_sided(answers):
        return (written(r, "goals" if n % 2 else "") for n, r in enumerate(answers["response_id"]))

    assert sides(gate_of(rare), "goals", rounds=["r1", "r2"], roles=BOTH).counts == Withheld(Reason.TOO_FEW)
    assert sides(gate_of(one_sided), "goals", rounds=["r1", "r2"], roles=BOTH).counts == Withheld(Reason.UNANIMOUS)


def test_check_counts_the_machine_against_people():
    pairs = [({"a"}, {"a"}), ({"a"}, set()), (set(), {"a"}), (set(), {"a"}), (set(), set())]
    found = check([(frozenset(m), frozenset(p)) for m, p in pairs], ["a", "b"])
    assert found == {"a": Checked(5, missed=2, wrong=1, right=1), "b": Checked(5, 0, 0, 0)}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_the_attacker_finds_nobody_by_themes(seed):
    """He asks for a theme in every choice of rounds and role and is told all counts, for, against and both."""
    random = np.random.default_rng(seed)
    sizes = {f"r{n}": (int(random.integers(6, 20)), 0) for n in range(3)}
    answers = made_up(sizes, seed=seed)
    drawn = random.integers(0, 4, len(answers))
    texts = [
        written(response, "goals" if value else "", "goals" if value == 2 else "")
        for response, value in zip(answers["response_id"], drawn, strict=True)
        if random.random() < 0.7  # the others wrote nothing
    ]
    rows = theme_rows(answers, texts, ["goals"]).assign(value=lambda t: t["value"] + 2)  # the attacker's categories
    gate = Gate(rows, atoms_of(answers, K), lambda item: K)
    told = rows[(rows["item"] == "theme:goals") & (rows["wave"] == Wave.END)]
    known = dict(zip(told["person"], told["value"], strict=True))
    assert not determined(ask_everything(gate, "theme:goals", list(sizes)), known, K)
