"""Matching: which form works, and what goes together with benefit. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.drivers import Together, ask_together, declared
from analysis.matching import compare_forms
from pages.ui.figure_card import figure_card
from pages.ui.figures.matching import drivers, forms, themes
from pages.ui.matching_sentences import drivers_sentences, forms_sentence, shown_roles, themes_sentence
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, labels, gate, material = view.text, view.labels, view.gate, view.material
    scale, ends = view.benefit, (view.benefit.low, view.benefit.high)
    compared = [
        compare_forms(gate, scale.id, rounds=view.rounds, role=role) for role in shown_roles(view.selection.roles)
    ]
    figure_card(
        text("matching.forms_title"),
        [forms_sentence(compared[0], labels, text)],
        forms(compared, view.roles, text),
        guide("forms", text),
        text,
        key="forms",
        people=text("matching.forms_limits"),
    )

    items, choices = declared(material.instruments, material.programme.cuts)
    if not items and not choices:
        st.header(text("matching.drivers_title"), anchor=False)
        st.info(text("matching.not_declared"))
        return
    together = ask_together(gate, scale.id, items, choices, closed=material.closed, ends=ends)
    figure_card(
        text("matching.drivers_title"),
        drivers_sentences(together, labels, text, limit=gate.limits.association_groups),
        drivers(together, labels, text),
        guide("drivers", text),
        text,
        key="drivers",
        people=text("matching.drivers_limits"),
    )
    if isinstance(together, Together) and together.parts:
        figure_card(
            text("matching.themes_title"),
            [themes_sentence(together, labels, text)],
            themes(together, labels, text, ends=ends),
            guide("themes_benefit", text),
            text,
            key="themes",
            people=text("matching.themes_limits"),
        )
