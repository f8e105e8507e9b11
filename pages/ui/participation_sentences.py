"""Who took part, applied, answered and stayed, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.applications import Acceptance, MentorShare, mentor_share
from analysis.participation import Attendance, Part, Response, Responses, Volunteers, response
from analysis.reach import Continuity, Coverage, Groups, Reach
from analysis.results import NotEnough, Withheld
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = [
    "acceptance_sentence",
    "applications_sentences",
    "continuity_sentences",
    "coverage_sentence",
    "groups_sentence",
    "numbers",
    "numbers_sentences",
    "reach_sentence",
    "response_sentence",
    "responses_sentences",
    "share_sentences",
    "units_sentence",
    "volunteers_sentence",
]


def numbers(people: Attendance, rounds: Sequence[str], text: Text) -> list[tuple[str, str]]:
    """What stands first on the overview: invited, answered, share, applications; only what may be told."""
    answered, applied = response(people, rounds=rounds), mentor_share(people, rounds=rounds)
    told = []
    if isinstance(answered, Response) and answered.invited is not None:
        told.append((text("overview.invited"), text.number(answered.invited)))
        told.append((text("overview.answered"), text.number(answered.answered)))
        if not isinstance(answered.share, NotEnough):
            told.append((text("overview.share"), text.percent(answered.share.estimate, answered.invited)))
    if isinstance(applied, MentorShare):
        told.append((text("overview.applicants"), text.number(applied.total.n)))
    return told


def response_sentence(people: Attendance, rounds: Sequence[str], labels: Labels, text: Text) -> str:
    """From which rounds the numbers are, and how far any share could lie off since not everybody answered."""
    answered = response(people, rounds=rounds)
    if not isinstance(answered, Response):
        return text(f"withheld.{answered.reason}")
    if isinstance(answered.share, NotEnough) or answered.invited is None or answered.unknown is None:
        return text("withheld.no_invited")
    return text(
        "participation.response_sentence",
        rounds=labels.some_rounds(answered.rounds, text),
        answered=answered.answered,
        invited=answered.invited,
        share=text.percent(answered.share.estimate, answered.invited),
        silent=answered.invited - answered.answered,
        unknown=text.number(100 * answered.unknown),
    )


def numbers_sentences(people: Attendance, rounds: Sequence[str], labels: Labels, text: Text) -> str:
    """What the numbers on the overview are of."""
    share = mentor_share(people, rounds=rounds)
    applied = applications_sentences(share, labels, text) if isinstance(share, MentorShare) else []
    return " ".join([response_sentence(people, rounds, labels, text), *applied])


def responses_sentences(people: Attendance, found: Responses, labels: Labels, text: Text) -> list[str]:
    """The rounds shown together, and which of them cannot be told yet."""
    shown = list(dict.fromkeys(r for one in found.rows for r in one.rounds))
    said = [response_sentence(people, shown or found.waiting, labels, text)]
    if found.waiting and shown:
        said.append(text("participation.waiting", rounds=labels.some_rounds(found.waiting, text)))
    return said


def applications_sentences(share: MentorShare | Withheld | NotEnough, labels: Labels, text: Text) -> list[str]:
    if not isinstance(share, MentorShare):
        return [text(f"participation.applications_{share.reason}")]
    total = share.total
    rounds = labels.some_rounds(total.rounds, text)
    return [
        text(
            "participation.applications_sentence",
            people=total.n,
            mentors=total.mentor,
            actors=total.actor,
            rounds=rounds,
        )
    ]


def share_sentences(share: MentorShare | Withheld | NotEnough, text: Text) -> list[str]:
    if not isinstance(share, MentorShare):
        return [text(f"participation.applications_{share.reason}")]
    total, interval = share.total, share.total.share.interval
    span = text.span(100 * interval.low, 100 * interval.high)
    return [
        text(
            "participation.share_sentence", share=text.percent(total.share.estimate, total.n), n=total.n, interval=span
        )
    ]


def acceptance_sentence(found: Sequence[Acceptance], labels: Labels, text: Text) -> str:
    """Each role in a sentence of its own."""
    said = [
        text(
            f"participation.accepted_{one.role}",
            accepted=one.accepted.count,
            people=one.accepted.of,
            share=text.percent(one.accepted.share.estimate, one.accepted.of),
            rounds=labels.some_rounds(one.rounds, text),
        )
        if isinstance(one.accepted, Part)
        else text(f"participation.accepted_none_{one.role}")
        for one in found
    ]
    return " ".join(said)


def coverage_sentence(rows: Sequence[Coverage], labels: Labels, text: Text) -> str:
    if not rows:
        return text("participation.coverage_none")
    last = rows[-1]
    return text(
        "participation.coverage_sentence",
        round=labels.rounds[last.round],
        people=last.people,
        eligible=last.eligible,
        share=text.percent(last.share.estimate, last.eligible),
    )


def groups_sentence(rows: Sequence[Groups], labels: Labels, text: Text) -> str:
    if not rows:
        return text("withheld.no_roster")
    return text(
        "participation.groups_sentence",
        pairs=sum(one.pairs for one in rows),
        small=sum(one.small_groups for one in rows),
        in_small=sum(one.in_small_groups for one in rows),
        people=sum(one.in_pairs + one.in_small_groups for one in rows),
        rounds=labels.some_rounds([r for one in rows for r in one.rounds], text),
    )


def reach_sentence(found: Reach | NotEnough, labels: Labels, text: Text) -> str:
    if not isinstance(found, Reach):
        return text(f"withheld.{found.reason}")
    if not found.organisations:
        return text("participation.reach_none")
    return text("participation.reach_sentence", n=found.organisations, rounds=labels.some_rounds(found.rounds, text))


def units_sentence(found: Reach | NotEnough, text: Text) -> str:
    if not isinstance(found, Reach):
        return text(f"withheld.{found.reason}")
    return text("participation.units_sentence" if found.by_unit else "participation.units_none")


def continuity_sentences(found: Continuity | NotEnough, labels: Labels, text: Text) -> list[str]:
    if not isinstance(found, Continuity):
        return [text(f"withheld.{found.reason}")]
    rounds = labels.some_rounds(found.rounds, text)
    return [_became(found.became_mentors, rounds, text), _came_back(found.came_back, text)]


def volunteers_sentence(found: Volunteers | Withheld | NotEnough, role_name: str, labels: Labels, text: Text) -> str:
    """How many said yes, and between which shares of all invited the truth must lie."""
    if not isinstance(found, Volunteers):
        return text("participation.volunteers_none", role=role_name, why=text(f"withheld.{found.reason}"))
    values = {
        "yes": found.yes.count,
        "people": found.yes.of,
        "share": text.percent(found.yes.share.estimate, found.yes.of),
        "rounds": labels.some_rounds(found.rounds, text),
    }
    if found.bounds is None:
        return text(f"participation.volunteers_{found.role}", **values)
    bounds = text.span(100 * found.bounds.low, 100 * found.bounds.high)
    return text(f"participation.volunteers_bounds_{found.role}", **values, bounds=bounds)


def _became(part: Part | Withheld | NotEnough, rounds: str, text: Text) -> str:
    if not isinstance(part, Part):
        return text("participation.became_none")
    share = text.percent(part.share.estimate, part.of)
    return text("participation.became", people=part.count, actors=part.of, share=share, rounds=rounds)


def _came_back(part: Part | Withheld | NotEnough, text: Text) -> str:
    if not isinstance(part, Part):
        return text("participation.came_back_none")
    share = text.percent(part.share.estimate, part.of)
    return text("participation.came_back", people=part.count, earlier=part.of, share=share)
