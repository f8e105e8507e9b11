"""What does our codebook miss? Groups among the answers that no code explains; one click makes a code of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.ui import escape
from pages.ui.coding_steps import edits
from pages.ui.coding_steps.drafts import current_draft, make
from pages.ui.coding_steps.engine import engine
from pages.ui.coding_steps.lit import lit
from pages.ui.coding_steps.work import Work
from pages.ui.session import choose, keep_draft, kept_draft
from pages.ui.text import Text

__all__ = ["discovery_section"]

_NAMED_BY = 3  # words of a group that a new code is called and sought by, until a person names it
_STANDING_OUT = 15


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What the last search gave, and for which state of the codings."""

    work: Work
    groups: Sequence[Mapping[str, Any]]
    words: Sequence[tuple[str, int, int]]
    uncoded: Sequence[str]  # ids of the answers


def discovery_section(work: Work, text: Text) -> None:
    st.header(text("coding.discovery"), anchor=False)
    uncoded = [one for one, coding in work.current.items() if _unexplained(work, one) and not coding.empty]
    st.markdown(text("coding.discovery_why", n=len(uncoded)))
    if st.button(text("coding.discover"), type="primary", disabled=not uncoded):
        with st.spinner(text("coding.discovering")):
            keep_draft(_search(work, uncoded))
    found = kept_draft(Found)
    if found is None or found.work is not work:
        return
    if not found.groups:
        st.info(text("coding.no_groups"))
    for place, group in enumerate(found.groups):
        _group(place, group, found, text)
    if found.words:
        _words(found, text)


def _unexplained(work: Work, one: str) -> bool:
    return one in work.answers and not work.today(work.current[one].codes)


def _search(work: Work, uncoded: Sequence[str]) -> Found:
    coded = [one.words for one in work.answers.values() if one.id in work.current and not _unexplained(work, one.id)]
    texts = [work.answers[one].words for one in uncoded]
    told = engine.ask("missing", uncoded=texts, coded=coded, most=_STANDING_OUT)
    return Found(work, told["groups"], told["words"], uncoded)


def _group(place: int, group: Mapping[str, Any], found: Found, text: Text) -> None:
    with st.container(border=True):
        st.subheader(text("coding.group", number=place + 1), anchor=False)
        st.markdown(text("coding.group_words", words=text.words([escape.markdown(one) for one in group["words"]])))
        for at in group["answers"]:
            answer = found.work.answers[found.uncoded[at]]
            st.html(f'<blockquote class="coded-answer">{lit(answer.words, ())}</blockquote>')
        label = text("coding.make_code", number=place + 1)
        st.button(label, key=f"make_{place}", on_click=_make, args=(found.work, tuple(group["words"][:_NAMED_BY])))


def _make(work: Work, words: tuple[str, ...]) -> None:
    """A draft of the codebook with one code more, opened where it can be named."""
    make(current_draft(work), edits.add_code, {"fi": ", ".join(words)}, words)
    choose("coding_section", "codebook")


def _words(found: Found, text: Text) -> None:
    st.subheader(text("coding.standing_out"), anchor=False)
    st.table(
        {
            text("coding.column_word"): [escape.markdown(word) for word, _, _ in found.words],
            text("coding.column_here"): [text.number(here) for _, here, _ in found.words],
            text("coding.column_elsewhere"): [text.number(there) for _, _, there in found.words],
        }
    )
