"""Step 3: what would be stored and what is wrong with the file; then the final yes, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from data.errors import PuntariError
from data.importing import Preview, Receipt, check, commit, instruments_of
from data.instruments.model import Topic
from data.schema import Wave
from data.store import Store
from data.tidy import Tidied
from pages.ui import escape
from pages.ui.import_steps.draft import ImportDraft, Step, role_of_file
from pages.ui.import_steps.findings import findings, findings_sentences
from pages.ui.import_steps.problem_list import problem_list
from pages.ui.session import current_access, keep_draft, kept_draft, seed
from pages.ui.text import Text

__all__ = ["check_step", "done_step"]

_INVALID = frozenset({"importing.out_of_range", "importing.not_a_number"})
# Where the results of a topic are seen: the page's url and its title.
_RESULTS = {
    Topic.BENEFIT: ("hyoty", "frame.page_benefit"),
    Topic.WELLBEING: ("hyvinvointi", "frame.page_wellbeing"),
}


def check_step(draft: ImportDraft, store: Store, names: Mapping[str, str], text: Text) -> None:
    preview = _preview(draft)
    one = draft.file
    role = role_of_file(one, store)
    tidied = check(preview, one.mapping, store, role=role, accept_invalid=one.accept_invalid)
    _told(tidied, text)
    problem_list(tidied.problems, text, names)
    if any(problem.key in _INVALID for problem in tidied.problems):
        _ask_about_invalid(draft, text)
    if tidied.is_refused:
        st.info(text("import_page.stopped"))
    else:
        st.info(text("import_page.nothing_stored_yet"))
    with st.container(horizontal=True):
        if not tidied.is_refused:
            st.button(text("import_page.store"), type="primary", on_click=_store, args=(draft, store))
        st.button(text("import_page.back_to_columns"), on_click=_go, args=(draft, Step.COLUMNS))
        st.button(text("import_page.back_to_files"), on_click=_go, args=(draft, Step.FILES))


def done_step(draft: ImportDraft, store: Store, names: Mapping[str, str], text: Text) -> None:
    """What was stored, and where to go now."""
    receipt = draft.file.receipt
    assert receipt is not None, "a receipt of a file that was not stored"
    st.success(escape.markdown(_receipt_words(receipt, names, text)))
    problem_list(receipt.problems, text, names)
    if draft.next_at is not None:
        name = escape.markdown(draft.files[draft.next_at].export.name)
        label = text("import_page.next_file", file=name)
        st.button(label, type="primary", on_click=_next, args=(draft,))
        return
    _links(draft, store, text)
    st.button(text("import_page.more_files"), on_click=_begin_anew, args=(draft,))


def _links(draft: ImportDraft, store: Store, text: Text) -> None:
    """To the pages that show something of what the file holds."""
    items = instruments_of(store.programme()).items
    topics = {items[target].topic for target in draft.file.targets if target in items}
    for topic, (url, title) in _RESULTS.items():
        if topic in topics:
            page = st.Page(_nothing, title=text(title), url_path=url)
            st.page_link(page, label=text("import_page.see_results", page=text(title)))


def _told(tidied: Tidied, text: Text) -> None:
    st.subheader(text("import_page.would_title"), anchor=False)
    st.markdown("\n".join(f"- {sentence}" for sentence in findings_sentences(findings(tidied), text)))


def _ask_about_invalid(draft: ImportDraft, text: Text) -> None:
    key = f"invalid_{draft.turn}_{text.language}"
    seed(key, draft.file.accept_invalid)
    st.checkbox(text("import_page.accept_invalid"), key=key, on_change=_accept_invalid, args=(draft,))


def _accept_invalid(draft: ImportDraft) -> None:
    one = replace(draft.file, accept_invalid=not draft.file.accept_invalid)
    keep_draft(draft.with_file(draft.at, one))


def _store(draft: ImportDraft, store: Store) -> None:
    """The final yes. Whatever has changed meanwhile (the file came in elsewhere) is told instead."""
    if (kept_draft(ImportDraft) or draft).step is not Step.CHECK:
        return  # the second click of a double one: the first has stored the file
    one = draft.file
    try:
        role, who = role_of_file(one, store), str(current_access())
        receipt = commit(_preview(draft), one.mapping, store, who, role=role, accept_invalid=one.accept_invalid)
    except PuntariError as error:
        stopped = replace(one, refused=error.problems)
        keep_draft(draft.with_file(draft.at, stopped).going(Step.FILES))
        return
    keep_draft(draft.with_file(draft.at, replace(one, receipt=receipt)).going(Step.DONE))


def _receipt_words(receipt: Receipt, names: Mapping[str, str], text: Text) -> str:
    record = receipt.record
    told = {"file": record.name, "round": names.get(record.round, record.round)}
    if record.kind in set(Wave):
        wave = text(f"importing.wave_{record.kind}")
        counts = {"n": record.responses, "items": receipt.items, "people": receipt.people}
        return text("importing.receipt", wave=wave, **counts, **told)
    return text("importing.receipt_roster", n=receipt.people, **told)


def _preview(draft: ImportDraft) -> Preview:
    assert draft.file.preview is not None, "a check of a file that was not read"
    return draft.file.preview


def _nothing() -> None:
    """Stands for a page of the frame: a link finds it by its url."""


def _go(draft: ImportDraft, step: Step) -> None:
    keep_draft(draft.going(step))


def _next(draft: ImportDraft) -> None:
    keep_draft(draft.going(Step.COLUMNS, draft.next_at))


def _begin_anew(draft: ImportDraft) -> None:
    keep_draft(ImportDraft(round_id=draft.round_id, turn=draft.turn + 1))
