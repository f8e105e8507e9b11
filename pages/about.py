"""About: methods in plain words, how people are protected, accessibility, the program itself."""

from __future__ import annotations

import streamlit as st

from pages.ui import escape
from pages.ui.about import accessibility, methods, privacy, version
from pages.ui.view import current_view


def render() -> None:
    view = current_view()
    text, programme = view.text, view.material.programme
    st.markdown(text("about.lead"))

    st.header(text("about.methods"), anchor=False)
    for part in methods(programme.limits, text):
        st.subheader(part.heading, anchor=False)
        for paragraph in part.paragraphs:
            st.markdown(escape.markdown(paragraph))
    st.markdown(escape.markdown(text("about.annex")))

    st.header(text("about.privacy"), anchor=False)
    for paragraph in privacy(programme.limits, text):
        st.markdown(escape.markdown(paragraph))

    st.header(text("about.accessibility"), anchor=False)
    for paragraph in accessibility(programme.feedback_address, text):
        st.markdown(escape.markdown(paragraph))

    st.header(text("about.program"), anchor=False)
    st.markdown(escape.markdown(version(text)))
    st.markdown(escape.markdown(text("about.licence")))
