"""Well-being: start to end per scale, and what people say of the change themselves. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.wellbeing import change_by_round, scale_change, self_reports_of
from pages.ui.figure_card import figure_card
from pages.ui.figures.wellbeing import changes, self_reports
from pages.ui.sentences import change_sentence, self_sentence
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, labels, gate, roles = view.text, view.labels, view.gate, view.selection.roles
    reports = self_reports_of(gate, view.self_reported, rounds=view.rounds, roles=roles)
    if not view.wellbeing and not reports:
        st.info(text("withheld.not_asked"))
    for scale in view.wellbeing:
        ends = (scale.low, scale.high)
        whole = scale_change(gate, scale.id, rounds=view.rounds, roles=roles)
        grey = [scale_change(gate, scale.id, rounds=view.reference, roles=(role,)) for role in roles]
        figure_card(
            labels.items[scale.id],
            [change_sentence(whole, labels, text, ends=ends)],
            changes(
                [*change_by_round(gate, scale.id, rounds=view.rounds, roles=roles), whole],
                labels,
                view.roles,
                text,
                ends=ends,
                reference=grey if view.reference else (),
            ),
            guide("change", text),
            text,
            key=f"change_{scale.id}",
            people=text("wellbeing.limits"),
        )
    if reports:
        figure_card(
            text("wellbeing.self_title"),
            [
                *(self_sentence(report, labels, text) for report in reports[: len(roles)]),
                text("wellbeing.self_question"),
            ],
            self_reports(reports, labels, view.roles, text),
            guide("self", text),
            text,
            key="self",
        )
