"""Questionnaires to download: what to ask, so that the survey's export maps itself."""

from __future__ import annotations

import streamlit as st

from data.instruments.questionnaire import QUESTIONNAIRES, questionnaire
from pages.ui.session import seed
from pages.ui.text import LANGUAGES, Text

__all__ = ["questionnaires_section"]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def questionnaires_section(text: Text) -> None:
    st.header(text("import_page.questionnaires_title"), anchor=False)
    st.markdown(text("import_page.questionnaires_told"))
    key = f"questionnaire_language_{text.language}"
    seed(key, text.language)
    words = {one: text(f"import_page.form_language_{one}") for one in LANGUAGES}
    label = text("import_page.questionnaire_language")
    language = st.radio(label, LANGUAGES, format_func=words.__getitem__, key=key, horizontal=True)
    for wave in QUESTIONNAIRES:
        st.download_button(
            text(f"import_page.questionnaire_{wave}"),
            questionnaire(wave, language),
            file_name=f"{text(f'import_page.questionnaire_file_{wave}')}-{language}.xlsx",
            mime=_XLSX,
            key=f"questionnaire_{wave}_{language}",
            on_click="ignore",
        )
