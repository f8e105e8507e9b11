"""Roles, rounds and a round to compare with: chosen in one place, drawn by the frame on every page of results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.schema import Role
from data.selection import Selection
from pages.ui import escape
from pages.ui.session import current_material, current_selection, keep_widget, seed
from pages.ui.text import Text

__all__ = ["selection_bar", "told"]


def selection_bar(text: Text, *, sensitive: bool) -> None:
    """Three choices, and under them in words what is shown and from how many people a group is."""
    material = current_material()
    names = {one.id: one.name for one in material.rounds}
    selection = current_selection()
    with st.container(border=True, key="selection_bar"):
        left, right = st.columns([2, 1], gap="medium")
        with left:
            _choose_role(selection, text)
            _choose_rounds(selection, names, text)
        with right:
            _choose_reference(selection, names, text)
    limits = material.programme.limits
    st.caption(told(selection, names, limits.k_sensitive if sensitive else limits.k, text))


def told(selection: Selection, names: Mapping[str, str], minimum: int, text: Text) -> str:
    """What is shown, in sentences of Markdown that are safe."""
    roles = "both" if selection.roles == tuple(Role) else selection.roles[0]
    every = selection.rounds == tuple(names)
    rounds = text.words([escape.markdown(names[code]) for code in selection.rounds])
    shown = text(f"frame.shown_{roles}_every") if every else text(f"frame.shown_{roles}_some", rounds=rounds)
    sentences = [shown, text("frame.minimum", n=minimum)]
    if selection.reference:
        sentences.insert(1, text("frame.compared_with", round=escape.markdown(names[selection.reference])))
    return " ".join(sentences)


def _choose_role(selection: Selection, text: Text) -> None:
    options = ["both", *Role]
    now = "both" if len(selection.roles) > 1 else selection.roles[0]
    words = {code: text(f"frame.role_{code}") for code in options}
    key = _seeded("roles", now, options, text)
    st.segmented_control(text("frame.roles"), options, format_func=words.__getitem__, required=True, **key)


def _choose_rounds(selection: Selection, names: Mapping[str, str], text: Text) -> None:
    chosen = [] if selection.rounds == tuple(names) else list(selection.rounds)
    key = _seeded("rounds", chosen, list(names), text)
    words = {code: escape.markdown(name) for code, name in names.items()}
    st.pills(text("frame.rounds"), list(names), selection_mode="multi", format_func=words.__getitem__, **key)


def _choose_reference(selection: Selection, names: Mapping[str, str], text: Text) -> None:
    options = ["", *names]
    key = _seeded("reference", selection.reference or "", options, text)
    words = {"": text("frame.no_reference"), **names}
    st.selectbox(text("frame.reference"), options, format_func=words.__getitem__, filter_mode=None, **key)


def _seeded(name: str, now: object, options: list[str], text: Text) -> dict[str, Any]:
    """The widget's state under a key of its language: a widget whose labels change is another widget."""
    key = f"{name}_{text.language}"
    seed(key, now, options)
    return {"key": key, "on_change": keep_widget, "args": (name, key)}
