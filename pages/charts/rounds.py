"""The rounds one after another: a small picture for each item, a line for each role, n under each point."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go

from data.schema import Role
from pages.charts import tables
from pages.charts.model import Chart, Picture, Point, RoundsData, RoundsLine, RoundsPanel, Table
from pages.charts.rows import add_marks
from pages.charts.tables import count, said, value
from pages.charts.theme import GREY, INK, LINE, MUTED, ROLES, RULE, SMALL, blank, marker, ticks, wrapped
from pages.ui.text import Text

__all__ = ["draw"]

_PLOT = 170  # pixels of the picture itself
_TITLE_WRAP, _ROUND_WRAP = 40, 7  # a year or a day and its year on two lines; 2024–2025 stays whole
_ROUND_LINES = 3


def draw(data: RoundsData, text: Text) -> Chart:
    pictures = tuple(_picture(panel, data, text) for panel in data.panels)
    return Chart(pictures, _table(data, text))


def _picture(panel: RoundsPanel, data: RoundsData, text: Text) -> Picture:
    words = "<br>".join(part for part in (wrapped(panel.label, _TITLE_WRAP), _quiet(panel.note)) if part)
    head = LINE * (words.count("<br>") + 1) + 34
    foot = LINE * (_round_lines(data) + len(panel.lines)) + 12
    figure = blank(text, head + _PLOT + foot, top=head, bottom=foot)
    figure.update_layout(margin_l=36, legend={"y": 1 - (head - 34) / (head + _PLOT + foot)})
    figure.add_annotation(_title(words, head))
    _set_axes(figure, data, text)
    _add_reference(figure, data, text)
    for place, line in enumerate(panel.lines):
        _add_line(figure, panel, line, data, text)
        _add_counts(figure, line, LINE * (_round_lines(data) + place) + 8, text)
    _add_rewording(figure, panel, data, text)
    return Picture(figure, text("charts.rounds_alt", title=panel.label, n=len(data.rounds)))


def _quiet(note: str) -> str:
    return f'<span style="color:{MUTED};font-size:{SMALL}px">{wrapped(note, 46)}</span>' if note else ""


def _title(words: str, head: int) -> dict[str, object]:
    place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -30, "y": 1, "yref": "paper"}
    return {"text": words, "yanchor": "top", "yshift": head, "align": "left", "showarrow": False, **place}


def _round_lines(data: RoundsData) -> int:
    return min(_ROUND_LINES, max(_under(name).count("<br>") + 1 for name in data.rounds))


def _under(name: str) -> str:
    """The name of a round or a day as it stands under its point."""
    return wrapped(name, _ROUND_WRAP, break_words=False)


def _set_axes(figure: go.Figure, data: RoundsData, text: Text) -> None:
    figure.update_yaxes(ticks(data.axis, text) | {"title": None, "showline": False})
    figure.update_xaxes(
        range=[-0.5, len(data.rounds) - 0.5],
        tickvals=list(range(len(data.rounds))),
        ticktext=[_under(name) for name in data.rounds],
        tickfont={"size": SMALL, "color": MUTED},
        tickangle=0,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        linecolor=GREY,
    )


def _add_reference(figure: go.Figure, data: RoundsData, text: Text) -> None:
    if data.reference is not None:
        figure.add_vrect(x0=data.reference - 0.5, x1=data.reference + 0.5, fillcolor=RULE, line_width=0, layer="below")
        words = {"text": text("charts.compared"), "x": data.reference, "y": 0, "yref": "paper", "yanchor": "bottom"}
        figure.add_annotation(**words, showarrow=False, font={"size": SMALL, "color": INK})


def _add_line(figure: go.Figure, panel: RoundsPanel, line: RoundsLine, data: RoundsData, text: Text) -> None:
    style = ROLES[line.role]
    name = text(f"charts.role_{line.role}") if line.role else panel.label
    for one, (left, right) in enumerate(pairwise(line.points), start=1):
        if left and right and one not in panel.reworded:  # across a change of wording nothing may be compared
            values = {"x": [one - 1, one], "y": [left.value, right.value]}
            look = {"color": style.fill, "width": 2.5, "dash": style.dash}
            figure.add_scatter(**values, mode="lines", line=look, hoverinfo="skip", showlegend=False)
    told = [
        (float(place), point.value, said(f"{name}, {data.rounds[place]}", point, data.axis, text))
        for place, point in enumerate(line.points)
        if point
    ]
    add_marks(figure, told, name, marker=marker(style, size=11), showlegend=line.role is not None)
    _add_intervals(figure, line.points, style.edge)


def _add_intervals(figure: go.Figure, points: tuple[Point | None, ...], colour: str) -> None:
    if all(point is None or point.low is None for point in points):
        return
    shown = [point for point in points if point]
    figure.data[-1].update(
        error_y={
            "array": [(point.high or point.value) - point.value for point in shown],
            "arrayminus": [point.value - (point.low or point.value) for point in shown],
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        }
    )


def _add_counts(figure: go.Figure, line: RoundsLine, below: int, text: Text) -> None:
    """Under each round: the role's shape and from how many people its point is."""
    words = [
        (-0.5, "n"),
        *((place, f"{ROLES[line.role].sign} {count(p, text)}") for place, p in enumerate(line.points)),
    ]
    for x, number in words:
        figure.add_annotation(
            text=number,
            x=x,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-below,
            showarrow=False,
            font={"size": SMALL, "color": INK},
        )


def _add_rewording(figure: go.Figure, panel: RoundsPanel, data: RoundsData, text: Text) -> None:
    for place in sorted(panel.reworded):
        left = place < len(data.rounds) / 2
        figure.add_vline(x=place - 0.5, line_color=GREY, line_dash="dot", line_width=1.5)
        figure.add_annotation(
            text=wrapped(text("charts.reworded"), 12),
            x=place - 0.5,
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="left" if left else "right",
            align="left" if left else "right",
            xshift=4 if left else -4,
            showarrow=False,
            font={"size": SMALL, "color": MUTED},
        )


def _table(data: RoundsData, text: Text) -> Table:
    columns = [text("charts.column_item"), text("charts.column_role"), *data.rounds]
    lines = [(panel, line) for panel in data.panels for line in panel.lines]
    rows = [(panel.label, _role(line.role, text), *_cells(line, data, text)) for panel, line in lines]
    return tables.table(columns, rows, [_note(panel, data, text) for panel, _ in lines], text)


def _role(role: Role | None, text: Text) -> str:
    return text(f"charts.role_{role}") if role else text("charts.everybody")


def _cells(line: RoundsLine, data: RoundsData, text: Text) -> tuple[str, ...]:
    return tuple(_cell(point, data, text) for point in line.points)


def _cell(point: Point | None, data: RoundsData, text: Text) -> str:
    words = value(point, data.axis, text)
    if point is None or point.n is None:
        return words
    return text("charts.value_n", value=words, people=text.number(point.n))


def _note(panel: RoundsPanel, data: RoundsData, text: Text) -> str:
    reworded = [data.rounds[place] for place in sorted(panel.reworded)]
    return panel.note or (text("charts.reworded_in", rounds=text.words(reworded)) if reworded else "")
