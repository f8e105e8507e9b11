"""Did well-being change: results of analysis.wellbeing as chart data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.results import NotEnough, Withheld
from analysis.wellbeing import ScaleChange, SelfReport
from data.schema import Role
from pages.charts.model import Axis, ChangeData, ChangeRow, ForestData, ForestRow, Point, RowKind
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = ["changes", "self_reports"]


def changes(
    results: Sequence[ScaleChange],
    labels: Labels,
    roles: Mapping[Role, str],
    text: Text,
    *,
    ends: tuple[float, float],
    reference: Sequence[ScaleChange] = (),
) -> ChangeData:
    """Start and end of one scale: a row for each round and role, and for the rounds together."""
    grey = {r.roles: r for r in reference}
    span = text.span(*ends)
    return ChangeData(
        title=text("wellbeing.change_title"),
        axis=Axis(text("wellbeing.change_axis", ends=span), *ends),
        rows=tuple(_change(r, grey.get(r.roles), labels, roles, text) for r in results),
        before=text("wellbeing.before"),
        after=text("wellbeing.after"),
        reference=labels.some_rounds(reference[0].rounds, text) if reference else "",
    )


def self_reports(reports: Sequence[SelfReport], labels: Labels, roles: Mapping[Role, str], text: Text) -> ForestData:
    """Share who say that something improved, item by item and role by role."""
    axis = Axis(text("wellbeing.self_axis"), 0, 1, decimals=0, percent=True)
    return ForestData(
        text("wellbeing.self_title"), axis, tuple(_report(report, labels, roles, text) for report in reports)
    )


def _change(
    result: ScaleChange, grey: ScaleChange | None, labels: Labels, roles: Mapping[Role, str], text: Text
) -> ChangeRow:
    role = result.roles[0] if len(result.roles) == 1 else None
    name = labels.some_rounds(result.rounds, text)
    label = text("wellbeing.row", round=name, role=roles[role]) if role else name
    change = result.change
    if isinstance(change, Withheld | NotEnough):
        return ChangeRow(label, role=role, note=text(f"withheld.{change.reason}"))
    interval = text.span(change.interval.low, change.interval.high, 1)
    before, after = _ends(grey)
    return ChangeRow(
        label,
        before=Point(change.mean_before, change.n_pairs + change.n_before_only),
        after=Point(change.mean_after, change.n_pairs + change.n_after_only),
        role=role,
        reference_before=before,
        reference_after=after,
        detail=text("wellbeing.change_detail", mean=text.number(change.mean, 1), interval=interval),
    )


def _ends(grey: ScaleChange | None) -> tuple[Point | None, Point | None]:
    if grey is None or isinstance(grey.change, Withheld | NotEnough):
        return None, None
    return Point(grey.change.mean_before), Point(grey.change.mean_after)


def _report(report: SelfReport, labels: Labels, roles: Mapping[Role, str], text: Text) -> ForestRow:
    label = text("wellbeing.self_row", item=labels.items[report.item], role=roles[report.role])
    share = report.share
    if isinstance(share, Withheld | NotEnough):
        return ForestRow(label, role=report.role, note=text(f"withheld.{share.reason}"))
    point = Point(share.estimate, share.n, share.interval.low, share.interval.high)
    agree = text("wellbeing.self_detail", agree=round(share.estimate * share.n), n=share.n)
    return ForestRow(label, point, RowKind.SINGLE, report.role, detail=agree)
