"""The forms of the made-up programme, answered by its participants."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from data.samples.effects import AGREEMENT, CUTS, HIGHEST, LOWEST, WELLBEING, WELLBEING_ITEMS, level
from data.samples.exports import Answer, Question, Response
from data.samples.people import COMMON_VARIANCE, Dice, Participant
from data.samples.wording import REMOTE_YEAR, Deck, Wording

__all__ = ["BENEFIT", "Survey", "application", "coaching_days", "end", "start"]

BENEFIT = tuple(key for key in AGREEMENT if not key.startswith(("self_", "shared_", "event_")))
_SELF = tuple(key for key in AGREEMENT if key.startswith("self_"))
_SHARED = tuple(key for key in AGREEMENT if key.startswith("shared_"))
_EVENT = tuple(key for key in AGREEMENT if key.startswith("event_"))
_OPEN = ("open_most_useful", "open_changed", "open_improve", "open_greetings")
_DAYS = {1: (3, 14), 2: (9, 19)}  # coaching day → month and day
_CANNOT_SAY, _SKIPPED = 0.03, 0.015
_START_SHARE, _DAY_SHARE = 0.92, 0.7
_OTHER_LANGUAGES = (("sv", 0.05), ("en", 0.04))
_ANSWERED_TWICE = 2  # people in a round's end survey
_DAY_STARTS, _DAY_MINUTES = 7, 600


@dataclass(frozen=True, slots=True)
class Survey:
    questions: list[Question]
    responses: list[Response]


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering takes: chance, the year's words and the deck of open answers."""

    dice: Dice
    words: Wording
    deck: Deck

    @property
    def year(self) -> int:
        return self.words.year


def application(people: Iterable[Participant], desk: Desk) -> Survey:
    """Everybody who applied, one of them twice; the programme's owner added afterwards who was accepted."""
    words, dice = desk.words, desk.dice
    questions = [
        words.field("role", "applied_role"),
        words.field("organisation"),
        *words.plain("earlier_participation", "open_motive"),
        words.several("themes_wished", "themes"),
        words.field("accepted"),
    ]
    opened = datetime(desk.year - 1, 11, 6)  # noqa: DTZ001 (survey tools export local times without a zone)
    responses = []
    for one in people:
        answers: dict[str, Answer] = {
            "role": _role(one, words),
            "organisation": one.person.organisation,
            "earlier_participation": words.options("earlier_participation")[one.earlier],
            "open_motive": desk.deck.deal("open_motive", mentor=one.mentor, year=desk.year),
            "themes_wished": _themes(desk),
            "accepted": words.options("accepted")[not one.group],
        }
        responses.append(_response(one, opened, answers, dice))
    return Survey(questions, _in_order([*responses, _once_more(responses[0])]))


def start(people: Iterable[Participant], desk: Desk, who: Sequence[Question] = ()) -> Survey:
    words, dice = desk.words, desk.dice
    questions = [
        words.field("role"),
        *who,
        *words.matrix("zero_to_ten", *WELLBEING_ITEMS),
        *words.plain("earlier_participation", "open_expectations"),
    ]
    opened = datetime(desk.year, 2, 5)  # noqa: DTZ001
    responses = []
    for one in people:
        if not (one.group and dice.chance(_START_SHARE)):
            continue
        answers: dict[str, Answer] = {
            **_who(one, words),
            **_wellbeing(one.start, desk),
            "earlier_participation": words.options("earlier_participation")[one.earlier],
            "open_expectations": desk.deck.deal("open_expectations", mentor=one.mentor, year=desk.year),
        }
        responses.append(_response(one, opened, answers, dice))
    return Survey(questions, _in_order(responses))


def end(people: Iterable[Participant], desk: Desk, who: Sequence[Question] = (), *, anonymous: bool = False) -> Survey:
    """The end survey. Low starters answer it less often; two people answer it twice unless it is anonymous."""
    words, dice = desk.words, desk.dice
    questions = [
        words.field("role"),
        *who,
        *words.matrix("agreement", *BENEFIT, *_SELF, *_SHARED),
        *(words.matrix("zero_to_ten", *WELLBEING_ITEMS) if not anonymous else ()),
        *words.plain("meetings_held", "remote_share"),
        words.several("themes_worked", "themes"),
        *words.plain("mentor_bank", *_OPEN),
    ]
    opened = datetime(desk.year, 11, 28)  # noqa: DTZ001
    stayed = [one for one in people if one.group and dice.chance(_staying(one))]
    responses = [_response(one, opened, _end_answers(one, desk), dice, language=_language(dice)) for one in stayed]
    responses = [replace(one, answers={**one.answers, **_open(one, desk)}) for one in responses]
    again = [_again(one, person, desk) for one, person in zip(responses, stayed, strict=True)][:_ANSWERED_TWICE]
    return Survey(questions, _in_order([*responses, *([] if anonymous else again)]))


def coaching_days(people: Iterable[Participant], desk: Desk) -> Survey:
    """Anonymous feedback on two coaching days: a role and a day, nobody's address."""
    words, dice = desk.words, desk.dice
    questions = [
        words.field("occasion"),
        words.field("role"),
        *words.matrix("agreement", *_EVENT),
        *words.plain("event_took_away", "event_improve"),
    ]
    responses = []
    for day, (month, date) in _DAYS.items():
        opened = datetime(desk.year, month, date)  # noqa: DTZ001
        for one in people:
            if one.group and dice.chance(_DAY_SHARE):
                answers = {"occasion": f"{day}. valmennuspäivä", **_event_answers(one, desk)}
                responses.append(replace(_response(one, opened, answers, dice, days=3), email="", name=""))
    return Survey(questions, _in_order(responses))


def _staying(one: Participant) -> float:
    """How likely the end survey is answered: the less, the lower well-being was at the start."""
    standing = (one.start - WELLBEING.start) / WELLBEING.sd
    return 1 / (1 + math.exp(-(WELLBEING.stay_odds + WELLBEING.stay_slope * standing)))


def _end_answers(one: Participant, desk: Desk) -> dict[str, Answer]:
    words, dice = desk.words, desk.dice
    remote = words.options("remote_share")
    met = 1 + int(one.behind > 0) + dice.whole(3, 9)
    return {
        **_who(one, words),
        **{key: _agreement(key, one, desk) for key in (*BENEFIT, *_SELF, *_SHARED)},
        **_wellbeing(one.end, desk),
        "meetings_held": met,
        "remote_share": remote[-1] if desk.year == REMOTE_YEAR else dice.pick(remote[:2]),
        "themes_worked": _themes(desk),
        "mentor_bank": _bank(one, desk),
    }


def _event_answers(one: Participant, desk: Desk) -> dict[str, Answer]:
    return {
        "role": _role(one, desk.words),
        **{key: _agreement(key, one, desk) for key in _EVENT},
        **{key: desk.deck.deal(key, mentor=one.mentor, year=desk.year) for key in ("event_took_away", "event_improve")},
    }


def _open(response: Response, desk: Desk) -> dict[str, Answer]:
    mentor = response.answers["role"] == desk.words.options("roles")[0]
    return {key: desk.deck.deal(key, mentor=mentor, year=desk.year, language=response.language) for key in _OPEN}


def _once_more(first: Response) -> Response:
    later = timedelta(hours=5)
    return replace(first, started=first.started + later, submitted=first.submitted + later)


def _again(first: Response, one: Participant, desk: Desk) -> Response:
    """The same person some days later, with some answers changed and no more open ones."""
    later = timedelta(days=2, hours=3)
    answers = {**_end_answers(one, desk), **dict.fromkeys(_OPEN, "")}
    return replace(first, started=first.started + later, submitted=first.submitted + later, answers=answers)


def _who(one: Participant, words: Wording) -> dict[str, Answer]:
    return {
        "role": _role(one, words),
        "person": one.person.email,
        "code": one.code,
        "form": words.options("forms")[one.small_group],
    }


def _role(one: Participant, words: Wording) -> str:
    return words.options("roles")[not one.mentor]


def _agreement(key: str, one: Participant, desk: Desk) -> str:
    if desk.dice.chance(_CANNOT_SAY):
        return desk.words.options("cannot_say")[0]
    if desk.dice.chance(_SKIPPED):
        return ""
    effect = AGREEMENT[key]
    common, behind = (COMMON_VARIANCE, one.behind) if effect.common else (0.0, 0.0)
    noise = desk.dice.normal(0.0, math.sqrt(1 - common - effect.values**2))
    drawn = level(key, one.mentor, one.small_group) + behind + effect.values * one.values + noise
    return desk.words.agreement(1 + sum(drawn > cut for cut in CUTS))


def _wellbeing(standing: float, desk: Desk) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for key, offset in WELLBEING_ITEMS.items():
        drawn = round(desk.dice.normal(standing + offset, WELLBEING.item_sd))
        answers[key] = "" if desk.dice.chance(_SKIPPED) else min(max(drawn, LOWEST), HIGHEST)
    return answers


def _themes(desk: Desk) -> tuple[str, ...]:
    likely = (0.45, 0.6, 0.4, 0.45, 0.55)
    options = desk.words.options("themes")
    chosen = tuple(one for one, share in zip(options, likely, strict=True) if desk.dice.chance(share))
    return chosen or (options[1],)


def _bank(one: Participant, desk: Desk) -> str:
    yes, maybe = (0.55, 0.85) if one.mentor else (0.25, 0.65)
    drawn = desk.dice.random.random()
    return desk.words.options("mentor_bank")[(drawn > yes) + (drawn > maybe)]


def _language(dice: Dice) -> str:
    for language, share in _OTHER_LANGUAGES:
        if dice.chance(share):
            return language
    return "fi"


def _response(
    one: Participant, opened: datetime, answers: dict[str, Answer], dice: Dice, *, language: str = "fi", days: int = 14
) -> Response:
    begun = opened + timedelta(days=dice.whole(0, days - 1), hours=_DAY_STARTS, minutes=dice.whole(0, _DAY_MINUTES))
    taken = timedelta(minutes=dice.whole(3, 25), seconds=dice.whole(0, 59))
    return Response(begun, begun + taken, answers, one.person.email, one.person.name, language)


def _in_order(responses: Iterable[Response]) -> list[Response]:
    return sorted(responses, key=lambda one: one.submitted)
