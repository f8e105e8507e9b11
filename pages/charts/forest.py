"""Estimates with their intervals, one row each: single ones, several rounds together, where the next may fall."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from pages.charts import tables
from pages.charts.model import Chart, ForestData, ForestRow, Picture, Point, RowKind, Table
from pages.charts.rows import Label, add_marks, row_chart
from pages.charts.tables import said, value
from pages.charts.theme import GREY, ROLES, SMALL, Style, grey_marker, marker, shown
from pages.ui.text import Text

__all__ = ["draw"]

_WIDTH: Mapping[RowKind, float] = {
    RowKind.SINGLE: 2.5,
    RowKind.POOLED: 5,
    RowKind.PREDICTION: 8,
    RowKind.REFERENCE: 2,
}
_PREDICTION = "#aab4ba"
_ABOVE = 12  # pixels for the number above the mark


def draw(data: ForestData, text: Text) -> Chart:
    labels = [Label(row.label, row.note or row.detail, row.point is not None, _ABOVE) for row in data.rows]
    figure, heights = row_chart(labels, data.axis, text)
    for row, y in zip(data.rows, heights, strict=True):
        if row.point is not None:
            _add_row(figure, data, row, row.point, y, text)
    alt = text("charts.forest_alt", title=data.title, n=len(data.rows))
    return Chart((Picture(figure, alt),), _table(data, text))


def _add_row(figure: go.Figure, data: ForestData, row: ForestRow, point: Point, y: float, text: Text) -> None:
    style = ROLES[row.role]
    if point.low is not None and point.high is not None:
        line = {"color": _colour(row, style), "width": _WIDTH[row.kind]}
        ends = {"x": [point.low, point.high], "y": [y, y], "mode": "lines", "line": line}
        figure.add_scatter(**ends, hoverinfo="skip", showlegend=False, cliponaxis=False)
    words = said(row.label, point, data.axis, text)
    add_marks(figure, [(point.value, y, words)], row.label, marker=_marker(row, style), showlegend=False)
    figure.data[-1].update(
        mode="markers+text",
        text=[shown(point.value, data.axis, text)],
        textposition="top center",
        textfont={"size": SMALL},
    )


def _colour(row: ForestRow, style: Style) -> str:
    return {RowKind.REFERENCE: GREY, RowKind.PREDICTION: _PREDICTION}.get(row.kind, style.edge)


def _marker(row: ForestRow, style: Style) -> dict[str, object]:
    if row.kind is RowKind.REFERENCE:
        return grey_marker(style)
    return marker(style, hollow=row.kind is RowKind.PREDICTION, size=15 if row.kind is RowKind.POOLED else 11)


def _table(data: ForestData, text: Text) -> Table:
    columns = [text("charts.column_what"), text("charts.column_estimate"), text("charts.column_from")]
    rows = [(row.label, value(row.point, data.axis, text), row.detail or tables.NOTHING) for row in data.rows]
    return tables.table(columns, rows, [row.note for row in data.rows], text)
