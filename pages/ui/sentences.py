"""Results as whole sentences. The choice of words follows the interval, never a p-value."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.benefit import Comparison, PairView
from analysis.results import Interval, NotEnough, Withheld
from analysis.rounds import RoundsTogether
from analysis.stats.superiority import Superiority
from analysis.wellbeing import ScaleChange, SelfReport
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = [
    "benefit_sentence",
    "change_sentence",
    "groups_sentence",
    "items_sentence",
    "rounds_sentence",
    "self_sentence",
]

EQUAL = 0.5
FEW = 15  # fewer people than this in a role, or linked: the sentence says that the result is indicative


def benefit_sentence(comparison: Comparison, labels: Labels, text: Text) -> str:
    """Who feels they gained more, how clearly, and from how many people."""
    theta = comparison.theta
    if not isinstance(theta, Superiority):
        return text(f"withheld.{theta.reason}")
    key, turned = _direction(theta)
    share, interval = theta.theta, theta.interval
    if turned:
        share, interval = 1 - share, Interval(1 - interval.high, 1 - interval.low, interval.confidence)
    return text(
        key,
        times=round(100 * share),
        interval=text.span(100 * interval.low, 100 * interval.high),
        mentors=theta.n_x,
        actors=theta.n_y,
        rounds=labels.some_rounds(comparison.rounds, text),
    )


def items_sentence(comparisons: Sequence[Comparison], labels: Labels, text: Text) -> str:
    """In how many statements which role is clearly ahead."""
    thetas = [c.theta for c in comparisons if isinstance(c.theta, Superiority)]
    return text(
        "benefit.items_sentence",
        n=len(comparisons),
        mentor=sum(theta.interval.low > EQUAL for theta in thetas),
        actor=sum(theta.interval.high < EQUAL for theta in thetas),
        rounds=labels.some_rounds(comparisons[0].rounds, text),
    )


def groups_sentence(view: PairView | Withheld | NotEnough, text: Text) -> str:
    if not isinstance(view, PairView):
        return text(f"withheld.{view.reason}")
    return text(
        "benefit.groups_sentence",
        groups=view.n,
        up=view.mentor_higher,
        equal=view.equal,
        down=view.actor_higher,
        share=text.percent(view.share.estimate, view.n),
        interval=_percents(view.share.interval, text),
    )


def rounds_sentence(together: RoundsTogether, text: Text) -> str:
    if not together.compared:
        return text("withheld.few_rounds")
    return text("benefit.rounds_sentence", compared=together.compared, ahead=together.ahead)


def change_sentence(
    result: ScaleChange, labels: Labels, text: Text, *, ends: tuple[float, float], decimals: int = 1
) -> str:
    """Whether a scale rose, fell, or cannot be told from chance."""
    change, scale = result.change, labels.items[result.scale]
    if isinstance(change, Withheld | NotEnough):
        return text("wellbeing.none", scale=scale, why=text(f"withheld.{change.reason}"))
    low, high, mean = change.interval.low, change.interval.high, change.mean
    key = "wellbeing.unclear" if low <= 0 <= high else "wellbeing.rose" if mean > 0 else "wellbeing.fell"
    if change.n_pairs < FEW:
        key = "wellbeing.few"
    if key == "wellbeing.fell":
        low, high, mean = -high, -low, -mean
    return text(
        key,
        scale=scale,
        mean=text.number(mean, decimals),
        interval=text.span(low, high, decimals),
        ends=text.span(*ends),
        before=change.n_pairs + change.n_before_only,
        after=change.n_pairs + change.n_after_only,
        rounds=labels.some_rounds(result.rounds, text),
    )


def change_lines_sentence(results: Sequence[ScaleChange], text: Text) -> str:
    """In how many rounds and roles well-being clearly rose or fell."""
    shown = [r.change for r in results if not isinstance(r.change, Withheld | NotEnough)]
    if not shown:
        return text(f"withheld.{results[0].change.reason}" if results else "withheld.not_asked")  # type: ignore[union-attr]
    return text(
        "rounds.change_sentence",
        shown=len(shown),
        rose=sum(change.interval.low > 0 for change in shown),
        fell=sum(change.interval.high < 0 for change in shown),
    )


def self_sentence(report: SelfReport, labels: Labels, text: Text) -> str:
    """How many say themselves that something improved."""
    share = report.share
    if isinstance(share, Withheld | NotEnough):
        return text(f"withheld.{share.reason}")
    return text(
        f"wellbeing.self_{report.role}",
        item=labels.items[report.item],
        agree=round(share.estimate * share.n),
        n=share.n,
        share=text.percent(share.estimate, share.n),
        rounds=labels.some_rounds(report.rounds, text),
    )


def _direction(theta: Superiority) -> tuple[str, bool]:
    """The sentence, and whether it speaks from the actors' side."""
    if min(theta.n_x, theta.n_y) < FEW:
        return "benefit.few", False
    if theta.interval.low > EQUAL:
        return "benefit.mentor_more", False
    if theta.interval.high < EQUAL:
        return "benefit.actor_more", True
    return "benefit.unclear", False


def _percents(interval: Interval, text: Text) -> str:
    return f"{text.number(100 * interval.low)}–{text.percent(interval.high)}"
