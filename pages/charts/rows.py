"""Charts of rows: each row's words stand above its marks, so that nothing is cut on a phone. Heights are in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.charts.model import Axis
from pages.charts.theme import GREY, INK, LINE, MUTED, PAPER, RULE, SMALL, blank, ticks, wrapped
from pages.ui import escape
from pages.ui.text import Text

__all__ = ["Label", "add_marks", "row_chart"]

_MARKS = 34  # of the marks of one row
_BETWEEN = 14
_LEGEND = 40
_LEGEND_WRAPS = 24  # a second line of it on a phone
_AXIS = 56
_ENDS = 32


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a row: what it is, and in a quieter line from whom, or why nothing is drawn."""

    name: str
    detail: str = ""
    drawn: bool = True
    above: int = 0  # pixels for a number above the mark
    extra: int = 0  # pixels for further marks, of the round to compare with

    @property
    def lines(self) -> tuple[str, str]:
        return wrapped(self.name), wrapped(self.detail, 50)

    @property
    def words_height(self) -> int:
        return LINE * sum(words.count("<br>") + 1 for words in self.lines if words)


def row_chart(labels: Sequence[Label], axis: Axis, text: Text, *, legend: int = 0) -> tuple[go.Figure, list[float]]:
    """A figure with every row's words, and the height at which each row's marks stand."""
    tops, marks, below = [], [], 0
    for label in labels:
        tops.append(below)
        marks.append(below + label.words_height + label.above + _MARKS / 2)
        below += label.words_height + (_MARKS + label.above + label.extra) * label.drawn + _BETWEEN
    top = 8 + (_LEGEND + _LEGEND_WRAPS * (legend > 2)) * bool(legend)
    bottom = _AXIS + LINE * wrapped(axis.title, 48).count("<br>") + _ENDS * any(axis.ends)
    figure = blank(text, top + below + bottom, top=top, bottom=bottom)
    figure.update_xaxes(ticks(axis, text))
    figure.update_yaxes(range=[below, 0], visible=False, fixedrange=True)
    figure.layout.annotations = [_words(label, y) for label, y in zip(labels, tops, strict=True)]
    _add_rails(figure, labels, marks, axis)
    _add_mark(figure, axis, bottom)
    return figure, marks


def add_marks(figure: go.Figure, points: Sequence[tuple[float, float, str]], name: str, **style: object) -> None:
    """One series: (value, height, what is said of it when it is pointed at)."""
    figure.add_scatter(
        x=[x for x, _, _ in points],
        y=[y for _, y, _ in points],
        hovertext=[escape.plotly(words) for _, _, words in points],
        hoverinfo="text",
        mode="markers",
        name=wrapped(name, 36),
        cliponaxis=False,
        **style,
    )


def _words(label: Label, y: float) -> dict[str, object]:
    """As one of a list that is set at once: plotly checks all of them again for each that is added alone."""
    name, detail = label.lines
    quiet = f'<span style="color:{MUTED};font-size:{SMALL}px">{detail}</span>' if detail else ""
    words = "<br>".join(part for part in (name, quiet) if part)
    return {
        "text": words,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": PAPER,
    }


def _add_rails(figure: go.Figure, labels: Sequence[Label], marks: Sequence[float], axis: Axis) -> None:
    rail = {"type": "line", "x0": axis.low, "x1": axis.high, "line": {"color": RULE}, "layer": "below"}
    drawn = [y for label, y in zip(labels, marks, strict=True) if label.drawn]
    figure.layout.shapes = [{**rail, "y0": y, "y1": y} for y in drawn]


def _add_mark(figure: go.Figure, axis: Axis, bottom: int) -> None:
    if axis.mark is not None:
        figure.add_vline(x=axis.mark, line_color=GREY, line_dash="dot", line_width=1.5, layer="below")
    for words, x, side in zip(axis.ends, (0, 1), ("left", "right"), strict=True):
        if words:
            figure.add_annotation(
                text=wrapped(words, 26),
                x=x,
                xref="paper",
                xanchor=side,
                align=side,
                y=0,
                yref="paper",
                yanchor="bottom",
                yshift=-bottom,
                showarrow=False,
                font={"size": SMALL, "color": INK},
            )
