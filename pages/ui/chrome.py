"""How the application looks around its pages: the tab, the language of the document, the head of each page."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from data.home import StoreName
from pages.ui.session import current_store_name, keep_widget, seed
from pages.ui.text import LANGUAGES, Text

__all__ = ["choose_store", "dress", "head"]

_FOLDER = Path(__file__).parent
_ICON = _FOLDER / "puntari.svg"
_STYLE = _FOLDER / "style.css"
_SCRIPT = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("chrome.js", "picture.js"))
# What streamlit says in English only → the sentence of ours that stands in its place.
_ENGLISH = {
    "Sidebar": "sidebar",
    "App pages": "pages",
    "Collapse sidebar": "collapse",
    "Expand sidebar": "expand",
    "Open": "open",
    "Close": "close",
    "Upload": "upload",
    "file upload": "file",
    "MB per file": "size",
    "Remove": "remove",
    "Fullscreen": "fullscreen",
    "Copy to clipboard": "copy",
    "Copied": "copied",
    "Search": "search",
    "Show/hide columns": "columns",
    "Choose date": "date",
    "Decrement": "less",
    "Increment": "more",
}
_OWN_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}  # a language is looked for by its own name


def dress(text: Text, title: str) -> None:
    """The browser's tab, the document's language (streamlit says English) and the style."""
    st.set_page_config(page_title=f"{title} – Puntari", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    words = {english: text(f"frame.chrome_{name}") for english, name in _ENGLISH.items()}
    said = f"const language = {json.dumps(text.language)}, words = {json.dumps(words)};"
    st.html(f"<script>{{ {said} {_SCRIPT} }}</script>", unsafe_allow_javascript=True)


def head(text: Text) -> None:
    """The name of the application and the languages, above every page."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown("**Puntari**", width="content")
        seed("lang_widget", text.language)
        st.segmented_control(
            text("frame.language"),
            LANGUAGES,
            format_func=_OWN_NAMES.__getitem__,
            required=True,
            key="lang_widget",
            on_change=keep_widget,
            args=("lang", "lang_widget"),
            label_visibility="collapsed",
        )


def choose_store(text: Text) -> None:
    """Which data are open, and a plain word on every page where they are made up."""
    key = f"store_{text.language}"
    seed(key, current_store_name())
    with st.sidebar:
        st.radio(
            text("frame.store"),
            list(StoreName),
            format_func=lambda name: text(f"frame.store_{name}"),
            key=key,
            on_change=keep_widget,
            args=("store", key),
        )
    if current_store_name() is StoreName.SAMPLE:
        st.info(text("frame.made_up"))
