"""The rounds side by side: each scale by role, with how many answered. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.rounds import over_rounds, together
from analysis.wellbeing import change_by_round
from pages.ui.figure_card import figure_card
from pages.ui.figures.rounds import end_means, means_over_rounds, scale_rounds
from pages.ui.sentences import change_lines_sentence, rounds_sentence
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, gate, rounds, roles = view.text, view.gate, view.rounds_and_reference, view.selection.roles
    benefit, ends = view.benefit, (view.benefit.low, view.benefit.high)
    means = over_rounds(gate, benefit.id, rounds=rounds, ends=ends)
    if means:
        lasting = together(gate, benefit.id, rounds=view.rounds, ends=ends)
        figure_card(
            view.labels.items[benefit.id],
            [rounds_sentence(lasting, text)],
            scale_rounds(benefit.id, means_over_rounds(means, roles), view, ends),
            guide("lines", text),
            text,
            key="rounds_benefit",
        )
    elif not view.wellbeing:
        st.info(text("withheld.not_asked"))
    for scale in view.wellbeing:
        changes = change_by_round(gate, scale.id, rounds=rounds, roles=roles)
        figure_card(
            view.labels.items[scale.id],
            [change_lines_sentence(changes, text)],
            scale_rounds(scale.id, end_means(changes), view, (scale.low, scale.high)),
            guide("lines", text),
            text,
            key=f"rounds_{scale.id}",
        )
