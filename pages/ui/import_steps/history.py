"""What was imported by whom and when; each import can be taken back, and stays in the list as taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from data.errors import PuntariError
from data.ledger import EventKind
from data.parcel import ImportRecord
from data.schema import Wave
from data.store import Store
from pages.ui import escape
from pages.ui.access import Access
from pages.ui.problems import refuse
from pages.ui.session import current_access, current_store, keep_draft, kept_draft
from pages.ui.text import Text

__all__ = ["history_section", "kind_sentences"]


@dataclass(frozen=True, slots=True)
class UndoDraft:
    """The import that a person is asked about, and why the last undo did not go through."""

    id: str = ""
    refused: PuntariError | None = None


def history_section(store: Store, text: Text, *, may_undo: bool = True) -> None:
    st.header(text("import_page.history_title"), anchor=False)
    records = store.imports()
    if not records:
        st.info(text("import_page.history_empty"))
    draft = kept_draft(UndoDraft) or UndoDraft()
    if draft.refused:
        refuse(draft.refused.problems, text)
    rounds = {one.id: one.name for one in store.rounds()}
    problems = {
        event.subject: event.payload.get("problems") for event in store.events() if event.kind is EventKind.IMPORT
    }
    undone = {event.subject: event.at for event in store.events() if event.kind is EventKind.UNDO}
    for record in reversed(records):
        with st.container(border=True):
            st.markdown(_told(record, rounds, problems.get(record.id), text))
            if kinds := problems.get(record.id):
                with st.expander(text("import_page.history_show")):
                    st.markdown("\n".join(f"- {sentence}" for sentence in kind_sentences(kinds, text)))
            if record.id in undone:
                st.markdown(f":gray-badge[{text('import_page.undone', when=_when(undone[record.id], text))}]")
            elif may_undo:
                _undo(record, draft, text)


def _told(record: ImportRecord, rounds: Mapping[str, str], problems: Mapping[str, int] | None, text: Text) -> str:
    name = escape.markdown(rounds.get(record.round, record.round))
    kind = text(f"import_page.kind_{record.kind}")
    lines = [text("import_page.history_what", kind=kind, round=name)]
    if record.kind in set(Wave):
        lines.append(text("import_page.history_responses", n=record.responses))
    who = text(f"import_page.who_{record.who}") if record.who in set(Access) else escape.markdown(record.who)
    lines.append(text("import_page.history_who", who=who, when=_when(record.at, text)))
    if problems is not None:
        count = sum(problems.values())
        lines.append(text("import_page.history_problems", n=count) if count else text("import_page.history_sound"))
    return f"**{escape.markdown(record.name)}**  \n{' '.join(lines)}"


def kind_sentences(kinds: Mapping[str, int], text: Text) -> list[str]:
    """What was noticed, kind by kind: the ledger holds how often each kind was met, and nothing of the file."""
    told = {key: f"history.{key.replace('.', '_')}" for key in kinds}
    known = [text(told[key], n=kinds[key]) for key in kinds if told[key] in text]
    others = sum(n for key, n in kinds.items() if told[key] not in text)
    return known + ([text("history.other", n=others)] if others else [])


def _undo(record: ImportRecord, draft: UndoDraft, text: Text) -> None:
    if draft.id != record.id:
        label = text("import_page.undo", file=escape.markdown(record.name))
        st.button(label, key=f"undo_{record.id}", on_click=_ask, args=(record.id,))
        return
    st.warning(text("import_page.undo_ask"))
    with st.container(horizontal=True):
        st.button(text("import_page.undo_yes"), type="primary", on_click=_take_back, args=(record.id,))
        st.button(text("import_page.undo_no"), on_click=_ask, args=("",))


def _when(at: str, text: Text) -> str:
    moment = datetime.fromisoformat(at).astimezone()
    hour, minute = f"{moment:%H}", f"{moment:%M}"
    return text("import_page.when", day=text.day(moment.date()), hour=hour, minute=minute)


def _ask(import_id: str) -> None:
    keep_draft(UndoDraft(import_id))


def _take_back(import_id: str) -> None:
    try:
        current_store().undo(import_id, str(current_access()))
    except PuntariError as error:
        keep_draft(UndoDraft(refused=error))
        return
    keep_draft(UndoDraft())
