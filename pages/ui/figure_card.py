"""One figure on a page: what it says in a sentence, the chart, its figures as a table, how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.charts import draw
from pages.charts.model import ChartData, Picture, Table
from pages.ui import escape
from pages.ui.downloads import downloads
from pages.ui.text import Text

__all__ = ["Guide", "figure_card"]

_SMALL_WIDTH = 350  # pixels: one picture of several fits on a phone, three in a row on a desk
_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Guide:
    """How to read a chart, in the reader's language."""

    briefly: str
    shows: str
    interpret: str
    act: str


def figure_card(
    heading: str,
    sentences: Sequence[str],
    data: ChartData | None,
    guide: Guide,
    text: Text,
    *,
    key: str,
    people: str = "",
) -> None:
    """`sentences` are said first; `people` tells from how many the figure is. Both are plain words, not Markdown.

    Without `data` the sentences say why there is no figure.
    """
    st.header(escape.markdown(heading), anchor=False)
    if data is None:
        st.info(escape.markdown(" ".join(sentences)))
        return
    chart = draw(data, text)
    for sentence in sentences:
        st.markdown(escape.markdown(sentence))
    if people:
        st.caption(escape.markdown(people))
    _pictures(chart.pictures, key)
    with st.expander(text("frame.as_table"), key=f"{key}_table"):
        _table(chart.table, heading)
    with st.expander(text("downloads.title"), key=f"{key}_downloads"):
        downloads(heading, sentences, chart.table, text, key=key, people=people)
    with st.expander(text("frame.how_to_read"), key=f"{key}_guide"):
        _guide(guide, text)


def _pictures(pictures: Sequence[Picture], key: str) -> None:
    if len(pictures) == 1:
        _picture(pictures[0], f"{key}_chart", "stretch")
        return
    with st.container(horizontal=True, gap="medium"):
        for place, picture in enumerate(pictures):
            _picture(picture, f"{key}_chart_{place}", _SMALL_WIDTH)


def _picture(picture: Picture, key: str, width: int | str) -> None:
    st.plotly_chart(picture.figure, theme=None, config=_CONFIG, alt=picture.alt, width=width, key=key)  # type: ignore[arg-type]


def _table(table: Table, heading: str) -> None:
    """st.table renders Markdown in cells and headings: what people wrote must be inert there too."""
    columns: dict[str, list[str]] = {}
    for place, name in enumerate(table.columns):
        apart = "\N{WORD JOINER}" * (name in table.columns[:place]) * place  # two rounds may bear the same name
        columns[escape.markdown(name) + apart] = [escape.markdown(row[place]) for row in table.rows]
    st.table(columns, hide_index=True, alt=heading)


def _guide(guide: Guide, text: Text) -> None:
    parts = (("briefly", guide.briefly), ("shows", guide.shows), ("interpret", guide.interpret), ("act", guide.act))
    for name, words in parts:
        st.subheader(text(f"frame.guide_{name}"), anchor=False)
        st.markdown(escape.markdown(words))
