"""Problems as sentences: what was found, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import streamlit as st

from data.errors import Problem
from pages.ui import escape
from pages.ui.text import Text

__all__ = ["problem_sentences", "problem_words", "refuse"]

_EACH = 3  # problems of one kind that are told one by one; of more, the first and then the columns of the rest
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_CODES = ("round", "known", "target")  # holes that the data layer fills with codes


def problem_words(problem: Problem, text: Text, names: Mapping[str, str] = _NO_NAMES) -> str:
    """The sentence of a problem; its holes are filled from its values and its place. `names`: of codes in it."""
    place = {"file": problem.place.file, "row": problem.place.row or 0, "column": problem.place.column or ""}
    values = {hole: _shown(hole, value, text, names) for hole, value in problem.values.items()}
    return text(problem.key, **place | values)


def problem_sentences(problems: Iterable[Problem], text: Text, names: Mapping[str, str] = _NO_NAMES) -> list[str]:
    """Problems kind by kind in the order met, each said once; of one kind in many columns, the columns are listed."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.key, []).append(problem)
    return [sentence for same in kinds.values() for sentence in _of_one_kind(same, text, names)]


def refuse(problems: Iterable[Problem], text: Text) -> None:
    """Say on the page why nothing further is shown."""
    for sentence in problem_sentences(problems, text):
        st.error(escape.markdown(sentence))


def _of_one_kind(same: Sequence[Problem], text: Text, names: Mapping[str, str]) -> list[str]:
    columns = list(dict.fromkeys(one.place.column for one in same if one.place.column))
    if len(columns) <= _EACH:
        return list(dict.fromkeys(problem_words(one, text, names) for one in same))
    others = text.words([text("problems.column", column=column) for column in columns[1:]])
    return [problem_words(same[0], text, names), text("problems.same_in_columns", columns=others)]


def _shown(hole: str, value: object, text: Text, names: Mapping[str, str]) -> object:
    if hole == "day" and isinstance(value, str):
        return text.day(date.fromisoformat(value))
    if hole in _CODES and isinstance(value, str):
        return ", ".join(names.get(code, code) for code in value.split(", "))
    return value
