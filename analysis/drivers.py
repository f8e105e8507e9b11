"""What goes together with benefit, one thing at a time. Never a cause.

Which things may be asked about is declared in programme.toml (`cuts`), and all of them are asked of the same people.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from analysis.disclosure import Gate, ReleasedTogether, is_unanimous
from analysis.results import NotEnough, NotEstimableError, Reason, Withheld
from analysis.scores import option_item
from analysis.stats.association import Association, partial_rank_association
from data.instruments.model import Instruments, ItemKind, Topic
from data.programme import Cut
from data.schema import Role, Wave

__all__ = ["GoesWith", "PartMean", "Together", "ask_together", "declared"]

_TOPICS = {Cut.SHARED: Topic.MATCHING, Cut.PRACTICE: Topic.PRACTICE, Cut.THEME: Topic.THEME}


@dataclass(frozen=True, slots=True)
class GoesWith:
    """How an item or a choice and the outcome go together, within roles and rounds."""

    driver: str
    association: Association | Withheld | NotEnough


@dataclass(frozen=True, slots=True)
class PartMean:
    """Mean outcome of one role's people who made a choice."""

    part: str
    role: Role
    mean: float | Withheld
    n: int | None  # None where the mean is withheld


@dataclass(frozen=True, slots=True)
class Together:
    """An outcome and what was asked beside it, of the same `people` answers in closed rounds."""

    outcome: str
    rounds: tuple[str, ...]
    people: int
    drivers: tuple[GoesWith, ...]
    parts: tuple[PartMean, ...]


def declared(instruments: Instruments, cuts: Collection[Cut]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items and the choices asked at the end that the programme has declared: what may be asked together."""
    topics = {topic for cut, topic in _TOPICS.items() if cut in cuts}
    items = [i for i in instruments.items.values() if i.topic in topics and Wave.END in i.waves]
    choices = [option_item(i.id, o.id) for i in items if i.kind is ItemKind.MULTI for o in i.options]
    return tuple(i.id for i in items if i.kind not in {ItemKind.MULTI, ItemKind.TEXT}), tuple(choices)


def ask_together(
    gate: Gate,
    outcome: str,
    drivers: Sequence[str],
    parts: Sequence[str] = (),
    *,
    closed: Sequence[str],
    ends: tuple[float, float],
    confidence: float = 0.95,
) -> Together | Withheld | NotEnough:
    """Each driver and each part (a choice) against the outcome, pooled over the closed rounds that asked them all.

    All are those that the latest of the rounds asked: what was given up earlier does not shut out the later rounds.
    """
    latest = [r for r in closed if gate.was_asked(outcome, Wave.END, [r])][-1:]
    asked = [d for d in drivers if gate.was_asked(d, Wave.END, latest)]
    chosen = [p for p in parts if gate.was_asked(p, Wave.END, latest)]
    if not asked and not chosen:
        return NotEnough(Reason.NOT_ASKED)
    released = gate.release_together(outcome, asked, chosen, closed=closed)
    if isinstance(released, Withheld):
        return released
    return Together(
        outcome,
        released.rounds,
        len(released.answers),
        tuple(GoesWith(d, _association(gate, released, outcome, d, confidence)) for d in (*asked, *chosen)),
        tuple(_part(released, part, role, ends) for part in chosen for role in Role),
    )


def _association(
    gate: Gate, released: ReleasedTogether, outcome: str, driver: str, confidence: float
) -> Association | Withheld | NotEnough:
    answers = released.answers
    if driver not in answers:
        return Withheld(Reason.TOO_FEW)
    try:
        found = partial_rank_association(
            answers[outcome].to_numpy(float),
            answers[driver].to_numpy(float),
            adjust=[answers["role"], answers["round"]],
            groups=released.groups,
            confidence=confidence,
        )
    except NotEstimableError as why:
        return NotEnough(why.reason, why.n)
    if found.n_groups < gate.limits.association_groups:
        return replace(found, interval=NotEnough(Reason.FEW_GROUPS, found.n_groups))
    return Withheld(Reason.UNANIMOUS) if is_unanimous(found.value, -1, 1) else found


def _part(released: ReleasedTogether, part: str, role: Role, ends: tuple[float, float]) -> PartMean:
    if (part, role) not in released.parts:
        return PartMean(part, role, Withheld(Reason.TOO_FEW), None)
    mean, n = released.parts[part, role]
    return (
        PartMean(part, role, Withheld(Reason.UNANIMOUS), None)
        if is_unanimous(mean, *ends)
        else PartMean(part, role, mean, n)
    )
