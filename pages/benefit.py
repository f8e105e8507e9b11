"""Mentors and actors: who gains, and in what. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.benefit import compare_items, compare_roles, distributions, within_groups
from analysis.rounds import over_rounds, together
from pages.ui.figure_card import figure_card
from pages.ui.figures.benefit import advantages, answers, gains, groups, rounds_of
from pages.ui.sentences import benefit_sentence, groups_sentence, items_sentence, rounds_sentence
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, labels, gate = view.text, view.labels, view.gate
    scale, ends = view.benefit.id, (view.benefit.low, view.benefit.high)
    items = compare_items(gate, view.benefit_items, rounds=view.rounds, ends=ends)
    if not items:
        st.info(text("withheld.not_asked"))
        return

    whole = compare_roles(gate, scale, rounds=view.rounds, ends=ends)
    grey = compare_items(gate, view.benefit_items, rounds=view.reference, ends=ends) if view.reference else ()
    figure_card(
        text("benefit.items_title"),
        [benefit_sentence(whole, labels, text)],
        gains(items, labels, text, ends=ends, reference=grey),
        guide("items", text),
        text,
        key="items",
        people=text("benefit.limits"),
    )
    figure_card(
        text("benefit.theta_title"),
        [items_sentence(items, labels, text)],
        advantages(items, labels, text),
        guide("theta", text),
        text,
        key="theta",
    )
    pairs = within_groups(gate, scale, closed=view.material.closed)
    figure_card(
        text("benefit.groups_title"),
        [groups_sentence(pairs, text)],
        groups(pairs, text),
        guide("groups", text),
        text,
        key="groups",
    )
    each = over_rounds(gate, scale, rounds=view.rounds_and_reference, ends=ends)
    lasting = together(gate, scale, rounds=view.rounds, ends=ends)
    figure_card(
        text("benefit.rounds_title"),
        [rounds_sentence(lasting, text)],
        rounds_of(each, lasting, labels, text, view.selection.reference),
        guide("rounds", text),
        text,
        key="rounds",
    )
    points, options = view.options(items[0].item)
    asked = [item.item for item in items]
    shown = distributions(gate, asked, rounds=view.rounds, roles=view.selection.roles, points=points)
    figure_card(
        text("benefit.answers_title"),
        [text("benefit.answers_sentence", rounds=labels.some_rounds(view.rounds, text))],
        answers(shown, options, labels, text),
        guide("answers", text),
        text,
        key="answers",
    )
