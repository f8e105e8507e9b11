"""Coaching days: the feedback on each, and benefit some time after the programme. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.events import coaching_days, follow_up
from pages.ui.figure_card import figure_card
from pages.ui.figures.coaching_days import day_names, days, days_sentences, later, later_sentence
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, labels, gate = view.text, view.labels, view.gate
    scale, ends = view.benefit.id, (view.benefit.low, view.benefit.high)
    found = coaching_days(gate, view.coaching_day, rounds=view.rounds, ends=view.coaching_day_ends)
    if not found:
        st.info(text("coaching_days.none"))
    else:
        figure_card(
            text("coaching_days.days_title"),
            days_sentences(found, labels, text),
            days(found, labels, text, ends=view.coaching_day_ends),
            guide("days", text),
            text,
            key="days",
            people=text("coaching_days.days_limits", days=day_names(found, labels, text)),
        )
    after = follow_up(gate, scale, rounds=view.rounds, roles=view.selection.roles, ends=ends)
    if after:
        figure_card(
            text("coaching_days.later_title"),
            [later_sentence(after, labels, text)],
            later(after, labels, view.roles, text, ends=ends),
            guide("later", text),
            text,
            key="later",
        )
