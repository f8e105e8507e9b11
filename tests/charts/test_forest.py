from pages.charts import draw
from pages.charts.model import RowKind
from pages.ui.text import Text
from tests.charts.examples import FOREST, WITHHELD

FI = Text("fi")
(PICTURE,) = draw(FOREST, FI).pictures
LINES = [trace for trace in PICTURE.figure.data if trace.mode == "lines"]
MARKS = [trace for trace in PICTURE.figure.data if trace.mode == "markers+text"]


def test_each_interval_is_drawn_from_its_low_to_its_high_end():
    assert [list(line.x) for line in LINES] == [[0.36, 0.73], [0.5, 0.82], [0.55, 0.69], [0.45, 0.77]]
    assert [mark.x[0] for mark in MARKS] == [0.55, 0.68, 0.62, 0.62]


def test_kinds_of_rows_look_different():
    kinds = [row.kind for row in FOREST.rows if row.point]
    looks = {
        kind: (line.line.width, line.line.color, mark.marker.color)
        for kind, line, mark in zip(kinds, LINES, MARKS, strict=True)
    }
    assert len(set(looks.values())) == len(RowKind)


def test_no_difference_is_a_line_and_its_sides_are_named():
    shapes = [shape for shape in PICTURE.figure.layout.shapes if shape.x0 == shape.x1 == 0.5]
    assert len(shapes) == 1
    said = {annotation.text for annotation in PICTURE.figure.layout.annotations}
    assert {"← aktori", "mentori →"} <= said


def test_an_interval_is_told_with_a_decimal_comma():
    rows = draw(FOREST, FI).table.rows
    assert rows[0][1] == "0,55 (95\xa0%:n luottamusväli 0,36–0,73)"
    assert rows[0][2] == "12 mentoria, 15 aktoria"
    assert rows[2][1:] == ("–", "–", WITHHELD)


def test_pointing_at_a_mark_says_what_it_is():
    assert MARKS[0].hovertext[0] == "2016: 0,55 (95\xa0%:n luottamusväli 0,36–0,73), n = 27"
    assert MARKS[2].hovertext[0] == "Keskiarvo: 0,62 (95\xa0%:n luottamusväli 0,55–0,69)"
