"""What people tell in their own words: results of analysis.themes as chart data."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.results import NotEnough, Withheld
from analysis.stats.proportions import Proportion
from analysis.themes import Share, Sides
from data.schema import Role
from pages.charts.model import (
    Axis,
    ForestData,
    ForestRow,
    HeatmapData,
    HeatmapPanel,
    HeatmapRow,
    LikertData,
    LikertRow,
    Point,
)
from pages.ui.text import Text
from pages.ui.view import View

__all__ = ["theme_grid", "theme_shares", "theme_sides", "tone_shares"]

_STEP = 0.2  # an axis of shares ends at a round one
_SMALLEST_GRID = 0.2  # the brightest colour means this share at least: small differences look small


def theme_shares(shares: Sequence[Share], view: View) -> ForestData:
    """Each theme, the commonest first; those not shown at the end."""
    ordered = sorted(shares, key=lambda one: -one.share.estimate if isinstance(one.share, Proportion) else 1)
    rows = tuple(_row(_name(one.theme, view), one, view.text) for one in ordered)
    return ForestData(view.text("themes.shares_title"), _axis(shares, view.text), rows)


def theme_grid(shares: Sequence[Share], view: View) -> HeatmapData:
    """A row each theme, a column each round, a picture each role."""
    blocks = list(dict.fromkeys(one.rounds for one in shares))
    themes = list(dict.fromkeys(one.theme for one in shares))
    points = {(one.roles, one.theme, one.rounds): _point(one) for one in shares}
    roles = [role for role in Role if any(one.roles == (role,) for one in shares)]
    highest = max((point.value for point in points.values() if point), default=0.0)
    return HeatmapData(
        view.text("themes.grid_title"),
        Axis(view.text("themes.axis"), 0, max(highest, _SMALLEST_GRID), percent=True),
        tuple(view.labels.some_rounds(block, view.text) for block in blocks),
        tuple(
            HeatmapPanel(
                view.roles[role],
                tuple(
                    HeatmapRow(_name(theme, view), tuple(points.get(((role,), theme, block)) for block in blocks))
                    for theme in themes
                ),
            )
            for role in roles
        ),
    )


def theme_sides(found: Sequence[Sides], view: View) -> LikertData | None:
    """Of those who speak of a theme: against, both, for. Nothing where no theme may be shown."""
    shown = [one for one in found if not isinstance(one.counts, Withheld | NotEnough)]
    if not shown:
        return None
    options = tuple(view.text(f"themes.side_{side}") for side in ("against", "both", "for"))
    return LikertData(view.text("themes.sides_title"), options, tuple(_sides(one, view) for one in found))


def tone_shares(shares: Sequence[Share], view: View) -> ForestData:
    """Praise, critique and wishes by role."""
    rows = tuple(
        _row(
            view.text("themes.tone_row", tone=view.text(f"themes.tone_{one.theme}"), role=view.roles[role]),
            one,
            view.text,
            role,
        )
        for one in shares
        for role in one.roles[:1]
    )
    return ForestData(view.text("themes.tones_title"), _axis(shares, view.text), rows)


def _row(label: str, one: Share, text: Text, role: Role | None = None) -> ForestRow:
    if not isinstance(one.share, Proportion):
        return ForestRow(label, role=role, note=text(f"withheld.{one.share.reason}"))
    return ForestRow(label, _point(one), role=role, detail=text("themes.respondents", n=one.share.n))


def _point(one: Share) -> Point | None:
    if not isinstance(one.share, Proportion):
        return None
    return Point(one.share.estimate, one.share.n, one.share.interval.low, one.share.interval.high)


def _sides(one: Sides, view: View) -> LikertRow:
    label = _name(one.theme, view)
    if isinstance(one.counts, Withheld | NotEnough):
        return LikertRow(label, note=view.text(f"withheld.{one.counts.reason}"))
    _, speak_for, against, both = one.counts
    return LikertRow(label, (against, both, speak_for))


def _axis(shares: Sequence[Share], text: Text) -> Axis:
    highest = max((one.share.interval.high for one in shares if isinstance(one.share, Proportion)), default=_STEP)
    steps = -(-highest // _STEP)
    return Axis(text("themes.axis"), 0, min(round(steps * _STEP, 1), 1.0), percent=True)


def _name(code: str, view: View) -> str:
    return view.material.themes.name(code, view.text.language)
