"""One form for each thing that can be done to a code. What is sent goes into the draft, not into use."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import streamlit as st

from analysis.coding.language import LANGUAGES
from pages.ui.coding_steps import edits
from pages.ui.coding_steps.drafts import CodebookDraft, make
from pages.ui.coding_steps.edits import Document
from pages.ui.text import Text

__all__ = ["choose_code", "choose_language", "code_forms"]


class Edit(StrEnum):
    WORDS = "words"
    ADD = "add"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"


def code_forms(draft: CodebookDraft, text: Text) -> None:
    names = {one: text(f"coding.edit_{one}") for one in Edit}
    chosen = st.segmented_control(
        text("coding.edit_what"),
        list(Edit),
        format_func=names.__getitem__,
        default=Edit.WORDS,
        required=True,
        key=f"edit_{text.language}",
    )
    chosen = Edit(chosen or Edit.WORDS)
    st.caption(text(f"coding.edit_why_{chosen}"))
    _FORMS[chosen](draft, text)


def choose_code(document: Document, label: str, text: Text, key: str, *, none: bool = False) -> str:
    """One of the codes in use; empty where none is chosen."""
    rows = [row for row in document["code"] if not row.get("retired") and not row.get("merged_into")]
    names = {row["id"]: str(row["name"].get(text.language) or row["name"].get("fi") or row["id"]) for row in rows}
    chosen = st.selectbox(
        label,
        list(names),
        index=None if none else 0,
        format_func=lambda one: names.get(one, one),
        placeholder=text("coding.no_code"),
        key=f"{key}_{text.language}",
    )
    return chosen or ""


def choose_language(text: Text, key: str) -> str:
    names = {one: text(f"coding.language_{one}") for one in LANGUAGES}
    return str(
        st.selectbox(
            text("coding.language"), LANGUAGES, format_func=names.__getitem__, key=f"language_{key}_{text.language}"
        )
    )


def _words(draft: CodebookDraft, text: Text) -> None:
    code = choose_code(draft.document, text("coding.code"), text, "words_of")
    language = choose_language(text, "words_of")
    held = _held(draft, code, language)
    with st.form(_key("words", draft, code, language)):
        fresh = st.text_area(text("coding.words_more"), help=text("coding.words_help"))
        gone = st.multiselect(text("coding.words_less"), list(held), placeholder="")
        if st.form_submit_button(text("coding.words_send")):
            drop, add = [held[one] for one in gone], _listed(fresh)
            _send(draft, lambda document: _changed_words(document, code, language, add, drop))


def _add(draft: CodebookDraft, text: Text) -> None:
    language = choose_language(text, "add")
    with st.form(_key("add", draft)):
        names = _names(text, {})
        words = st.text_area(text("coding.words_of_new"), help=text("coding.words_help"))
        if st.form_submit_button(text("coding.add_send")):
            _send(draft, edits.add_code, names, _listed(words), language)


def _rename(draft: CodebookDraft, text: Text) -> None:
    code = choose_code(draft.document, text("coding.code"), text, "rename")
    row = next(row for row in draft.document["code"] if row["id"] == code)
    with st.form(_key("rename", draft, code)):
        names = _names(text, row["name"])
        if st.form_submit_button(text("coding.rename_send")):
            _send(draft, edits.rename, code, names)


def _merge(draft: CodebookDraft, text: Text) -> None:
    code = choose_code(draft.document, text("coding.merge_this"), text, "merge")
    into = choose_code(draft.document, text("coding.merge_into"), text, "into")
    if st.button(text("coding.merge_send")):
        _send(draft, edits.merge, code, into)


def _split(draft: CodebookDraft, text: Text) -> None:
    code = choose_code(draft.document, text("coding.code"), text, "split")
    language = choose_language(text, "split")
    held = _held(draft, code, language)
    with st.form(_key("split", draft, code, language)):
        moved = st.multiselect(text("coding.split_words"), list(held), placeholder="")
        names = _names(text, {})
        if st.form_submit_button(text("coding.split_send")):
            _send(draft, edits.split, code, names, [held[one] for one in moved], language)


def _retire(draft: CodebookDraft, text: Text) -> None:
    code = choose_code(draft.document, text("coding.code"), text, "retire")
    if st.button(text("coding.retire_send")):
        _send(draft, edits.retire, code)


_FORMS: dict[Edit, Callable[[CodebookDraft, Text], None]] = {
    Edit.WORDS: _words,
    Edit.ADD: _add,
    Edit.RENAME: _rename,
    Edit.MERGE: _merge,
    Edit.SPLIT: _split,
    Edit.RETIRE: _retire,
}


def _send(draft: CodebookDraft, edit: Callable[..., Document], *told: Any) -> None:
    make(draft, edit, *told)
    st.rerun()


def _changed_words(
    document: Document, code: str, language: str, add: list[str], drop: list[tuple[str, str]]
) -> Document:
    if not add and not drop:
        raise edits.EditError("coding.edit_no_words")
    document = edits.add_words(document, code, language, add)
    return edits.drop_words(document, code, language, drop) if drop else document


def _held(draft: CodebookDraft, code: str, language: str) -> dict[str, tuple[str, str]]:
    """As shown → (kind, word): a word that stands in two kinds is shown once, by the first."""
    found = edits.words_of(draft.document, code, language)
    return {word: (kind, word) for kind, word in reversed(found)}


def _names(text: Text, held: Any) -> dict[str, str]:
    return {one: st.text_input(text(f"coding.name_{one}"), value=held.get(one, "")) for one in LANGUAGES}


def _listed(words: str) -> list[str]:
    return [one.strip() for line in words.splitlines() for one in line.split(",") if one.strip()]


def _key(name: str, draft: CodebookDraft, *parts: str) -> str:
    """New widgets after each edit: what was sent does not stay in the form."""
    return "_".join((name, str(draft.turn), str(draft.parent), *parts))
