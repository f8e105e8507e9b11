"""One answer at a time: its words lit up, the codes they suggest, and a key for each decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.coding.valence import Valence
from data.codings import Codings
from data.decisions import Act, PersonCoding
from pages.ui import escape
from pages.ui.coding_steps.desk import Desk, coder_name, decide, tell_refusal
from pages.ui.coding_steps.lit import lit, quoted
from pages.ui.coding_steps.work import Answer, Queue, Work
from pages.ui.labels import Labels
from pages.ui.session import current_access, current_store, keep_draft, seed, widget_value
from pages.ui.text import Text

__all__ = ["answer_section"]

_AUDIT_SIZE = 100  # answers: enough for an F1 within about ten points (docs/coding-quality.md)
_SIDES = ("for", "against")
_KEYS = 9  # number keys; suggestions beyond them have buttons only
_NEXT_KEY = "n"


def answer_section(work: Work, desk: Desk, labels: Labels, text: Text) -> None:
    tell_refusal(desk, text)
    st.caption(text("coding.you_are", coder=coder_name(desk.coder, text)))
    queue = _choose_queue(desk, text)
    if queue is Queue.AUDIT and not work.audit:
        _offer_audit(text)
        return
    waiting = work.queue(queue, desk.coder)
    if not waiting:
        st.success(text(f"coding.queue_done_{queue}"))
        return
    st.markdown(text("coding.waiting", n=len(waiting)))
    _answer(work.answers[waiting[0]], work, desk, labels, text)


def _choose_queue(desk: Desk, text: Text) -> Queue:
    key = f"coding_queue_{text.language}"
    seed(key, desk.queue, list(Queue))
    words = {one: text(f"coding.queue_{one}") for one in Queue}
    st.segmented_control(
        text("coding.queue"),
        list(Queue),
        format_func=words.__getitem__,
        required=True,
        key=key,
        on_change=_keep_queue,
        args=(key, desk),
    )
    st.caption(text(f"coding.queue_why_{desk.queue}"))
    return desk.queue


def _keep_queue(key: str, desk: Desk) -> None:
    keep_draft(replace(desk, queue=Queue(widget_value(key)), refused=None))


def _offer_audit(text: Text) -> None:
    st.info(text("coding.no_audit"))
    if st.button(text("coding.draw_audit", n=_AUDIT_SIZE), type="primary"):
        Codings(current_store()).draw_audit(_AUDIT_SIZE, str(current_access()))
        st.rerun()


def _answer(answer: Answer, work: Work, desk: Desk, labels: Labels, text: Text) -> None:
    mine = work.mine(answer.id, desk.coder)
    suggested = work.suggested(answer.id)
    evidence = [one for one in work.evidence(answer.id) if one["code"] in suggested]
    asked = escape.markdown(labels.items.get(answer.item, answer.item))
    st.header(text("coding.question", question=asked), anchor=False)
    spans = [(start, end) for one in evidence for start, end in one["spans"]]
    st.html(f'<blockquote class="coded-answer">{lit(answer.words, spans)}</blockquote>')
    st.caption(text("coding.legend"))
    if answer.id in work.machine and not suggested:
        st.markdown(text("coding.empty" if work.machine[answer.id].empty else "coding.no_suggestions"))
    elif answer.id not in work.machine:
        st.info(text("coding.not_coded_yet"))
    for place, code in enumerate(suggested):
        _suggestion(place, code, [one for one in evidence if one["code"] == code], answer, mine, work, text)
    for code in sorted(work.today(mine.given) - set(suggested)):
        _added(code, answer, mine, work, text)
    _add(answer, set(suggested) | work.today(mine.given), work, text)
    _valence(answer, mine, work, text)
    st.button(text("coding.finish"), type="primary", shortcut=_NEXT_KEY, on_click=decide, args=(answer.id, Act.FINISH))
    st.caption(text("coding.finish_why"))


def _suggestion(
    place: int,
    code: str,
    evidence: list[Mapping[str, Any]],
    answer: Answer,
    mine: PersonCoding,
    work: Work,
    text: Text,
) -> None:
    name = escape.markdown(work.name(code, text.language))
    given = code in mine.given
    key = str(place + 1) if place < _KEYS else None
    with st.container(border=True):
        st.markdown(f"**{name}** {_state(code, mine, text)}")
        st.markdown(_reason(evidence, answer, text))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                text("coding.confirm", code=name),
                key=f"confirm_{answer.id}_{code}",
                shortcut=None if given else key,
                disabled=given,
                on_click=decide,
                args=(answer.id, Act.CONFIRM, code),
            )
            st.button(
                text("coding.reject", code=name),
                key=f"reject_{answer.id}_{code}",
                shortcut=key if given else None,
                disabled=code in mine.rejected,
                on_click=decide,
                args=(answer.id, Act.REJECT, code),
            )
        if given:
            suggested = work.machine[answer.id].polarity.get(code, _SIDES[0])
            _polarity(code, mine.polarity.get(code, suggested), answer, name, text)


def _state(code: str, mine: PersonCoding, text: Text) -> str:
    if code in mine.given:
        return f":green-badge[{text('coding.confirmed')}]"
    return f":gray-badge[{text('coding.rejected')}]" if code in mine.rejected else ""


def _reason(evidence: list[Mapping[str, Any]], answer: Answer, text: Text) -> str:
    """The words of the answer that suggested the code; none where a learner did."""
    found = dict.fromkeys(quoted(answer.words, [(a, b) for a, b in one["spans"]]) for one in evidence)
    if not found:
        return text("coding.reason_learnt")
    return text("coding.reason", words=text.words([f"”{escape.markdown(one)}”" for one in found]))


def _polarity(code: str, side: str, answer: Answer, name: str, text: Text) -> None:
    key = f"side_{answer.id}_{code}_{text.language}"
    seed(key, side, _SIDES)
    words = {one: text(f"coding.side_{one}") for one in _SIDES}
    st.segmented_control(
        text("coding.side", code=name),
        _SIDES,
        format_func=words.__getitem__,
        required=True,
        key=key,
        on_change=_keep_side,
        args=(key, answer.id, code),
    )


def _keep_side(key: str, text_id: str, code: str) -> None:
    decide(text_id, Act.POLARITY, code, polarity=widget_value(key))


def _added(code: str, answer: Answer, mine: PersonCoding, work: Work, text: Text) -> None:
    name = escape.markdown(work.name(code, text.language))
    with st.container(border=True):
        st.markdown(f"**{name}** :blue-badge[{text('coding.added')}]")
        label = text("coding.remove", code=name)
        st.button(label, key=f"remove_{answer.id}_{code}", on_click=decide, args=(answer.id, Act.REJECT, code))
        _polarity(code, mine.polarity.get(code, _SIDES[0]), answer, name, text)


def _add(answer: Answer, there: set[str], work: Work, text: Text) -> None:
    left = [code.id for code in work.book.active if code.id not in there]
    key = f"add_{answer.id}_{len(there)}_{text.language}"
    names = {code: work.name(code, text.language) for code in left}
    st.selectbox(
        text("coding.add"),
        left,
        index=None,
        format_func=names.__getitem__,
        placeholder=text("coding.add_choose"),
        key=key,
        on_change=_keep_added,
        args=(key, answer.id),
    )


def _keep_added(key: str, text_id: str) -> None:
    if code := widget_value(key):
        decide(text_id, Act.ADD, code, polarity=_SIDES[0])


def _valence(answer: Answer, mine: PersonCoding, work: Work, text: Text) -> None:
    machine = work.machine.get(answer.id)
    key = f"valence_{answer.id}_{text.language}"
    seed(key, mine.valence or (machine.valence if machine else Valence.NEUTRAL), [str(one) for one in Valence])
    words = {str(one): text(f"coding.valence_{one}") for one in Valence}
    st.segmented_control(
        text("coding.valence"),
        list(words),
        format_func=words.__getitem__,
        required=True,
        key=key,
        on_change=_keep_valence,
        args=(key, answer.id),
    )


def _keep_valence(key: str, text_id: str) -> None:
    decide(text_id, Act.VALENCE, valence=widget_value(key))
