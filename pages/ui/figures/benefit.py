"""Who gains, and in what: results of analysis.benefit and analysis.rounds as chart data."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.benefit import Comparison, Distribution, PairView, RoleMean
from analysis.results import Interval, NotEnough, Withheld
from analysis.rounds import Expected, RoundsTogether
from analysis.stats.superiority import Superiority
from data.schema import Role
from pages.charts.model import (
    Axis,
    DumbbellData,
    DumbbellRow,
    ForestData,
    ForestRow,
    LikertData,
    LikertRow,
    Point,
    RowKind,
)
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = ["advantages", "answers", "gains", "groups", "rounds_of"]

EQUAL = 0.5


def gains(
    comparisons: Sequence[Comparison],
    labels: Labels,
    text: Text,
    *,
    ends: tuple[float, float],
    reference: Sequence[Comparison] = (),
) -> DumbbellData:
    """Mean of each role, item by item."""
    grey = {c.item: c for c in reference}
    return DumbbellData(
        title=text("benefit.items_title"),
        axis=Axis(text("benefit.items_axis"), *ends),
        rows=tuple(_gain(c, grey.get(c.item), labels, text) for c in comparisons),
        reference=labels.some_rounds(reference[0].rounds, text) if reference else "",
    )


def advantages(comparisons: Sequence[Comparison], labels: Labels, text: Text) -> ForestData:
    """Theta of each item, the clearest for the mentors first."""
    ordered = sorted(comparisons, key=lambda c: -c.theta.theta if isinstance(c.theta, Superiority) else 1)
    return ForestData(
        text("benefit.theta_title"), _theta_axis(text), tuple(_theta(c, labels.items[c.item], text) for c in ordered)
    )


def rounds_of(
    comparisons: Sequence[Comparison], together: RoundsTogether, labels: Labels, text: Text, reference: str | None
) -> ForestData:
    """Theta of each round, then the three ways to speak of several rounds."""
    rows = [
        _theta(
            c,
            labels.some_rounds(c.rounds, text),
            text,
            RowKind.REFERENCE if reference in c.rounds else RowKind.SINGLE,
        )
        for c in comparisons
    ]
    if len(comparisons) > 1:
        rows.append(_average(together.average, text))
        rows.append(_expected(text("benefit.rounds_any"), together.any_round, RowKind.POOLED, text))
        rows.append(_expected(text("benefit.rounds_next"), together.next_round, RowKind.PREDICTION, text))
    return ForestData(text("benefit.rounds_title"), _theta_axis(text), tuple(rows))


def groups(view: PairView | Withheld | NotEnough, text: Text) -> LikertData | None:
    """In how many pairs and small groups which role reports more; nothing where it may not be told."""
    if not isinstance(view, PairView):
        return None
    options = (text("benefit.groups_down"), text("benefit.groups_equal"), text("benefit.groups_up"))
    row = LikertRow(text("benefit.groups_row", groups=view.n), (view.actor_higher, view.equal, view.mentor_higher))
    return LikertData(text("benefit.groups_title"), options, (row,))


def answers(
    distributions: Sequence[tuple[str, Role, Distribution | Withheld]],
    options: Sequence[str],
    labels: Labels,
    text: Text,
) -> LikertData:
    """How each role answered each item."""
    return LikertData(
        text("benefit.answers_title"),
        tuple(options),
        tuple(_answers(item, role, d, labels, text) for item, role, d in distributions),
    )


def _gain(comparison: Comparison, grey: Comparison | None, labels: Labels, text: Text) -> DumbbellRow:
    return DumbbellRow(
        labels.items[comparison.item],
        mentor=_mean(comparison.mentor),
        actor=_mean(comparison.actor),
        reference_mentor=_mean(grey.mentor) if grey else None,
        reference_actor=_mean(grey.actor) if grey else None,
        note=_why(comparison.mentor, text) or _why(comparison.actor, text),
    )


def _mean(mean: RoleMean | Withheld | NotEnough) -> Point | None:
    return Point(mean.mean, mean.n) if isinstance(mean, RoleMean) else None


def _theta(comparison: Comparison, label: str, text: Text, kind: RowKind = RowKind.SINGLE) -> ForestRow:
    theta = comparison.theta
    if not isinstance(theta, Superiority):
        return ForestRow(label, kind=kind, note=_why(theta, text))
    return ForestRow(label, _times(theta.theta, theta.interval), kind, detail=_people(theta, text))


def _average(theta: Superiority | Withheld | NotEnough, text: Text) -> ForestRow:
    label = text("benefit.rounds_average")
    if not isinstance(theta, Superiority):
        return ForestRow(label, kind=RowKind.POOLED, note=_why(theta, text))
    return ForestRow(label, _times(theta.theta, theta.interval), RowKind.POOLED, detail=_people(theta, text))


def _expected(label: str, result: Expected | NotEnough, kind: RowKind, text: Text) -> ForestRow:
    if isinstance(result, NotEnough):
        return ForestRow(label, kind=kind, note=_why(result, text))
    return ForestRow(label, _times(result.theta, result.interval), kind)


def _times(theta: float, interval: Interval) -> Point:
    """Of a hundred comparisons."""
    return Point(100 * theta, low=100 * interval.low, high=100 * interval.high)


def _people(theta: Superiority, text: Text) -> str:
    return text("benefit.theta_detail", mentors=theta.n_x, actors=theta.n_y)


def _theta_axis(text: Text) -> Axis:
    ends = (text("benefit.theta_low"), text("benefit.theta_high"))
    return Axis(text("benefit.theta_axis"), 0, 100, decimals=0, mark=100 * EQUAL, ends=ends)


def _answers(item: str, role: Role, distribution: Distribution | Withheld, labels: Labels, text: Text) -> LikertRow:
    label = labels.items[item]
    if isinstance(distribution, Withheld):
        return LikertRow(label, role=role, note=_why(distribution, text))
    return LikertRow(label, distribution.counts, distribution.cannot_say, role)


def _why(result: object, text: Text) -> str:
    return text(f"withheld.{result.reason}") if isinstance(result, Withheld | NotEnough) else ""
