"""Who is coding: asked before any answer is shown, with what for, and written into the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from data.codings import Codings
from data.decisions import Act, Decision
from data.errors import PuntariError
from data.ledger import EventKind
from data.store import Store
from pages.ui.coding_steps.work import Queue, read_work
from pages.ui.problems import refuse
from pages.ui.session import current_store, keep_draft, kept_draft
from pages.ui.text import Text

__all__ = ["CODERS", "Desk", "coder_name", "decide", "open_desk", "sit_down", "tell_refusal"]

CODERS = ("coder1", "coder2", "coder3", "coder4")  # numbers, no names: the ledger holds none
_PURPOSE = "coding"


@dataclass(frozen=True, slots=True)
class Desk:
    """One session's place at the work; what is decided lies in the store, not here."""

    store: str  # reading answers of another one is asked and logged anew
    coder: str
    queue: Queue = Queue.AUDIT
    refused: PuntariError | None = None


def open_desk(store: Store, text: Text) -> Desk | None:
    """The desk of this session; None while its coder has not said who they are."""
    desk = kept_draft(Desk)
    if desk is None or desk.store != str(store.folder):
        _ask(store, text)
        return None
    return desk


def coder_name(coder: str, text: Text) -> str:
    return text("coding.coder_name", number=coder.removeprefix("coder"))


def decide(text_id: str, act: Act, code: str = "", polarity: str = "", valence: str = "") -> None:
    """Store one decision at once: whoever closes the page now has lost nothing."""
    desk, store = kept_draft(Desk), current_store()
    if desk is None:
        return
    work = read_work(store)
    made = Decision(
        text=text_id,
        act=act,
        coder=desk.coder,
        codebook=work.number,
        analyser=work.analysers.get(text_id, ""),
        code=code,
        polarity=polarity,
        valence=valence,
    )
    try:
        Codings(store).decide(made)
    except PuntariError as error:
        keep_draft(replace(desk, refused=error))
        return
    keep_draft(replace(desk, refused=None))


def tell_refusal(desk: Desk, text: Text) -> None:
    if desk.refused:
        refuse(desk.refused.problems, text)


def sit_down(store: Store, coder: str) -> None:
    """Log that single answers are opened, by whom and what for; only then are they shown."""
    with store.ledger.writing():
        store.ledger.append(EventKind.OPENED, _PURPOSE, {"purpose": _PURPOSE}, coder)
    keep_draft(Desk(str(store.folder), coder))


def _ask(store: Store, text: Text) -> None:
    st.markdown(text("coding.purpose"))
    coder = st.radio(
        text("coding.coder"),
        CODERS,
        index=None,
        format_func=lambda one: coder_name(one, text),
        horizontal=True,
        key=f"coder_{text.language}",
    )
    st.caption(text("coding.coder_why"))
    if st.button(text("coding.open"), type="primary", disabled=coder is None) and coder:
        sit_down(store, coder)
        st.rerun()
