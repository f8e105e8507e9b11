"""How far two coders agree, code by code; and, side by side, the answers on which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from data.codings import Codings
from data.errors import PuntariError
from pages.ui import escape
from pages.ui.coding_steps.desk import Desk, coder_name, tell_refusal
from pages.ui.coding_steps.engine import engine
from pages.ui.coding_steps.lit import lit
from pages.ui.coding_steps.work import Work
from pages.ui.session import current_store, keep_draft, seed
from pages.ui.text import Text

__all__ = ["agreement_section"]

_FEW = 50  # answers: below this, alpha of a code in one answer of ten can be anything from .26 to 1 (THEMES, measured)
_DECIMALS = 2


def agreement_section(work: Work, desk: Desk, text: Text) -> None:
    tell_refusal(desk, text)
    st.header(text("coding.agreement"), anchor=False)
    pairs = work.pairs()
    if not pairs:
        st.info(text("coding.no_pairs"))
    for (first, second), read in pairs.items():
        st.markdown(_told(first, second, len(read), text))
        with st.spinner(text("coding.counting")):
            rows = engine.ask(
                "agreement",
                first=[work.given(one, first) for one in read],
                second=[work.given(one, second) for one in read],
            )
        if rows:
            st.table(_table(rows, first, second, work, text))
        else:
            st.markdown(text("coding.pair_no_codes"))
    if pairs:
        st.caption(text("coding.agreement_read"))
    _adjudication(work, desk, text)


def _told(first: str, second: str, n: int, text: Text) -> str:
    said = text("coding.pair", n=n, first=coder_name(first, text), second=coder_name(second, text))
    return f"{said} {text('coding.pair_few', n=_FEW)}" if n < _FEW else said


def _table(
    rows: Sequence[Mapping[str, Any]], first: str, second: str, work: Work, text: Text
) -> dict[str, list[object]]:
    names = [escape.markdown(work.name(row["code"], text.language)) for row in rows]
    return {
        text("coding.column_code"): list(names),
        text("coding.column_both"): [text.number(row["both"]) for row in rows],
        text("coding.column_only", coder=coder_name(first, text)): [text.number(row["only_first"]) for row in rows],
        text("coding.column_only", coder=coder_name(second, text)): [text.number(row["only_second"]) for row in rows],
        text("coding.column_alpha"): [_alpha(row, text) for row in rows],
    }


def _alpha(row: Mapping[str, Any], text: Text) -> str:
    """Alpha with its interval and n; in words where it cannot be said."""
    if row["alpha"] is None or row["low"] is None:
        return text("coding.alpha_none")
    span = text.span(row["low"], row["high"], _DECIMALS)
    return text("coding.alpha", alpha=text.number(row["alpha"], _DECIMALS), span=span, n=row["n"])


def _adjudication(work: Work, desk: Desk, text: Text) -> None:
    st.header(text("coding.adjudication"), anchor=False)
    disputed = work.disputed()
    if not disputed:
        st.info(text("coding.nothing_disputed"))
        return
    st.markdown(text("coding.disputed", n=len(disputed)))
    one = disputed[0]
    coders = work.read_by(one)
    with st.container(key="disputed"):
        st.html(f'<blockquote class="coded-answer">{lit(work.answers[one].words, ())}</blockquote>')
        for column, coder in zip(st.columns(len(coders)), coders, strict=True):
            column.markdown(f"**{coder_name(coder, text)}**")
            names = [escape.markdown(work.name(code, text.language)) for code in work.given(one, coder)]
            column.markdown("\n".join(f"- {name}" for name in names) or text("coding.gave_none"))
    proposed = sorted({code for coder in coders for code in work.given(one, coder)})
    agreed = [code for code in proposed if all(code in work.given(one, coder) for coder in coders)]
    words = {code: work.name(code, text.language) for code in (code.id for code in work.book.active)}
    key = f"settled_{one}_{text.language}"
    seed(key, agreed)
    chosen = st.multiselect(
        text("coding.settle_codes"), list(words), format_func=words.__getitem__, key=key, placeholder=""
    )
    st.button(text("coding.settle"), type="primary", on_click=_settle, args=(one, tuple(chosen), desk, work))


def _settle(text_id: str, codes: Sequence[str], desk: Desk, work: Work) -> None:
    held = work.current[text_id]
    polarity = {code: held.polarity.get(code, "for") for code in codes}
    try:
        Codings(current_store()).adjudicate(text_id, codes, desk.coder, polarity=polarity, valence=held.valence)
    except PuntariError as error:
        keep_draft(replace(desk, refused=error))
