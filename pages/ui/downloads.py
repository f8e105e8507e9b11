"""A figure to take along: its sentence to copy, its table as a workbook or CSV, its picture as SVG.

The picture is made by the reader's own browser (picture.js) out of what it has drawn: there is no browser on the
server, and plotly cannot write SVG without one (docs/decisions/0006-pictures.md).
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from functools import partial

import streamlit as st
import xlsxwriter

from pages.charts.model import Table
from pages.ui.text import Text

__all__ = ["as_csv", "as_xlsx", "downloads"]

# What a spreadsheet would take for a formula at the beginning of a cell (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BETWEEN = {"fi": ";", "sv": ";", "en": ","}  # the list separator of the language's spreadsheets
_WIDEST = 60  # characters of a column
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloads(heading: str, sentences: Sequence[str], table: Table, text: Text, *, key: str, people: str = "") -> None:
    """What can be taken along of the figure whose charts have the widget key `key`_chart. Files are made when asked.

    `people` (from whom the figure is, what it does not say) goes into the workbook.
    """
    told = [*sentences, people]
    st.markdown(text("downloads.sentence"))
    st.code(" ".join(sentences), language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        for kind, mime, made in (
            ("xlsx", _XLSX, partial(as_xlsx, heading, told, table, text)),
            ("csv", "text/csv", partial(as_csv, table, text.language)),
        ):
            st.download_button(
                text(f"downloads.{kind}"),
                made,
                file_name=f"puntari_{key}.{kind}",
                mime=mime,
                on_click="ignore",
                key=f"{key}_{kind}",
            )
        st.html(_picture_button(key, heading, text), width="content")
    st.caption(text("downloads.picture_note"))


def as_csv(table: Table, language: str) -> bytes:
    """With a byte order mark, which spreadsheets need to read å, ä and ö; no cell is a formula.

    >>> as_csv(Table(("a", "b"), (("=1+1", "2,5"),)), "fi").decode("utf-8-sig").split()
    ['a;b', "'=1+1;2,5"]
    """
    written = io.StringIO()
    rows = csv.writer(written, delimiter=_BETWEEN[language])
    rows.writerows([_inert(cell) for cell in row] for row in (table.columns, *table.rows))
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(heading: str, sentences: Sequence[str], table: Table, text: Text) -> bytes:
    """The table on one sheet, what may be said of it on the next: figures travel with their sentence."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(text("downloads.sheet_table"))
        for place, name in enumerate(table.columns):
            column = [row[place] for row in table.rows]
            sheet.set_column(place, place, min(_WIDEST, max(map(len, [name, *column])) + 2))
            sheet.write_string(0, place, name, bold)
            for line, cell in enumerate(column, start=1):
                sheet.write_string(line, place, cell)
        sheet.freeze_panes(1, 0)
        said = book.add_worksheet(text("downloads.sheet_sentence"))
        said.set_column(0, 0, 2 * _WIDEST)
        said.write_string(0, 0, heading, bold)
        for line, sentence in enumerate(sentences, start=1):
            said.write_string(line, 0, sentence, wrap)
    return content.getvalue()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _picture_button(key: str, heading: str, text: Text) -> str:
    words = (html.escape(one, quote=True) for one in (key, heading, text("downloads.svg")))
    return '<button type="button" class="puntari-picture" data-chart="{}" data-title="{}">{}</button>'.format(*words)
