"""The figures of a chart in words and numbers: for its table and for what is said of a mark."""

from __future__ import annotations

from collections.abc import Sequence

from pages.charts.model import Axis, Point, Table
from pages.charts.theme import shown
from pages.ui.text import Text

__all__ = ["NOTHING", "count", "said", "table", "value"]

NOTHING = "–"


def value(point: Point | None, axis: Axis, text: Text) -> str:
    """An estimate with its interval; a dash where there is none."""
    if point is None:
        return NOTHING
    estimate = shown(point.value, axis, text)
    if point.low is None or point.high is None:
        return estimate
    if axis.percent:
        return text("charts.share_interval", value=estimate, span=text.span(100 * point.low, 100 * point.high))
    return text("charts.value_interval", value=estimate, span=text.span(point.low, point.high, axis.decimals))


def count(point: Point | None, text: Text) -> str:
    return NOTHING if point is None or point.n is None else text.number(point.n)


def said(name: str, point: Point, axis: Axis, text: Text) -> str:
    """What stands beside a mark that is pointed at."""
    words = value(point, axis, text)
    if point.n is None:
        return text("charts.hover", name=name, value=words)
    return text("charts.hover_n", name=name, value=words, people=text.number(point.n))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str], text: Text) -> Table:
    """With a column of notes where any row has one."""
    if not any(notes):
        return Table(tuple(columns), tuple(map(tuple, rows)))
    noted = tuple((*row, note) for row, note in zip(rows, notes, strict=True))
    return Table((*columns, text("charts.column_note")), noted)
