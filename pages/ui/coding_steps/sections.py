"""What the coding page has: one answer at a time, agreement, the codebook, what it misses, exports."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import streamlit as st

from pages.ui.coding_steps.agreeing import agreement_section
from pages.ui.coding_steps.desk import open_desk
from pages.ui.coding_steps.discovery import discovery_section
from pages.ui.coding_steps.editor import codebook_section
from pages.ui.coding_steps.exports import exports_section
from pages.ui.coding_steps.one_answer import answer_section
from pages.ui.coding_steps.work import read_work
from pages.ui.session import choice, current_store, keep_widget, seed
from pages.ui.view import View

__all__ = ["coding_sections"]

_STYLE = Path(__file__).with_name("answer.css")


class Section(StrEnum):
    ANSWER = "answer"
    AGREEMENT = "agreement"
    CODEBOOK = "codebook"
    DISCOVERY = "discovery"
    EXPORTS = "exports"


def coding_sections(view: View) -> None:
    """Nothing of an answer is shown before its reader has said who they are."""
    text, store = view.text, current_store()
    desk = open_desk(store, text)
    if desk is None:
        return
    st.html(_STYLE)
    work = read_work(store)
    if not work.answers:
        st.info(text("coding.no_answers"))
        return
    section = _choose(view)
    if section is Section.ANSWER:
        answer_section(work, desk, view.labels, text)
    elif section is Section.AGREEMENT:
        agreement_section(work, desk, text)
    elif section is Section.CODEBOOK:
        codebook_section(work, text)
    elif section is Section.DISCOVERY:
        discovery_section(work, text)
    else:
        exports_section(work, text)


def _choose(view: View) -> Section:
    text, now = view.text, choice("coding_section")
    key = f"coding_section_{text.language}"
    seed(key, Section(now) if now in set(Section) else Section.ANSWER)
    words = {one: text(f"coding.section_{one}") for one in Section}
    chosen = st.segmented_control(
        text("coding.sections"),
        list(Section),
        format_func=words.__getitem__,
        required=True,
        key=key,
        on_change=keep_widget,
        args=("coding_section", key),
        label_visibility="collapsed",
    )
    return Section(chosen or Section.ANSWER)
