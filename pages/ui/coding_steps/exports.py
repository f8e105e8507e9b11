"""The codings and the codebook to take along."""

from __future__ import annotations

import streamlit as st

from analysis.coding.export import qdc
from pages.ui.coding_steps.tables import as_csv, as_xlsx, coded_rows
from pages.ui.coding_steps.work import Work
from pages.ui.text import Text

__all__ = ["exports_section"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exports_section(work: Work, text: Text) -> None:
    st.header(text("coding.exports"), anchor=False)
    st.markdown(text("coding.exports_why"))
    with st.container(horizontal=True):
        _download("csv", "text/csv", as_csv(coded_rows(work)), text)
        _download("xlsx", _XLSX, as_xlsx(coded_rows(work)), text)
    st.markdown(text("coding.exports_codebook", version=work.number))
    _download("qdc", "application/xml", qdc(work.book, text.language), text)


def _download(kind: str, mime: str, content: bytes, text: Text) -> None:
    label = text(f"coding.download_{kind}")
    st.download_button(label, content, file_name=f"puntari-{kind}.{kind}", mime=mime, on_click="ignore", key=kind)
