"""Problems as sentences: what was found, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data.errors import Problem
from pages.ui import escape
from pages.ui.text import Text

__all__ = ["problem_words", "refuse"]


def problem_words(problem: Problem, text: Text) -> str:
    """The sentence of a problem; its holes are filled from its values and its place."""
    place = {"file": problem.place.file, "row": problem.place.row or 0, "column": problem.place.column or ""}
    return text(problem.key, **place | dict(problem.values))


def refuse(problems: Iterable[Problem], text: Text) -> None:
    """Say on the page why nothing further is shown."""
    for problem in problems:
        st.error(escape.markdown(problem_words(problem, text)))
