"""From a file to the store in three steps, one at a time."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from data.importing import instruments_of
from data.store import Store
from pages.ui import escape
from pages.ui.import_steps.check import check_step, done_step
from pages.ui.import_steps.columns import columns_step
from pages.ui.import_steps.draft import ImportDraft, Step
from pages.ui.import_steps.files import files_step
from pages.ui.import_steps.rounds import first_round
from pages.ui.import_steps.targets import target_names
from pages.ui.import_steps.uploader import dress_widgets
from pages.ui.session import kept_draft
from pages.ui.text import Text

__all__ = ["wizard"]

_NUMBERED = (Step.FILES, Step.COLUMNS, Step.CHECK)
# A new step begins at its heading, for the eye and for a screen reader: the browser would stay where the last ended.
_TO_HEADING = """<script>/* %s */ {
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
  const heading = document.querySelector('[data-testid="stMain"] h2');
  if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
}</script>"""


def wizard(store: Store, text: Text) -> None:
    if not store.rounds():
        st.info(text("import_page.empty_store"))
        first_round(store, text)
        return
    draft = kept_draft(ImportDraft) or ImportDraft()
    dress_widgets(text)
    _heading(draft, text)
    if draft.step is Step.FILES:
        files_step(draft, store, text)
    elif draft.step is Step.COLUMNS:
        columns_step(draft, store, text)
    elif draft.step is Step.CHECK:
        check_step(draft, store, _names(draft, store, text), text)
    else:
        done_step(draft, store, _names(draft, store, text), text)
    if draft.turn:
        st.html(_TO_HEADING % f"{draft.step} {draft.at}", unsafe_allow_javascript=True)


def _heading(draft: ImportDraft, text: Text) -> None:
    """Which of the three steps, and of which file."""
    title = text(f"import_page.step_{draft.step}")
    if draft.step in _NUMBERED:
        title = text("import_page.step", place=_NUMBERED.index(draft.step) + 1, title=title)
    st.header(title, anchor=False)
    if draft.step is not Step.FILES:
        told = {"file": escape.markdown(draft.file.export.name), "kind": text(f"import_page.kind_{draft.file.kind}")}
        st.markdown(text("import_page.of_file", **told))


def _names(draft: ImportDraft, store: Store, text: Text) -> Mapping[str, str]:
    """What the codes of rounds and targets are called."""
    wave = draft.file.preview.wave if draft.file.preview else None
    names = target_names(instruments_of(store.programme()), wave, text)
    return {**names, **{one.id: one.name for one in store.rounds()}}
