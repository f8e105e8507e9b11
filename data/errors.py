"""What can go wrong with a file or a setting. No message ever holds a respondent's answer, name or e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Place", "Problem", "PuntariError", "Severity"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where: what a person needs to find it in a spreadsheet. Rows count from 1, as spreadsheets do."""

    file: str = ""
    row: int | None = None
    column: str | None = None


class Severity(StrEnum):
    ERROR = "error"  # the import is refused until it is mended
    WARNING = "warning"  # a person should look
    NOTE = "note"  # told, nothing to do


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found. `key` names a sentence in pages/locale, `values` fill its holes (never with an answer)."""

    key: str
    place: Place = Place()
    severity: Severity = Severity.WARNING
    values: Mapping[str, object] = field(default_factory=dict)
    count: int = 1


class PuntariError(Exception):
    """Base of every refusal. Carries all the problems found in one pass, at least one.

    Subclasses name the stage (an upload refused, a mapping incomplete, a setting wrong, …) so that callers can tell
    them apart; what is said to a person depends on the problems alone.
    """

    def __init__(self, *problems: Problem) -> None:
        assert problems, "an error without a problem says nothing"
        self.problems = problems
        super().__init__("; ".join(f"{p.key} {p.place}" for p in problems))
