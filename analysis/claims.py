"""What the programme may claim: each declared claim weighed by one rule, whatever it is about.

The verdict follows from the declared claim and two intervals that stand on its card: the one of 95 %, and a wider one
that holds for all declared claims together (1 − .05/m for m claims). No step-down, so words and intervals agree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analysis.applications import MentorShare, mentor_share
from analysis.benefit import PairView, compare_roles, within_groups
from analysis.disclosure import Gate, Released, is_unanimous
from analysis.matching import FormComparison, compare_forms
from analysis.participation import Attendance
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.change import AllRowsChange
from analysis.stats.proportions import Proportion, wilson
from analysis.stats.superiority import Superiority
from analysis.wellbeing import scale_change
from data.programme import Claim, Direction, Estimand, Scope
from data.schema import Role, Wave

__all__ = ["Assessment", "Evidence", "Found", "Verdict", "assess", "verdict"]

CONFIDENCE = 0.95
ERROR = 1 - CONFIDENCE  # shared by all declared claims in the wider interval (Bonferroni)

Result = Superiority | PairView | AllRowsChange | Proportion | MentorShare | FormComparison


class Verdict(StrEnum):
    SUPPORTED = "supported"
    SUGGESTED = "suggested"
    UNDECIDED = "undecided"
    CONTRADICTED = "contradicted"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What claims are weighed on."""

    gate: Gate
    attendance: Attendance
    closed: tuple[str, ...]  # rounds that have ended, in their order
    ends: Mapping[str, tuple[float, float]]  # lowest and highest value of each item and scale


@dataclass(frozen=True, slots=True)
class Found:
    """An estimate with its two intervals. `result` is what the 95 % one came from, with all its counts."""

    estimate: float
    interval: Interval
    simultaneous: Interval
    result: Result


@dataclass(frozen=True, slots=True)
class Assessment:
    """A declared claim, what was found, and the rounds this rests on (or was to rest on, where nothing was found)."""

    claim: Claim
    verdict: Verdict
    rounds: tuple[str, ...]
    found: Found | Withheld | NotEnough


@dataclass(frozen=True, slots=True)
class _Estimate:
    value: float
    interval: Interval
    result: Result


_Answer = tuple[tuple[str, ...], _Estimate | Withheld | NotEnough]
_Ask = Callable[[Claim, Evidence, tuple[str, ...], float], _Answer]


def verdict(claim: Claim, interval: Interval | None, simultaneous: Interval | None) -> Verdict:
    """What the intervals say of a claim; None: there is no estimate.

    >>> claim = Claim("c", Estimand.THETA_ROLES, "benefit", bound=0.5)
    >>> verdict(claim, Interval(0.52, 0.70, 0.95), Interval(0.48, 0.74, 0.99))
    <Verdict.SUGGESTED: 'suggested'>
    """
    if interval is None or simultaneous is None:
        return Verdict.TOO_LITTLE
    if _beyond(simultaneous, claim.bound, claim.direction):
        return Verdict.SUPPORTED
    if _beyond(interval, claim.bound, claim.direction):
        return Verdict.SUGGESTED
    if _beyond(simultaneous, claim.bound, _other(claim.direction)):
        return Verdict.CONTRADICTED
    return Verdict.UNDECIDED


def assess(claims: Sequence[Claim], evidence: Evidence) -> tuple[Assessment, ...]:
    """Every claim as declared, in its order; the more claims, the wider the simultaneous intervals."""
    wide = 1 - ERROR / max(len(claims), 1)
    return tuple(_assess(claim, evidence, wide) for claim in claims)


def _assess(claim: Claim, evidence: Evidence, wide: float) -> Assessment:
    scope = evidence.closed if claim.scope is Scope.THESE_ROUNDS else evidence.closed[-1:]
    if not scope:
        return Assessment(claim, Verdict.TOO_LITTLE, (), NotEnough(Reason.FEW_ROUNDS, 0))
    ask = _ASK[claim.estimand]
    rounds, narrow = ask(claim, evidence, scope, CONFIDENCE)
    _, broad = ask(claim, evidence, scope, wide)
    if not isinstance(narrow, _Estimate):
        return Assessment(claim, Verdict.TOO_LITTLE, rounds, narrow)
    if not isinstance(broad, _Estimate):
        return Assessment(claim, Verdict.TOO_LITTLE, rounds, broad)
    found = Found(narrow.value, narrow.interval, broad.interval, narrow.result)
    return Assessment(claim, verdict(claim, found.interval, found.simultaneous), rounds, found)


def _beyond(interval: Interval, bound: float, direction: Direction) -> bool:
    return interval.low > bound if direction is Direction.ABOVE else interval.high < bound


def _other(direction: Direction) -> Direction:
    return Direction.BELOW if direction is Direction.ABOVE else Direction.ABOVE


def _theta_roles(claim: Claim, evidence: Evidence, scope: tuple[str, ...], confidence: float) -> _Answer:
    ends = evidence.ends[claim.outcome]
    compared = compare_roles(evidence.gate, claim.outcome, rounds=scope, ends=ends, confidence=confidence)
    theta = compared.theta
    if not isinstance(theta, Superiority):
        return compared.rounds, theta
    return compared.rounds, _Estimate(theta.theta, theta.interval, theta)


def _within_pairs(claim: Claim, evidence: Evidence, scope: tuple[str, ...], confidence: float) -> _Answer:
    """Complete groups are a cut beside the atoms: all closed rounds or none, else the latest gives the others away."""
    if scope != evidence.closed:
        return scope, Withheld(Reason.NOT_A_UNION)
    view = within_groups(evidence.gate, claim.outcome, closed=scope, confidence=confidence)
    if not isinstance(view, PairView):
        return scope, view
    return view.rounds, _Estimate(view.share.estimate, view.share.interval, view)


def _change(claim: Claim, evidence: Evidence, scope: tuple[str, ...], confidence: float) -> _Answer:
    changed = scale_change(evidence.gate, claim.outcome, rounds=scope, confidence=confidence)
    if not isinstance(changed.change, AllRowsChange):
        return changed.rounds, changed.change
    return changed.rounds, _Estimate(changed.change.mean, changed.change.interval, changed.change)


def _self_reported(claim: Claim, evidence: Evidence, scope: tuple[str, ...], confidence: float) -> _Answer:
    """Those above the middle of the scale, of both roles: rounds in which both may be shown."""
    gate, item = evidence.gate, claim.outcome
    if not gate.was_asked(item, Wave.END, scope):
        return scope, NotEnough(Reason.NOT_ASKED)
    rounds, groups = _both_roles(gate, item, scope)
    if not groups:
        return scope, Withheld(Reason.TOO_FEW)
    values = np.concatenate([group.values for group in groups])
    share = wilson(int((values > sum(evidence.ends[item]) / 2).sum()), len(values), confidence=confidence)
    if is_unanimous(share.estimate, 0, 1):
        return rounds, Withheld(Reason.UNANIMOUS)
    return rounds, _Estimate(share.estimate, share.interval, share)


def _mentor_share(claim: Claim, evidence: Evidence, scope: tuple[str, ...], confidence: float) -> _Answer:
    share = mentor_share(evidence.attendance, rounds=scope, confidence=confidence)
    if not isinstance(share, MentorShare):
        return scope, share
    return share.total.rounds, _Estimate(share.total.share.estimate, share.total.share.interval, share)


def _both_roles(gate: Gate, item: str, scope: Sequence[str]) -> tuple[tuple[str, ...], list[Released]]:
    rounds: list[str] = []
    groups: list[Released] = []
    for block in gate.blocks(item, scope):
        both = [gate.release(item, Wave.END, rounds=block, role=role) for role in Role]
        shown = [group for group in both if isinstance(group, Released)]
        if len(shown) == len(both):
            rounds += block
            groups += shown
    return tuple(rounds), groups


def _theta_forms(claim: Claim, evidence: Evidence, scope: tuple[str, ...], confidence: float) -> _Answer:
    compared = compare_forms(evidence.gate, claim.outcome, rounds=scope, confidence=confidence)
    theta = compared.theta
    if not isinstance(theta, Superiority):
        return compared.rounds, theta
    return compared.rounds, _Estimate(theta.theta, theta.interval, compared)


_ASK: Mapping[Estimand, _Ask] = {
    Estimand.THETA_ROLES: _theta_roles,
    Estimand.WITHIN_PAIR_SHARE: _within_pairs,
    Estimand.CHANGE: _change,
    Estimand.SELF_REPORTED_SHARE: _self_reported,
    Estimand.MENTOR_SHARE_OF_APPLICANTS: _mentor_share,
    Estimand.THETA_FORMS: _theta_forms,
}
