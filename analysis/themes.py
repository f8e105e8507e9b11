"""What people tell in their own words: how many of them speak of each theme, for or against, and how it was coded.

Who wrote something at the end of a round is a respondent of every theme: of one set of people it is asked whether any
of their answers has the theme. These are answers like others and go through the same gate, as items `theme:<code>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from analysis.disclosure import Gate, Released, is_unanimous, may_show_distribution
from analysis.prediction_powered import FEWEST_CHECKED, Checked, corrected_share
from analysis.results import NotEnough, Reason, Withheld
from analysis.stats.proportions import Proportion, wilson
from data.schema import Role, Wave

__all__ = [
    "CodedText",
    "Share",
    "Sides",
    "Tone",
    "check",
    "is_theme_item",
    "share",
    "shares_by_round",
    "sides",
    "theme_item",
    "theme_rows",
]

_THEME, _TONE = "theme:", "tone:"
_FOR, _AGAINST = 1, 2  # a respondent's value is their sum: 0 no theme, 3 both
_READ = 4  # added where people have read all that the respondent wrote
_COLUMNS = ["response_id", "person", "round", "wave", "role", "form", "group"]


class Tone(StrEnum):
    """What an answer does: found in its valence, counted like a theme."""

    PRAISE = "praise"
    CRITIQUE = "critique"
    WISH = "wish"


_TONES: Mapping[str, frozenset[Tone]] = {
    "positive": frozenset({Tone.PRAISE}),
    "negative": frozenset({Tone.CRITIQUE}),
    "mixed": frozenset({Tone.PRAISE, Tone.CRITIQUE}),
    "suggestion": frozenset({Tone.WISH}),
}


@dataclass(frozen=True, slots=True)
class CodedText:
    """One answer text as it is coded now, without its words."""

    response_id: str
    codes: frozenset[str]
    against: frozenset[str]
    valence: str
    read: bool  # by a person, whole


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who wrote something speak of a theme."""

    theme: str
    rounds: tuple[str, ...]
    roles: tuple[Role, ...]
    share: Proportion | Withheld | NotEnough
    corrected: bool = False  # by the machine's error in the random sample


@dataclass(frozen=True, slots=True)
class Sides:
    """Of the same people, by what they say of a theme: nothing, for, against, both. As coded, not corrected."""

    theme: str
    counts: tuple[int, int, int, int] | Withheld | NotEnough


def theme_item(code: str) -> str:
    """The id under which a theme, or a tone, is an item.

    >>> theme_item("goals"), theme_item(Tone.WISH)
    ('theme:goals', 'tone:wish')
    """
    return (_TONE if isinstance(code, Tone) else _THEME) + code


def is_theme_item(item: str) -> bool:
    """Whether an item comes from free text, which takes the larger of the two limits to be shown."""
    return item.startswith((_THEME, _TONE))


def theme_rows(answers: pd.DataFrame, texts: Iterable[CodedText], codes: Sequence[str]) -> pd.DataFrame:
    """Tidy answers: for each response with text a row of every code and every tone."""
    by_response: dict[str, list[CodedText]] = {}
    for one in texts:
        by_response.setdefault(one.response_id, []).append(one)
    people = answers[_COLUMNS].drop_duplicates("response_id").astype(object)
    people = people[people["response_id"].isin(by_response)]
    written = [by_response[response] for response in people["response_id"]]
    made = [people.assign(item=theme_item(c), value=[_theme_value(texts, c) for texts in written]) for c in codes]
    tones = [people.assign(item=theme_item(t), value=[_tone_value(texts, t) for texts in written]) for t in Tone]
    return pd.concat([*made, *tones], ignore_index=True)


def share(
    gate: Gate,
    theme: str,
    *,
    rounds: Sequence[str],
    roles: Sequence[Role],
    checked: Checked | None = None,
    confidence: float = 0.95,
) -> Share:
    """Share of respondents who have a theme, or a tone, in the roles that may be shown.

    With enough `checked`, what the machine alone has coded is corrected; else the share is as coded, by Wilson.
    """
    released = _released(gate, theme, rounds, roles)
    if isinstance(released, Withheld | NotEnough):
        return Share(theme, tuple(rounds), tuple(roles), released)
    shown, groups = released
    values = np.concatenate([group.values for group in groups]).astype(int)
    given, n, read = int((values % _READ > 0).sum()), len(values), int((values >= _READ).sum())
    covered = tuple(r for r in rounds if any(r in group.rounds for group in groups))
    if is_unanimous(given / n, 0, 1):
        return Share(theme, covered, shown, Withheld(Reason.UNANIMOUS))
    if checked is None or checked.n < FEWEST_CHECKED:
        return Share(theme, covered, shown, wilson(given, n, confidence=confidence))
    return Share(theme, covered, shown, corrected_share(given, n, read, checked, confidence=confidence), True)


def shares_by_round(
    gate: Gate,
    themes: Sequence[str],
    *,
    rounds: Sequence[str],
    roles: Sequence[Role],
    checked: Mapping[str, Checked] | None = None,
) -> list[Share]:
    """Each theme in each round and role; rounds that may only be shown together are one entry."""
    if not themes:
        return []
    asked = [r for r in rounds if gate.was_asked(theme_item(themes[0]), Wave.END, [r])]
    blocks = gate.blocks(theme_item(themes[0]), asked)
    error = checked or {}
    return [
        share(gate, theme, rounds=block, roles=[role], checked=error.get(theme))
        for theme in themes
        for block in blocks
        for role in roles
    ]


def sides(gate: Gate, theme: str, *, rounds: Sequence[str], roles: Sequence[Role]) -> Sides:
    """How many speak for a theme, against it, or both; only where that many speak of it that none is singled out."""
    released = _released(gate, theme, rounds, roles)
    if isinstance(released, Withheld | NotEnough):
        return Sides(theme, released)
    values = np.concatenate([group.values for group in released[1]]).astype(int) % _READ
    counts = [int((values == value).sum()) for value in (0, _FOR, _AGAINST, _FOR + _AGAINST)]
    if sum(counts[1:]) < gate.minimum(theme_item(theme)):
        return Sides(theme, Withheld(Reason.TOO_FEW))
    if not may_show_distribution(counts) or max(counts[1:]) == sum(counts[1:]):
        return Sides(theme, Withheld(Reason.UNANIMOUS))
    return Sides(theme, (counts[0], counts[1], counts[2], counts[3]))


def check(pairs: Iterable[tuple[frozenset[str], frozenset[str]]], codes: Iterable[str]) -> dict[str, Checked]:
    """Code → the machine against people, from (machine's, people's) codes of each respondent of the random sample."""
    listed = list(pairs)
    return {
        code: Checked(
            len(listed),
            missed=sum(code in people and code not in machine for machine, people in listed),
            wrong=sum(code in machine and code not in people for machine, people in listed),
            right=sum(code in machine and code in people for machine, people in listed),
        )
        for code in codes
    }


def _released(
    gate: Gate, theme: str, rounds: Sequence[str], roles: Sequence[Role]
) -> tuple[tuple[Role, ...], list[Released]] | Withheld | NotEnough:
    item = theme_item(theme)
    if not gate.was_asked(item, Wave.END, rounds):
        return NotEnough(Reason.NOT_ASKED)
    found = {role: gate.release(item, Wave.END, rounds=rounds, role=role) for role in roles}
    shown = {role: group for role, group in found.items() if isinstance(group, Released)}
    return (tuple(shown), list(shown.values())) if shown else Withheld(Reason.TOO_FEW)


def _theme_value(texts: Sequence[CodedText], code: str) -> float:
    told = [text for text in texts if code in text.codes]
    spoken = any(code not in text.against for text in told) * _FOR + any(code in t.against for t in told) * _AGAINST
    return float(spoken + _read(texts))


def _tone_value(texts: Sequence[CodedText], tone: Tone) -> float:
    return float(any(tone in _TONES.get(text.valence, ()) for text in texts) * _FOR + _read(texts))


def _read(texts: Sequence[CodedText]) -> int:
    return _READ * all(text.read for text in texts)
