"""Coding: does the coding hold? Select, ask, show."""

from __future__ import annotations

from pages.ui.coding_steps.sections import coding_sections
from pages.ui.view import current_view


def render() -> None:
    coding_sections(current_view())
