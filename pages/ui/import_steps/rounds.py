"""The rounds of the programme: made and changed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import streamlit as st

from data.errors import Problem, PuntariError
from data.programme import Delivery, Round
from data.store import Store
from pages.ui import escape
from pages.ui.import_steps.round_form import Typed, read_round, typed
from pages.ui.problems import refuse
from pages.ui.session import current_access, current_store, keep_draft, kept_draft, widget_value
from pages.ui.text import Text

__all__ = ["first_round", "rounds_section"]

_NEW = "new"


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """Which round is open in the form (empty: none), and what was wrong with what was typed."""

    id: str = ""
    problems: tuple[Problem, ...] = ()
    saved: str = ""  # the name of the round saved last
    turn: int = 0


def rounds_section(store: Store, text: Text) -> None:
    draft = kept_draft(RoundDraft) or RoundDraft()
    st.header(text("import_page.rounds_title"), anchor=False)
    st.markdown(text("import_page.rounds_told"))
    if draft.saved:
        st.success(text("import_page.round_saved", round=escape.markdown(draft.saved)))
    rounds = store.rounds()
    for one in rounds:
        _row(one, draft, text)
        if draft.id == one.id:
            _form(one, draft, text)
    if draft.id == _NEW:
        _form(None, draft, text)
    else:
        st.button(text("import_page.round_add"), type="primary", on_click=_open, args=(_NEW,))


def first_round(store: Store, text: Text) -> None:
    """Where there is none yet, the form itself."""
    draft = kept_draft(RoundDraft) or RoundDraft()
    st.header(text("import_page.round_first"), anchor=False)
    _form(None, draft, text)


def _row(one: Round, draft: RoundDraft, text: Text) -> None:
    with st.container(border=True, horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(_told(one, text), width="content")
        if draft.id != one.id:
            label = text("import_page.round_edit", round=escape.markdown(one.name))
            st.button(label, key=f"edit_{one.id}", on_click=_open, args=(one.id,))


def _told(one: Round, text: Text) -> str:
    parts = [text("import_page.round_days", first=text.day(one.start), last=text.day(one.end))]
    delivery = text(f"import_page.delivery_{one.delivery}")
    parts.append(text("import_page.round_delivery_told", delivery=delivery))
    if one.partner:
        parts.append(text("import_page.round_partner_told", partner=escape.markdown(one.partner)))
    if one.invited is not None:
        parts.append(text("import_page.round_invited", n=one.invited))
    return f"**{escape.markdown(one.name)}**  \n{' '.join(parts)}"


def _form(before: Round | None, draft: RoundDraft, text: Text) -> None:
    filled = typed(before, text) if before else Typed()
    prefix = f"round_{draft.turn}_{text.language}"
    refuse(draft.problems, text)
    with st.form(key=f"form_{prefix}", enter_to_submit=False):
        for names in (("name",), ("start", "end"), ("partner", "funding")):
            _texts(names, filled, prefix, text)
        options = list(Delivery)
        words = {one: text(f"import_page.delivery_{one}") for one in options}
        label, key = text("import_page.round_delivery"), f"{prefix}_delivery"
        st.radio(label, options, options.index(Delivery(filled.delivery)), words.__getitem__, key=key, horizontal=True)
        _texts(("invited_mentor", "invited_actor", "eligible"), filled, prefix, text)
        label = text("import_page.round_save")
        st.form_submit_button(label, type="primary", on_click=_save, args=(before, prefix))
    if draft.id:
        st.button(text("import_page.round_cancel"), on_click=_open, args=("",))


def _texts(names: Sequence[str], filled: Typed, prefix: str, text: Text) -> None:
    """Fields beside each other; on a phone under each other."""
    for column, name in zip(st.columns(len(names)), names, strict=True):
        with column:
            st.text_input(text(f"import_page.round_{name}"), getattr(filled, name), key=f"{prefix}_{name}")


def _open(round_id: str) -> None:
    draft = kept_draft(RoundDraft) or RoundDraft()
    keep_draft(RoundDraft(round_id, turn=draft.turn + 1))


def _save(before: Round | None, prefix: str) -> None:
    draft = kept_draft(RoundDraft) or RoundDraft()
    store = current_store()
    others = [one for one in store.rounds() if before is None or one.id != before.id]
    form = Typed(**{one.name: widget_value(f"{prefix}_{one.name}") for one in fields(Typed)})
    made, problems = read_round(form, others, before)
    if made is None:
        keep_draft(RoundDraft(draft.id, problems, turn=draft.turn))
        return
    try:
        store.save_round(made, str(current_access()))
    except PuntariError as error:  # in a callback nobody else would say it
        keep_draft(RoundDraft(draft.id, error.problems, turn=draft.turn))
        return
    keep_draft(RoundDraft(saved=made.name, turn=draft.turn + 1))
