"""Colours keep the contrast that WCAG 2.1 asks for: 4.5:1 of text, 3:1 of what is drawn and of the edges of fields."""

import tomllib
from pathlib import Path

import pytest

from pages.charts import likert
from pages.charts.theme import INK, MUTED, PAPER, ROLES

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
TEXT, DRAWN = 4.5, 3.0


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_as_others_compute_it():
    """#767676 on white is the well-known lightest grey that passes: 4.54."""
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_the_theme(shade):
    theme = CONFIG[shade]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"], theme["sidebar"]["backgroundColor"]):
        assert contrast(theme["textColor"], ground) >= TEXT
        assert contrast(theme["linkColor"], ground) >= TEXT
        assert contrast(theme["primaryColor"], ground) >= DRAWN
        assert contrast(theme["borderColor"], ground) >= DRAWN


@pytest.mark.parametrize("role", ROLES)
def test_every_mark_has_an_edge_that_shows(role):
    assert contrast(ROLES[role].edge, PAPER) >= DRAWN


def test_roles_differ_in_shape_as_well_as_in_colour():
    assert len({style.symbol for style in ROLES.values()}) == len({style.fill for style in ROLES.values()}) == 3


@pytest.mark.parametrize("options", [2, 3, 4, 5, 6, 7])
def test_percentages_on_agreement_bars_can_be_read(options):
    for colour in likert.colours(options):
        assert contrast(PAPER if colour in likert.DARK else INK, colour) >= TEXT


def test_quiet_words():
    assert contrast(MUTED, PAPER) >= TEXT
