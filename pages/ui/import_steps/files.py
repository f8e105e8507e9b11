"""Step 1: the round, the files, and what was understood of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from data.guard.upload import Export
from data.programme import Programme
from data.store import Store
from pages.ui import escape
from pages.ui.import_steps.draft import KINDS, Candidate, ImportDraft, Step, guess_kind, read_candidate
from pages.ui.import_steps.file_role import guess_role
from pages.ui.import_steps.problem_list import problem_list
from pages.ui.import_steps.summary import understood, understood_sentences
from pages.ui.import_steps.uploader import uploader
from pages.ui.session import keep_draft, kept_draft, seed, widget_value
from pages.ui.text import Text

__all__ = ["files_step"]


def files_step(draft: ImportDraft, store: Store, text: Text) -> None:
    rounds = {one.id: one.name for one in store.rounds()}
    draft = _choose_round(draft, rounds, text)
    exports = uploader(text, f"upload_{draft.turn}")
    if exports:
        draft = _with_dropped(draft, exports, store.programme())
    draft = _read(draft, store, text)
    keep_draft(draft)
    if exports:
        st.rerun()  # with an empty uploader: from here on the files stand in the list below
    for at, one in enumerate(draft.files):
        _card(at, one, draft, rounds, text)
    if draft.files:
        _go_on(draft, text)


def _choose_round(draft: ImportDraft, rounds: Mapping[str, str], text: Text) -> ImportDraft:
    kept = draft.round_id if draft.files else ""
    key = f"import_round_{text.language}"
    seed(key, kept if kept in rounds else list(rounds)[-1], list(rounds))
    label = text("import_page.round")
    chosen = st.selectbox(label, list(rounds), format_func=rounds.__getitem__, filter_mode=None, key=key)
    return draft if chosen == draft.round_id else draft.with_round(chosen)


def _with_dropped(draft: ImportDraft, exports: Sequence[Export], programme: Programme) -> ImportDraft:
    """A file dropped twice is one file."""
    held = {one.export.content for one in draft.files}
    new = {export.content: export for export in exports if export.content not in held}
    added = [
        Candidate(export, guess_kind(export.name), role=guess_role(export.name, programme)) for export in new.values()
    ]
    return replace(draft, turn=draft.turn + 1).with_files((*draft.files, *added))


def _read(draft: ImportDraft, store: Store, text: Text) -> ImportDraft:
    waiting = [at for at, one in enumerate(draft.files) if not one.is_read]
    if not waiting:
        return draft
    with st.status(text("import_page.reading", n=len(waiting)), expanded=True):
        for at in waiting:
            st.markdown(escape.markdown(draft.files[at].export.name))
            draft = draft.with_file(at, read_candidate(draft.files[at], draft.round_id, store))
    return draft


def _card(at: int, one: Candidate, draft: ImportDraft, rounds: Mapping[str, str], text: Text) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{escape.markdown(one.export.name)}**", width="content")
            name = escape.markdown(one.export.name)
            label = text("import_page.remove_file", file=name)
            st.button(label, key=f"remove_{draft.turn}_{at}", on_click=_remove, args=(at,), type="tertiary")
        if one.preview is not None:
            st.markdown(escape.markdown(" ".join(understood_sentences(understood(one.preview.raw), text))))
        problem_list(one.problems, text, rounds)
        if not one.is_stopped and one.receipt is None:
            _choose_kind(at, one, draft, text)
        if one.receipt is not None:
            st.success(text("import_page.file_done"))


def _choose_kind(at: int, one: Candidate, draft: ImportDraft, text: Text) -> None:
    words = {"": text("import_page.kind_open"), **{kind: text(f"import_page.kind_{kind}") for kind in KINDS}}
    key = f"kind_{draft.turn}_{at}_{text.language}"
    seed(key, one.kind)
    st.selectbox(
        text("import_page.kind"),
        list(words),
        format_func=words.__getitem__,
        filter_mode=None,
        key=key,
        on_change=_change_kind,
        args=(at, key),
    )


def _go_on(draft: ImportDraft, text: Text) -> None:
    undecided = sum(1 for one in draft.files if not one.is_stopped and not one.kind)
    if undecided:
        st.info(text("import_page.kind_missing", n=undecided))
    can = not undecided and draft.next_at is not None
    st.button(text("import_page.to_columns"), type="primary", disabled=not can, on_click=_to_columns)


def _draft() -> ImportDraft:
    return kept_draft(ImportDraft) or ImportDraft()


def _remove(at: int) -> None:
    draft = _draft().without_file(at)
    keep_draft(replace(draft, turn=draft.turn + 1))


def _change_kind(at: int, key: str) -> None:
    """Other columns are looked for in another kind of file: it is read anew."""
    draft = _draft()
    one = replace(draft.files[at], kind=widget_value(key), preview=None, refused=())
    keep_draft(draft.with_file(at, one))


def _to_columns() -> None:
    draft = _draft().in_order()
    keep_draft(draft.going(Step.COLUMNS, draft.next_at))
