"""What the import page has: bringing in a file, what was brought in, the rounds, questionnaires."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from data.home import StoreName
from data.store import Store
from pages.ui.import_steps.history import history_section
from pages.ui.import_steps.questionnaires import questionnaires_section
from pages.ui.import_steps.rounds import rounds_section
from pages.ui.import_steps.wizard import wizard
from pages.ui.session import choice, choose, current_store_name, keep_widget, seed
from pages.ui.text import Text

__all__ = ["Section", "choose_section", "offer_own_store", "show_section"]


class Section(StrEnum):
    IMPORT = "import"
    HISTORY = "history"
    ROUNDS = "rounds"
    QUESTIONNAIRES = "questionnaires"


def offer_own_store(text: Text) -> bool:
    """Whether the sample is open, into which nothing is imported: then the way to one's own data is offered."""
    if current_store_name() is not StoreName.SAMPLE:
        return False
    st.markdown(text("import_page.in_sample"))
    label = text("import_page.open_own")
    st.button(label, type="primary", key="open_own", on_click=choose, args=("store", StoreName.OWN))
    return True


def choose_section(text: Text) -> Section:
    now = choice("import_section")
    key = f"import_section_{text.language}"
    seed(key, Section(now) if now in set(Section) else Section.IMPORT)
    words = {one: text(f"import_page.section_{one}") for one in Section}
    chosen = st.segmented_control(
        text("import_page.sections"),
        list(Section),
        format_func=words.__getitem__,
        required=True,
        key=key,
        on_change=keep_widget,
        args=("import_section", key),
        label_visibility="collapsed",
    )
    return Section(chosen or Section.IMPORT)


def show_section(section: Section, store: Store, text: Text) -> None:
    if section is Section.IMPORT:
        wizard(store, text)
    elif section is Section.HISTORY:
        history_section(store, text)
    elif section is Section.ROUNDS:
        rounds_section(store, text)
    else:
        questionnaires_section(text)
