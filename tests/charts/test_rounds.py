from dataclasses import replace

from pages.charts import draw
from pages.ui.text import Text
from tests.charts.examples import HOSTILE, ROUNDS

FI = Text("fi")
CHART = draw(ROUNDS, FI)
FIGURE = CHART.pictures[0].figure
MARKS = {trace.name: trace for trace in FIGURE.data if trace.mode == "markers"}
LINES = [trace for trace in FIGURE.data if trace.mode == "lines"]
SAID = [annotation.text for annotation in FIGURE.layout.annotations]


def test_one_picture_for_each_item():
    assert len(CHART.pictures) == 2


def test_a_point_stands_over_its_round_and_a_withheld_one_nowhere():
    assert list(MARKS["Mentorit"].x) == [0, 1, 2, 3]
    assert (list(MARKS["Aktorit"].x), list(MARKS["Aktorit"].y)) == ([0, 2, 3], [3.8, 3.7, 3.9])


def test_no_line_leads_over_a_change_of_wording_or_over_a_gap():
    spans = {(line.x[0], line.x[1], line.line.color) for line in LINES}
    assert spans == {(0, 1, "#1b4965"), (2, 3, "#1b4965"), (2, 3, "#e69f00")}


def test_the_change_of_wording_is_marked_between_its_rounds_and_in_the_table():
    assert any(shape.x0 == shape.x1 == 1.5 for shape in FIGURE.layout.shapes)
    assert "sanamuoto<br>muuttui" in SAID
    assert CHART.table.rows[0][-1] == "Kysymyksen sanamuoto muuttui: 2018."


def test_n_stands_under_each_point():
    assert [words for words in SAID if words[0] in "●▲"] == [
        *("● 12", "● 14", "● 13", "● 15"),
        *("▲ 13", "▲ –", "▲ 15", "▲ 16"),
    ]


def test_the_round_to_compare_with_lies_in_grey():
    (band,) = [shape for shape in FIGURE.layout.shapes if shape.type == "rect"]
    assert (band.x0, band.x1) == (0.5, 1.5)


def test_the_table_has_a_column_for_each_round():
    assert CHART.table.columns == ("Väittämä", "Rooli", "2016", "2017", "2018", "2019", "Huomautus")
    assert CHART.table.rows[1][:4] == (HOSTILE, "Aktorit", "3,8 (n = 13)", "–")


def test_an_interval_is_drawn_where_there_is_one():
    spread = MARKS["Mentorit"].error_y
    assert [round(value, 6) for value in spread.array] == [0.2, 0, 0, 0]


def test_days_stand_on_two_lines_and_a_span_of_years_stays_whole():
    renamed = replace(ROUNDS, rounds=("5/3 2018", "20.9. 2018", "2024–2025", "Kierros 2019"))
    (picture, *_) = draw(renamed, FI).pictures
    assert list(picture.figure.layout.xaxis.ticktext) == [
        "5/3<br>2018",
        "20.9.<br>2018",
        "2024–2025",
        "Kierros<br>2019",
    ]
