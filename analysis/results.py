"""The small values that every analysis returns. No behaviour beyond reading them; nothing is rounded here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Interval", "NotEnough", "NotEstimableError", "Reason", "Withheld"]


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float
    confidence: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


class Reason(StrEnum):
    """Why a figure is not shown (Withheld) or cannot be computed (NotEnough)."""

    NOT_A_UNION = "not_a_union"  # could be worked out from another view
    TOO_FEW = "too_few"  # fewer answers than may be shown
    UNANIMOUS = "unanimous"  # would tell what each single person answered
    FEW_PEOPLE = "few_people"  # may be shown as counts, too few for an estimate
    ONE_ROLE_EMPTY = "one_role_empty"
    NO_START_SURVEY = "no_start_survey"
    NOT_LINKED = "not_linked"  # start and end answers of nobody could be joined
    NOT_ASKED = "not_asked"
    ALL_TIED = "all_tied"
    CONSTANT = "constant"
    FEW_GROUPS = "few_groups"
    FEW_ROUNDS = "few_rounds"
    NO_INVITED = "no_invited"  # how many were invited is not known, or fewer than answered
    NO_ROSTER = "no_roster"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A result that exists but must not be shown. It carries no count on purpose."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class NotEnough:
    """A question that these data cannot answer. The count may be shown, or it is None."""

    reason: Reason
    n: int | None = None


class NotEstimableError(ValueError):
    """Legal answers that a statistic cannot be computed from; becomes `NotEnough(reason, n)` where it is shown."""

    def __init__(self, reason: Reason, message: str, n: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.n = n
