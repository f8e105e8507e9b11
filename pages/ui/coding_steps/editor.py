"""The codebook: try a word, edit the codes, see what a new version would change, take it into use."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import streamlit as st

from analysis.coding.codebook import CodebookError
from data.codings import Codings
from pages.ui import escape
from pages.ui.coding_steps.code_forms import code_forms
from pages.ui.coding_steps.drafts import CodebookDraft, Comparison, current_draft, save
from pages.ui.coding_steps.edits import to_toml
from pages.ui.coding_steps.engine import engine
from pages.ui.coding_steps.trying import trying_section
from pages.ui.coding_steps.work import Work
from pages.ui.coding_steps.workshop import codebook_of
from pages.ui.problems import refuse
from pages.ui.session import current_store, keep_draft
from pages.ui.text import Text

__all__ = ["codebook_section"]


def codebook_section(work: Work, text: Text) -> None:
    draft = current_draft(work)
    trying_section(work, draft, text)
    st.header(text("coding.edit"), anchor=False)
    if draft.error:
        st.error(text(draft.error))
    code_forms(draft, text)
    if draft.turn:
        _new_version(draft, work, text)
    _versions(text)


def _new_version(draft: CodebookDraft, work: Work, text: Text) -> None:
    st.header(text("coding.new_version"), anchor=False)
    st.markdown(text("coding.draft_edits", n=draft.turn))
    if draft.refused:
        refuse(draft.refused.problems, text)
    with st.container(horizontal=True):
        compare = st.button(text("coding.compare"), type="secondary" if draft.compared else "primary")
        st.button(text("coding.discard"), on_click=keep_draft, args=(_fresh(work),))
    if compare:
        draft = _compared(draft, work, text)
    if draft.compared:
        _show(draft.compared, draft, text)
        st.button(text("coding.take_into_use"), type="primary", on_click=save, args=(draft,))


def _fresh(work: Work) -> CodebookDraft:
    return CodebookDraft(work.store, work.document, work.number)


def _compared(draft: CodebookDraft, work: Work, text: Text) -> CodebookDraft:
    """What no person has read, coded by the old and by the new codebook in the child process."""
    try:
        codebook_of(draft.toml)
    except CodebookError as error:
        refuse(error.problems, text)
        return draft
    unread = [one.words for one in work.answers.values() if not work.read_by(one.id) and one.id not in work.settled]
    with st.status(text("coding.comparing")) as status:
        bar = st.progress(0.0)
        old = to_toml(work.document, work.number)
        found = engine.ask("difference", bar.progress, old=old, new=draft.toml, texts=unread)
        status.update(label=text("coding.compared"), state="complete")
    compared = replace(draft, compared=Comparison.of(found), error="", refused=None)
    keep_draft(compared)
    return compared


def _show(compared: Comparison, draft: CodebookDraft, text: Text) -> None:
    st.markdown(text("coding.difference", n=compared.answers, changed=compared.changed))
    names = {row["id"]: str(row["name"].get(text.language, row["id"])) for row in draft.document["code"]}
    if compared.by_code:
        st.table(
            {
                text("coding.column_code"): [escape.markdown(names.get(code, code)) for code, _, _ in compared.by_code],
                text("coding.column_gain"): [text.number(more) for _, more, _ in compared.by_code],
                text("coding.column_loss"): [text.number(less) for _, _, less in compared.by_code],
            }
        )


def _versions(text: Text) -> None:
    st.header(text("coding.versions"), anchor=False)
    lines = [text("coding.version_shipped")]
    for one in Codings(current_store()).codebook_versions():
        day = text.day(datetime.fromisoformat(one.at).astimezone().date())
        lines.append(text("coding.version", number=one.number, parent=one.parent, day=day))
    st.markdown("\n".join(f"- {line}" for line in lines))
