import numpy as np
import pytest

from analysis.disclosure import Gate
from analysis.results import NotEnough, Reason
from analysis.rounds import Wording, over_rounds, reworded, together
from tests.analysis.programme import atoms_of, made_up

ENDS = (1.0, 5.0)
FIVE = {f"r{i}": (14, 8) for i in range(5)}


def gate_of(table):
    return Gate(table, atoms_of(table, 5), lambda item: 5)


def test_one_entry_a_round_and_tied_rounds_together():
    table = made_up({"r1": (3, 0), "r2": (12, 0), "r3": (12, 0)}, answer_rate=1)
    blocks = [c.rounds for c in over_rounds(gate_of(table), "courage", rounds=["r1", "r2", "r3"], ends=ENDS)]
    assert blocks == [("r1", "r2"), ("r3",)]


def test_the_three_lines_widen_from_these_rounds_to_the_next():
    lines = together(gate_of(made_up(FIVE, seed=2)), "courage", rounds=list(FIVE), ends=ENDS)
    widths = [i.high - i.low for i in (lines.average.interval, lines.any_round.interval, lines.next_round.interval)]
    assert widths == sorted(widths)
    assert lines.compared == 5


def test_ahead_counts_the_rounds_in_which_mentors_report_more():
    table = made_up(FIVE, seed=2)
    gate = gate_of(table)
    thetas = [c.theta.theta for c in over_rounds(gate, "courage", rounds=list(FIVE), ends=ENDS)]
    assert together(gate, "courage", rounds=list(FIVE), ends=ENDS).ahead == np.sum(np.array(thetas) > 0.5)


@pytest.mark.parametrize("rounds, any_round", [(1, True), (4, False)])
def test_too_few_rounds_say_so(rounds, any_round):
    lines = together(gate_of(made_up(FIVE, seed=3)), "courage", rounds=list(FIVE)[:rounds], ends=ENDS)
    assert lines.next_round == NotEnough(Reason.FEW_ROUNDS)
    assert (lines.any_round == NotEnough(Reason.FEW_ROUNDS)) is any_round


def test_a_new_wording_is_marked_once_and_a_new_language_is_none():
    words = [
        Wording("r1", "a", "fi", "Sain rohkeutta"),
        Wording("r2", "a", "fi", "Rohkaistuin"),
        Wording("r3", "a", "fi", "Rohkaistuin"),
        Wording("r3", "a", "sv", "Jag blev modigare"),
    ]
    assert reworded(words, "a", ["r1", "r2", "r3"]) == {"r2"}
    assert reworded(words, "a", ["r2", "r3"]) == frozenset()
