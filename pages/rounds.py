"""The rounds side by side: each scale by role, with how many answered. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.rounds import over_rounds, together
from analysis.wellbeing import change_by_round
from data.instruments.model import Topic
from data.schema import Wave
from pages.ui.figure_card import figure_card
from pages.ui.figures.rounds import end_means, means_over_rounds, scale_rounds
from pages.ui.sentences import change_lines_sentence, rounds_sentence
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, gate, rounds, roles = view.text, view.gate, view.rounds_and_reference, view.selection.roles
    benefit = [s for s in view.scales(Topic.BENEFIT) if gate.was_asked(s.id, Wave.END, rounds)]
    wellbeing = [s for s in view.scales(Topic.WELLBEING) if gate.was_asked(s.id, Wave.END, rounds)]
    if not benefit and not wellbeing:
        st.info(text("withheld.not_asked"))
    for scale in benefit:
        ends = (scale.low, scale.high)
        series = means_over_rounds(over_rounds(gate, scale.id, rounds=rounds, ends=ends), roles)
        lasting = together(gate, scale.id, rounds=view.rounds, ends=ends)
        figure_card(
            view.labels.items[scale.id],
            [rounds_sentence(lasting, text)],
            scale_rounds(scale.id, series, view, ends),
            guide("lines", text),
            text,
            key=f"rounds_{scale.id}",
        )
    for scale in wellbeing:
        changes = change_by_round(gate, scale.id, rounds=rounds, roles=roles)
        figure_card(
            view.labels.items[scale.id],
            [change_lines_sentence(changes, text)],
            scale_rounds(scale.id, end_means(changes), view, (scale.low, scale.high)),
            guide("lines", text),
            text,
            key=f"rounds_{scale.id}",
        )
