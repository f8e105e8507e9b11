"""Uploads are hostile: nothing of a file is parsed in this process."""

from __future__ import annotations

from data.errors import Problem
from data.guard.child import read_in_child
from data.guard.limits import Limits
from data.guard.preflight import preflight
from data.guard.refusal import UploadRefusedError
from data.guard.upload import Export, Grid

__all__ = ["Limits", "UploadRefusedError", "read_sheets"]


def read_sheets(export: Export, limits: Limits | None = None) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """The sheets of a file as text, and what was noticed; refused if it is not safe or not readable."""
    limits = limits or Limits()
    kind, noticed = preflight(export, limits)
    grids, more = read_in_child(export, kind, limits)
    return grids, noticed + more
