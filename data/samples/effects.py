"""What is true of the made-up programme: the effects it is drawn from, and the figures that follow from them.

Nothing here is estimated: each truth is computed from the distributions that the answers are drawn from. Agreement is
a normal variable of variance 1 cut into five points; well-being is a normal variable rounded to 0–10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

__all__ = ["AGREEMENT", "WELLBEING", "Agreement", "Wellbeing", "theta", "true_change", "true_shares", "true_theta"]

CUTS = (-1.9, -1.1, -0.3, 0.8)  # between the five points of agreement
LOWEST, HIGHEST = 0, 10  # of a well-being item


@dataclass(frozen=True, slots=True)
class Agreement:
    """How an item of agreement is answered: the actors' level, and how much higher mentors are."""

    level: float
    mentors_higher: float = 0.0
    small_groups_higher: float = 0.0
    values: float = 0.0  # weight of the values shared in the pair or group
    common: bool = True  # whether it has a part that all gains of a person and a pair or group share


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """Well-being of a person at the start and at the end, and what its items add."""

    start: float = 6.2
    sd: float = 1.6
    rise: float = 0.7
    stability: float = 0.65  # correlation of a person's start and end
    item_sd: float = 1.0
    stay_odds: float = 1.5  # log-odds of answering the end survey at average well-being
    stay_slope: float = 0.9  # added for each sd above the average: low starters drop out


_SMALL, _VALUES = 0.25, 0.25


def _benefit(level: float, mentors_higher: float) -> Agreement:
    return Agreement(level, mentors_higher, _SMALL, _VALUES)


# Mentors gain more on most items, not on all: goals are alike, careers become clearer to actors.
AGREEMENT: Mapping[str, Agreement] = {
    "new_viewpoints": _benefit(0.35, 0.75),
    "strengths_known": _benefit(0.10, 0.60),
    "courage": _benefit(0.10, 0.65),
    "own_agency": _benefit(0.05, 0.70),
    "new_ways": _benefit(-0.20, 0.55),
    "goals_reached": _benefit(0.00, 0.00),
    "expert_role": _benefit(-0.10, 0.85),
    "career_clearer": _benefit(0.10, -0.35),
    "networks_grew": _benefit(-0.05, 0.55),
    "wellbeing_supported": _benefit(0.05, 0.75),
    "trust_in_pair": Agreement(0.70, 0.10, 0.10, 0.35),
    "would_recommend": Agreement(0.60, 0.40, 0.20, 0.20),
    "self_wellbeing_improved": Agreement(0.10, 0.30),
    "self_coping_improved": Agreement(0.00, 0.25),
    "self_motivation_rose": Agreement(0.10, 0.30),
    "self_confidence_rose": Agreement(0.25, 0.20),
    "shared_values": Agreement(0.30, 0.0, 0.0, 0.80, False),
    "shared_field": Agreement(-1.00, common=False),
    "shared_interests": Agreement(0.20, common=False),
    "event_useful": Agreement(0.50, common=False),
    "event_usable": Agreement(0.40, common=False),
    "event_facilitation": Agreement(0.70, common=False),
    "event_discussion": Agreement(0.10, common=False),
    "event_practical": Agreement(0.60, common=False),
}
WELLBEING = Wellbeing()
WELLBEING_ITEMS: Mapping[str, float] = {
    "work_energy": -0.2,
    "work_joy": 0.2,
    "work_meaning": 0.6,
    "work_recovery": -0.4,
    "work_control": -0.5,
}


def level(item: str, mentor: bool, small_group: bool) -> float:
    """Mean of the normal variable behind an item of agreement."""
    one = AGREEMENT[item]
    return one.level + one.mentors_higher * mentor + one.small_groups_higher * small_group


def true_shares(item: str, mentor: bool, small_group: bool) -> tuple[float, ...]:
    """Expected shares of the five points.

    >>> round(sum(true_shares("courage", True, False)), 12)
    1.0
    """
    behind = NormalDist(level(item, mentor, small_group), 1.0)
    below = [0.0, *(behind.cdf(cut) for cut in CUTS), 1.0]
    return tuple(high - low for low, high in pairwise(below))


def theta(of_mentors: Sequence[float], of_actors: Sequence[float]) -> float:
    """P(mentor higher) + half of P(equal), from the shares of the points.

    >>> theta((0, 0, 1), (0.5, 0, 0.5))
    0.75
    """
    return sum(m * a * (0.5 * (i == j) + (i > j)) for i, m in enumerate(of_mentors) for j, a in enumerate(of_actors))


def true_theta(item: str, small_mentors: float = 0.0, small_actors: float = 0.0) -> float:
    """Theta of mentors against actors where these shares of them are in small groups."""
    return theta(_mixed(item, True, small_mentors), _mixed(item, False, small_actors))


def _mixed(item: str, mentor: bool, small: float) -> tuple[float, ...]:
    pairs, groups = true_shares(item, mentor, False), true_shares(item, mentor, True)
    return tuple((1 - small) * p + small * g for p, g in zip(pairs, groups, strict=True))


def true_change() -> float:
    """Expected change of the mean of the five well-being items, after rounding and the scale's ends."""
    changes = [_mean(offset + WELLBEING.rise) - _mean(offset) for offset in WELLBEING_ITEMS.values()]
    return sum(changes) / len(changes)


def _mean(offset: float) -> float:
    """Expected answer to a well-being item: a rounded normal variable, cut at 0 and 10."""
    behind = NormalDist(WELLBEING.start + offset, (WELLBEING.sd**2 + WELLBEING.item_sd**2) ** 0.5)
    return sum(1 - behind.cdf(point - 0.5) for point in range(LOWEST + 1, HIGHEST + 1))
