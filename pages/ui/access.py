"""Who may open what. Without a sign-in service the application serves the loopback address only, to its owner."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from data.errors import Place, Problem, PuntariError, Severity

__all__ = ["Access", "NotAllowedError", "require_role"]


class Access(StrEnum):
    OWNER = "owner"  # imports, codes, publishes, sees text
    STEERING = "steering"  # published aggregates
    READER = "reader"  # reports


class NotAllowedError(PuntariError):
    """Somebody asked for what their role does not open."""


def require_role(access: Access, allowed: Collection[Access]) -> None:
    """The gate: nothing after it runs for anybody else.

    Raises
    ------
    NotAllowedError
        If the role is not among the allowed ones.
    """
    if access not in allowed:
        raise NotAllowedError(Problem("frame.not_allowed", Place(), Severity.ERROR))
