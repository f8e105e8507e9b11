"""Waves beside the start and the end: feedback on coaching days, and benefit some time after the programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.disclosure import Gate, Released, is_unanimous
from analysis.results import NotEnough, Reason, Withheld
from data.schema import Missing, Role, Wave

__all__ = ["AnswerMean", "CoachingDay", "Later", "coaching_days", "extremes", "follow_up"]


@dataclass(frozen=True, slots=True)
class AnswerMean:
    """Mean of n answers; `cannot_say` people had the question before them and could not answer it."""

    mean: float
    n: int
    cannot_say: int


@dataclass(frozen=True, slots=True)
class CoachingDay:
    """What was said of one day, item by item in the order asked for. `name` is empty where the form told no day."""

    round: str
    name: str
    day: date | None
    items: tuple[tuple[str, AnswerMean | Withheld], ...]

    @property
    def n(self) -> int:
        """Answers to the item that most answered."""
        return max((shown.n for _, shown in self.items if isinstance(shown, AnswerMean)), default=0)


@dataclass(frozen=True, slots=True)
class Later:
    """A scale at the end and at the follow-up of the same rounds: not the same people, so no change is computed."""

    role: Role
    rounds: tuple[str, ...]
    end: AnswerMean | Withheld | NotEnough
    later: AnswerMean | Withheld | NotEnough


def coaching_days(
    gate: Gate, items: Sequence[str], *, rounds: Sequence[str], ends: tuple[float, float]
) -> tuple[CoachingDay, ...]:
    """Every coaching day of these rounds, in the order of their dates; nobody is divided by role."""
    found: dict[tuple[str, str], list[tuple[str, AnswerMean | Withheld]]] = {}
    dates: dict[tuple[str, str], date | None] = {}
    for item in items:
        for one in gate.release_occasions(item, rounds=rounds):
            key = one.round, one.name
            found.setdefault(key, []).append((item, _mean(one.released, ends)))
            dates[key] = min((d for d in (dates.get(key), one.day) if d), default=None)
    days = [CoachingDay(r, name, dates[r, name], tuple(means)) for (r, name), means in found.items()]
    return tuple(sorted(days, key=lambda day: (rounds.index(day.round), day.day or date.max, day.name)))


def extremes(days: Sequence[CoachingDay]) -> tuple[str, str] | None:
    """The items of the highest and the lowest mean over all answers of these days; None where there are not two."""
    sums: dict[str, tuple[float, int]] = {}
    for item, shown in [pair for day in days for pair in day.items]:
        if isinstance(shown, AnswerMean):
            total, n = sums.get(item, (0.0, 0))
            sums[item] = total + shown.mean * shown.n, n + shown.n
    means = {item: total / n for item, (total, n) in sums.items()}
    return (max(means, key=means.__getitem__), min(means, key=means.__getitem__)) if len(means) > 1 else None


def follow_up(
    gate: Gate, scale: str, *, rounds: Sequence[str], roles: Sequence[Role], ends: tuple[float, float]
) -> tuple[Later, ...]:
    """The scale at the end beside the follow-up, role by role, over the rounds that may be shown in both."""
    asked = [r for r in rounds if gate.was_asked(scale, Wave.FOLLOW_UP, [r])]
    return tuple(_later(gate, scale, asked, role, ends) for role in roles) if asked else ()


def _later(gate: Gate, scale: str, rounds: Sequence[str], role: Role, ends: tuple[float, float]) -> Later:
    end, later = (gate.release(scale, wave, rounds=rounds, role=role) for wave in (Wave.END, Wave.FOLLOW_UP))
    if isinstance(end, Released) and isinstance(later, Released) and end.rounds != later.rounds:
        both = [r for r in end.rounds if r in later.rounds]
        return _later(gate, scale, both, role, ends)
    return Later(role, tuple(rounds), _if_enough(end, gate, ends), _if_enough(later, gate, ends))


def _if_enough(
    released: Released | Withheld, gate: Gate, ends: tuple[float, float]
) -> AnswerMean | Withheld | NotEnough:
    if isinstance(released, Released) and len(released.people) < gate.limits.estimate:
        return NotEnough(Reason.FEW_PEOPLE, len(released.people))
    return _mean(released, ends)


def _mean(released: Released | Withheld, ends: tuple[float, float]) -> AnswerMean | Withheld:
    if isinstance(released, Withheld):
        return released
    mean = float(released.values.mean())
    if is_unanimous(mean, *ends):
        return Withheld(Reason.UNANIMOUS)
    return AnswerMean(mean, len(released.values), released.missing.get(Missing.DONT_KNOW, 0))
