"""The only module that touches st.session_state, st.query_params and the caches. Codes only, never labels.

A link carries the reader's choices under the names that the session keeps them by: lang, store, roles, rounds,
reference. A new session begins with what its link says; after that the session decides and the link follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import streamlit as st

from data.errors import PuntariError
from data.home import StoreName, home
from data.importing import import_samples, instruments_of
from data.selection import BETWEEN, Selection
from data.store import Store, open_store
from pages.ui.access import Access
from pages.ui.coding_job import CodingJob
from pages.ui.material import Material, read_material
from pages.ui.text import LANGUAGES, Text

__all__ = [
    "choice",
    "choose",
    "current_access",
    "current_coding_job",
    "current_material",
    "current_selection",
    "current_store",
    "current_store_name",
    "current_text",
    "fill_sample",
    "keep_draft",
    "keep_widget",
    "kept_draft",
    "page_address",
    "read_url",
    "seed",
    "widget_value",
    "write_url",
]

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
_CHOICES = ("lang", "store", "roles", "rounds", "reference")

Result = TypeVar("Result")


def current_text() -> Text:
    language = choice("lang")
    return Text(language if language in LANGUAGES else LANGUAGES[0])


def current_access() -> Access:
    """Bound to the loopback address and without a sign-in service, everybody is the owner."""
    return Access.OWNER


def current_store_name() -> StoreName:
    """The store that was chosen; else the owner's own once something was imported there, or where it is damaged."""
    chosen = choice("store")
    if chosen in list(StoreName):
        return StoreName(chosen)
    try:
        return StoreName.OWN if _store(home(), StoreName.OWN).imports() else StoreName.SAMPLE
    except PuntariError:  # told once the store is opened, when the way to the other one stands on the page
        return StoreName.OWN


def current_store() -> Store:
    """The open store; the owner's own and the sample are never pooled."""
    return _store(home(), current_store_name())


def current_material() -> Material:
    """What the pages work with, read anew only when the store has changed."""
    store = current_store()
    return _material(store.folder, store.version, date.today(), store)  # noqa: DTZ011 a round ends by the local day


def current_coding_job() -> CodingJob:
    """The one that codes the free text of the open store; the same for every reader."""
    return _coding_job(current_store().folder)


def current_selection() -> Selection:
    """Roles, rounds and the round to compare with; everything where nothing is chosen."""
    query = {name: choice(name) for name in _CHOICES}
    return Selection.from_query(query, [one.id for one in current_material().rounds])


def fill_sample(tell: Callable[[], object]) -> None:
    """Import the made-up programme, also what a start that broke off left out; `tell` is called if it takes time."""
    store = current_store()
    if current_store_name() is StoreName.SAMPLE:
        if not store.imports():
            tell()
        _fill(store.folder, store)


def read_url() -> None:
    if "url_read" not in st.session_state:
        st.session_state["url_read"] = True
        for name in _CHOICES:
            if name not in st.session_state and name in st.query_params:
                st.session_state[name] = st.query_params[name]


def write_url() -> None:
    """Let the address in the browser be the link to what is shown now."""
    selection = current_selection().to_query([one.id for one in current_material().rounds])
    query = {"lang": current_text().language, "store": str(current_store_name()), **selection}
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def choice(name: str) -> str:
    """A choice of the reader as a code; empty where none was made."""
    return str(st.session_state.get(name, ""))


def keep_widget(name: str, key: str) -> None:
    """What a widget calls when it changes: the choice outlives the widget, its page and its language."""
    value = st.session_state[key]
    st.session_state[name] = value if isinstance(value, str) else BETWEEN.join(value or ())


def choose(name: str, code: str) -> None:
    """Choose for the reader, from the callback of a button; the widgets of the choice follow in every language."""
    for key in (name, *(f"{name}_{language}" for language in LANGUAGES)):
        st.session_state[key] = code


def kept_draft(kind: type[Result]) -> Result | None:
    """Work in progress of one kind, of this reader alone and gone with the session."""
    draft = st.session_state.get(f"draft_{kind.__name__}")
    return draft if isinstance(draft, kind) else None


def keep_draft(draft: object) -> None:
    st.session_state[f"draft_{type(draft).__name__}"] = draft


def widget_value(key: str) -> str:
    """What stands in a widget of text or codes, for callbacks."""
    return str(st.session_state.get(key) or "")


def seed(key: str, value: object, allowed: Iterable[object] = ()) -> None:
    """Give a new widget its value; a default handed to the widget itself would fight its state.

    A value that is none of the allowed ones any more (another store has been opened) gives way too.
    """
    held = st.session_state.get(key, value)
    some = held if isinstance(held, list) else [held]
    st.session_state[key] = held if not allowed or set(some) <= set(allowed) else value


def page_address() -> str:
    """The last part of the address that was asked for: the url of a page, or no page's."""
    return urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]


@st.cache_resource(show_spinner=False)
def _store(folder: Path, name: StoreName) -> Store:
    return open_store(folder / name)


@st.cache_resource(show_spinner=False)
def _coding_job(folder: Path) -> CodingJob:
    return CodingJob(folder)


@st.cache_resource(show_spinner=False)
def _fill(folder: Path, _store: Store) -> int:
    """Once in a process, even if two readers come at the same moment."""
    return len(import_samples(_store, SAMPLES))


@st.cache_resource(show_spinner=False, max_entries=4)
def _material(folder: Path, version: str, today: date, _store: Store) -> Material:
    return read_material(_store, instruments_of(_store.programme()), today)
