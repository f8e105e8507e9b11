"""What each label of a closed question stands for, changed by a person: a choice a label, and the scale's direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from data.column_reading import ColumnReading, label_key
from data.instruments.model import ItemKind
from data.loaders.base import RawSurvey
from pages.ui import escape
from pages.ui.import_steps.draft import ImportDraft, kept_import
from pages.ui.import_steps.readings import Reading, choices, meaning_words
from pages.ui.import_steps.targets import heading_shown
from pages.ui.session import keep_draft, seed, widget_value
from pages.ui.text import Text

__all__ = ["label_editor"]


def label_editor(one: Reading, raw: RawSurvey, draft: ImportDraft, text: Text) -> None:
    """Folded, unless something waits for a decision."""
    headings = [heading_shown(raw.questions[place], raw, text) for place in one.places]
    if one.unknown:
        st.warning(text("import_page.labels_unknown", n=one.unknown))
    with st.expander(_title(one, headings, text), expanded=bool(one.unknown)):
        if one.columns > 1:
            st.caption(escape.markdown(text.words(headings)))
        prefix = f"reading_{draft.turn}_{one.places[0]}_{one.columns}_{text.language}"
        if one.item.kind is ItemKind.SCALE:
            _direction(one, prefix, text)
        if one.is_plain:
            st.markdown(text("import_page.labels_plain"))
        else:
            _labels(one, prefix, text)
        if one.columns > 1:
            st.button(text("import_page.reading_apart"), key=f"apart_{prefix}", on_click=_apart, args=(one.places,))


def _title(one: Reading, headings: Sequence[str], text: Text) -> str:
    if one.columns > 1:
        return text("import_page.reading_of", n=one.columns)
    return text("import_page.reading_of_one", column=escape.markdown(headings[0]))


def _direction(one: Reading, prefix: str, text: Text) -> None:
    key = f"reversed_{prefix}"
    seed(key, one.said.is_reversed)
    st.toggle(text("import_page.reversed"), key=key, on_change=_turn, args=(one.places,))
    st.caption(text("import_page.reversed_told"))


def _labels(one: Reading, prefix: str, text: Text) -> None:
    """One choice a label. Turned, the scale has new choices: a widget keeps what it was first given."""
    words = {meaning: meaning_words(meaning, one.item, text) for meaning in ("", *choices(one.item))}
    for label, meaning in one.labels:
        offered = [code for code in words if code or not meaning]
        key = f"meaning_{prefix}_{int(one.said.is_reversed)}_{label_key(label)}_{len(offered)}"
        seed(key, meaning if meaning in offered else offered[0])
        shown = text("import_page.label_means", label=escape.markdown(label))
        st.selectbox(
            shown,
            offered,
            format_func=words.__getitem__,
            filter_mode=None,
            key=key,
            on_change=_say,
            args=(one.places, label, key),
        )


def _say(places: Sequence[int], label: str, key: str) -> None:
    meaning = widget_value(key)
    before = _readings()
    for place in places:
        said = before.get(place, ColumnReading())
        labels = {name: to for name, to in said.labels.items() if name != label_key(label)}
        _keep(place, replace(said, labels={**labels, label_key(label): meaning} if meaning else labels))


def _turn(places: Sequence[int]) -> None:
    before = _readings()
    for place in places:
        said = before.get(place, ColumnReading())
        _keep(place, replace(said, is_reversed=not said.is_reversed))


def _apart(places: Sequence[int]) -> None:
    draft = kept_import()
    keep_draft(draft.with_file(draft.at, replace(draft.file, apart=draft.file.apart | frozenset(places))))


def _readings() -> Mapping[int, ColumnReading]:
    return kept_import().file.readings


def _keep(place: int, said: ColumnReading) -> None:
    draft = kept_import()
    keep_draft(draft.with_file(draft.at, draft.file.reading(place, said)))
