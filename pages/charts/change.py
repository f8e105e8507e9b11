"""Before and after, one row a scale: hollow mark before, filled mark after."""

from __future__ import annotations

import plotly.graph_objects as go

from data.schema import Role
from pages.charts import tables
from pages.charts.model import ChangeData, ChangeRow, Chart, Picture, Point, Table
from pages.charts.rows import Label, add_marks, row_chart
from pages.charts.tables import count, said, value
from pages.charts.theme import GREY, ROLES, SMALL, Style, grey_marker, marker, shown
from pages.ui.text import Text

__all__ = ["draw"]

_REFERENCE = 20  # pixels below the row's own marks


def draw(data: ChangeData, text: Text) -> Chart:
    labels = [_label(row) for row in data.rows]
    figure, heights = row_chart(labels, data.axis, text, legend=2 + bool(data.reference))
    for row, y in zip(data.rows, heights, strict=True):
        if row.before and row.after:
            _add_way(figure, row.before.value, row.after.value, y, ROLES[row.role].fill, 3)
        if row.reference_before and row.reference_after:
            _add_way(figure, row.reference_before.value, row.reference_after.value, y + _REFERENCE, GREY, 2)
    for role in dict.fromkeys(row.role for row in data.rows):
        _add_role(figure, data, heights, role, text)
    _add_reference(figure, data, heights, text)
    _add_legend(figure, data, text)
    alt = text("charts.change_alt", title=data.title, n=len(data.rows))
    return Chart((Picture(figure, alt),), _table(data, text))


def _label(row: ChangeRow) -> Label:
    drawn = row.before is not None or row.after is not None
    reference = row.reference_before is not None or row.reference_after is not None
    return Label(row.label, row.note or row.detail, drawn or reference, extra=_REFERENCE * reference)


def _add_way(figure: go.Figure, start: float, end: float, y: float, colour: str, width: int) -> None:
    line = {"color": colour, "width": width}
    figure.add_scatter(x=[start, end], y=[y, y], mode="lines", line=line, hoverinfo="skip", showlegend=False)


def _add_role(figure: go.Figure, data: ChangeData, heights: list[float], role: Role | None, text: Text) -> None:
    rows = [(row, y) for row, y in zip(data.rows, heights, strict=True) if row.role is role]
    for name, hollow in ((data.before, True), (data.after, False)):
        points = [(point, y, row) for row, y in rows if (point := row.before if hollow else row.after)]
        told = [(point.value, y, said(name, point, data.axis, text)) for point, y, _ in points]
        add_marks(figure, told, name, marker=marker(ROLES[role], hollow=hollow), showlegend=False)
        figure.data[-1].update(
            mode="markers+text",
            text=[shown(point.value, data.axis, text) for point, _, _ in points],
            textposition=[_side(row, hollow) for _, _, row in points],
            textfont={"size": SMALL},
        )


def _side(row: ChangeRow, hollow: bool) -> str:
    """The number stands on the outer side of its mark, where the other mark is not."""
    rises = not (row.before and row.after) or row.after.value >= row.before.value
    return "middle left" if hollow is rises else "middle right"


def _add_reference(figure: go.Figure, data: ChangeData, heights: list[float], text: Text) -> None:
    name = text("charts.reference", round=data.reference)
    for row, y in zip(data.rows, heights, strict=True):
        for point, hollow in ((row.reference_before, True), (row.reference_after, False)):
            if point:
                told = [(point.value, y + _REFERENCE, said(name, point, data.axis, text))]
                style = grey_marker(ROLES[row.role]) | ({"color": "#ffffff"} if hollow else {})
                add_marks(figure, told, name, marker=style, showlegend=False)


def _add_legend(figure: go.Figure, data: ChangeData, text: Text) -> None:
    """Hollow and filled mean the same for every role: said once, in the shape of the first."""
    style: Style = ROLES[data.rows[0].role if data.rows else None]
    entries = [(data.before, marker(style, hollow=True)), (data.after, marker(style))]
    if data.reference:
        entries.append((text("charts.reference", round=data.reference), grey_marker(style)))
    for name, mark in entries:
        add_marks(figure, [], name, marker=mark)
        figure.data[-1].update(x=[None], y=[None])


def _table(data: ChangeData, text: Text) -> Table:
    columns = [
        text("charts.column_scale"),
        data.before,
        data.after,
        text("charts.column_n"),
        text("charts.column_said"),
    ]
    rows = [(row.label, *_cells(row, data, text), row.detail or tables.NOTHING) for row in data.rows]
    return tables.table(columns, rows, [row.note for row in data.rows], text)


def _cells(row: ChangeRow, data: ChangeData, text: Text) -> tuple[str, str, str]:
    counted: Point | None = row.after if row.after is not None and row.after.n is not None else row.before
    return value(row.before, data.axis, text), value(row.after, data.axis, text), count(counted, text)
