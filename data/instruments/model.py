"""What an instrument is: items, their answer options, and the scales that items make up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.schema import Missing, Role, Wave

__all__ = ["Instruments", "Item", "ItemKind", "Option", "Scale", "Topic"]


class ItemKind(StrEnum):
    SCALE = "scale"
    SINGLE = "single"
    MULTI = "multi"
    NUMBER = "number"
    TEXT = "text"


class Topic(StrEnum):
    """What an item tells of. Well-being is sensitive: it needs more people before it is shown."""

    BENEFIT = "benefit"
    WELLBEING = "wellbeing"
    SELF_REPORTED = "self_reported"
    PRACTICE = "practice"
    MATCHING = "matching"
    MENTOR_BANK = "mentor_bank"
    THEME = "theme"
    EVENT = "event"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer option. Its first label in a language is shown; the rest are met in files."""

    id: str
    labels: Mapping[str, tuple[str, ...]]
    value: float | None = None  # the point of a scale
    missing: Missing | None = None  # "en osaa sanoa" is an option too


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    kind: ItemKind
    topic: Topic
    texts: Mapping[str, str]  # language → the question as asked
    aliases: tuple[str, ...] = ()  # other wordings met in files, any language
    options: tuple[Option, ...] = ()
    low: float | None = None
    high: float | None = None
    reversed: bool = False
    scale: str | None = None
    waves: tuple[Wave, ...] = ()
    roles: tuple[Role, ...] = (Role.MENTOR, Role.ACTOR)


@dataclass(frozen=True, slots=True)
class Scale:
    """A mean of items, at least half of which are answered.

    Where the items' ends are not the scale's (WHO-5: 0–5 and 0–100), the mean is stretched from the one to the other.
    """

    id: str
    topic: Topic
    names: Mapping[str, str]
    items: tuple[str, ...]
    low: float
    high: float
    minimal_important_change: float | None = None
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Instruments:
    items: Mapping[str, Item]
    scales: Mapping[str, Scale]
