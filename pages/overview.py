"""What the programme achieves and what may be claimed: participation in plain numbers, then the claims board."""

from __future__ import annotations

import streamlit as st

from pages.ui import escape
from pages.ui.board import board_of, board_sentence
from pages.ui.claim_card import claim_card
from pages.ui.participation_sentences import numbers, numbers_sentences
from pages.ui.view import current_view


def render() -> None:
    view = current_view()
    text, material = view.text, view.material
    if material.is_empty:
        st.info(text("overview.empty"))
        return
    if not material.closed:
        st.info(text("overview.no_closed"))
        return
    board = board_of(material)
    st.markdown(board_sentence(board, text) if board else text("overview.no_claims"))

    st.header(text("overview.participation"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        for label, number in numbers(material.attendance, material.closed, text):
            st.metric(label, number, border=True, width=165)
    st.caption(escape.markdown(numbers_sentences(material.attendance, material.closed, view.labels, text)))

    st.header(text("overview.board"), anchor=False)
    if board:
        st.markdown(text("overview.board_lead"))
    for assessment in board:
        claim_card(assessment, view.labels, text, claims=len(board))
