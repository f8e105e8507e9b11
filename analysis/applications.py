"""Who applies, and who is accepted. People are counted, not forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import bdtr

from analysis.participation import Attendance, Part, may_be_told, told_together
from analysis.results import NotEnough, Reason, Withheld
from analysis.rounds import Expected, expected
from analysis.stats.proportions import Proportion, wilson
from data.schema import Role

__all__ = ["Acceptance", "Applications", "MentorShare", "acceptance", "applications", "mentor_share"]


@dataclass(frozen=True, slots=True)
class Applications:
    """Who applied for a round, or for rounds told together."""

    rounds: tuple[str, ...]
    mentor: int
    actor: int
    share: Proportion  # of mentors among all who applied
    p: float  # exact, two-sided, of as many applying in each role

    @property
    def n(self) -> int:
        return self.mentor + self.actor


@dataclass(frozen=True, slots=True)
class MentorShare:
    """The share of mentors among the applicants of several rounds: of these, of any such round, of the next one."""

    total: Applications
    any_round: Expected | NotEnough
    next_round: Expected | NotEnough


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How many of one role's applicants were accepted, in closed rounds together."""

    role: Role
    rounds: tuple[str, ...]
    accepted: Part | Withheld | NotEnough


def applications(people: Attendance, *, rounds: Sequence[str], confidence: float = 0.95) -> tuple[Applications, ...]:
    """Applicants by role, for each of the rounds chosen that had applications and may be told."""
    blocks, _ = told_together(_applied(people), lambda r: _by_role(people, [r]), people.minimum)
    inside = [block for block in blocks if set(block) <= set(rounds)]
    return tuple(_applications(people, block, confidence) for block in inside)


def mentor_share(
    people: Attendance, *, rounds: Sequence[str], confidence: float = 0.95
) -> MentorShare | Withheld | NotEnough:
    """Of all who applied for these rounds, the share that applied as mentors.

    Wilson on the counts added up: never narrower than one that lets the share differ from round to round.
    """
    if not set(_applied(people)) & set(rounds):
        return NotEnough(Reason.NOT_ASKED)
    shown = applications(people, rounds=rounds, confidence=confidence)
    if not shown:
        return Withheld(Reason.TOO_FEW)
    covered = tuple(r for one in shown for r in one.rounds)
    spread = [(one.share.estimate, (one.share.estimate * (1 - one.share.estimate) / one.n) ** 0.5) for one in shown]
    return MentorShare(_applications(people, covered, confidence), *expected(spread, confidence=confidence))


def acceptance(people: Attendance, *, closed: Sequence[str]) -> tuple[Acceptance, ...]:
    """By role, pooled over closed rounds: neither the accepted nor the others may be a few."""
    known = [a for a in people.applicants if a.round in closed and a.accepted is not None]
    rounds = tuple(r for r in people.rounds if any(a.round == r for a in known))
    return tuple(
        Acceptance(role, rounds, _accepted([bool(a.accepted) for a in known if a.role is role], people.minimum))
        for role in Role
    )


def _accepted(decided: Sequence[bool], minimum: int) -> Part | Withheld | NotEnough:
    if not decided:
        return NotEnough(Reason.NOT_ASKED)
    n, yes = len(decided), sum(decided)
    return Part(yes, wilson(yes, n, population=n)) if may_be_told(yes, n - yes, minimum=minimum) else _too_few()


def _applied(people: Attendance) -> list[str]:
    met = {a.round for a in people.applicants}
    return [r for r in people.rounds if r in met]


def _by_role(people: Attendance, rounds: Sequence[str]) -> list[int]:
    return [len({(a.round, a.person) for a in people.applicants if a.round in rounds and a.role is r}) for r in Role]


def _applications(people: Attendance, rounds: tuple[str, ...], confidence: float) -> Applications:
    mentor, actor = _by_role(people, rounds)
    share = wilson(mentor, mentor + actor, confidence=confidence)
    return Applications(rounds, mentor, actor, share, _exact_p(mentor, actor))


def _exact_p(x: int, y: int) -> float:
    """Two-sided binomial test of one half, which is symmetric: twice the smaller tail.

    >>> round(_exact_p(59, 46), 4)
    0.2414
    """
    return min(1.0, 2 * float(bdtr(min(x, y), x + y, 0.5)))


def _too_few() -> Withheld:
    return Withheld(Reason.TOO_FEW)
