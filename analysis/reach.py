"""How far the programme reaches and whether people stay: coverage, organisations, units, groups, who comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.participation import Attendance, Member, Part, may_be_told, told_together
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.proportions import Proportion, wilson
from data.schema import Form, Role

__all__ = [
    "Continuity",
    "Coverage",
    "Groups",
    "Place",
    "Reach",
    "continuity",
    "coverage",
    "groups_formed",
    "reach",
]

MIN_ROUNDS = 2  # nobody can come back to the first


@dataclass(frozen=True, slots=True)
class Coverage:
    """How large a part of the staff who could have applied took part in a round."""

    round: str
    people: int
    eligible: int
    share: Proportion


@dataclass(frozen=True, slots=True)
class Groups:
    """Pairs and small groups of a round, or of rounds told together, and the people in them."""

    rounds: tuple[str, ...]
    pairs: int
    small_groups: int
    in_pairs: int
    in_small_groups: int


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation or a unit and how often somebody of it took part; without a name, the small ones together."""

    name: str | None
    people: int
    places: int = 1


@dataclass(frozen=True, slots=True)
class Reach:
    """Over closed rounds: who takes part in two rounds is counted in each.

    `organisations` are told as a number even where each is small: that is no count of people.
    """

    rounds: tuple[str, ...]
    organisations: int
    by_organisation: tuple[Place, ...]
    by_unit: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Continuity:
    """Over closed rounds, of people with a later round: two counts without a common member, never their sum."""

    rounds: tuple[str, ...]
    became_mentors: Part | Withheld | NotEnough  # actors who were mentors in a later round
    came_back: Part | Withheld | NotEnough  # others who took part in a later round


def coverage(people: Attendance, *, rounds: Sequence[str]) -> tuple[Coverage, ...]:
    """Those invited, against the staff that could have applied, where both are known."""
    known = [r for r in rounds if (r, None) in people.invited and r in people.eligible]
    rows = [(r, people.invited[r, None], people.eligible[r]) for r in known]
    return tuple(
        Coverage(r, n, staff, wilson(n, staff, population=staff))
        for r, n, staff in rows
        if people.minimum <= n <= staff
    )


def groups_formed(people: Attendance, *, rounds: Sequence[str]) -> tuple[Groups, ...]:
    """Pairs and small groups as the rosters name them."""
    listed = [r for r in people.rounds if any(m.round == r and m.group for m in people.members)]
    blocks, _ = told_together(listed, lambda r: [len(_in_form(people, [r], f)) for f in Form], people.minimum)
    return tuple(_groups(people, block) for block in blocks if set(block) <= set(rounds))


def reach(people: Attendance, *, closed: Sequence[str]) -> Reach | NotEnough:
    """Organisations and units over all closed rounds together, the small ones as one."""
    members = [m for m in people.members if m.round in closed]
    if not members:
        return NotEnough(Reason.NO_ROSTER)
    organisations = [m.organisation for m in members if m.organisation]
    return Reach(
        rounds=_rounds_of(people, members),
        organisations=len(set(organisations)),
        by_organisation=_places(organisations, people.minimum),
        by_unit=_places([m.unit for m in members if m.unit], people.minimum),
    )


def continuity(people: Attendance, *, closed: Sequence[str]) -> Continuity | NotEnough:
    """Do actors become mentors, and who else comes back."""
    members = [m for m in people.members if m.round in closed]
    rounds = _rounds_of(people, members)
    if not members:
        return NotEnough(Reason.NO_ROSTER)
    if len(rounds) < MIN_ROUNDS:
        return NotEnough(Reason.FEW_ROUNDS, len(rounds))
    place = {r: i for i, r in enumerate(rounds)}
    earlier = {m.person for m in members if m.round != rounds[-1]}
    actors = {m.person for m in members if m.round != rounds[-1] and m.role is Role.ACTOR}
    first_as_actor = _first(place, [m for m in members if m.role is Role.ACTOR])
    last_as_mentor = _last(place, [m for m in members if m.role is Role.MENTOR])
    became = {p for p in actors if last_as_mentor.get(p, -1) > first_as_actor[p]}
    first, last = _first(place, members), _last(place, members)
    others = {p for p in earlier if last[p] > first[p]} - became
    return Continuity(rounds, _part(became, actors, people.minimum), _part(others, earlier, people.minimum))


def _part(inside: set[str], base: set[str], minimum: int) -> Part | Withheld | NotEnough:
    if not base:
        return NotEnough(Reason.NO_ROSTER)
    n, of = len(inside), len(base)
    if not may_be_told(n, of - n, minimum=minimum):
        return Withheld(Reason.TOO_FEW)
    return Part(n, wilson(n, of, population=of))


def _first(place: dict[str, int], members: Iterable[Member]) -> dict[str, int]:
    found: dict[str, int] = {}
    for m in members:
        found[m.person] = min(place[m.round], found.get(m.person, place[m.round]))
    return found


def _last(place: dict[str, int], members: Iterable[Member]) -> dict[str, int]:
    found: dict[str, int] = {}
    for m in members:
        found[m.person] = max(place[m.round], found.get(m.person, place[m.round]))
    return found


def _places(names: Sequence[str], minimum: int) -> tuple[Place, ...]:
    """From the largest; those under the minimum are one, with as many of the next smallest as that takes."""
    counts = Counter(names).most_common()
    counts.sort(key=lambda one: (-one[1], one[0]))
    small = [n for _, n in counts if n < minimum]
    shown = counts[: len(counts) - len(small)]
    while small and sum(small) < minimum and shown:
        small.append(shown.pop()[1])
    others = [Place(None, sum(small), len(small))] if sum(small) >= minimum else []
    return tuple([Place(name, n) for name, n in shown] + others)


def _in_form(people: Attendance, rounds: Sequence[str], form: Form) -> list[Member]:
    return [m for m in people.members if m.round in rounds and m.form is form and m.group]


def _groups(people: Attendance, rounds: tuple[str, ...]) -> Groups:
    paired, grouped = (_in_form(people, rounds, form) for form in (Form.PAIR, Form.SMALL_GROUP))
    number = [len({(m.round, m.group) for m in part}) for part in (paired, grouped)]
    return Groups(rounds, number[0], number[1], len(paired), len(grouped))


def _rounds_of(people: Attendance, members: Iterable[Member]) -> tuple[str, ...]:
    met = {m.round for m in members}
    return tuple(r for r in people.rounds if r in met)
