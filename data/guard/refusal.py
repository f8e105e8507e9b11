"""The error of an upload that is not let in."""

from __future__ import annotations

from typing import NoReturn

from data.errors import Place, Problem, PuntariError, Severity

__all__ = ["UploadRefusedError", "refuse"]


class UploadRefusedError(PuntariError):
    """The file is not read: it is too big, broken, of another kind than its name says, or dangerous."""


def refuse(key: str, file: str, *, row: int | None = None, **values: object) -> NoReturn:
    raise UploadRefusedError(Problem(key, Place(file, row), Severity.ERROR, values))
