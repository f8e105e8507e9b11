"""Who applies, takes part, answers and stays: results as chart data."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.applications import Acceptance, Applications, MentorShare
from analysis.participation import Part, Response, Responses, Volunteers
from analysis.reach import Continuity, Coverage, Groups, Place
from analysis.results import Interval, NotEnough, Withheld
from analysis.rounds import Expected
from data.schema import Role
from pages.charts.model import (
    Axis,
    ChartData,
    DumbbellData,
    DumbbellRow,
    ForestData,
    ForestRow,
    LikertData,
    LikertRow,
    Point,
    RoundsData,
    RoundsLine,
    RoundsPanel,
    RowKind,
)
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = [
    "accepted",
    "applied",
    "bank",
    "covered",
    "formed",
    "mentor_shares",
    "places",
    "responded",
    "stayed",
]

_BEYOND_ALL = 1.08  # where all answered, the number beside the mark needs room too
_ROOM = 1.15  # beyond the largest count, so that its number is not cut


def applied(rows: Sequence[Applications], labels: Labels, text: Text) -> ChartData | None:
    """Applicants by role, round by round."""
    if not rows:
        return None
    most = max(max(one.mentor, one.actor) for one in rows)
    return DumbbellData(
        text("participation.applications_title"),
        _counts_axis(text("participation.applications_axis"), most),
        tuple(
            DumbbellRow(
                labels.some_rounds(one.rounds, text), Point(one.mentor, one.mentor), Point(one.actor, one.actor)
            )
            for one in rows
        ),
    )


def mentor_shares(
    rows: Sequence[Applications], share: MentorShare | Withheld | NotEnough, labels: Labels, text: Text
) -> ChartData | None:
    """The mentors' share of each round, of the rounds together and of any such round."""
    if not isinstance(share, MentorShare):
        return None
    singles = [_applications_row(one, labels.some_rounds(one.rounds, text), RowKind.SINGLE, text) for one in rows]
    together = []
    if len(rows) > 1:
        together = [
            _applications_row(share.total, text("participation.share_total"), RowKind.POOLED, text),
            _expected_row(text("participation.share_any"), share.any_round, RowKind.POOLED, text),
            _expected_row(text("participation.share_next"), share.next_round, RowKind.PREDICTION, text),
        ]
    axis = Axis(text("participation.share_axis"), 0, 1, percent=True, mark=0.5, ends=_share_ends(text))
    return ForestData(text("participation.share_title"), axis, (*singles, *together))


def accepted(found: Sequence[Acceptance], text: Text) -> ChartData | None:
    """How many of each role's applicants were accepted."""
    if not any(isinstance(one.accepted, Part) for one in found):
        return None
    rows = tuple(_part_row(text(f"frame.role_{one.role}"), one.accepted, text, one.role) for one in found)
    return ForestData(text("participation.accepted_title"), _share_axis(text("participation.accepted_axis")), rows)


def responded(found: Responses, labels: Labels, text: Text) -> ChartData | None:
    """The response rate of each round and role."""
    rounds = dict.fromkeys(one.rounds for one in found.rows)
    by_role = {(one.rounds, one.role): one for one in found.rows}
    rows = tuple(
        DumbbellRow(
            labels.some_rounds(block, text),
            _rate(by_role.get((block, Role.MENTOR))),
            _rate(by_role.get((block, Role.ACTOR))),
            note=_why_no_rate([one for one in found.rows if one.rounds == block], text),
        )
        for block in rounds
    )
    axis = Axis(text("participation.response_axis"), 0, _BEYOND_ALL, percent=True)
    return DumbbellData(text("participation.response_title"), axis, rows) if rows else None


def covered(rows: Sequence[Coverage], labels: Labels, text: Text) -> ChartData | None:
    """The part of the staff that took part, round by round."""
    if not rows:
        return None
    axis = Axis(text("participation.coverage_axis"), 0, _ROOM * max(one.share.estimate for one in rows), percent=True)
    return ForestData(
        text("participation.coverage_title"),
        axis,
        tuple(
            ForestRow(
                labels.rounds[one.round],
                Point(one.share.estimate, one.people),
                detail=text("participation.of", part=one.people, whole=one.eligible),
            )
            for one in rows
        ),
    )


def places(found: Sequence[Place], text: Text) -> ChartData | None:
    """Organisations or units by how often somebody of them took part."""
    if not found:
        return None
    rows = tuple(ForestRow(_place_name(one, text), Point(one.people)) for one in found)
    axis = _counts_axis(text("participation.places_axis"), max(one.people for one in found))
    return ForestData(text("participation.places_title"), axis, rows)


def formed(rows: Sequence[Groups], labels: Labels, text: Text) -> ChartData | None:
    """How many pairs and how many small groups there were in each round, with the people in them."""
    if not rows:
        return None
    pairs = tuple(Point(one.pairs, one.in_pairs) for one in rows)
    small = tuple(Point(one.small_groups, one.in_small_groups) for one in rows)
    most = max(point.value for point in (*pairs, *small))
    return RoundsData(
        text("participation.groups_title"),
        _counts_axis(text("participation.groups_axis"), most),
        tuple(labels.some_rounds(one.rounds, text) for one in rows),
        (
            RoundsPanel(text("participation.pairs"), (RoundsLine(pairs),)),
            RoundsPanel(text("participation.small_groups"), (RoundsLine(small),)),
        ),
    )


def stayed(found: Continuity | NotEnough, text: Text) -> ChartData | None:
    """Actors who became mentors, and others who came back."""
    if not isinstance(found, Continuity):
        return None
    rows = (
        _part_row(text("participation.became_row"), found.became_mentors, text),
        _part_row(text("participation.came_back_row"), found.came_back, text),
    )
    return ForestData(text("participation.continuity_title"), _share_axis(text("participation.continuity_axis")), rows)


def bank(
    roles: Sequence[Role], found: Sequence[Volunteers | Withheld | NotEnough], options: Sequence[str], text: Text
) -> ChartData | None:
    """Who may be asked to be a mentor, by role."""
    if not any(isinstance(one, Volunteers) for one in found):
        return None
    rows = tuple(_bank_row(role, one, text) for role, one in zip(roles, found, strict=True))
    return LikertData(text("participation.volunteers_title"), tuple(options), rows)


def _bank_row(role: Role, found: Volunteers | Withheld | NotEnough, text: Text) -> LikertRow:
    label = text(f"frame.role_{role}")
    if not isinstance(found, Volunteers):
        return LikertRow(label, role=role, note=text(f"withheld.{found.reason}"))
    return LikertRow(label, found.counts, role=role)


def _rate(found: Response | None) -> Point | None:
    if found is None or isinstance(found.share, NotEnough):
        return None
    return Point(found.share.estimate, found.share.n)


def _why_no_rate(found: Sequence[Response], text: Text) -> str:
    return text("withheld.no_invited") if any(isinstance(one.share, NotEnough) for one in found) else ""


def _part_row(label: str, part: Part | Withheld | NotEnough, text: Text, role: Role | None = None) -> ForestRow:
    if not isinstance(part, Part):
        return ForestRow(label, role=role, note=text("participation.not_told"))
    detail = text("participation.of", part=part.count, whole=part.of)
    return ForestRow(label, Point(part.share.estimate, part.of), role=role, detail=detail)


def _applications_row(one: Applications, label: str, kind: RowKind, text: Text) -> ForestRow:
    detail = text("participation.of", part=one.mentor, whole=one.n)
    return ForestRow(label, _point(one.share.estimate, one.share.interval, one.n), kind, detail=detail)


def _expected_row(label: str, found: Expected | NotEnough, kind: RowKind, text: Text) -> ForestRow:
    if isinstance(found, NotEnough):
        return ForestRow(label, kind=kind, note=text(f"withheld.{found.reason}"))
    return ForestRow(label, _point(found.theta, found.interval, None), kind)


def _point(value: float, interval: Interval, n: int | None) -> Point:
    return Point(value, n, interval.low, interval.high)


def _place_name(one: Place, text: Text) -> str:
    return one.name if one.name is not None else text("participation.small_places", n=one.places)


def _counts_axis(title: str, most: float) -> Axis:
    return Axis(title, 0, max(_ROOM * most, 1), decimals=0)


def _share_axis(title: str) -> Axis:
    return Axis(title, 0, 1, percent=True)


def _share_ends(text: Text) -> tuple[str, str]:
    return text("participation.share_low"), text("participation.share_high")
