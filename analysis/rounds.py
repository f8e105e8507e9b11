"""Is the direction lasting: one comparison a round, and what the rounds say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from analysis.benefit import Comparison, compare_roles
from analysis.disclosure import Gate
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.pooling import pool
from analysis.stats.superiority import Superiority
from data.schema import Wave

__all__ = ["Expected", "RoundsTogether", "Wording", "expected", "over_rounds", "reworded", "together"]

MIN_ROUNDS_TO_POOL = 2
MIN_ROUNDS_TO_PREDICT = 5  # docs/methods.md: with fewer the prediction interval says nothing


@dataclass(frozen=True, slots=True)
class Wording:
    """How a question was worded in one round's form, in one language."""

    round: str
    item: str
    language: str
    heading: str


@dataclass(frozen=True, slots=True)
class Expected:
    """Theta, or a share, expected in a round like these, with an interval."""

    theta: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class RoundsTogether:
    """What several rounds say of theta: three different questions, and a plain count."""

    average: Superiority | Withheld | NotEnough  # "on average in these rounds"
    any_round: Expected | NotEnough  # "in any such round"
    next_round: Expected | NotEnough  # "in the next round"
    ahead: int  # rounds in which mentors reported more
    compared: int  # rounds that could be compared


def over_rounds(
    gate: Gate, item: str, *, rounds: Sequence[str], ends: tuple[float, float], wave: Wave = Wave.END
) -> tuple[Comparison, ...]:
    """Mentors against actors in each round; rounds that may only be shown together are one entry."""
    asked = [r for r in rounds if gate.was_asked(item, wave, [r])]
    return tuple(compare_roles(gate, item, rounds=block, ends=ends, wave=wave) for block in gate.blocks(item, asked))


def together(
    gate: Gate, item: str, *, rounds: Sequence[str], ends: tuple[float, float], wave: Wave = Wave.END
) -> RoundsTogether:
    """The rounds' average, any such round, the next round, and in how many the mentors were ahead."""
    thetas = [c.theta for c in over_rounds(gate, item, rounds=rounds, ends=ends, wave=wave)]
    shown = [theta for theta in thetas if isinstance(theta, Superiority)]
    any_round, next_round = expected([(theta.theta, theta.se) for theta in shown])
    return RoundsTogether(
        average=compare_roles(gate, item, rounds=rounds, ends=ends, wave=wave).theta,
        any_round=any_round,
        next_round=next_round,
        ahead=sum(theta.theta > 0.5 for theta in shown),
        compared=len(shown),
    )


def reworded(wordings: Iterable[Wording], item: str, rounds: Sequence[str]) -> frozenset[str]:
    """The rounds in which a question was worded otherwise than in the round before, in any one language.

    >>> words = [Wording("r1", "a", "fi", "Sain rohkeutta"), Wording("r2", "a", "fi", "Rohkaistuin")]
    >>> reworded(words, "a", ["r1", "r2"])
    frozenset({'r2'})
    """
    changed = set()
    last: dict[str, set[str]] = {}
    for round_id in rounds:
        now: dict[str, set[str]] = {}
        for wording in wordings:
            if wording.item == item and wording.round == round_id:
                now.setdefault(wording.language, set()).add(wording.heading)
        if any(last.get(language, headings).isdisjoint(headings) for language, headings in now.items()):
            changed.add(round_id)
        last |= now
    return frozenset(changed)


def expected(
    estimates: Sequence[tuple[float, float]], *, confidence: float = 0.95
) -> tuple[Expected | NotEnough, Expected | NotEnough]:
    """Any such round and the next one, from an estimate between 0 and 1 and its standard error for each round."""
    usable = [(estimate, se) for estimate, se in estimates if 0 < estimate < 1 and se > 0]
    if len(usable) < MIN_ROUNDS_TO_POOL:
        return NotEnough(Reason.FEW_ROUNDS), NotEnough(Reason.FEW_ROUNDS)
    value, se = np.array(usable).T
    se_logit = se / (value * (1 - value))
    pooled = pool(np.log(value / (1 - value)), se_logit**2, confidence=confidence)
    any_round = Expected(float(expit(pooled.mean)), _from_logit(pooled.interval))
    prediction = pooled.prediction_interval
    if len(usable) < MIN_ROUNDS_TO_PREDICT or prediction is None:
        return any_round, NotEnough(Reason.FEW_ROUNDS)
    return any_round, Expected(any_round.theta, _from_logit(prediction))


def _from_logit(interval: Interval) -> Interval:
    return Interval(float(expit(interval.low)), float(expit(interval.high)), interval.confidence)
