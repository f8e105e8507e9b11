"""A grid of shares: a number or a dash in every cell, read on any colour."""

from __future__ import annotations

import pytest
from plotly.colors import sample_colorscale

from pages.charts.heatmap import draw, ink_on
from pages.charts.model import Axis, HeatmapData, HeatmapPanel, HeatmapRow, Point
from pages.ui.text import Text
from tests.charts.examples import HEATMAP

FI = Text("fi")


def luminance(colour):
    """WCAG 2.2, relative luminance of rgb(r, g, b)."""
    parts = [int(part) / 255 for part in colour[4:-1].split(",")]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("place", [n / 20 for n in range(21)])
def test_numbers_are_read_on_every_colour(place):
    (colour,) = sample_colorscale("Cividis", [place])
    ink = {"#000000": 0.0, "#ffffff": 1.0}[ink_on(colour)]
    light, dark = sorted((luminance(colour), ink), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_every_cell_has_its_number_or_a_dash():
    mentors, actors = draw(HEATMAP, FI).pictures
    cells = [note.text for note in mentors.figure.layout.annotations if note.xref != "paper"]
    assert cells == ["2016", "2017", "Kierros<br>2018–2019", "31\xa0%", "–", "2\xa0%"]
    assert [shape.type for shape in actors.figure.layout.shapes] == ["rect"] * 3


def test_a_larger_share_is_brighter_and_the_same_share_has_one_colour():
    points = (Point(0.1), Point(0.3), Point(0.5), Point(0.3))
    data = HeatmapData(
        "T", Axis("Osuus", 0, 0.5, percent=True), tuple("abcd"), (HeatmapPanel("M", (HeatmapRow("x", points),)),)
    )
    colours = [shape.fillcolor for shape in draw(data, FI).pictures[0].figure.layout.shapes]
    assert luminance(colours[0]) < luminance(colours[1]) < luminance(colours[2]) and colours[1] == colours[3]


def test_the_table_holds_the_intervals_of_both_roles():
    table = draw(HEATMAP, FI).table
    assert table.columns[:3] == ("Kohde", "Ryhmä", "2016") and len(table.rows) == 3
    assert "10–50" in table.rows[0][2] and table.rows[0][3] == "–" and table.rows[2][1] == "Aktorit"
