import numpy as np
import pandas as pd
import pytest

from analysis.scores import option_item, with_scores
from data.instruments.model import Item, ItemKind, Scale, Topic
from data.schema import Role, Wave
from tests.analysis.programme import answers_of


def item(name, *, reverse=False):
    return Item(name, ItemKind.SCALE, Topic.BENEFIT, {}, low=1, high=5, reversed=reverse, scale="s")


ITEMS = {"a": item("a"), "b": item("b"), "c": item("c", reverse=True), "d": item("d")}
SCALE = Scale("s", Topic.BENEFIT, {}, ("a", "b", "c", "d"), 1, 5)


def score(**answers):
    rows = [("p", "r1", Role.ACTOR, None, None, Wave.END, i, float(v)) for i, v in answers.items()]
    scored = with_scores(answers_of(rows), [SCALE], ITEMS)
    (row,) = scored[scored["item"] == "s"].to_dict("records")
    return row


def test_mean_of_the_items_with_reversed_ones_turned_round():
    assert score(a=4, b=5, c=2, d=3)["value"] == pytest.approx((4 + 5 + 4 + 3) / 4)


@pytest.mark.parametrize("answers, expected", [({"a": 4, "b": 2, "c": np.nan, "d": np.nan}, 3.0)])
def test_half_of_the_items_are_enough(answers, expected):
    assert score(**answers)["value"] == expected


def test_fewer_than_half_give_no_score_and_say_so():
    row = score(a=4, b=np.nan, c=np.nan, d=np.nan)
    assert np.isnan(row["value"]) and row["missing_reason"] == "skipped"


def test_items_that_a_round_did_not_ask_do_not_count_against_its_people():
    assert score(a=4, b=2)["value"] == 3.0


def test_a_scale_with_other_ends_than_its_items_is_stretched():
    """WHO-5: five answers of 0 to 5, raw sum times 4 (Topp et al. 2015)."""
    names = [f"w{i}" for i in range(5)]
    items = {n: Item(n, ItemKind.SCALE, Topic.WELLBEING, {}, low=0, high=5, scale="who5") for n in names}
    raw = [3, 4, 2, 5, 1]
    rows = [("p", "r1", Role.ACTOR, None, None, Wave.END, n, float(v)) for n, v in zip(names, raw, strict=True)]
    scored = with_scores(answers_of(rows), [Scale("who5", Topic.WELLBEING, {}, tuple(names), 0, 100)], items)
    assert scored.loc[scored["item"] == "who5", "value"].item() == pytest.approx(4 * sum(raw))


def test_answers_themselves_stay_as_they_are():
    rows = [("p", "r1", Role.ACTOR, None, None, Wave.END, "c", 2.0)]
    before = answers_of(rows)
    after = with_scores(before, [SCALE], ITEMS)
    pd.testing.assert_series_equal(after.loc[after["item"] == "c", "value"], before["value"])


def test_each_option_of_several_choices_is_an_item_of_its_own():
    rows = [("p", "r1", Role.ACTOR, None, None, Wave.END, "themes", v) for v in (1.0, 0.0)]
    answers = answers_of(rows).assign(label=["goals", "career"])
    themes = Item("themes", ItemKind.MULTI, Topic.THEME, {})
    scored = with_scores(answers, [], {"themes": themes})
    made = scored[scored["item"] != "themes"]
    assert dict(zip(made["item"], made["value"], strict=True)) == {"themes:goals": 1.0, "themes:career": 0.0}
    assert option_item("themes", "goals") == "themes:goals"
