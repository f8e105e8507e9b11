"""Which pairs work: results of analysis.matching and analysis.drivers as chart data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.drivers import GoesWith, PartMean, Together
from analysis.matching import FormComparison
from analysis.results import Interval, NotEnough, Withheld
from analysis.stats.association import Association
from analysis.stats.superiority import Superiority
from data.schema import Role
from pages.charts.model import Axis, DumbbellData, DumbbellRow, ForestData, ForestRow, Point, RowKind
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = ["drivers", "forms", "themes"]


def forms(results: Sequence[FormComparison], roles: Mapping[Role, str], text: Text) -> ForestData | None:
    """Theta of small groups against pairs, the roles together first; nothing where no row has a figure."""
    if not any(isinstance(result.theta, Superiority) for result in results):
        return None
    ends = (text("matching.forms_low"), text("matching.forms_high"))
    axis = Axis(text("matching.forms_axis"), 0, 100, decimals=0, mark=50, ends=ends)
    return ForestData(text("matching.forms_title"), axis, tuple(_form(result, roles, text) for result in results))


def drivers(together: Together | Withheld | NotEnough, labels: Labels, text: Text) -> ForestData | None:
    """How each thing and benefit go together."""
    if not isinstance(together, Together):
        return None
    ends = (text("matching.drivers_low"), text("matching.drivers_high"))
    axis = Axis(text("matching.drivers_axis"), -1, 1, decimals=2, mark=0, ends=ends)
    themes = {part.part for part in together.parts}
    rows = tuple(_driver(driver, labels, text, is_theme=driver.driver in themes) for driver in together.drivers)
    return ForestData(text("matching.drivers_title"), axis, rows)


def themes(together: Together, labels: Labels, text: Text, *, ends: tuple[float, float]) -> DumbbellData:
    """Mean benefit of the mentors and the actors who worked on each theme."""
    parts = {(part.part, part.role): part for part in together.parts}
    rows = tuple(
        DumbbellRow(
            labels.items[theme],
            mentor=_mean(parts[theme, Role.MENTOR]),
            actor=_mean(parts[theme, Role.ACTOR]),
            note=_why(parts[theme, Role.MENTOR].mean, text) or _why(parts[theme, Role.ACTOR].mean, text),
        )
        for theme in dict.fromkeys(part.part for part in together.parts)
    )
    return DumbbellData(text("matching.themes_title"), Axis(text("benefit.items_axis"), *ends), rows)


def _form(result: FormComparison, roles: Mapping[Role, str], text: Text) -> ForestRow:
    label = roles[result.role] if result.role else text("matching.row_both")
    kind = RowKind.SINGLE if result.role else RowKind.POOLED
    theta = result.theta
    if not isinstance(theta, Superiority):
        return ForestRow(label, kind=kind, role=result.role, note=_why(theta, text))
    point = Point(100 * theta.theta, low=100 * theta.interval.low, high=100 * theta.interval.high)
    detail = text("matching.forms_detail", small=result.small_groups.groups, pairs=result.pairs.groups)
    return ForestRow(label, point, kind, result.role, detail=detail)


def _driver(driver: GoesWith, labels: Labels, text: Text, *, is_theme: bool) -> ForestRow:
    name = labels.items[driver.driver]
    label = text("matching.drivers_theme", theme=name) if is_theme else name
    association = driver.association
    if not isinstance(association, Association):
        return ForestRow(label, note=_why(association, text))
    detail = text("matching.drivers_detail", people=association.n, groups=association.n_groups)
    interval = association.interval
    low, high = (interval.low, interval.high) if isinstance(interval, Interval) else (None, None)
    return ForestRow(label, Point(association.value, low=low, high=high), detail=detail)


def _mean(part: PartMean) -> Point | None:
    return None if isinstance(part.mean, Withheld) else Point(part.mean, part.n)


def _why(result: object, text: Text) -> str:
    return text(f"withheld.{result.reason}") if isinstance(result, Withheld | NotEnough) else ""
