"""Shares in a grid: a row each theme, a column each round, a picture each role; the number stands in every cell."""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.colors import sample_colorscale

from pages.charts import tables
from pages.charts.model import Chart, HeatmapData, HeatmapPanel, HeatmapRow, Picture, Point, Table
from pages.charts.tables import said, value
from pages.charts.theme import LINE, MUTED, PAPER, SMALL, blank, shown, wrapped
from pages.ui import escape
from pages.ui.text import Text

__all__ = ["draw"]

_SCALE = "Cividis"  # readable with any colour vision, and printed in grey
_EMPTY = "#eef1f3"
_CELL, _GAP, _BETWEEN, _BELOW_WORDS = 28, 3, 12, 4  # pixels
_TITLE_WRAP, _ROW_WRAP, _COLUMN_WRAP = 40, 44, 10
_BLACK, _WHITE = "#000000", "#ffffff"  # pure: the better one holds 4.5:1 on any colour
_DARKEST_FOR_BLACK = 0.179  # relative luminance where black and white differ as much from it (WCAG 2.2)


def draw(data: HeatmapData, text: Text) -> Chart:
    return Chart(tuple(_picture(panel, data, text) for panel in data.panels), _table(data, text))


def _picture(panel: HeatmapPanel, data: HeatmapData, text: Text) -> Picture:
    head = LINE * (_lines(panel.label, _TITLE_WRAP) + max(_lines(name, _COLUMN_WRAP) for name in data.columns)) + 8
    tops, below = [], 0
    for row in panel.rows:
        tops.append(below)
        below += _words_height(row) + _CELL * _is_drawn(row) + _BETWEEN
    figure = blank(text, head + below + 8, top=head, bottom=8)
    figure.update_xaxes(range=[0, len(data.columns)], visible=False, fixedrange=True)
    figure.update_yaxes(range=[below, 0], visible=False, fixedrange=True)
    _add_head(figure, panel, data, head)
    for row, top in zip(panel.rows, tops, strict=True):
        _add_row(figure, row, data, top, text)
    return Picture(figure, text("charts.heatmap_alt", title=data.title, panel=panel.label, n=len(panel.rows)))


def _add_head(figure: go.Figure, panel: HeatmapPanel, data: HeatmapData, head: int) -> None:
    _add_words(figure, wrapped(panel.label, _TITLE_WRAP), 0, 0, yshift=head)
    for place, name in enumerate(data.columns):
        figure.add_annotation(
            text=wrapped(name, _COLUMN_WRAP),
            x=place + 0.5,
            y=0,
            yanchor="bottom",
            yshift=2,
            showarrow=False,
            font={"size": SMALL, "color": MUTED},
        )


def _add_row(figure: go.Figure, row: HeatmapRow, data: HeatmapData, top: float, text: Text) -> None:
    note = f'<span style="color:{MUTED};font-size:{SMALL}px">{wrapped(row.note, 50)}</span>' if row.note else ""
    _add_words(figure, "<br>".join(part for part in (wrapped(row.label, _ROW_WRAP), note) if part), 0, top)
    if not _is_drawn(row):
        return
    middle = top + _words_height(row) + _CELL / 2
    for place, point in enumerate(row.points):
        _add_cell(figure, point, place, middle, data, text)
    figure.add_scatter(
        x=[place + 0.5 for place in range(len(row.points))],
        y=[middle] * len(row.points),
        mode="markers",
        marker={"opacity": 0, "size": _CELL},
        hovertext=[_hover(row, name, point, data, text) for name, point in zip(data.columns, row.points, strict=True)],
        hoverinfo="text",
        showlegend=False,
    )


def _add_cell(figure: go.Figure, point: Point | None, place: int, middle: float, data: HeatmapData, text: Text) -> None:
    colour = _EMPTY if point is None else _colour(point, data)
    sides = {"x0": place, "x1": place + 1, "y0": middle - _CELL / 2, "y1": middle + _CELL / 2}
    figure.add_shape(type="rect", fillcolor=colour, line={"color": PAPER, "width": _GAP}, layer="below", **sides)
    figure.add_annotation(
        text=tables.NOTHING if point is None else shown(point.value, data.axis, text),
        x=place + 0.5,
        y=middle,
        showarrow=False,
        font={"size": SMALL, "color": MUTED if point is None else ink_on(colour)},
    )


def _add_words(figure: go.Figure, words: str, x: float, y: float, *, yshift: int = 0) -> None:
    place = {"xref": "paper", "xanchor": "left", "yanchor": "top", "align": "left", "borderpad": 0}
    figure.add_annotation(text=words, x=x, y=y, yshift=yshift, showarrow=False, **place)


def _hover(row: HeatmapRow, column: str, point: Point | None, data: HeatmapData, text: Text) -> str:
    name = f"{row.label}, {column}"
    words = said(name, point, data.axis, text) if point else text("charts.hover", name=name, value=tables.NOTHING)
    return escape.plotly(words)


def _colour(point: Point, data: HeatmapData) -> str:
    width = data.axis.high - data.axis.low
    place = min(max((point.value - data.axis.low) / width, 0.0), 1.0) if width else 0.0
    return str(sample_colorscale(_SCALE, [place])[0])


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on `rgb(r, g, b)`.

    >>> ink_on("rgb(255, 233, 69)"), ink_on("rgb(0, 34, 78)")
    ('#000000', '#ffffff')
    """
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return _BLACK if luminance > _DARKEST_FOR_BLACK else _WHITE


def _is_drawn(row: HeatmapRow) -> bool:
    return any(point is not None for point in row.points)


def _words_height(row: HeatmapRow) -> int:
    return LINE * (_lines(row.label, _ROW_WRAP) + (_lines(row.note, 50) if row.note else 0)) + _BELOW_WORDS


def _lines(words: str, width: int) -> int:
    return wrapped(words, width).count("<br>") + 1


def _table(data: HeatmapData, text: Text) -> Table:
    columns = [text("charts.column_what"), text("charts.column_group"), *data.columns]
    rows = [
        (row.label, panel.label, *(value(point, data.axis, text) for point in row.points))
        for panel in data.panels
        for row in panel.rows
    ]
    return tables.table(columns, rows, [row.note for panel in data.panels for row in panel.rows], text)
