"""The problems of a file on the page: what stops the import, what to look at, what is good to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from data.errors import Problem, Severity
from pages.ui import escape
from pages.ui.problems import problem_sentences
from pages.ui.text import Text

__all__ = ["problem_list"]

_BOXES = {Severity.ERROR: st.error, Severity.WARNING: st.warning}


def problem_list(problems: Sequence[Problem], text: Text, names: Mapping[str, str]) -> None:
    """`names`: what the codes of rounds and items are called."""
    for severity in (Severity.ERROR, Severity.WARNING):
        told = _lines(problems, severity, text, names)
        if told:
            title = text(f"import_page.problems_{severity}", n=len(told))
            _BOXES[severity]("\n\n".join([f"**{title}**", *_bulleted(told)]))
    told = _lines(problems, Severity.NOTE, text, names)
    if told:
        with st.expander(text("import_page.problems_note", n=len(told))):
            st.markdown("\n\n".join(told))


def _lines(problems: Sequence[Problem], severity: Severity, text: Text, names: Mapping[str, str]) -> list[str]:
    same = [problem for problem in problems if problem.severity is severity]
    return [escape.markdown(sentence) for sentence in problem_sentences(same, text, names)]


def _bulleted(lines: Sequence[str]) -> list[str]:
    return ["\n".join(f"- {line}" for line in lines)] if len(lines) > 1 else list(lines)
