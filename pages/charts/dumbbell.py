"""Mentors against actors, one row an item: two marks and the distance between them."""

from __future__ import annotations

import plotly.graph_objects as go

from data.schema import Role
from pages.charts import tables
from pages.charts.model import Chart, DumbbellData, DumbbellRow, Picture, Point, Table
from pages.charts.rows import Label, add_marks, row_chart
from pages.charts.tables import count, said, value
from pages.charts.theme import ROLES, SMALL, grey_marker, marker, shown
from pages.ui.text import Text

__all__ = ["draw"]

_REFERENCE = 20  # pixels below the row's own marks


def draw(data: DumbbellData, text: Text) -> Chart:
    labels = [_label(row) for row in data.rows]
    figure, heights = row_chart(labels, data.axis, text, legend=2 + bool(data.reference))
    _add_distances(figure, data, heights)
    for role in Role:
        _add_role(figure, data, heights, role, text)
    if data.reference:
        _add_reference(figure, data, heights, text)
    alt = text("charts.dumbbell_alt", title=data.title, n=len(data.rows))
    return Chart((Picture(figure, alt),), _table(data, text))


def _label(row: DumbbellRow) -> Label:
    drawn = row.mentor is not None or row.actor is not None
    reference = row.reference_mentor is not None or row.reference_actor is not None
    return Label(row.label, row.note, drawn or reference, extra=_REFERENCE * reference)


def _of(row: DumbbellRow, role: Role) -> tuple[Point | None, Point | None]:
    return (row.mentor, row.reference_mentor) if role is Role.MENTOR else (row.actor, row.reference_actor)


def _add_distances(figure: go.Figure, data: DumbbellData, heights: list[float]) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, y in zip(data.rows, heights, strict=True):
        if row.mentor and row.actor:
            xs += [row.mentor.value, row.actor.value, None]
            ys += [y, y, None]
    figure.add_scatter(
        x=xs, y=ys, mode="lines", line={"color": "#aab4ba", "width": 5}, hoverinfo="skip", showlegend=False
    )


def _add_role(figure: go.Figure, data: DumbbellData, heights: list[float], role: Role, text: Text) -> None:
    name = text(f"charts.role_{role}")
    other = Role.ACTOR if role is Role.MENTOR else Role.MENTOR
    points, words, sides = [], [], []
    for row, y in zip(data.rows, heights, strict=True):
        (point, _), (opposite, _) = _of(row, role), _of(row, other)
        if point:
            points.append((point.value, y, said(name, point, data.axis, text)))
            words.append(shown(point.value, data.axis, text))
            sides.append(_side(point, opposite, role))
    add_marks(figure, points, name, marker=marker(ROLES[role]))
    figure.data[-1].update(mode="markers+text", text=words, textposition=sides, textfont={"size": SMALL})


def _side(point: Point, opposite: Point | None, role: Role) -> str:
    """The number stands on the outer side of its mark, where the other mark is not."""
    right = point.value > opposite.value if opposite and opposite.value != point.value else role is Role.MENTOR
    return "middle right" if right else "middle left"


def _add_reference(figure: go.Figure, data: DumbbellData, heights: list[float], text: Text) -> None:
    name = text("charts.reference", round=data.reference)
    for role in Role:
        points = [
            (point.value, y + _REFERENCE, said(name, point, data.axis, text))
            for row, y in zip(data.rows, heights, strict=True)
            if (point := _of(row, role)[1])
        ]
        add_marks(figure, points, name, marker=grey_marker(ROLES[role]), showlegend=role is Role.MENTOR)


def _table(data: DumbbellData, text: Text) -> Table:
    columns = [text("charts.column_item")]
    for role in Role:
        columns += [text(f"charts.role_{role}"), text(f"charts.column_n_{role}")]
    rows = [(row.label, *_cells(row, data, text)) for row in data.rows]
    return tables.table(columns, rows, [row.note for row in data.rows], text)


def _cells(row: DumbbellRow, data: DumbbellData, text: Text) -> tuple[str, ...]:
    points = [_of(row, role)[0] for role in Role]
    return tuple(cell for point in points for cell in (value(point, data.axis, text), count(point, text)))
