"""The only module that touches st.session_state, st.query_params and the caches. Codes only, never labels."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from data.selection import BETWEEN
from pages.ui.access import Access
from pages.ui.text import LANGUAGES, Text

__all__ = [
    "choice",
    "current_access",
    "current_text",
    "keep_widget",
    "page_address",
    "read_url",
    "seed",
    "write_url",
]

# What a link carries, and the session keeps, under the same names.
CHOICES = ("lang", "store", "roles", "rounds", "reference")


def current_text() -> Text:
    language = choice("lang")
    return Text(language if language in LANGUAGES else LANGUAGES[0])


def current_access() -> Access:
    """Bound to the loopback address and without a sign-in service, everybody is the owner."""
    return Access.OWNER


def read_url() -> None:
    """A new session begins with what its link says; after that the session decides and the link follows."""
    if "url_read" not in st.session_state:
        st.session_state["url_read"] = True
        for name in CHOICES:
            if name not in st.session_state and name in st.query_params:
                st.session_state[name] = st.query_params[name]


def write_url(query: Mapping[str, str]) -> None:
    if st.query_params.to_dict() != dict(query):
        st.query_params.from_dict(query)


def choice(name: str) -> str:
    return str(st.session_state.get(name, ""))


def keep_widget(name: str, key: str) -> None:
    """What a widget calls when it changes: its codes outlive it."""
    value = st.session_state[key]
    st.session_state[name] = value if isinstance(value, str) else BETWEEN.join(value or ())


def page_address() -> str:
    """The last part of the address that was asked for: the url of a page, or no page's."""
    return urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]


def seed(key: str, value: object) -> object:
    """The state of a widget; `value` where the widget is new. A default given to the widget itself would fight it."""
    return st.session_state.setdefault(key, value)
