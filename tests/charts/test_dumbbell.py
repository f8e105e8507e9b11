from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.charts import draw
from pages.charts.model import Axis, DumbbellData, DumbbellRow, Point
from pages.ui.text import Text
from tests.charts.examples import DUMBBELL

FI = Text("fi")
values = st.floats(1, 5)
drawn_each_time = settings(deadline=None, max_examples=30)  # plotly takes its time on a busy machine


def traces(data):
    (picture,) = draw(data, FI).pictures
    return {trace.name: trace for trace in picture.figure.data if trace.name and trace.showlegend is not False}


def test_roles_differ_in_shape_and_colour_and_stand_at_their_means():
    drawn = traces(DUMBBELL)
    mentors, actors = drawn["Mentorit"], drawn["Aktorit"]
    assert (mentors.marker.symbol, actors.marker.symbol) == ("circle", "triangle-up")
    assert (mentors.marker.color, actors.marker.color) == ("#1b4965", "#e69f00")
    assert (list(mentors.x), list(actors.x)) == ([4.4, 3.2], [3.9, 3.6])
    assert list(mentors.text) == ["4,4", "3,2"]


def test_the_round_to_compare_with_is_grey_and_below():
    (picture,) = draw(DUMBBELL, FI).pictures
    grey = [trace for trace in picture.figure.data if trace.name == "Vertailu: 2017"]
    assert [list(trace.x) for trace in grey] == [[4.1], [3.7]]
    assert {trace.marker.line.color for trace in grey} == {"#767676"}
    assert grey[0].y[0] > traces(DUMBBELL)["Mentorit"].y[0]  # heights are counted downwards


@drawn_each_time
@given(values, values)
def test_numbers_stand_on_the_outer_sides(mentor, actor):
    row = DumbbellRow("a", Point(mentor, 9), Point(actor, 9))
    drawn = traces(DumbbellData("", Axis("", 1, 5), (row,)))
    sides = {name: drawn[name].textposition[0] for name in drawn}
    assert sorted(sides.values()) == ["middle left", "middle right"]
    if mentor != actor:
        right = max(("Mentorit", mentor), ("Aktorit", actor), key=lambda one: one[1])[0]
        assert sides[right] == "middle right"


@drawn_each_time
@given(st.lists(st.text(max_size=150), min_size=1, max_size=12))
def test_rows_never_overlap(labels):
    rows = tuple(DumbbellRow(label, Point(3.0, 9), Point(4.0, 9)) for label in labels)
    (picture,) = draw(DumbbellData("", Axis("", 1, 5), rows), FI).pictures
    marks = list(picture.figure.data[1].y)
    assert marks == sorted(marks)
    assert all(below - above >= 34 for above, below in pairwise(marks))
    assert picture.figure.layout.height >= marks[-1] + 34


def test_the_table_tells_means_and_numbers_of_people():
    table = draw(DUMBBELL, FI).table
    assert table.columns == ("Väittämä", "Mentorit", "Mentoreita", "Aktorit", "Aktoreita", "Huomautus")
    assert table.rows[0] == ("Näkökulmia", "4,4", "14", "3,9", "16", "")
    assert table.rows[2][1:5] == ("–",) * 4


def test_without_notes_there_is_no_column_for_them():
    data = DumbbellData("", Axis("", 1, 5), DUMBBELL.rows[:1])
    assert draw(data, FI).table.columns[-1] == "Aktoreita"


@pytest.mark.parametrize("missing", ["mentor", "actor"])
def test_one_role_alone_has_no_distance(missing):
    row = DumbbellRow("a", **{role: Point(3.0, 9) for role in ("mentor", "actor") if role != missing})
    (picture,) = draw(DumbbellData("", Axis("", 1, 5), (row,)), FI).pictures
    assert not picture.figure.data[0].x
