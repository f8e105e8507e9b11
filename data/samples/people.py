"""Who takes part in the made-up programme, and what each of them would answer: drawn from a seed and nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from statistics import NormalDist
from typing import TypeVar

from data.samples.effects import WELLBEING

__all__ = ["Design", "Dice", "Participant", "Person", "draw_rounds"]

Chosen = TypeVar("Chosen")
_STANDARD = NormalDist()
_NAMES = Path(__file__).parent / "names.toml"
_UNITS = ("Asiakaspalvelut", "Kehittäminen", "Talous ja hallinto", "Tietohallinto")
SMALL_UNIT, SMALL_UNIT_SIZE = "Viestintä", 3  # never large enough to be shown
_AGENCIES = {
    "Virasto A": "Työ ja elinkeinot",
    "Virasto B": "Työ ja elinkeinot",
    "Virasto C": "Ympäristö",
    "Virasto D": "Talous",
    "Virasto E": "Liikenne",
}
_ASCII = str.maketrans("äöåÄÖÅ", "aoaAOA")
_ACTORS_IN_GROUP = 3
_GROUP_SD, _PERSON_SD = 0.35, 0.45
COMMON_VARIANCE = _GROUP_SD**2 + _PERSON_SD**2  # of an answer's variance 1; values and the item's noise are the rest
_RECOGNISED_SINCE = 2018  # 2016 was anonymous, 2017 used codes of its own
_SHARED = ("arvot", "ala", "kiinnostuksen kohteet")


@dataclass(frozen=True, slots=True)
class Design:
    """A round before anybody is drawn: pairs, small groups of a mentor and three actors, applicants left out."""

    year: int
    pairs: int
    groups: int = 0
    mentors_left_out: int = 0
    actors_left_out: int = 0
    returning: int = 0  # of the mentors, how many were in an earlier round

    def scaled(self, scale: float) -> Design:
        """The same shape with fewer people; whatever there was any of, there is one of."""

        def few(n: int) -> int:
            return max(1, round(n * scale)) if n else 0

        return Design(
            self.year,
            few(self.pairs),
            few(self.groups),
            few(self.mentors_left_out),
            few(self.actors_left_out),
            few(self.returning),
        )


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    organisation: str
    branch: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One person in one round, with what lies behind the answers."""

    person: Person
    year: int
    code: str
    mentor: bool
    group: str  # "" for an applicant who was left out
    small_group: bool
    unit: str
    shared: tuple[str, ...]
    behind: float  # what all of one's answers have in common
    values: float  # how well the values of the pair or group meet
    start: float  # well-being
    end: float
    earlier: int = 0  # 0 no, 1 as an actor, 2 as a mentor


@dataclass(slots=True)
class Dice:
    """Chance of one round. Named by seed and round, so that a change in one round leaves the others alone."""

    name: str
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.name)

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        return mean + sd * _STANDARD.inv_cdf(min(max(self.random.random(), 1e-12), 1 - 1e-12))

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def pick(self, options: Sequence[Chosen]) -> Chosen:
        return options[int(self.random.random() * len(options))]

    def whole(self, low: int, high: int) -> int:
        return low + int(self.random.random() * (high - low + 1))

    def shuffled(self, options: Sequence[Chosen]) -> list[Chosen]:
        mixed = list(options)
        self.random.shuffle(mixed)
        return mixed


@dataclass(slots=True)
class _Town:
    """Everybody who has taken part so far; names are never given twice."""

    names: list[str]
    former: list[Participant] = field(default_factory=list)

    def newcomer(self, dice: Dice) -> Person:
        name = self.names.pop()
        agency = dice.pick(list(_AGENCIES))
        local = name.lower().translate(_ASCII).replace(" ", ".")
        return Person(name, f"{local}@example.fi", agency, _AGENCIES[agency])


def draw_rounds(designs: Sequence[Design], seed: int) -> list[list[Participant]]:
    """The participants of every round; those left out of it come last, with an empty group."""
    words = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    names = [f"{first} {last}" for first in words["first"] for last in words["last"]]
    town = _Town(Dice(f"{seed}-names").shuffled(names))
    rounds = []
    for design in designs:
        drawn = _draw_round(design, town, Dice(f"{seed}-{design.year}-people"))
        town.former += [one for one in drawn if one.group]
        rounds.append(drawn)
    return rounds


def _draw_round(design: Design, town: _Town, dice: Dice) -> list[Participant]:
    back = _returning(design, town, dice)
    drawn: list[Participant] = []
    for number in range(1, design.pairs + design.groups + 1):
        small = number > design.pairs
        drawn += _draw_group(f"{'R' if small else 'P'}{number:02}", small, design.year, town, back, dice)
    drawn += [_alone(design.year, True, town, dice) for _ in range(design.mentors_left_out)]
    drawn += [_alone(design.year, False, town, dice) for _ in range(design.actors_left_out)]
    return _with_units([_with_code(one, place) for place, one in enumerate(drawn, start=1)], dice)


def _returning(design: Design, town: _Town, dice: Dice) -> list[Participant]:
    known: dict[str, Participant] = {one.person.email: one for one in town.former if one.year >= _RECOGNISED_SINCE}
    return dice.shuffled(list(known.values()))[: design.returning]


def _draw_group(
    name: str, small: bool, year: int, town: _Town, back: list[Participant], dice: Dice
) -> list[Participant]:
    values, together = dice.normal(), dice.normal(0.0, _GROUP_SD)
    shared = tuple(
        word for word, met in zip(_SHARED, (values > 0, dice.chance(0.25), dice.chance(0.6)), strict=True) if met
    )
    members = []
    for place in range(1 + (_ACTORS_IN_GROUP if small else 1)):
        former = back.pop() if place == 0 and back else None
        person = former.person if former else town.newcomer(dice)
        start = dice.normal(WELLBEING.start, WELLBEING.sd)
        members.append(
            Participant(
                person=person,
                year=year,
                code="",
                mentor=place == 0,
                group=name,
                small_group=small,
                unit="",
                shared=shared,
                behind=together + dice.normal(0.0, _PERSON_SD),
                values=values,
                start=start,
                end=_later(start, dice),
                earlier=0 if former is None else 1 + former.mentor,
            )
        )
    return members


def _alone(year: int, mentor: bool, town: _Town, dice: Dice) -> Participant:
    """An applicant who was left out: answers nothing but the application."""
    person = town.newcomer(dice)
    return Participant(person, year, "", mentor, "", False, "", (), 0.0, 0.0, 0.0, 0.0)


def _later(start: float, dice: Dice) -> float:
    """Well-being at the end: risen, and nearer to the average than at the start."""
    spread = WELLBEING.sd * (1 - WELLBEING.stability**2) ** 0.5
    expected = WELLBEING.start + WELLBEING.rise + WELLBEING.stability * (start - WELLBEING.start)
    return dice.normal(expected, spread)


def _with_code(one: Participant, place: int) -> Participant:
    return replace(one, code=f"VM{one.year % 100}-{place:03}")


def _with_units(drawn: list[Participant], dice: Dice) -> list[Participant]:
    few = set(dice.shuffled(range(sum(bool(one.group) for one in drawn)))[:SMALL_UNIT_SIZE])
    return [replace(one, unit=SMALL_UNIT if i in few else dice.pick(_UNITS)) for i, one in enumerate(drawn)]
