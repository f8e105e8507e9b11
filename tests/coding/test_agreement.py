from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.agreement import krippendorff_alpha, per_code_agreement

# Krippendorff (2011), four coders, twelve units; published .743 .815 .849 .797.
TABLE = [
    row.split()
    for row in (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
]
PUBLISHED = {"nominal": 0.74342105, "ordinal": 0.8153875, "interval": 0.84910714, "ratio": 0.79740277}


@pytest.mark.parametrize(("level", "expected"), PUBLISHED.items())
def test_alpha_of_the_published_case(level: str, expected: float) -> None:
    assert krippendorff_alpha(TABLE, level) == pytest.approx(expected, abs=1e-7)


def test_none_and_a_dot_are_both_missing() -> None:
    table = [[None if value == "." else int(value) for value in row] for row in TABLE]
    assert krippendorff_alpha(table, "ordinal") == pytest.approx(PUBLISHED["ordinal"], abs=1e-7)


@given(st.permutations(range(4)), st.permutations(range(12)))
def test_order_of_coders_and_units_does_not_matter(coders: list[int], units: list[int]) -> None:
    shuffled = [[TABLE[coder][unit] for unit in units] for coder in coders]
    assert krippendorff_alpha(shuffled, "interval") == pytest.approx(PUBLISHED["interval"], abs=1e-7)


def test_unknown_level_and_empty_table_are_refused() -> None:
    with pytest.raises(ValueError, match="cardinal"):
        krippendorff_alpha(TABLE, "cardinal")
    with pytest.raises(ValueError, match="no unit"):
        krippendorff_alpha([[1, None], [None, 2]])


def test_agreement_per_code_counts_and_agrees_with_the_general_alpha() -> None:
    a = [{"x"}, {"x", "y"}, set(), {"y"}, {"x"}, set()]
    b = [{"x"}, {"y"}, {"x"}, {"y"}, {"x"}, set()]
    found = per_code_agreement(a, b)["x"]
    assert (found.n, found.both, found.only_a, found.only_b) == (6, 2, 1, 1)
    assert found.f1 == pytest.approx(2 / 3)
    general = krippendorff_alpha([[int("x" in row) for row in a], [int("x" in row) for row in b]])
    assert found.alpha == pytest.approx(general)
    assert found.alpha_interval.low <= found.alpha <= found.alpha_interval.high


def test_full_agreement_is_one_and_a_code_given_everywhere_has_no_alpha() -> None:
    same = per_code_agreement([{"x"}, set()], [{"x"}, set()])
    everywhere = per_code_agreement([{"x"}, {"x"}], [{"x"}, {"x"}])
    assert same["x"].alpha == 1
    assert math.isnan(everywhere["x"].alpha)


def test_the_same_answers_give_the_same_interval() -> None:
    a, b = [{"x"}, set(), {"x"}, set()] * 5, [{"x"}, {"x"}, set(), set()] * 5
    assert per_code_agreement(a, b) == per_code_agreement(a, b)
