"""The error of a file that was read but holds no answers."""

from __future__ import annotations

from typing import NoReturn

from data.errors import Place, Problem, PuntariError, Severity

__all__ = ["NotAnswersError", "not_answers"]


class NotAnswersError(PuntariError):
    """A summary, a cross-table, a codebook or an empty form: not one row for each respondent."""


def not_answers(key: str, file: str) -> NoReturn:
    raise NotAnswersError(Problem(key, Place(file), Severity.ERROR))
