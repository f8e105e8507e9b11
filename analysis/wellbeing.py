"""Did well-being change: start to end in the same people, or what people say themselves where no start was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.disclosure import Gate, ReleasedChange, is_unanimous
from analysis.results import NotEnough, NotEstimableError, Reason, Withheld
from analysis.stats.change import AllRowsChange, change_all_rows
from analysis.stats.proportions import Proportion, wilson
from data.schema import Role, Wave

__all__ = ["ScaleChange", "SelfReport", "change_by_round", "scale_change", "self_reported", "self_reports_of"]

AGREE = 4  # of five points: agrees or strongly agrees


@dataclass(frozen=True, slots=True)
class ScaleChange:
    """Change of a scale from start to end, in these roles together. `rounds` are those that could be shown."""

    scale: str
    rounds: tuple[str, ...]
    roles: tuple[Role, ...]
    change: AllRowsChange | Withheld | NotEnough


@dataclass(frozen=True, slots=True)
class SelfReport:
    """Share of a role who say that something improved: another question than before and after."""

    item: str
    rounds: tuple[str, ...]
    role: Role
    share: Proportion | Withheld | NotEnough


def scale_change(
    gate: Gate, scale: str, *, rounds: Sequence[str], roles: Sequence[Role] = tuple(Role), confidence: float = 0.95
) -> ScaleChange:
    """The one estimate of change for these rounds and roles: maximum likelihood on all rows, linked or not.

    Completers and drop-outs are never set side by side here: the difference would tell the drop-outs' answers.
    """
    if not gate.was_asked(scale, Wave.END, rounds):
        return ScaleChange(scale, tuple(rounds), tuple(roles), NotEnough(Reason.NOT_ASKED))
    if not gate.was_asked(scale, Wave.START, rounds):
        return ScaleChange(scale, tuple(rounds), tuple(roles), NotEnough(Reason.NO_START_SURVEY))
    groups = [gate.release_change(scale, rounds=rounds, role=role) for role in roles]
    shown = [group for group in groups if isinstance(group, ReleasedChange)]
    covered = tuple(r for r in rounds if any(r in group.rounds for group in shown))
    return ScaleChange(scale, covered or tuple(rounds), tuple(roles), _change(shown, gate.limits.estimate, confidence))


def change_by_round(
    gate: Gate, scale: str, *, rounds: Sequence[str], roles: Sequence[Role], confidence: float = 0.95
) -> tuple[ScaleChange, ...]:
    """Change in each round and role; rounds that may only be shown together are one entry."""
    asked = [r for r in rounds if gate.was_asked(scale, Wave.END, [r])]
    return tuple(
        scale_change(gate, scale, rounds=block, roles=[role], confidence=confidence)
        for block in gate.blocks(scale, asked)
        for role in roles
    )


def self_reported(
    gate: Gate, item: str, *, rounds: Sequence[str], role: Role, at_least: float = AGREE, confidence: float = 0.95
) -> SelfReport:
    """Share of those who answered `at_least` this point at the end."""
    return SelfReport(item, tuple(rounds), role, _share(gate, item, rounds, role, at_least, confidence))


def self_reports_of(
    gate: Gate, items: Sequence[str], *, rounds: Sequence[str], roles: Sequence[Role]
) -> list[SelfReport]:
    """Each item by each role."""
    return [self_reported(gate, item, rounds=rounds, role=role) for item in items for role in roles]


def _change(shown: Sequence[ReleasedChange], fewest: int, confidence: float) -> AllRowsChange | Withheld | NotEnough:
    if not shown:
        return Withheld(Reason.TOO_FEW)
    before = np.concatenate([group.before for group in shown])
    after = np.concatenate([group.after for group in shown])
    both = ~(np.isnan(before) | np.isnan(after))
    if both.sum() < fewest:
        return NotEnough(Reason.NOT_LINKED if not both.any() else Reason.FEW_PEOPLE)
    if np.ptp(before[both]) == 0 or np.ptp(after[both]) == 0:
        return Withheld(Reason.UNANIMOUS)
    try:
        return change_all_rows(before, after, confidence=confidence)
    except NotEstimableError as why:
        return NotEnough(why.reason, why.n)


def _share(
    gate: Gate, item: str, rounds: Sequence[str], role: Role, at_least: float, confidence: float
) -> Proportion | Withheld | NotEnough:
    if not gate.was_asked(item, Wave.END, rounds):
        return NotEnough(Reason.NOT_ASKED)
    group = gate.release(item, Wave.END, rounds=rounds, role=role)
    if isinstance(group, Withheld):
        return group
    share = wilson(int((group.values >= at_least).sum()), len(group.values), confidence=confidence)
    return Withheld(Reason.UNANIMOUS) if is_unanimous(share.estimate, 0, 1) else share
