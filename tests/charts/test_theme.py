import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.charts.model import Axis
from pages.charts.theme import round_values, shown, ticks, wrapped
from pages.ui.text import Text

FI = Text("fi")


@pytest.mark.parametrize(
    "low, high, expected",
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (1, 5, [1, 2, 3, 4, 5]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-2, 2, [-2, -1, 0, 1, 2]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
    ],
)
def test_round_values(low, high, expected):
    assert round_values(low, high) == pytest.approx(expected)


@given(st.floats(-100, 100), st.floats(0.01, 200))
def test_few_values_within_the_ends(low, width):
    values = round_values(low, low + width)
    assert 2 <= len(values) <= 6
    assert all(low - 1e-6 * width <= value <= low + width + 1e-6 * width for value in values)


def test_ticks_have_a_decimal_comma_and_no_more_decimals_than_they_need():
    assert ticks(Axis("", 0.2, 0.9, decimals=2), FI)["ticktext"] == ["0,2", "0,4", "0,6", "0,8"]
    assert ticks(Axis("", 1, 5), FI)["ticktext"] == ["1", "2", "3", "4", "5"]
    assert ticks(Axis("", -1, 1), FI)["ticktext"] == ["−1,0", "−0,5", "0,0", "0,5", "1,0"]
    assert ticks(Axis("", 0, 1, percent=True), Text("en"))["ticktext"] == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_values_have_the_decimals_of_their_axis():
    assert shown(0.6, Axis("", 0, 1, decimals=2), FI) == "0,60"
    assert shown(0.615, Axis("", 0, 1, percent=True), FI) == "62\xa0%"


@given(st.text(alphabet=st.sampled_from("aå b<>&"), max_size=200))
def test_wrapping_loses_no_word(words):
    back = wrapped(words, 20).replace("<br>", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert back.replace(" ", "") == words.replace(" ", "")
