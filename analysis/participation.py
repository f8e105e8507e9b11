"""Who took part and who answered: counts of people, told only in cells that are large enough.

Counts of people are no answers, so they do not pass the gate (analysis/disclosure.py). They are people all the same: a
round with a cell of 1…K−1 of them is told together with the rounds after it, and waits while there are none. Rounds
that were told once are never told otherwise when another one comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from analysis.disclosure import Gate, may_show_distribution
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.proportions import Bounds, Proportion, response_bounds, wilson
from data.schema import Form, Role, Wave

__all__ = [
    "Applicant",
    "Attendance",
    "Member",
    "Part",
    "Response",
    "Responses",
    "Volunteers",
    "may_be_told",
    "response",
    "responses",
    "told_together",
    "volunteers",
]


@dataclass(frozen=True, slots=True)
class Member:
    """One person of one round's roster: a pseudonym and where it belongs, no name."""

    round: str
    person: str
    role: Role
    group: str | None = None
    form: Form | None = None
    unit: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """One person who applied for a round; forms sent twice are one applicant."""

    round: str
    person: str
    role: Role
    accepted: bool | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Attendance:
    """What is known of people beside their answers."""

    rounds: tuple[str, ...]  # in their order
    minimum: int  # K: the fewest people in a cell that is told
    invited: Mapping[tuple[str, Role | None], int] = field(default_factory=dict)  # None: both roles together
    eligible: Mapping[str, int] = field(default_factory=dict)  # staff who could have applied
    answered: Mapping[tuple[str, Wave, Role], int] = field(default_factory=dict)  # people with any answer
    members: tuple[Member, ...] = ()
    applicants: tuple[Applicant, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """So many of `share.n` people."""

    count: int
    share: Proportion

    @property
    def of(self) -> int:
        return self.share.n


@dataclass(frozen=True, slots=True)
class Response:
    """How many of those invited answered one survey; `role` None: both roles together.

    The share is of everybody who was invited, so its interval has no width. What those who did not answer would have
    said is unknown: any share of the answers can lie off by at most `unknown` among all who were invited.
    """

    rounds: tuple[str, ...]
    role: Role | None
    answered: int
    invited: int | None
    share: Proportion | NotEnough

    @property
    def unknown(self) -> float | None:
        return 1 - self.share.estimate if isinstance(self.share, Proportion) else None


@dataclass(frozen=True, slots=True)
class Responses:
    """One entry for each role and each round, or rounds told together; `waiting` rounds have too few to be told."""

    rows: tuple[Response, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Volunteers:
    """How many of one role said yes to the mentor bank; `bounds` hold for all invited, whatever the rest thinks."""

    role: Role
    rounds: tuple[str, ...]
    points: tuple[float, ...]
    counts: tuple[int, ...]  # by point, from no to yes
    yes: Part
    bounds: Bounds | None


def may_be_told(*cells: int, minimum: int) -> bool:
    """Whether each cell holds nobody or enough people.

    >>> may_be_told(0, 7, minimum=5), may_be_told(3, 7, minimum=5)
    (True, False)
    """
    return all(n == 0 or n >= minimum for n in cells)


def told_together(
    rounds: Sequence[str], cells: Callable[[str], Sequence[int]], minimum: int
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The rounds as blocks that may be told, and those at the end that wait for another round.

    >>> told_together(["r1", "r2", "r3"], lambda r: {"r1": [3, 9], "r2": [8, 9], "r3": [2, 6]}[r], 5)
    ((('r1', 'r2'),), ('r3',))
    """
    blocks: list[tuple[str, ...]] = []
    waiting: list[str] = []
    for one in rounds:
        waiting.append(one)
        if may_be_told(*map(sum, zip(*map(cells, waiting), strict=True)), minimum=minimum):
            blocks.append(tuple(waiting))
            waiting = []
    return tuple(blocks), tuple(waiting)


def responses(
    people: Attendance, *, rounds: Sequence[str], roles: Sequence[Role] = tuple(Role), wave: Wave = Wave.END
) -> Responses:
    """Invited and answered by round and role, for the rounds chosen."""
    blocks, waiting = _blocks(people, wave)
    inside = [block for block in blocks if set(block) <= set(rounds)]
    rows = tuple(_response(people, block, role, wave) for block in inside for role in roles)
    return Responses(rows, tuple(r for r in waiting if r in rounds))


def response(people: Attendance, *, rounds: Sequence[str], wave: Wave = Wave.END) -> Response | Withheld | NotEnough:
    """Both roles and all of these rounds together, as far as they may be told and it is known who was invited."""
    blocks, _ = _blocks(people, wave)
    inside = [block for block in blocks if set(block) <= set(rounds)]
    known = tuple(r for block in inside for r in block if all((one, None) in people.invited for one in block))
    if known:
        return _response(people, known, None, wave)
    asked = any(r in rounds for r, its_wave, _ in people.answered if its_wave is wave)
    if not asked:
        return NotEnough(Reason.NOT_ASKED)
    return NotEnough(Reason.NO_INVITED) if inside else Withheld(Reason.TOO_FEW)


def volunteers(
    gate: Gate, people: Attendance, item: str, *, rounds: Sequence[str], role: Role, points: Sequence[float]
) -> Volunteers | Withheld | NotEnough:
    """Who may be asked to be a mentor, as said at the end; yes is the highest point."""
    if not gate.was_asked(item, Wave.END, rounds):
        return NotEnough(Reason.NOT_ASKED)
    group = gate.release(item, Wave.END, rounds=rounds, role=role)
    if isinstance(group, Withheld):
        return group
    counts = [int((group.values == point).sum()) for point in points]
    if not may_show_distribution(counts):
        return Withheld(Reason.UNANIMOUS)
    yes, n = counts[int(np.argmax(points))], len(group.values)
    invited = _invited(people, group.rounds, role)
    population = invited if invited is not None and invited >= n else None
    share = wilson(yes, n, population=population)
    bounds = None if population is None else response_bounds(yes, n, population)
    part = Part(yes, share if bounds is None else replace(share, interval=_within(share.interval, bounds)))
    return Volunteers(role, group.rounds, tuple(points), tuple(counts), part, bounds)


def _within(interval: Interval, bounds: Bounds) -> Interval:
    """The share of all invited cannot lie outside the bounds, though the approximation of the interval may."""
    return Interval(max(interval.low, bounds.low), min(interval.high, bounds.high), interval.confidence)


def _blocks(people: Attendance, wave: Wave) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Of all rounds with this survey, whatever is chosen, so that no choice tells them apart otherwise."""
    asked = [r for r in people.rounds if any((r, wave, role) in people.answered for role in Role)]
    return told_together(asked, lambda r: _cells(people, r, wave), people.minimum)


def _cells(people: Attendance, round_id: str, wave: Wave) -> list[int]:
    answered = [people.answered.get((round_id, wave, role), 0) for role in Role]
    return answered + [people.invited.get((round_id, role), 0) for role in Role]


def _response(people: Attendance, rounds: tuple[str, ...], role: Role | None, wave: Wave) -> Response:
    roles = tuple(Role) if role is None else (role,)
    answered = sum(people.answered.get((r, wave, one), 0) for r in rounds for one in roles)
    invited = _invited(people, rounds, role)
    if invited is None or not 0 < invited >= answered:
        return Response(rounds, role, answered, invited, NotEnough(Reason.NO_INVITED))
    return Response(rounds, role, answered, invited, wilson(answered, invited, population=invited))


def _invited(people: Attendance, rounds: Sequence[str], role: Role | None) -> int | None:
    """Of these rounds together; None where one of them does not tell."""
    known = [people.invited[r, role] for r in rounds if (r, role) in people.invited]
    return sum(known) if known and len(known) == len(rounds) else None
