"""Which form works: small groups against pairs. Never a cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.disclosure import Gate, Released, is_unanimous
from analysis.results import NotEnough, NotEstimableError, Reason, Withheld
from analysis.stats.nested import nested_superiority
from analysis.stats.superiority import Stratum, Superiority
from data.programme import Limits
from data.schema import Form, Role, Wave

__all__ = ["FormComparison", "FormSide", "compare_forms"]

_Parts = dict[Form, Released]


@dataclass(frozen=True, slots=True)
class FormSide:
    """From how many answers and groups one side is. Someone whose group is not known is a group of one."""

    people: int
    groups: int


@dataclass(frozen=True, slots=True)
class FormComparison:
    """Small groups against pairs on one item or scale, mentors with mentors and actors with actors, round by round.

    `rounds` are those in which both forms may be told apart. Theta above .5: small groups report more.
    """

    item: str
    rounds: tuple[str, ...]
    role: Role | None  # None: both roles together
    small_groups: FormSide
    pairs: FormSide
    theta: Superiority | Withheld | NotEnough


def compare_forms(
    gate: Gate, item: str, *, rounds: Sequence[str], role: Role | None = None, confidence: float = 0.95
) -> FormComparison:
    """Theta between the forms, from atoms that are split by form only; like is compared with like.

    A round takes part with the roles in which both forms may be shown and have two groups or more.
    """
    roles = [role] if role is not None else list(Role)
    by_round = {r: _roles_told_apart(gate, item, r, roles) for r in rounds}
    compared = {r: parts for r, parts in by_round.items() if parts}
    small, pairs = (_side(compared, form) for form in (Form.SMALL_GROUP, Form.PAIR))
    asked = gate.was_asked(item, Wave.END, rounds)
    theta = _theta(compared, (small, pairs), gate.limits, confidence) if asked else NotEnough(Reason.NOT_ASKED)
    return FormComparison(item, tuple(compared) or tuple(rounds), role, small, pairs, theta)


def _roles_told_apart(gate: Gate, item: str, round_id: str, roles: Sequence[Role]) -> list[_Parts]:
    """Both forms of each role that may be told apart. An atom that is split by form never reaches over rounds."""
    parts = [_told_apart(gate, item, round_id, role) for role in roles]
    found = [part for part in parts if part is not None]
    enough = all(_n_groups(part[form] for part in found) >= 2 for form in Form) if found else False
    return found if enough else []


def _told_apart(gate: Gate, item: str, round_id: str, role: Role) -> _Parts | None:
    parts = {form: gate.release(item, Wave.END, rounds=[round_id], role=role, form=form) for form in Form}
    released = {form: part for form, part in parts.items() if isinstance(part, Released)}
    return released if len(released) == len(Form) else None


def _theta(
    compared: dict[str, list[_Parts]], sides: tuple[FormSide, FormSide], limits: Limits, confidence: float
) -> Superiority | Withheld | NotEnough:
    if not compared:
        return NotEnough(Reason.FEW_GROUPS)
    if min(side.groups for side in sides) < limits.groups:
        return NotEnough(Reason.FEW_GROUPS, min(side.groups for side in sides))
    if min(side.people for side in sides) < limits.estimate:
        return NotEnough(Reason.FEW_PEOPLE)
    try:
        result = nested_superiority(
            [[_stratum(p) for p in parts] for parts in compared.values()], confidence=confidence
        )
    except NotEstimableError as why:
        return NotEnough(why.reason, why.n)
    return Withheld(Reason.UNANIMOUS) if is_unanimous(result.theta, 0, 1) else result


def _stratum(parts: _Parts) -> Stratum:
    small, pairs = parts[Form.SMALL_GROUP], parts[Form.PAIR]
    return small.values, pairs.values, small.groups, pairs.groups


def _side(compared: dict[str, list[_Parts]], form: Form) -> FormSide:
    people = sum(len(part[form].values) for parts in compared.values() for part in parts)
    return FormSide(people, sum(_n_groups(part[form] for part in parts) for parts in compared.values()))


def _n_groups(released: Iterable[Released]) -> int:
    """Different groups of a round, a mentor's and its actors' counted once."""
    known: set[object] = set()
    alone = 0
    for one in released:
        if one.groups is None:
            alone += len(one.values)
        else:
            known |= set(one.groups.tolist())
    return len(known) + alone
