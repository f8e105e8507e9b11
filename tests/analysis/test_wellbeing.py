import numpy as np
import pytest

from analysis.disclosure import Gate
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.change import AllRowsChange
from analysis.wellbeing import change_by_round, scale_change, self_reported
from data.schema import Form, Role, Wave
from tests.analysis.programme import answers_of, atoms_of


def people(role, before, after, *, round_id="r1"):
    rows = []
    for i, (b, a) in enumerate(zip(before, after, strict=True)):
        name = f"{round_id}{role}{i}"
        for wave, value in ((Wave.START, b), (Wave.END, a)):
            if value is not None:
                rows.append((name, round_id, role, Form.PAIR, None, wave, "joy", float(value)))
    return rows


def gate_of(rows, minimum=10):
    table = answers_of(rows)
    return Gate(table, atoms_of(table, minimum), lambda item: minimum)


BEFORE = [4, 5, 6, 5, 7, 4, 6, 5, 3, 6, 7, 5]
AFTER = [5, 6, 6, 7, 7, 6, 7, 5, 5, 8, 7, 6]


def test_without_drop_out_the_change_is_the_difference_of_means():
    result = scale_change(gate_of(people(Role.ACTOR, BEFORE, AFTER)), "joy", rounds=["r1"], roles=[Role.ACTOR])
    assert isinstance(result.change, AllRowsChange)
    assert result.change.mean == pytest.approx(np.mean(AFTER) - np.mean(BEFORE))
    assert result.change.n_pairs == 12


def test_people_of_one_wave_only_are_in_the_estimate():
    after = [*AFTER[:10], None, None]
    result = scale_change(gate_of(people(Role.ACTOR, BEFORE, after)), "joy", rounds=["r1"], roles=[Role.ACTOR])
    assert (result.change.n_pairs, result.change.n_before_only) == (10, 2)
    assert result.change.mean_before == pytest.approx(np.mean(BEFORE))


@pytest.mark.parametrize(
    "before, after, outcome",
    [
        ([None] * 12, AFTER, NotEnough(Reason.NO_START_SURVEY)),
        (BEFORE, [None] * 12, NotEnough(Reason.NOT_ASKED)),
        (BEFORE, [*AFTER[:9], None, None, None], Withheld(Reason.TOO_FEW)),
        (BEFORE[:9], AFTER[:9], Withheld(Reason.TOO_FEW)),
        ([5] * 12, AFTER, Withheld(Reason.UNANIMOUS)),
    ],
)
def test_what_cannot_be_told_says_why(before, after, outcome):
    gate = gate_of(people(Role.ACTOR, before, after))
    assert scale_change(gate, "joy", rounds=["r1"], roles=[Role.ACTOR]).change == outcome


def test_unlinked_waves_are_named_as_such():
    rows = people(Role.ACTOR, BEFORE, [None] * 12) + [
        (f"other{i}", "r1", Role.ACTOR, Form.PAIR, None, Wave.END, "joy", float(v)) for i, v in enumerate(AFTER)
    ]
    change = scale_change(gate_of(rows), "joy", rounds=["r1"], roles=[Role.ACTOR]).change
    assert change == NotEnough(Reason.NOT_LINKED)


def test_rounds_without_a_start_survey_are_not_named():
    rows = people(Role.ACTOR, BEFORE, AFTER) + people(Role.ACTOR, [None] * 12, AFTER, round_id="r0")
    result = scale_change(gate_of(rows), "joy", rounds=["r0", "r1"], roles=[Role.ACTOR])
    assert result.rounds == ("r1",)
    by_round = change_by_round(gate_of(rows), "joy", rounds=["r0", "r1"], roles=[Role.ACTOR])
    assert next(r.change for r in by_round) == NotEnough(Reason.NO_START_SURVEY)


def test_share_who_say_that_it_improved():
    gate = gate_of(list(people(Role.MENTOR, [None] * 12, [5, 4, 4, 3, 2, 5, 4, 3, 4, 5, 1, 4])))
    report = self_reported(gate, "joy", rounds=["r1"], role=Role.MENTOR, at_least=4)
    assert (report.share.estimate, report.share.n) == (8 / 12, 12)
    everybody = gate_of(people(Role.MENTOR, [None] * 12, [5, 4] * 6))
    assert self_reported(everybody, "joy", rounds=["r1"], role=Role.MENTOR, at_least=4).share == Withheld(
        Reason.UNANIMOUS
    )
