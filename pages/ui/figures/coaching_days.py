"""Coaching days and the follow-up: results of analysis.events as sentences and chart data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.events import AnswerMean, CoachingDay, Later, extremes
from analysis.results import NotEnough, Withheld
from data.schema import Role
from pages.charts.model import Axis, ChangeData, ChangeRow, Point, RoundsData, RoundsLine, RoundsPanel
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = ["day_names", "days", "days_sentences", "later", "later_sentence"]


def days_sentences(found: Sequence[CoachingDay], labels: Labels, text: Text) -> list[str]:
    """From how many days there is feedback, and which statements people agreed with most and least."""
    rounds = labels.some_rounds(list(dict.fromkeys(day.round for day in found)), text)
    said = [text("coaching_days.days_sentence", n=len(found), rounds=rounds)]
    if both := extremes(found):
        highest, lowest = (labels.items[item].rstrip(".") for item in both)
        said.append(text("coaching_days.extremes", highest=highest, lowest=lowest))
    if any(isinstance(shown, Withheld) for day in found for _, shown in day.items):
        said.append(text("coaching_days.some_withheld"))
    return said


def day_names(found: Sequence[CoachingDay], labels: Labels, text: Text) -> str:
    """The days in words: date, name and round."""
    return text.words([_name(day, labels, text) for day in found])


def days(found: Sequence[CoachingDay], labels: Labels, text: Text, *, ends: tuple[float, float]) -> RoundsData | None:
    """A picture for each statement, a point for each day; nothing where no mean may be shown."""
    if not any(isinstance(shown, AnswerMean) for day in found for _, shown in day.items):
        return None
    items = list(dict.fromkeys(item for day in found for item, _ in day.items))
    return RoundsData(
        title=text("coaching_days.days_title"),
        axis=Axis(text("coaching_days.axis"), *ends),
        rounds=tuple(_tick(day, text) for day in found),
        panels=tuple(
            RoundsPanel(labels.items[item], (RoundsLine(tuple(_point(dict(day.items).get(item)) for day in found)),))
            for item in items
        ),
    )


def later_sentence(results: Sequence[Later], labels: Labels, text: Text) -> str:
    covered = {r for result in results for r in result.rounds}
    return text(
        "coaching_days.later_sentence", rounds=labels.some_rounds([r for r in labels.rounds if r in covered], text)
    )


def later(
    results: Sequence[Later], labels: Labels, roles: Mapping[Role, str], text: Text, *, ends: tuple[float, float]
) -> ChangeData:
    """The mean at the end and at the follow-up, a row for each role."""
    return ChangeData(
        title=text("coaching_days.later_title"),
        axis=Axis(text("coaching_days.axis"), *ends),
        rows=tuple(_later(result, labels, roles, text) for result in results),
        before=text("coaching_days.end"),
        after=text("coaching_days.later"),
    )


def _name(day: CoachingDay, labels: Labels, text: Text) -> str:
    told = {"name": _called(day, text), "round": labels.rounds[day.round]}
    if day.day is None:
        return text("coaching_days.day_without_date", **told)
    return text("coaching_days.day", date=text.day(day.day), **told)


def _tick(day: CoachingDay, text: Text) -> str:
    """Short enough to stand under a point: the year goes to a line of its own."""
    if day.day is None:
        return _called(day, text)
    year, month, date = (str(part) for part in day.day.timetuple()[:3])
    return text("coaching_days.tick", day=date, month=month, year=year)


def _called(day: CoachingDay, text: Text) -> str:
    return day.name or text("coaching_days.unnamed")


def _later(result: Later, labels: Labels, roles: Mapping[Role, str], text: Text) -> ChangeRow:
    rounds = labels.some_rounds(result.rounds, text) if result.rounds else ""
    label = text("coaching_days.later_row", role=roles[result.role], rounds=rounds) if rounds else roles[result.role]
    missing = [shown for shown in (result.end, result.later) if isinstance(shown, Withheld | NotEnough)]
    note = text(f"withheld.{missing[0].reason}") if missing else ""
    return ChangeRow(label, _point(result.end), _point(result.later), result.role, note=note)


def _point(shown: AnswerMean | Withheld | NotEnough | None) -> Point | None:
    return Point(shown.mean, shown.n) if isinstance(shown, AnswerMean) else None
