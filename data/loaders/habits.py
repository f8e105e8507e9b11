"""How a tool writes what headings do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.loaders.kinds import Finding
from data.schema import Missing

__all__ = ["Habits"]


@dataclass(frozen=True, slots=True)
class Habits:
    missing_marks: Mapping[str, Missing] = field(default_factory=dict)
    ticks: bool = False  # the boxes of a multi-select are Yes/No
    twos: bool = False  # or as 1 and 2
    tight: bool = False  # a comma without a space joins options
    spaces: bool = False  # a space joins the names of options
    unfinished: tuple[int, frozenset[str]] | None = None  # column, and what stands there if a response is partial
    known: Mapping[int, Finding] = field(default_factory=dict)  # columns whose kind the file itself tells
