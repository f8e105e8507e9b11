"""Agreement: a bar that grows to both sides of its neutral middle; "cannot say" stands beside it, in no share."""

from __future__ import annotations

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from pages.charts import tables
from pages.charts.model import Axis, Chart, LikertData, LikertRow, Picture, Table
from pages.charts.rows import Label, row_chart
from pages.charts.theme import INK, MUTED, PAPER, ROLES, SMALL, wrapped
from pages.ui.text import Text

__all__ = ["draw"]

# ColorBrewer's PuOr, readable with any colour vision; by the number of options on one side of the middle.
_LOW = {1: ("#f1a340",), 2: ("#b35806", "#f1a340"), 3: ("#7f3b08", "#b35806", "#f1a340")}
_HIGH = {1: ("#998ec3",), 2: ("#998ec3", "#542788"), 3: ("#998ec3", "#542788", "#2d004b")}
_NEUTRAL = "#d9d9d9"
_GREYS = ("#8c8c8c", "#b5b5b5", "#d9d9d9", "#b5b5b5", "#8c8c8c")
DARK = frozenset({"#b35806", "#7f3b08", "#542788", "#2d004b"})
_BAR, _GREY_BAR = 26, 14  # pixels
_BARS_END = 0.76  # of the width; the rest is for "cannot say"
_BESIDE = 12  # characters of a line beside the bar


def draw(data: LikertData, text: Text) -> Chart:
    axis = Axis(text("charts.likert_axis"), -1, 1, percent=True, mark=0)
    labels = [Label(row.label, row.note or _people(row, text), bool(row.counts)) for row in data.rows]
    figure, heights = row_chart(labels, axis, text, legend=len(data.options))
    drawn = [(row, y) for row, y in zip(data.rows, heights, strict=True) if sum(row.counts)]
    _set_axes(figure, text, [row for row, _ in drawn])
    for place, option in enumerate(data.options):
        _add_option(figure, data, drawn, place, option, text)
    _add_cannot_say(figure, drawn, text)
    alt = text("charts.likert_alt", title=data.title, n=len(data.rows))
    return Chart((Picture(figure, alt),), _table(data, text))


def colours(options: int) -> tuple[str, ...]:
    """One a option, from disagreement to agreement.

    >>> colours(3)
    ('#f1a340', '#d9d9d9', '#998ec3')
    """
    side = options // 2
    return (*_LOW[side], *([_NEUTRAL] * (options % 2)), *_HIGH[side])


def begins(counts: Sequence[int]) -> list[float]:
    """Where each part of a bar begins so that the middle of the neutral one lies at nought.

    >>> begins([1, 2, 1])
    [-0.5, -0.25, 0.25]
    """
    total, middle = sum(counts), len(counts) // 2
    left = sum(counts[:middle]) + (counts[middle] / 2 if len(counts) % 2 else 0)
    return [(sum(counts[:place]) - left) / total for place in range(len(counts))]


def _people(row: LikertRow, text: Text) -> str:
    if row.role is None:
        return text("charts.people", n=sum(row.counts))
    return text(f"charts.people_{row.role}", n=sum(row.counts), sign=ROLES[row.role].sign)


def _reach(rows: Sequence[LikertRow]) -> tuple[float, float]:
    """How far the longest bars go to either side, in whole tenths."""
    starts = [begins(row.counts)[0] for row in rows] or [-1.0, 0.0]
    return math.floor(min(starts) * 10) / 10, math.ceil((max(starts) + 1) * 10) / 10


def _set_axes(figure: go.Figure, text: Text, drawn: Sequence[LikertRow]) -> None:
    low, high = _reach(drawn)
    values = [value for value in (-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1) if low <= value <= high]
    beside = any(row.cannot_say for row in drawn)
    figure.update_layout(barmode="overlay", legend_traceorder="normal", uniformtext={"mode": "hide", "minsize": SMALL})
    figure.update_xaxes(
        domain=[0, _BARS_END if beside else 1],
        range=[low, high],
        tickvals=values,
        ticktext=[text.percent(abs(value)) for value in values],
    )


def _add_option(
    figure: go.Figure, data: LikertData, drawn: Sequence[tuple[LikertRow, float]], place: int, option: str, text: Text
) -> None:
    colour = colours(len(data.options))[place]
    shares = [row.counts[place] / sum(row.counts) for row, _ in drawn]
    percents = [text.percent(share, sum(row.counts)) for share, (row, _) in zip(shares, drawn, strict=True)]
    figure.add_bar(
        orientation="h",
        x=shares,
        base=[begins(row.counts)[place] for row, _ in drawn],
        y=[y for _, y in drawn],
        width=[_GREY_BAR if row.reference else _BAR for row, _ in drawn],
        marker={"color": [_colour(row, place, colour) for row, _ in drawn], "line": {"color": PAPER, "width": 1}},
        text=["" if row.reference else words for (row, _), words in zip(drawn, percents, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": SMALL, "color": [_ink(row, colour) for row, _ in drawn]},
        hovertext=[f"{wrapped(option)}: {words}" for words in percents],
        hoverinfo="text",
        showlegend=False,
    )
    swatch = {"symbol": "square", "size": 13, "color": colour, "line": {"color": MUTED, "width": 0.5}}
    figure.add_scatter(x=[None], y=[None], mode="markers", marker=swatch, name=wrapped(option, 30))


def _colour(row: LikertRow, place: int, colour: str) -> str:
    """The round to compare with has no colour of its own; which part is which, its place tells."""
    if not row.reference:
        return colour
    return _GREYS[round(place * (len(_GREYS) - 1) / max(len(row.counts) - 1, 1))]


def _ink(row: LikertRow, colour: str) -> str:
    return PAPER if colour in DARK and not row.reference else INK


def _add_cannot_say(figure: go.Figure, drawn: Sequence[tuple[LikertRow, float]], text: Text) -> None:
    beside = [_cannot_say(row.cannot_say, y, text) for row, y in drawn if row.cannot_say]
    figure.layout.annotations += tuple(go.layout.Annotation(one) for one in beside)


def _cannot_say(n: int, y: float, text: Text) -> dict[str, object]:
    return {
        "text": wrapped(text("charts.cannot_say_beside", n=n), _BESIDE),
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "align": "right",
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": SMALL, "color": MUTED},
    }


def _table(data: LikertData, text: Text) -> Table:
    columns = [text("charts.column_item"), *data.options, text("charts.cannot_say"), text("charts.column_n")]
    rows = [(row.label, *_cells(row, len(data.options), text)) for row in data.rows]
    return tables.table(columns, rows, [row.note for row in data.rows], text)


def _cells(row: LikertRow, options: int, text: Text) -> list[str]:
    n = sum(row.counts)
    if not n:
        return [tables.NOTHING] * (options + 2)
    return [*(text.percent(count / n, n) for count in row.counts), text.number(row.cannot_say), text.number(n)]
