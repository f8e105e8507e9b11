"""Import: is the data usable? Select, ask, show."""

from __future__ import annotations

from pages.ui.import_steps.questionnaires import questionnaires_section
from pages.ui.import_steps.sections import choose_section, offer_own_store, show_section
from pages.ui.session import current_store, current_text


def render() -> None:
    text = current_text()
    if offer_own_store(text):
        questionnaires_section(text)
        return
    show_section(choose_section(text), current_store(), text)
