from pages.charts import draw
from pages.ui.text import Text
from tests.charts.examples import CHANGE

FI = Text("fi")
(PICTURE,) = draw(CHANGE, FI).pictures
MARKS = [trace for trace in PICTURE.figure.data if trace.mode == "markers+text" and len(trace.x)]


def of(name, symbol):
    (trace,) = [one for one in MARKS if one.name == name and one.marker.symbol == symbol]
    return trace


def test_before_is_hollow_and_after_is_filled_in_the_shape_of_the_role():
    for symbol, fill in (("circle", "#1b4965"), ("triangle-up", "#e69f00")):
        assert of("Ennen", symbol).marker.color == "#ffffff"
        assert of("Jälkeen", symbol).marker.color == fill
        assert of("Ennen", symbol).marker.line.color == of("Jälkeen", symbol).marker.line.color


def test_marks_stand_at_the_means():
    assert (list(of("Ennen", "circle").x), list(of("Jälkeen", "circle").x)) == ([6.2], [7.1])


def test_numbers_stand_on_the_outer_sides_whichever_way_it_went():
    rise, fall = of("Ennen", "circle"), of("Ennen", "triangle-up")
    assert (rise.textposition[0], fall.textposition[0]) == ("middle left", "middle right")


def test_hollow_and_filled_are_explained_once():
    names = [trace.name for trace in PICTURE.figure.data if trace.showlegend is not False]
    assert names == ["Ennen", "Jälkeen", "Vertailu: 2017"]


def test_the_round_to_compare_with_is_grey():
    grey = [trace for trace in PICTURE.figure.data if trace.name == "Vertailu: 2017" and trace.x[0] is not None]
    assert [trace.x[0] for trace in grey] == [6, 6.4]
    assert {trace.marker.line.color for trace in grey} == {"#767676"}


def test_the_table():
    table = draw(CHANGE, FI).table
    assert table.columns == ("Mittari", "Ennen", "Jälkeen", "Vastaajia", "Muutos", "Huomautus")
    assert table.rows[0] == ("Mentorit", "6,2", "7,1", "14", "Muutos 0,9", "")
