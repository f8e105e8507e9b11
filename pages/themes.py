"""What people tell in their own words: themes, for and against, critique and wishes. Select, ask, show."""

from __future__ import annotations

import streamlit as st

from analysis.themes import Tone, share, shares_by_round, sides
from pages.ui import theme_sentences as say
from pages.ui.figure_card import figure_card
from pages.ui.figures import themes as figures
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, gate, themes, roles = view.text, view.gate, view.material.themes, view.selection.roles
    if missing := say.missing_sentence(themes, text):
        st.info(missing)
        return

    codes = list(themes.names)
    checked = themes.audit.respondents if themes.audit else {}
    coded = say.coding_sentences(themes, text)
    shares = [share(gate, code, rounds=view.rounds, roles=roles, checked=checked.get(code)) for code in codes]
    grid = shares_by_round(gate, codes, rounds=view.rounds_and_reference, roles=roles, checked=checked)
    for_and_against = [sides(gate, code, rounds=view.rounds, roles=roles) for code in codes]
    tones = [share(gate, tone, rounds=view.rounds, roles=[role]) for tone in Tone for role in roles]
    shown = any(row.point for row in figures.theme_shares(shares, view).rows)
    cards = [
        ("shares", [say.shares_sentence(shares, view)], figures.theme_shares(shares, view) if shown else None),
        ("grid", [say.grid_sentence(grid, text)], figures.theme_grid(grid, view) if grid else None),
        ("sides", [say.sides_sentence(for_and_against, text)], figures.theme_sides(for_and_against, view)),
        ("tones", [say.tones_sentence(tones, text), text("themes.no_quotes")], figures.tone_shares(tones, view)),
    ]
    for name, sentences, data in cards:
        figure_card(
            text(f"themes.{name}_title"),
            sentences,
            data,
            guide(f"themes_{name}", text),
            text,
            key=f"themes_{name}",
            people=coded,
        )
