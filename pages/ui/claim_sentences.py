"""Claims in whole sentences: what was claimed, what the data say of it, from whom, and what this does not show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.applications import MentorShare
from analysis.benefit import PairView
from analysis.claims import Assessment, Found, Verdict
from analysis.matching import FormComparison
from analysis.results import Interval, Reason
from analysis.stats.change import AllRowsChange
from analysis.stats.proportions import Proportion
from analysis.stats.superiority import Superiority
from data.programme import Claim, Estimand
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = [
    "bound_words",
    "chance_sentence",
    "claim_words",
    "fact",
    "few_sentence",
    "interval_words",
    "mark_words",
    "quote",
]

FEW = 15  # fewer people in a role, or groups on a side: the card says that the result is indicative
EQUAL = 0.5
TIMES = frozenset({Estimand.THETA_ROLES, Estimand.THETA_FORMS})  # told as so many times in a hundred

_Values = dict[str, object]


def claim_words(claim: Claim, labels: Labels, text: Text) -> str:
    """As the programme words it, else as it is worded for every claim of its kind."""
    declared = (claim.texts or {}).get(text.language)
    outcome, bound = _outcome(claim, labels), _number(claim, claim.bound, text)
    return declared or text(f"claims.default_{claim.estimand}_{claim.direction}", outcome=outcome, bound=bound)


def quote(assessment: Assessment, labels: Labels, text: Text) -> str:
    """The verdict with the claim in it: may be quoted as it stands, together with the fact.

    Applicants are counted, so their numbers are certain; open is only whether it would come out like that again.
    """
    words = claim_words(assessment.claim, labels, text).rstrip(".")
    counted = assessment.claim.estimand is Estimand.MENTOR_SHARE_OF_APPLICANTS
    if counted and assessment.verdict is Verdict.UNDECIDED:
        return text("claims.quote_counted", claim=words)
    return text(f"claims.quote_{assessment.verdict}", claim=words)


def fact(assessment: Assessment, labels: Labels, text: Text) -> str:
    """The estimate with its 95 % interval, from whom and from which rounds; or why there is none."""
    found, claim = assessment.found, assessment.claim
    if not isinstance(found, Found):
        return _why_not(claim, found.reason, text)
    values: _Values = {
        "rounds": labels.some_rounds(assessment.rounds, text),
        "interval": interval_words(claim, found.interval, text),
        "estimate": _number(claim, found.estimate, text),
    }
    if claim.outcome:
        values["outcome"] = _outcome(claim, labels)
    return text(f"claims.fact_{claim.estimand}", **values, **_COUNTS[claim.estimand](found))


def few_sentence(assessment: Assessment, text: Text) -> str:
    """Said where there are few people or groups; else nothing."""
    found = assessment.found
    return text("claims.few") if isinstance(found, Found) and _fewest(found) < FEW else ""


def chance_sentence(found: Found, text: Text) -> str:
    """For the details only: the exact test of as many applying in each role, in words."""
    if not isinstance(found.result, MentorShare):
        return ""
    return text("claims.chance", times=text.number(100 * found.result.total.p, 1))


def interval_words(claim: Claim, interval: Interval, text: Text) -> str:
    if claim.estimand is Estimand.CHANGE:
        return text.span(interval.low, interval.high, 1)
    return text.span(100 * interval.low, 100 * interval.high)


def bound_words(claim: Claim, text: Text) -> str:
    """The bound that the claim was declared with, in the claim's own measure."""
    return text(f"claims.bound_{_measure(claim)}", bound=_number(claim, claim.bound, text))


def mark_words(claim: Claim, text: Text) -> str:
    """The same in a word or a number, for a drawing: at half of the comparisons, and at no change, what that means."""
    if claim.estimand in TIMES and claim.bound == EQUAL:
        return text("claims.same_times")
    if claim.estimand is Estimand.CHANGE and claim.bound == 0:
        return text("claims.same_points")
    return text(f"claims.mark_{_measure(claim)}", bound=_number(claim, claim.bound, text))


def _why_not(claim: Claim, reason: Reason, text: Text) -> str:
    """In the words of a board, which knows no choice of rounds, and of applications where these are meant."""
    applicants = claim.estimand is Estimand.MENTOR_SHARE_OF_APPLICANTS
    if reason is Reason.NOT_ASKED:
        return text("claims.no_applications" if applicants else "claims.not_asked")
    if applicants and reason is Reason.TOO_FEW:
        return text("participation.applications_too_few")
    return text(f"withheld.{reason}")


def _measure(claim: Claim) -> str:
    if claim.estimand is Estimand.CHANGE:
        return "points"
    return "times" if claim.estimand in TIMES else "percent"


def _number(claim: Claim, value: float, text: Text) -> str:
    if claim.estimand is not Estimand.CHANGE:
        return text.number(100 * value)
    return ("+" if value > 0 else "") + text.number(value, 1 if value else 0)


def _outcome(claim: Claim, labels: Labels) -> str:
    return labels.items.get(claim.outcome, claim.outcome).rstrip(".")


def _of_roles(found: Found) -> _Values:
    assert isinstance(found.result, Superiority)
    return {"mentors": found.result.n_x, "actors": found.result.n_y}


def _of_pairs(found: Found) -> _Values:
    assert isinstance(found.result, PairView)
    return {"groups": found.result.n, "up": found.result.mentor_higher}


def _of_change(found: Found) -> _Values:
    change = found.result
    assert isinstance(change, AllRowsChange)
    before, after = change.n_pairs + change.n_before_only, change.n_pairs + change.n_after_only
    return {"pairs": change.n_pairs, "before": before, "after": after}


def _of_share(found: Found) -> _Values:
    share = found.result
    assert isinstance(share, Proportion)
    return {"people": share.n, "agree": round(share.estimate * share.n)}


def _of_applicants(found: Found) -> _Values:
    assert isinstance(found.result, MentorShare)
    total = found.result.total
    return {"people": total.n, "mentors": total.mentor, "actors": total.actor}


def _of_forms(found: Found) -> _Values:
    compared = found.result
    assert isinstance(compared, FormComparison)
    return {"small": compared.small_groups.groups, "pairs": compared.pairs.groups}


_COUNTS: Mapping[Estimand, Callable[[Found], _Values]] = {
    Estimand.THETA_ROLES: _of_roles,
    Estimand.WITHIN_PAIR_SHARE: _of_pairs,
    Estimand.CHANGE: _of_change,
    Estimand.SELF_REPORTED_SHARE: _of_share,
    Estimand.MENTOR_SHARE_OF_APPLICANTS: _of_applicants,
    Estimand.THETA_FORMS: _of_forms,
}


def _fewest(found: Found) -> int:
    """People of the smaller role, people with both answers, or groups of the rarer form."""
    match found.result:
        case Superiority() as theta:
            return min(theta.n_x, theta.n_y)
        case FormComparison() as compared:
            return min(compared.small_groups.groups, compared.pairs.groups)
        case AllRowsChange() as change:
            return change.n_pairs
        case MentorShare() as share:
            return share.total.n
        case PairView() | Proportion() as counted:
            return counted.n
