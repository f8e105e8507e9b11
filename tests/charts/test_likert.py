import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.charts import draw
from pages.charts.likert import begins, colours
from pages.charts.model import LikertData, LikertRow
from pages.ui.text import Text
from tests.charts.examples import LIKERT

FI = Text("fi")
(PICTURE,) = draw(LIKERT, FI).pictures
BARS = [trace for trace in PICTURE.figure.data if trace.type == "bar"]
counts = st.lists(st.integers(0, 30), min_size=2, max_size=7).filter(any)


@given(counts)
def test_parts_follow_each_other_and_make_a_whole(answers):
    total = sum(answers)
    starts = begins(answers)
    ends = [start + count / total for start, count in zip(starts, answers, strict=True)]
    assert ends[:-1] == pytest.approx(starts[1:])
    assert ends[-1] - starts[0] == pytest.approx(1)


@given(counts)
def test_the_middle_lies_at_nought(answers):
    starts, middle = begins(answers), len(answers) // 2
    if len(answers) % 2:
        assert starts[middle] == pytest.approx(-answers[middle] / sum(answers) / 2)
    else:
        assert starts[middle] == pytest.approx(0)


@given(counts)
def test_turned_round_it_grows_to_the_other_side(answers):
    assert begins(answers)[0] == pytest.approx(-(begins(answers[::-1])[0] + 1))


def test_colours_are_those_of_puor():
    assert colours(5) == ("#b35806", "#f1a340", "#d9d9d9", "#998ec3", "#542788")


def test_shares_are_of_those_who_took_a_stand():
    assert [bar.x[0] for bar in BARS] == pytest.approx([0, 1 / 14, 2 / 14, 6 / 14, 5 / 14])
    assert BARS[3].text[0] == "43\xa0%"


def test_cannot_say_stands_beside_the_bar():
    said = [annotation.text for annotation in PICTURE.figure.layout.annotations]
    assert "1 ei osaa<br>sanoa" in said and "2 ei osaa<br>sanoa" in said
    assert PICTURE.figure.layout.xaxis.domain[1] < 1


def test_without_it_the_bars_have_the_whole_width():
    data = LikertData("", LIKERT.options, (LikertRow("a", (1, 2, 3, 4, 5)),))
    assert draw(data, FI).pictures[0].figure.layout.xaxis.domain[1] == 1


def test_the_round_to_compare_with_has_no_colour():
    for bar in BARS:
        red, green, blue = (bar.marker.color[2][place : place + 2] for place in (1, 3, 5))
        assert red == green == blue


def test_no_bar_where_nothing_may_be_shown():
    assert all(len(bar.x) == 3 for bar in BARS)


def test_the_table_tells_shares_cannot_say_and_people():
    row = draw(LIKERT, FI).table.rows[0]
    assert row == ("Näkökulmia", "0\xa0%", "7\xa0%", "14\xa0%", "43\xa0%", "36\xa0%", "1", "14", "")
