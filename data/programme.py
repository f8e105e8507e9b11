"""The programme as its owners declare it in programme.toml: names, rounds, claims, limits.

data/programme_template.toml is the documented example; a new store gets a copy of it. Rounds may also be made and
edited in the application: the store lays those over the ones read here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from data.errors import Place, Problem, PuntariError, Severity
from data.instruments.model import Item, ItemKind, Option, Topic
from data.schema import Role, Wave
from data.settings import LANGUAGES, Settings

__all__ = [
    "Claim",
    "Cut",
    "Delivery",
    "Direction",
    "Estimand",
    "Limits",
    "Programme",
    "ProgrammeError",
    "RoleWords",
    "Round",
    "Scope",
    "check_rounds",
    "read_programme",
]

K, K_SENSITIVE = 5, 10  # measured against an attacker (docs/privacy.md): may be raised, never lowered
_DEFAULT_BOUND = 0.5


class ProgrammeError(PuntariError):
    """programme.toml, or a round made in the application, cannot be used as it is."""


class Delivery(StrEnum):
    IN_PERSON = "in_person"
    REMOTE = "remote"
    HYBRID = "hybrid"


class Estimand(StrEnum):
    """What a claim is about; STATISTICS: one verdict rule for all of them."""

    THETA_ROLES = "theta_roles"  # would a random mentor report more than a random actor
    WITHIN_PAIR_SHARE = "within_pair_share"  # share of pairs in which the mentor reports more
    CHANGE = "change"  # from start to end
    SELF_REPORTED_SHARE = "self_reported_share"  # share who say themselves that it improved
    MENTOR_SHARE_OF_APPLICANTS = "mentor_share_of_applicants"
    THETA_FORMS = "theta_forms"  # small groups against pairs


class Scope(StrEnum):
    THESE_ROUNDS = "these_rounds"
    LATEST = "latest"


class Direction(StrEnum):
    ABOVE = "above"
    BELOW = "below"


class Cut(StrEnum):
    """Ways to divide people beside role and round: shown only if declared here, and only pooled over closed rounds."""

    FORM = "form"
    THEME = "theme"
    SHARED = "shared"
    PRACTICE = "practice"  # meetings held, how many of them remotely
    RETURNED = "returned"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class Round:
    id: str
    name: str
    start: date
    end: date
    partner: str = ""
    funding: str = ""
    delivery: Delivery = Delivery.IN_PERSON
    invited: int | None = None  # in all; the sum where it is given per role
    invited_by_role: Mapping[Role, int] | None = None
    eligible: int | None = None  # staff who could have applied


@dataclass(frozen=True, slots=True)
class Claim:
    """Declared before the data are looked at. `outcome` is the id of an item or a scale."""

    id: str
    estimand: Estimand
    outcome: str
    scope: Scope = Scope.THESE_ROUNDS
    direction: Direction = Direction.ABOVE
    bound: float = _DEFAULT_BOUND
    texts: Mapping[str, str] | None = None  # language → the claim in words


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What a role is called: `names` on screen per language, `others` met in files."""

    names: Mapping[str, str]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Smallest numbers. Each default is its own lowest value."""

    k: int = K
    k_sensitive: int = K_SENSITIVE  # well-being, quotes
    estimate: int = 8  # people a side for theta
    reliability: int = 15  # people for Cronbach's alpha
    groups: int = 5  # groups a side for pair against small group
    association_groups: int = 40  # groups for what goes with benefit


@dataclass(frozen=True, slots=True)
class Programme:
    name: Mapping[str, str]
    organisation: Mapping[str, str]
    roles: Mapping[Role, RoleWords]
    units: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()  # in the order of their starts
    claims: tuple[Claim, ...] = ()
    cuts: tuple[Cut, ...] = ()
    limits: Limits = Limits()
    languages: tuple[str, ...] = LANGUAGES
    feedback_address: str = ""
    items: tuple[Item, ...] = ()  # the owner's own questions


def read_programme(path: Path, outcomes: Collection[str] | None = None) -> Programme:
    """The programme of a file. `outcomes`: ids of items and scales that claims may name, where they are known.

    Raises
    ------
    ProgrammeError
        With every problem of the file at once.
    """
    problems: list[Problem] = []
    top = Settings(path.name, _parse(path), problems)
    programme = _programme(top)
    if outcomes is not None:
        _check_outcomes(top, programme, outcomes)
    if problems:
        raise ProgrammeError(*problems)
    return programme


def check_rounds(rounds: Collection[Round], file: str = "") -> tuple[Problem, ...]:
    """What is wrong with rounds that stand beside each other: the same id twice, an end before the start."""
    found, seen = [], set()
    for one in rounds:
        if one.id in seen:
            found.append(_round_problem("programme.round_twice", one, file))
        if one.end < one.start:
            found.append(_round_problem("programme.round_ends_before", one, file))
        seen.add(one.id)
    return tuple(found)


def _round_problem(key: str, one: Round, file: str) -> Problem:
    return Problem(key, Place(file), Severity.ERROR, {"round": one.id})


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ProgrammeError(Problem("programme.no_file", Place(path.name), Severity.ERROR)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        why: dict[str, object] = {"reason": str(error)}
        raise ProgrammeError(Problem("programme.not_toml", Place(path.name), Severity.ERROR, why)) from None


def _programme(top: Settings) -> Programme:
    rounds = tuple(_round(table) for table in top.tables("rounds"))
    top.problems.extend(check_rounds(rounds, top.file))
    programme = Programme(
        name=top.words("name"),
        organisation=top.words("organisation", {}),
        roles=_roles(top.table("roles")),
        units=top.texts("units"),
        rounds=tuple(sorted(rounds, key=lambda one: (one.start, one.id))),
        claims=tuple(_claim(table) for table in top.tables("claims")),
        cuts=top.choices("cuts", Cut),
        limits=_limits(top.table("limits")),
        languages=top.texts("languages", LANGUAGES),
        feedback_address=top.text("feedback_address", ""),
        items=tuple(_item(table) for table in top.tables("items")),
    )
    for wrong in [language for language in programme.languages if language not in LANGUAGES]:
        top.problem("programme.not_one_of", "languages", found=wrong, allowed=", ".join(LANGUAGES))
    top.finish()
    return programme


def _roles(table: Settings) -> Mapping[Role, RoleWords]:
    roles = {}
    for role in Role:
        one = table.table(role)
        names = {language: one.text(language, "") for language in LANGUAGES}
        roles[role] = RoleWords({k: v for k, v in names.items() if v}, one.texts("words"))
        one.finish()
    table.finish()
    return roles


def _round(table: Settings) -> Round:
    by_role = _invited(table)
    made = Round(
        id=table.code("id"),
        name=table.text("name"),
        start=table.day("start"),
        end=table.day("end"),
        partner=table.text("partner", ""),
        funding=table.text("funding", ""),
        delivery=table.choice("delivery", Delivery, Delivery.IN_PERSON),
        invited=sum(by_role.values()) if by_role else table.optional_whole("invited"),
        invited_by_role=by_role,
        eligible=table.optional_whole("eligible"),
    )
    table.finish()
    return made


def _invited(table: Settings) -> Mapping[Role, int] | None:
    if not isinstance(table.values.get("invited"), Mapping):
        return None
    invited = table.table("invited")
    by_role = {role: invited.whole(role) for role in Role}
    invited.finish()
    return by_role


def _claim(table: Settings) -> Claim:
    estimand = table.choice("estimand", Estimand)
    applicants = estimand is Estimand.MENTOR_SHARE_OF_APPLICANTS
    claim = Claim(
        id=table.code("id"),
        estimand=estimand,
        outcome=table.text("outcome", "" if applicants else None),
        scope=table.choice("scope", Scope, Scope.THESE_ROUNDS),
        direction=table.choice("direction", Direction, Direction.ABOVE),
        bound=table.number("bound", 0.0 if estimand is Estimand.CHANGE else _DEFAULT_BOUND),
        texts=table.words("text", {}) or None,
    )
    table.finish()
    return claim


def _limits(table: Settings) -> Limits:
    lowest = Limits()
    limits = Limits(
        k=table.whole("k", lowest.k, lowest.k),
        k_sensitive=table.whole("k_sensitive", lowest.k_sensitive, lowest.k_sensitive),
        estimate=table.whole("estimate", lowest.estimate, lowest.estimate),
        reliability=table.whole("reliability", lowest.reliability, lowest.reliability),
        groups=table.whole("groups", lowest.groups, lowest.groups),
        association_groups=table.whole("association_groups", lowest.association_groups, lowest.association_groups),
    )
    if limits.k_sensitive < limits.k:
        table.problem("programme.too_low", "k_sensitive", found=limits.k_sensitive, lowest=limits.k)
    table.finish()
    return limits


def _item(table: Settings) -> Item:
    kind = table.choice("kind", ItemKind)
    item = Item(
        id=table.code("id"),
        kind=kind,
        topic=table.choice("topic", Topic, Topic.OPEN if kind is ItemKind.TEXT else None),
        texts=table.words("text"),
        aliases=table.texts("aliases"),
        options=tuple(_option(one) for one in table.tables("options")),
        low=table.optional_number("low"),
        high=table.optional_number("high"),
        reversed=table.flag("reversed"),
        waves=table.choices("waves", Wave),
        roles=table.choices("roles", Role, tuple(Role)),
    )
    if kind is ItemKind.SCALE and (item.low is None or item.high is None or item.low >= item.high):
        table.problem("programme.scale_without_ends", "low")
    table.finish()
    return item


def _option(table: Settings) -> Option:
    labels = {language: table.texts(language) for language in LANGUAGES}
    option = Option(
        id=table.code("id"),
        labels={language: words for language, words in labels.items() if words},
        value=table.optional_number("value"),
    )
    table.finish()
    return option


def _check_outcomes(top: Settings, programme: Programme, outcomes: Collection[str]) -> None:
    known = {*outcomes, *(item.id for item in programme.items)}
    for place, claim in enumerate(programme.claims, start=1):
        if claim.outcome and claim.outcome not in known:
            allowed = ", ".join(sorted(known))
            top.problem("programme.not_one_of", f"claims[{place}].outcome", found=claim.outcome, allowed=allowed)
