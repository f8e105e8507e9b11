"""Step 2: what each column is. Doubtful ones first; those that were recognised lie folded below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from data.importing import Preview, instruments_of, needs_role
from data.mapping import Reason
from data.schema import Field
from data.store import Store
from pages.ui import escape
from pages.ui.import_steps.draft import ImportDraft, Step, kept_import
from pages.ui.import_steps.file_role import ask_role
from pages.ui.import_steps.label_editor import label_editor
from pages.ui.import_steps.options_editor import joined_questions, options_editor
from pages.ui.import_steps.readings import readings
from pages.ui.import_steps.targets import heading_shown, places, target_names, why
from pages.ui.session import keep_draft, seed
from pages.ui.text import Text

__all__ = ["columns_step"]


def columns_step(draft: ImportDraft, store: Store, text: Text) -> None:
    preview = draft.file.preview
    assert preview is not None, "columns of a file that was not read"
    instruments = instruments_of(store.programme())
    names = target_names(instruments, preview.wave, text)
    _remembered(preview, store, text)
    targets = list(draft.file.targets)
    doubtful, sure = places(preview.proposals, sure=False), places(preview.proposals, sure=True)
    st.subheader(text("import_page.doubtful_title"), anchor=False)
    st.markdown(text("import_page.doubtful", n=len(doubtful)) if doubtful else text("import_page.none_doubtful"))
    _boxes(doubtful, preview, targets, names, draft, text)
    with st.expander(text("import_page.recognised", n=len(sure))):
        _boxes(sure, preview, targets, names, draft, text)
    draft = draft.with_file(draft.at, draft.file.mapped(targets))
    draft = ask_role(draft, store, text)
    keep_draft(draft)
    one = draft.file
    found = readings(preview.raw, targets, instruments, one.readings, one.apart)
    joined = joined_questions(preview.raw, targets, instruments)
    if found or joined:
        st.subheader(text("import_page.readings_title"), anchor=False)
    for place in joined:
        options_editor(place, preview.raw, instruments.items[targets[place]], draft, text)
    for reading in found:
        label_editor(reading, preview.raw, draft, text)
    _buttons(draft, text)


def _remembered(preview: Preview, store: Store, text: Text) -> None:
    known = sum(1 for proposal in preview.proposals if proposal.reason is Reason.REMEMBERED)
    if known:
        with st.container(border=True):
            st.markdown(text("import_page.remembered", n=known))
            label = text("import_page.as_before")
            st.button(label, key="as_before", on_click=_as_before, args=(store,))


def _boxes(
    which: Sequence[int],
    preview: Preview,
    targets: list[str],
    names: Mapping[str, str],
    draft: ImportDraft,
    text: Text,
) -> None:
    """One choice a column; what is chosen stands in `targets` afterwards."""
    for place in which:
        question, proposal = preview.raw.questions[place], preview.proposals[place]
        key = f"target_{draft.turn}_{place}_{text.language}"
        seed(key, targets[place], list(names))
        label = escape.markdown(heading_shown(question, preview.raw, text))
        kind = text(f"import_page.column_{question.kind}")
        with st.container(gap=None):
            targets[place] = st.selectbox(label, list(names), format_func=names.__getitem__, key=key)
            st.caption(text("import_page.column_told", kind=kind, reason=why(proposal, text)))


def _buttons(draft: ImportDraft, text: Text) -> None:
    with st.container(horizontal=True):
        st.button(text("import_page.to_check"), type="primary", on_click=_go, args=(draft, Step.CHECK))
        st.button(text("import_page.back_to_files"), on_click=_go, args=(draft, Step.FILES))


def _go(draft: ImportDraft, step: Step) -> None:
    keep_draft(draft.going(step))


def _as_before(store: Store) -> None:
    """Every column as it was confirmed the last time; those that are new and unsure are left out.

    Whose answers a file holds differs from file to file: where that is open, the next step waits for it.
    """
    draft = kept_import()  # whose answers they are has been said further down on the page
    preview = draft.file.preview
    assert preview is not None, "columns of a file that was not read"
    proposed = (p.target if p.target and p.is_sure else Field.IGNORED for p in preview.proposals)
    one = replace(draft.file, targets=tuple(proposed), readings=preview.readings)
    waits = one.role is None and needs_role(preview, one.mapping, store)
    keep_draft(draft.with_file(draft.at, one).going(Step.COLUMNS if waits else Step.CHECK))
