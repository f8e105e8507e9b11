from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.coding.fusion import fuse
from analysis.coding.learner import LEAST_POSITIVES, learn
from analysis.coding.quality import CODED, Counts, count, macro_f1, report

FOOD = [f"Keitto oli suolaista paikassa {number}" for number in range(20)]
ROOM = [f"Huone oli kylmä paikassa {number}" for number in range(20)]
TRUTHS = [frozenset({"food"})] * 20 + [frozenset({"room"})] * 20


def test_a_code_with_too_few_answers_is_not_learnt() -> None:
    few = [frozenset({"rare"})] * (LEAST_POSITIVES - 1) + [frozenset[str]()] * 30
    assert not learn((FOOD + ROOM)[: len(few)], few, ["rare", "never"]).models


def test_what_is_plain_is_learnt_and_chances_are_chances() -> None:
    learner = learn(FOOD + ROOM, TRUTHS, ["food", "room"])
    chances = learner.probabilities(["Keitto oli suolaista", "Huone oli kylmä"])
    assert chances["food"][0] > 0.5 > chances["food"][1]
    assert all(((row >= 0) & (row <= 1)).all() for row in (*chances.values(), *learner.unseen.values()))


def test_the_fusion_adds_what_the_codebook_cannot_see() -> None:
    nothing: list[dict[str, float]] = [{} for _ in TRUTHS]
    fusion = fuse(FOOD + ROOM, TRUTHS, nothing, ["food", "room"])
    assert fusion.decide(["Keitto oli suolaista"], [{}]) == [frozenset({"food"})]


def test_the_fusion_leaves_a_right_codebook_alone() -> None:
    right = [dict.fromkeys(truth, 1.0) for truth in TRUTHS]
    fusion = fuse(FOOD + ROOM, TRUTHS, right, ["food", "room"])
    assert fusion.decide(FOOD[:1], [{"room": 1.0}]) == [frozenset({"room"})]


def test_labels_by_chance_change_nothing() -> None:
    random = np.random.default_rng(1)
    truths = [frozenset({"x"}) if random.random() < 0.3 else frozenset[str]() for _ in FOOD + ROOM]
    scores = [{"x": 1.0} if "x" in truth and number % 3 else {} for number, truth in enumerate(truths)]
    fusion = fuse(FOOD + ROOM, truths, scores, ["x"])
    wrongly_added = [
        number
        for number, codes in enumerate(fusion.decide(FOOD + ROOM, scores))
        if "x" in codes and "x" not in truths[number]
    ]
    assert len(wrongly_added) <= 2


def test_many_pieces_of_evidence_are_never_dropped() -> None:
    wrong = [{"food": 1.0, "room": 1.0} for _ in TRUTHS]
    fusion = fuse(FOOD + ROOM, TRUTHS, wrong, ["food", "room"])
    assert "room" in fusion.decide(FOOD[:1], [{"room": 3.0}])[0]


def test_counts_and_macro_f1_by_hand() -> None:
    truths = [frozenset("ab"), frozenset("a"), frozenset[str]()]
    given = [frozenset("a"), frozenset("b"), frozenset("a")]
    assert count("a", truths, given) == Counts(right=1, wrong=1, missed=1)
    assert count("b", truths, given).f1 == 0
    assert macro_f1(["a", "b", "unused"], truths, given) == pytest.approx((0.5 + 0) / 2)


def test_the_report_names_every_code_and_both_ways(tmp_path: Path) -> None:
    lines = (Path(__file__).parents[2] / CODED).read_text("utf-8").splitlines()[:60]
    part = tmp_path / "part.jsonl"
    part.write_text("\n".join(lines), "utf-8")
    text = report(part)
    given = {code for line in lines for code in json.loads(line)["coder_a"]}
    assert all(f"| {code} |" in text for code in given)
    assert "Snowball" in text
