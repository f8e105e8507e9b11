"""Is the direction lasting: one scale over the rounds, a line for each role, as chart data."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.benefit import Comparison, RoleMean
from analysis.results import NotEnough, Withheld
from analysis.stats.change import AllRowsChange
from analysis.wellbeing import ScaleChange
from data.schema import Role
from pages.charts.model import Axis, Point, RoundsData, RoundsLine, RoundsPanel
from pages.ui.text import Text
from pages.ui.view import View

__all__ = ["Line", "end_means", "means_over_rounds", "scale_rounds"]

Line = tuple[Sequence[str], Role, Point | None]  # the rounds of a block, a role, and what may be shown of it


def means_over_rounds(comparisons: Sequence[Comparison], roles: Collection[Role]) -> list[Line]:
    """Each role's mean in each block of rounds."""
    return [
        (c.rounds, role, _mean(mean))
        for c in comparisons
        for role, mean in ((Role.MENTOR, c.mentor), (Role.ACTOR, c.actor))
        if role in roles
    ]


def end_means(changes: Sequence[ScaleChange]) -> list[Line]:
    """Each role's mean at the end, from the same estimate as the change on the page of well-being."""
    return [(c.rounds, c.roles[0], _end(c.change)) for c in changes]


def scale_rounds(scale: str, lines: Sequence[Line], view: View, ends: tuple[float, float]) -> RoundsData:
    """One picture. A block of several rounds stands at its first round; the note names it."""
    rounds = view.rounds_and_reference
    items = view.material.instruments.scales[scale].items
    reworded = {r for item in items for r in view.reworded(item)}
    reference = view.selection.reference
    return RoundsData(
        title=view.labels.items[scale],
        axis=Axis(view.text("rounds.axis", ends=view.text.span(*ends)), *ends),
        rounds=tuple(view.labels.rounds[r] for r in rounds),
        panels=(
            RoundsPanel(
                view.labels.items[scale],
                tuple(_line(lines, role, rounds) for role in Role if any(role is r for _, r, _ in lines)),
                frozenset(place for place, r in enumerate(rounds) if r in reworded),
                _note(lines, view.text, view),
            ),
        ),
        reference=rounds.index(reference) if reference in rounds else None,
    )


def _line(lines: Sequence[Line], role: Role, rounds: Sequence[str]) -> RoundsLine:
    points = {block[0]: point for block, its_role, point in lines if its_role is role}
    return RoundsLine(tuple(points.get(r) for r in rounds), role)


def _note(lines: Sequence[Line], text: Text, view: View) -> str:
    joined = dict.fromkeys(tuple(block) for block, _, _ in lines if len(block) > 1)
    blocks = [view.labels.some_rounds(block, text) for block in joined]
    return text("rounds.joined", blocks=text.words(blocks)) if blocks else ""


def _mean(mean: RoleMean | Withheld | NotEnough) -> Point | None:
    return Point(mean.mean, mean.n) if isinstance(mean, RoleMean) else None


def _end(change: AllRowsChange | Withheld | NotEnough) -> Point | None:
    if not isinstance(change, AllRowsChange):
        return None
    return Point(change.mean_after, change.n_pairs + change.n_after_only)
