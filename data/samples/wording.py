"""The questions and labels of a year, and the deck of open answers: read from the TOML files beside this one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from data.samples.exports import Question
from data.samples.people import Dice

__all__ = ["Deck", "Wording"]

_FOLDER = Path(__file__).parent
_LAST_OLD_WORDING, _FIRST_YEAR, REMOTE_YEAR = 2017, 2016, 2020
_EMPTY = ("-", "ei", "Ei muuta", "en osaa sanoa", ".", "Ei kommentoitavaa")
_ANSWERED = {"open_most_useful": 0.62, "open_improve": 0.5, "open_changed": 0.5, "open_greetings": 0.25}
_ANSWERED_ELSE = 0.24
_SAID_NOTHING = 0.05


@cache
def _toml(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Wording:
    """How the forms of one year put things."""

    year: int
    labels: str = "current"  # which set of agreement labels
    texts: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        words = _texts("current")
        if self.year <= _LAST_OLD_WORDING:
            words |= _texts("until_2017")
        if self.year == _FIRST_YEAR:
            words |= _texts("in_2016")
        object.__setattr__(self, "texts", words)

    def agreement(self, point: int) -> str:
        """The label of a point from 1 to 5."""
        return _toml("questions.toml")["agreement"][self.labels][point - 1]

    def options(self, name: str) -> list[str]:
        return _toml("questions.toml")["options"][name]

    def plain(self, *keys: str) -> list[Question]:
        return [Question(key, self.texts[key]) for key in keys]

    def field(self, name: str, heading: str = "") -> Question:
        return Question(name, _texts("fields")[heading or name])

    def matrix(self, stem: str, *keys: str) -> list[Question]:
        return [Question(key, self.texts[key], stem=_texts("stems")[stem]) for key in keys]

    def several(self, key: str, options: str) -> Question:
        return Question(key, self.texts[key], options=tuple(self.options(options)))


def _texts(table: str) -> dict[str, str]:
    texts: dict[str, str] = {**_toml("questions.toml")[table]}  # type: ignore[dict-item]
    return texts


class Deck:
    """The open answers, shuffled; each is dealt once, so that no two people write the same sentence."""

    def __init__(self, seed: int) -> None:
        self._dice = Dice(f"{seed}-answers")
        answers = _toml("answers.toml")
        others: dict[str, dict[str, list[str]]] = answers["other_languages"]  # type: ignore[assignment]
        self._piles = {
            (question, audience): self._dice.shuffled(texts)
            for question, piles in {**answers, **_by_question(others)}.items()
            if question != "other_languages"
            for audience, texts in {**answers.get(question, {}), **piles}.items()
        }

    def deal(self, question: str, *, mentor: bool, year: int, language: str = "fi") -> str:
        """An answer, an empty phrase or nothing."""
        if not self._dice.chance(_ANSWERED.get(question, _ANSWERED_ELSE)):
            return self._dice.pick(_EMPTY) if self._dice.chance(_SAID_NOTHING) else ""
        if language != "fi":
            return self._pop(question, [language])
        audiences = ["mentor" if mentor else "actor", "any", *(["remote", "remote"] if year == REMOTE_YEAR else [])]
        return self._pop(question, audiences)

    def _pop(self, question: str, audiences: list[str]) -> str:
        full = [self._piles[question, one] for one in audiences if self._piles.get((question, one))]
        return self._dice.pick(full).pop() if full else ""


def _by_question(others: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
    turned: dict[str, dict[str, list[str]]] = {}
    for language, questions in others.items():
        for question, texts in questions.items():
            turned.setdefault(question, {})[language] = texts
    return turned
