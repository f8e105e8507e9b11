"""How every chart looks: colours with shapes, type, axes. Always dark on white paper, also where the page is dark."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from data.schema import Role
from pages.charts.model import Axis
from pages.ui import escape
from pages.ui.text import Text

__all__ = ["GREY", "MUTED", "ROLES", "Style", "blank", "shown", "ticks", "wrapped"]

INK, MUTED, GREY, RULE, PAPER = "#1a1a1a", "#4a4f54", "#767676", "#dfe4e7", "#ffffff"
FONT = '"Source Sans", "Source Sans Pro", sans-serif'
SIZE, SMALL = 15, 13
LINE = 20  # pixels of a line of text
WRAP = 44  # characters that fit on a phone of 390 pixels
_TICKS = 6  # at most
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Style:
    """Colour and shape together: either alone tells who is meant. `edge` holds 3:1 against white."""

    fill: str
    edge: str
    symbol: str
    sign: str  # the shape as a character
    dash: str = "solid"


ROLES: Mapping[Role | None, Style] = {
    Role.MENTOR: Style("#1b4965", "#1b4965", "circle", "●"),
    Role.ACTOR: Style("#e69f00", "#6b4a00", "triangle-up", "▲", "dash"),
    None: Style("#4a4f54", "#1a1a1a", "diamond", "◆"),
}


def marker(style: Style, *, hollow: bool = False, size: int = 13) -> dict[str, object]:
    fill = PAPER if hollow else style.fill
    return {
        "symbol": style.symbol,
        "size": size,
        "color": fill,
        "line": {"color": style.edge, "width": 2},
        "opacity": 1,
    }


def grey_marker(style: Style) -> dict[str, object]:
    """Of the round to compare with: the same shape, smaller, without the role's colour."""
    return {"symbol": style.symbol, "size": 9, "color": "#c4c9cc", "line": {"color": GREY, "width": 1.5}, "opacity": 1}


def blank(text: Text, height: int, *, top: int = 8, bottom: int = 48) -> go.Figure:
    """Paper without marks. Nothing zooms: on a phone a finger on the chart must scroll the page."""
    decimal, group = (".", ",") if text.language == "en" else (",", "\N{NO-BREAK SPACE}")
    return go.Figure(
        layout={
            "template": None,
            "height": height,
            "margin": {"l": 8, "r": 12, "t": top, "b": bottom, "autoexpand": False},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "font": {"family": FONT, "size": SIZE, "color": INK},
            "separators": decimal + group,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": PAPER, "bordercolor": GREY, "font": {"size": SIZE, "color": INK}},
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "yref": "container",
                "y": 1,
                "yanchor": "top",
                "itemclick": False,
                "itemdoubleclick": False,
                "font": {"size": SIZE},
            },
        }
    )


def ticks(axis: Axis, text: Text) -> dict[str, object]:
    """A value axis with few round numbers, written as the reader's language writes them."""
    low, high = axis.low, axis.high
    values = round_values(low, high)
    pad = 0.04 * (high - low)
    return {
        "range": [low - pad, high + pad],
        "tickvals": values,
        "ticktext": [shown(value, axis, text, decimals=decimals(values)) for value in values],
        "title": {"text": wrapped(axis.title, 48), "standoff": 6, "font": {"size": SIZE, "color": MUTED}},
        "tickfont": {"size": SMALL, "color": MUTED},
        "gridcolor": RULE,
        "zeroline": False,
        "fixedrange": True,
        "showline": True,
        "linecolor": GREY,
    }


def round_values(low: float, high: float) -> list[float]:
    """At most six round values between two ends.

    >>> round_values(1, 5)
    [1.0, 2.0, 3.0, 4.0, 5.0]
    >>> round_values(0.3, 0.9)
    [0.4, 0.6, 0.8]
    """
    rough = (high - low) / (_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in _STEPS if step * power >= rough * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 10) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def decimals(values: Sequence[float]) -> int:
    """As few as tell all of the values.

    >>> decimals([0.2, 0.25])
    2
    """
    return next(n for n in range(11) if all(round(value, n) == value for value in values))


def shown(value: float, axis: Axis, text: Text, *, decimals: int | None = None) -> str:
    """A value of an axis in words for people."""
    if axis.percent:
        return text.percent(value)
    return text.number(value, axis.decimals if decimals is None else decimals)


def wrapped(words: str, width: int = WRAP, *, break_words: bool = True) -> str:
    """Words that people wrote, inert and broken into lines; `break_words`: also inside a word longer than a line."""
    lines = textwrap.wrap(words, width, break_long_words=break_words)
    return "<br>".join(escape.plotly(line) for line in lines)
