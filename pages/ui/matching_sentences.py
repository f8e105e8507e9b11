"""Pairs and small groups, and what goes together with benefit, as whole sentences."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.drivers import GoesWith, Together
from analysis.matching import FormComparison
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.association import Association
from analysis.stats.superiority import Superiority
from data.schema import Role
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = ["drivers_sentences", "forms_sentence", "shown_roles", "themes_sentence"]

EQUAL = 0.5
FEW, FEW_GROUPS = 15, 10  # answers, groups of a side: with fewer the sentence says that the result is indicative


def shown_roles(roles: Sequence[Role]) -> tuple[Role | None, ...]:
    """What is compared for the chosen roles: both together (None) first, then each; or the one alone."""
    return (None, *roles) if len(roles) > 1 else tuple(roles)


def forms_sentence(compared: FormComparison, labels: Labels, text: Text) -> str:
    """Whether small groups or pairs report more, how clearly, and from how many."""
    theta = compared.theta
    if not isinstance(theta, Superiority):
        counted = compared.small_groups.groups and theta.reason is Reason.FEW_GROUPS
        return (
            text("matching.described", **_counts(compared, labels, text))
            if counted
            else text(f"withheld.{theta.reason}")
        )
    key = _key(compared, theta)
    share, interval = theta.theta, theta.interval
    if key == "matching.pairs_more":
        share, interval = 1 - share, Interval(1 - interval.high, 1 - interval.low, interval.confidence)
    span = text.span(100 * interval.low, 100 * interval.high)
    return text(key, times=round(100 * share), interval=span, **_counts(compared, labels, text))


def drivers_sentences(
    together: Together | Withheld | NotEnough, labels: Labels, text: Text, *, limit: int
) -> list[str]:
    """How many things clearly go together with benefit, and which; `limit` groups are needed to say so."""
    if not isinstance(together, Together):
        return [text(f"withheld.{together.reason}")]
    said = {"people": together.people, "rounds": labels.some_rounds(together.rounds, text)}
    told = [d.association for d in together.drivers if isinstance(d.association, Association)]
    if any(isinstance(association.interval, NotEnough) for association in told):
        return [text("matching.drivers_few", limit=limit, **said)]
    more = [d for d in together.drivers if _side(d) > 0]
    less = sum(_side(d) < 0 for d in together.drivers)
    counted = text("matching.drivers_some", n=len(together.drivers), more=len(more), less=less, **said)
    which = text.words([f"”{labels.items[d.driver].rstrip('.')}”" for d in more])
    return [counted, text("matching.drivers_which", which=which)] if more else [counted]


def themes_sentence(together: Together, labels: Labels, text: Text) -> str:
    return text("matching.themes_sentence", rounds=labels.some_rounds(together.rounds, text))


def _key(compared: FormComparison, theta: Superiority) -> str:
    groups = min(compared.small_groups.groups, compared.pairs.groups)
    if min(theta.n_x, theta.n_y) < FEW or groups < FEW_GROUPS:
        return "matching.few"
    if theta.interval.low > EQUAL:
        return "matching.small_more"
    return "matching.pairs_more" if theta.interval.high < EQUAL else "matching.unclear"


def _counts(compared: FormComparison, labels: Labels, text: Text) -> dict[str, object]:
    return {
        "small": compared.small_groups.groups,
        "pairs": compared.pairs.groups,
        "small_people": compared.small_groups.people,
        "pairs_people": compared.pairs.people,
        "rounds": labels.some_rounds(compared.rounds, text),
    }


def _side(driver: GoesWith) -> int:
    """1 or −1 where the interval is clear of zero, on which side; else 0."""
    association = driver.association
    if not isinstance(association, Association) or isinstance(association.interval, NotEnough):
        return 0
    return (association.interval.low > 0) - (association.interval.high < 0)
