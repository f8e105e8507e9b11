"""A round as a person types it: read in one pass, every mistake a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from data.errors import Place, Problem, Severity
from data.loaders.dates import DAY_FIRST, parse_date
from data.programme import Delivery, Round, check_rounds
from data.schema import Role
from pages.ui.text import Text

__all__ = ["Typed", "new_id", "read_round", "typed"]

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form, all text."""

    name: str = ""
    start: str = ""
    end: str = ""
    partner: str = ""
    funding: str = ""
    delivery: str = Delivery.IN_PERSON
    invited_mentor: str = ""
    invited_actor: str = ""
    eligible: str = ""


def typed(one: Round, text: Text) -> Typed:
    """A round as it stands in the form."""
    invited = one.invited_by_role or {}
    return Typed(
        name=one.name,
        start=text.day(one.start) if text.language == "fi" else one.start.isoformat(),
        end=text.day(one.end) if text.language == "fi" else one.end.isoformat(),
        partner=one.partner,
        funding=one.funding,
        delivery=one.delivery,
        invited_mentor=_number(invited.get(Role.MENTOR)),
        invited_actor=_number(invited.get(Role.ACTOR)),
        eligible=_number(one.eligible),
    )


@dataclass(slots=True)
class _Reader:
    form: Typed
    problems: list[Problem] = field(default_factory=list)

    def day(self, name: str) -> date:
        moment = parse_date(getattr(self.form, name), DAY_FIRST)
        if moment is None:
            self.tell(f"import_page.round_no_{name}")
        return moment.date() if moment else date.min

    def whole(self, name: str) -> int | None:
        words = "".join(getattr(self.form, name).split())
        if words and not (words.isascii() and words.isdigit()):
            self.tell(f"import_page.round_no_number_{name}")
            return None
        return int(words) if words else None

    def tell(self, key: str) -> None:
        self.problems.append(Problem(key, Place(), Severity.ERROR))


def read_round(
    form: Typed, others: Collection[Round], before: Round | None
) -> tuple[Round | None, tuple[Problem, ...]]:
    """The round, or why it cannot be one. `before`: the round that is edited; its id is never changed."""
    reader = _Reader(form)
    name = form.name.strip()
    if not name:
        reader.tell("import_page.round_no_name")
    elif name.casefold() in {one.name.casefold() for one in others}:
        reader.tell("import_page.round_same_name")
    by_role = _invited(reader)
    made = Round(
        id=before.id if before else new_id(name, {one.id for one in others}),
        name=name,
        start=reader.day("start"),
        end=reader.day("end"),
        partner=form.partner.strip(),
        funding=form.funding.strip(),
        delivery=Delivery(form.delivery),
        invited=sum(by_role.values()) if by_role else before.invited if before else None,
        invited_by_role=by_role,
        eligible=reader.whole("eligible"),
    )
    problems = tuple(reader.problems) or check_rounds([*others, made])
    return (None if problems else made), problems


def new_id(name: str, taken: Collection[str]) -> str:
    """An id that stays for good: the name in small letters and digits.

    >>> new_id("2024–2025", {"r2024_2025"})
    'r2024_2025_2'
    """
    words = _NOT_IN_IDS.sub("_", name.casefold().replace("ä", "a").replace("ö", "o").replace("å", "a")).strip("_")
    own = words if words[:1].isalpha() else f"r{words}"
    return next(one for n in range(1, len(taken) + 2) if (one := own if n == 1 else f"{own}_{n}") not in taken)


def _invited(reader: _Reader) -> Mapping[Role, int] | None:
    mentors, actors = reader.whole("invited_mentor"), reader.whole("invited_actor")
    if mentors is None and actors is None:
        return None
    return {Role.MENTOR: mentors or 0, Role.ACTOR: actors or 0}


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
