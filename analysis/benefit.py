"""Who gains, and in what: mentors against actors, per item and scale, in one round, within pairs and over rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.disclosure import Gate, Released, is_unanimous, may_show_distribution
from analysis.results import NotEnough, NotEstimableError, Reason, Withheld
from analysis.stats.proportions import Proportion, tango, wilson
from analysis.stats.superiority import Superiority, stratified_superiority, superiority
from data.schema import Missing, Role, Wave

__all__ = [
    "Comparison",
    "Distribution",
    "PairView",
    "RoleMean",
    "compare_items",
    "compare_roles",
    "distribution",
    "distributions",
    "within_groups",
]

_Block = tuple[tuple[str, ...], Released, Released]  # rounds, mentors, actors


@dataclass(frozen=True, slots=True)
class RoleMean:
    """Mean of one role's answers; `cannot_say` people had the question before them and could not answer it."""

    mean: float
    n: int  # answers: who took part in two rounds is counted twice
    cannot_say: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mentors against actors on one item or scale. `rounds` are those in which both roles may be shown."""

    item: str
    rounds: tuple[str, ...]
    mentor: RoleMean | Withheld | NotEnough
    actor: RoleMean | Withheld | NotEnough
    theta: Superiority | Withheld | NotEnough


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many people of one role chose each point of an item, from its lowest to its highest."""

    item: str
    role: Role
    points: tuple[float, ...]
    counts: tuple[int, ...]
    cannot_say: int

    @property
    def n(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class PairView:
    """Within pairs and small groups, pooled over closed rounds: who reports more, the mentor or the actors' mean."""

    item: str
    mentor_higher: int
    equal: int
    actor_higher: int
    share: Proportion  # of groups in which the mentor reports more
    net: Proportion  # share mentor higher − share actor higher
    rounds: tuple[str, ...] = ()  # that have a complete group

    @property
    def n(self) -> int:
        return self.mentor_higher + self.equal + self.actor_higher


def compare_roles(
    gate: Gate,
    item: str,
    *,
    rounds: Sequence[str],
    ends: tuple[float, float],
    wave: Wave = Wave.END,
    confidence: float = 0.95,
) -> Comparison:
    """Theta between the roles: of one block of rounds linked by groups, of several averaged over the blocks.

    `ends` are the lowest and highest possible value: a mean that lies there tells each single answer.
    """
    mentor, actor = (gate.release(item, wave, rounds=rounds, role=role) for role in Role)
    blocks, fewest = _comparable(gate, item, wave, rounds), gate.limits.estimate
    theta = _theta(blocks, fewest, confidence) if gate.was_asked(item, wave, rounds) else _not_asked()
    covered = tuple(r for block, _, _ in blocks for r in block)
    return Comparison(item, covered or tuple(rounds), _mean(mentor, fewest, ends), _mean(actor, fewest, ends), theta)


def compare_items(
    gate: Gate, items: Sequence[str], *, rounds: Sequence[str], ends: tuple[float, float], wave: Wave = Wave.END
) -> tuple[Comparison, ...]:
    """Each item that was asked in these rounds, in the order given."""
    asked = [item for item in items if gate.was_asked(item, wave, rounds)]
    return tuple(compare_roles(gate, item, rounds=rounds, ends=ends, wave=wave) for item in asked)


def distribution(
    gate: Gate, item: str, *, rounds: Sequence[str], role: Role, points: Sequence[float], wave: Wave = Wave.END
) -> Distribution | Withheld:
    """Counts by answer, unless one answer holds so many that it tells what each person said."""
    group = gate.release(item, wave, rounds=rounds, role=role)
    if isinstance(group, Withheld):
        return group
    counts = [int((group.values == point).sum()) for point in points]
    if not may_show_distribution(counts):
        return Withheld(Reason.UNANIMOUS)
    return Distribution(item, role, tuple(points), tuple(counts), _cannot_say(group))


def distributions(
    gate: Gate, items: Sequence[str], *, rounds: Sequence[str], roles: Sequence[Role], points: Sequence[float]
) -> list[tuple[str, Role, Distribution | Withheld]]:
    """Each item by each role."""
    return [
        (item, role, distribution(gate, item, rounds=rounds, role=role, points=points))
        for item in items
        for role in roles
    ]


def within_groups(
    gate: Gate, item: str, *, closed: Sequence[str], wave: Wave = Wave.END, confidence: float = 0.95
) -> PairView | Withheld | NotEnough:
    """The mentor against the mean of the group's actors, in every complete group of the closed rounds together."""
    if not gate.was_asked(item, wave, closed):
        return _not_asked()
    groups = gate.release_groups(item, wave, closed=closed)
    if isinstance(groups, Withheld):
        return groups
    up, equal, down = (int((groups.signs == sign).sum()) for sign in (1, 0, -1))
    if not may_show_distribution([up, equal, down]):
        return Withheld(Reason.UNANIMOUS)
    n = up + equal + down
    share, net = wilson(up, n, confidence=confidence), tango(up, down, n, confidence=confidence)
    return PairView(item, up, equal, down, share, net, groups.rounds)


def _comparable(gate: Gate, item: str, wave: Wave, rounds: Sequence[str]) -> list[_Block]:
    """The blocks of rounds in which both roles may be shown."""
    blocks = []
    for block in gate.blocks(item, rounds):
        mentor, actor = (gate.release(item, wave, rounds=block, role=role) for role in Role)
        if isinstance(mentor, Released) and isinstance(actor, Released):
            blocks.append((block, mentor, actor))
    return blocks


def _theta(blocks: Sequence[_Block], fewest: int, confidence: float) -> Superiority | Withheld | NotEnough:
    if not blocks:
        return Withheld(Reason.TOO_FEW)
    if len(blocks) == 1 and min(len(group.people) for group in blocks[0][1:]) < fewest:
        return NotEnough(Reason.FEW_PEOPLE)
    try:
        result = _superiority([(m.values, a.values, m.groups, a.groups) for _, m, a in blocks], confidence)
    except NotEstimableError as why:
        return NotEnough(why.reason, why.n)
    return Withheld(Reason.UNANIMOUS) if is_unanimous(result.theta, 0, 1) else result


def _superiority(
    strata: list[tuple[np.ndarray, np.ndarray, np.ndarray | None, np.ndarray | None]], confidence: float
) -> Superiority:
    if len(strata) > 1:
        return stratified_superiority(strata, confidence=confidence)
    x, y, groups_x, groups_y = strata[0]
    return superiority(x, y, groups_x=groups_x, groups_y=groups_y, confidence=confidence)


def _mean(group: Released | Withheld, fewest: int, ends: tuple[float, float]) -> RoleMean | Withheld | NotEnough:
    if isinstance(group, Withheld):
        return group
    if len(group.people) < fewest:
        return NotEnough(Reason.FEW_PEOPLE, len(group.people))
    mean = float(group.values.mean())
    if is_unanimous(mean, *ends):
        return Withheld(Reason.UNANIMOUS)
    return RoleMean(mean, len(group.values), _cannot_say(group))


def _cannot_say(group: Released) -> int:
    return group.missing.get(Missing.DONT_KNOW, 0)


def _not_asked() -> NotEnough:
    return NotEnough(Reason.NOT_ASKED)
