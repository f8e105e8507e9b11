"""The smallest groups that may ever be shown, fixed when a role of a round is first imported and never recomputed.

An atom is a cell: the people of one role in one round, split by form only where both parts are large enough. A role
that is too small in its round waits for a neighbouring round that has not been shown yet, and the two are one atom for
good: tying it to a round already shown would give the few away by subtraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from data.schema import Form, Role

__all__ = ["Atom", "fix_round"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A cell of people: `form` is None where the cell is not split by form."""

    rounds: tuple[str, ...]
    role: Role
    form: Form | None
    people: int  # counted when it was fixed; under the limit: waiting for a neighbour, not shown
    minimum: int  # the limit it was fixed under: one set of atoms for each limit in use

    @property
    def large_enough(self) -> bool:
        return self.people >= self.minimum


def fix_round(
    atoms: Sequence[Atom],
    round_id: str,
    order: Sequence[str],
    people: Iterable[tuple[Role, Form | None]],
    minimum: int,
) -> tuple[Atom, ...]:
    """All atoms of this limit after the first import of a role in `round_id`; a role fixed before stays as it is.

    `order` lists the rounds as they followed each other; `people` has one entry for each person of the round.

    >>> first = fix_round((), "r1", ["r1", "r2"], [(Role.MENTOR, Form.PAIR)] * 3, 5)
    >>> [(a.rounds, a.large_enough) for a in first]
    [(('r1',), False)]
    >>> both = fix_round(first, "r2", ["r1", "r2"], [(Role.MENTOR, Form.PAIR)] * 9, 5)
    >>> [(a.rounds, a.people) for a in both]
    [(('r1', 'r2'), 12)]
    """
    kept = [atom for atom in atoms if atom.minimum == minimum]
    fixed = {atom.role for atom in kept if round_id in atom.rounds}
    counts = Counter(people)
    for role in [role for role in Role if role not in fixed]:
        forms = {form: n for (its_role, form), n in counts.items() if its_role is role}
        if forms:
            kept = _with_role(kept, round_id, order, role, forms, minimum)
    return tuple(kept)


def _with_role(
    atoms: list[Atom], round_id: str, order: Sequence[str], role: Role, forms: dict[Form | None, int], minimum: int
) -> list[Atom]:
    total = sum(forms.values())
    waiting = next((a for a in atoms if a.role is role and not a.large_enough and _touches(a, round_id, order)), None)
    if waiting is not None:
        rounds = tuple(sorted((*waiting.rounds, round_id), key=order.index))
        tied = replace(waiting, rounds=rounds, people=waiting.people + total)
        return [tied if atom is waiting else atom for atom in atoms]
    if len(forms) > 1 and None not in forms and min(forms.values()) >= minimum:
        return atoms + [Atom((round_id,), role, form, n, minimum) for form, n in sorted(forms.items())]
    return [*atoms, Atom((round_id,), role, None, total, minimum)]


def _touches(atom: Atom, round_id: str, order: Sequence[str]) -> bool:
    place = order.index(round_id)
    return any(abs(order.index(other) - place) == 1 for other in atom.rounds)
