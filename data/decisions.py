"""What people decide about the codes of an answer, and what holds when several people and the machine have spoken.

Nothing that one coder said is ever changed by another: each coder's decisions are told apart, the first coder of an
answer counts until somebody adjudicates, and a person counts before the machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Act", "CurrentCoding", "Decision", "MachineCoding", "PersonCoding", "current_coding", "people_codings"]

UNDECIDED = "for"  # the polarity of a code of which nobody said any


class Act(StrEnum):
    """One thing that a coder does to an answer."""

    CONFIRM = "confirm"  # a code that the machine suggested
    REJECT = "reject"
    ADD = "add"  # a code that nobody suggested, or a blind coder's
    POLARITY = "polarity"  # of a code: for or against
    VALENCE = "valence"  # of the whole answer
    FINISH = "finish"  # the answer is read whole: codes that the coder did not give are not there


@dataclass(frozen=True, slots=True)
class Decision:
    """`text` is the id of the answer text (Codings.texts); `codebook` and `analyser` what the coder had in front."""

    text: str
    act: Act
    coder: str
    codebook: int
    analyser: str
    code: str = ""
    polarity: str = ""  # for | against; may come with confirm and add too
    valence: str = ""
    at: str = ""  # set by the ledger


@dataclass(frozen=True, slots=True)
class MachineCoding:
    """What the machine said of one answer text. `evidence` is JSON: code, spans, pattern, kind, polarity."""

    text: str
    codes: tuple[str, ...]
    polarity: Mapping[str, str]
    valence: str
    language: str
    empty: bool
    evidence: str = "[]"


@dataclass(frozen=True, slots=True)
class PersonCoding:
    """Where one coder stands with an answer."""

    coder: str
    given: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    polarity: Mapping[str, str] = field(default_factory=dict)
    valence: str = ""
    finished: bool = False

    def says(self, code: str) -> bool | None:
        """Whether the code is there; None where this coder has not decided."""
        if code in self.given:
            return True
        return False if self.finished or code in self.rejected else None

    def after(self, one: Decision) -> PersonCoding:
        given, rejected = self.given, self.rejected
        if one.act in (Act.CONFIRM, Act.ADD):
            given, rejected = given | {one.code}, rejected - {one.code}
        elif one.act is Act.REJECT:
            given, rejected = given - {one.code}, rejected | {one.code}
        polarity = {**self.polarity, one.code: one.polarity} if one.polarity else self.polarity
        finished = self.finished or one.act is Act.FINISH
        return PersonCoding(self.coder, given, rejected, polarity, one.valence or self.valence, finished)


@dataclass(frozen=True, slots=True)
class CurrentCoding:
    """What holds for an answer now."""

    text: str
    codes: frozenset[str]
    polarity: Mapping[str, str]  # of each code that holds: for | against
    valence: str
    empty: bool
    by_people: frozenset[str]  # codes, given or not, that a person decided on
    finished: bool  # a person has read it whole, or it was adjudicated
    disputed: frozenset[str]  # codes on which two people differ and nobody adjudicated


def people_codings(decisions: Iterable[Decision]) -> dict[str, dict[str, PersonCoding]]:
    """Text → coder → where that coder stands; coders in the order of their first decision on the text."""
    found: dict[str, dict[str, PersonCoding]] = {}
    for one in decisions:
        of_text = found.setdefault(one.text, {})
        of_text[one.coder] = of_text.get(one.coder, PersonCoding(one.coder)).after(one)
    return found


def current_coding(
    text: str,
    machine: MachineCoding | None,
    people: Mapping[str, PersonCoding],
    adjudicated: PersonCoding | None = None,
) -> CurrentCoding:
    """The adjudicated coding, else the first coder's, else the next one's, else the machine's; code by code."""
    speaking = [adjudicated] if adjudicated else list(people.values())
    suggested = frozenset(machine.codes) if machine else frozenset()
    known = suggested.union(*(one.given | one.rejected for one in speaking))
    said = {code: _first(one.says(code) for one in speaking) for code in known}
    codes = frozenset(code for code in known if (code in suggested if said[code] is None else said[code]))
    polarities = [*(one.polarity for one in speaking), machine.polarity if machine else {}]
    return CurrentCoding(
        text=text,
        codes=codes,
        polarity={code: next((p[code] for p in polarities if code in p), UNDECIDED) for code in sorted(codes)},
        valence=next((one.valence for one in speaking if one.valence), machine.valence if machine else ""),
        empty=bool(machine and machine.empty and not codes),
        by_people=frozenset(code for code, says in said.items() if says is not None),
        finished=any(one.finished for one in speaking),
        disputed=frozenset(code for code in known if len({one.says(code) for one in speaking} - {None}) > 1),
    )


def _first(said: Iterable[bool | None]) -> bool | None:
    return next((one for one in said if one is not None), None)
