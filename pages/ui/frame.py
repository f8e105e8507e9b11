"""What stands around every page: navigation, gate, language, the open store, the choices. One more page: one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module

import streamlit as st

from data.errors import PuntariError
from pages.ui.access import Access, require_role
from pages.ui.chrome import choose_store, dress, head
from pages.ui.coding_watch import watch_coding
from pages.ui.problems import refuse
from pages.ui.selection_bar import selection_bar
from pages.ui.session import (
    current_access,
    current_material,
    current_text,
    fill_sample,
    page_address,
    read_url,
    write_url,
)
from pages.ui.text import Text

__all__ = ["PAGES", "Entry", "run"]

_RESULTS = frozenset({Access.OWNER, Access.STEERING})
_OWNER = frozenset({Access.OWNER})


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: `key` names the module in pages/ and its title frame.page_<key>; `url` is for good, people link to it.

    No icon: the browser would fetch it as the tab's icon from a server outside.
    """

    key: str
    url: str
    allowed: frozenset[Access]
    chooses: bool = True  # whether roles and rounds are chosen on it
    sensitive: bool = False  # whether it takes the larger of the two limits to be shown


PAGES = (
    Entry("overview", "yleiskuva", _RESULTS, chooses=False),
    Entry("benefit", "hyoty", _RESULTS),
    Entry("wellbeing", "hyvinvointi", _RESULTS, sensitive=True),
    Entry("rounds", "kierrokset", _RESULTS),
    Entry("participation", "osallistuminen", _RESULTS),
    Entry("themes", "teemat", _RESULTS, sensitive=True),
    Entry("matching", "matsays", _RESULTS),
    Entry("coaching_days", "valmennuspaivat", _RESULTS),
    Entry("coding", "koodaus", _OWNER, chooses=False),
    Entry("importing", "tuonti", _OWNER, chooses=False),
    Entry("about", "tietoa", frozenset(Access), chooses=False),
)


def run(entries: Sequence[Entry] = PAGES) -> None:
    """One run of the application. The first entry is what opens where a link names no page."""
    read_url()
    text = current_text()
    page = st.navigation(_navigation(entries, text))
    dress(text, page.title)
    head(text)
    try:
        _open_store(text)
        watch_coding(text)
    except PuntariError as refusal:
        st.title(page.title, anchor=False)
        refuse(refusal.problems, text)
        return
    try:
        page.run()
    except PuntariError as refusal:
        refuse(refusal.problems, text)


def _open_store(text: Text) -> None:
    """Own data or the sample; on the very first start the sample is imported, and that is told."""
    choose_store(text)
    progress = st.empty()
    fill_sample(lambda: progress.status(text("frame.filling_sample"), state="running"))
    progress.empty()
    write_url()


def _navigation(entries: Sequence[Entry], text: Text) -> list[st.Page]:
    """Every page. Hidden ones: the first under its own url too, pages not allowed, an address that is none.

    In no sections: streamlit writes them as lists without items, which a screen reader cannot follow.
    """
    pages = [_page(entry, text, default=entry is entries[0]) for entry in entries]
    pages.append(_page(entries[0], text, hidden=True))
    address = page_address()
    if address not in {"", *(entry.url for entry in entries)}:
        pages.append(st.Page(_not_found, title=text("frame.not_found_title"), url_path=address, visibility="hidden"))
    return pages


def _page(entry: Entry, text: Text, *, default: bool = False, hidden: bool = False) -> st.Page:
    hidden = hidden or current_access() not in entry.allowed
    return st.Page(
        partial(_open, entry),
        title=text(f"frame.page_{entry.key}"),
        url_path="" if default else entry.url,
        default=default,
        visibility="hidden" if hidden else "visible",
    )


def _open(entry: Entry) -> None:
    """The gate, then what every page begins with, then the page."""
    text = current_text()
    st.title(text(f"frame.page_{entry.key}"), anchor=False)
    require_role(current_access(), entry.allowed)
    if entry.chooses:
        if current_material().is_empty:
            st.info(text("frame.empty_store"))
            return
        selection_bar(text, sensitive=entry.sensitive)
    import_module(f"pages.{entry.key}").render()


def _not_found() -> None:
    text = current_text()
    st.title(text("frame.not_found_title"), anchor=False)
    st.info(text("frame.not_found"))
