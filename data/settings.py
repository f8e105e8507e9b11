"""Reading a table of settings so that every mistake is found in one pass, with its file, key and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from data.errors import Place, Problem, Severity

__all__ = ["Expected", "Settings"]

Code = TypeVar("Code", bound=StrEnum)
LANGUAGES = ("fi", "sv", "en")
_SHOWN = 60  # characters of a wrong value that a message repeats


class Expected(StrEnum):
    """What kind of value a key takes; programme.expected_<kind> is its sentence."""

    TEXT = "text"
    WORDS = "words"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    LIST = "list"
    TABLE = "table"
    TABLES = "tables"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Settings:
    """One TOML table. Each method takes one key out; a wrong value is noted in `problems` and replaced by a blank."""

    file: str
    values: Mapping[str, object]
    problems: list[Problem]
    path: str = ""
    taken: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        found = self._take(key, default)
        if isinstance(found, str):
            return found
        if found is not None:
            self._expected(key, Expected.TEXT, found)
        return ""

    def code(self, key: str) -> str:
        """An id: lower-case ASCII letters, digits and _, beginning with a letter."""
        found = self.text(key)
        if found and not (found.isascii() and found.isidentifier() and found == found.lower()):
            self._expected(key, Expected.CODE, found)
        return found

    def words(self, key: str, default: Mapping[str, str] | None = None) -> Mapping[str, str]:
        """Text per language; one text alone stands for every language."""
        found = self._take(key, default)
        if isinstance(found, str):
            return dict.fromkeys(LANGUAGES, found)
        if isinstance(found, Mapping) and found.keys() <= set(LANGUAGES) and _all_text(found.values()):
            return dict(found)
        if found is not None:
            self._expected(key, Expected.WORDS, found)
        return {}

    def whole(self, key: str, default: int | None = None, lowest: int = 0) -> int:
        found = self._take(key, default)
        if isinstance(found, int) and not isinstance(found, bool):
            if found < lowest:
                self.problem("programme.too_low", key, found=found, lowest=lowest)
            return max(found, lowest)
        if found is not None:
            self._expected(key, Expected.WHOLE, found)
        return lowest

    def optional_whole(self, key: str) -> int | None:
        self.taken.add(key)
        return self.whole(key) if key in self.values else None

    def number(self, key: str, default: float | None = None) -> float:
        found = self._take(key, default)
        if isinstance(found, int | float) and not isinstance(found, bool):
            return float(found)
        if found is not None:
            self._expected(key, Expected.NUMBER, found)
        return 0.0

    def optional_number(self, key: str) -> float | None:
        self.taken.add(key)
        return self.number(key) if key in self.values else None

    def flag(self, key: str) -> bool:
        found = self._take(key, False)
        if not isinstance(found, bool):
            self._expected(key, Expected.FLAG, found)
        return found is True

    def day(self, key: str) -> date:
        found = self._take(key, None)
        if isinstance(found, datetime):
            return found.date()
        if isinstance(found, date):
            return found
        if found is not None:
            self._expected(key, Expected.DAY, found)
        return date.min

    def choice(self, key: str, codes: type[Code], default: Code | None = None) -> Code:
        found = self._take(key, default)
        allowed = list(codes)
        if found in allowed:
            return codes(str(found))
        if found is not None:
            self.problem("programme.not_one_of", key, found=_shown(found), allowed=", ".join(allowed))
        return allowed[0]

    def choices(self, key: str, codes: type[Code], default: tuple[Code, ...] = ()) -> tuple[Code, ...]:
        found = self.texts(key, default)
        allowed = list(codes)
        for wrong in [text for text in found if text not in allowed]:
            self.problem("programme.not_one_of", key, found=_shown(wrong), allowed=", ".join(allowed))
        return tuple(codes(text) for text in found if text in allowed)

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        found = self._take(key, default)
        if isinstance(found, list | tuple) and _all_text(found):
            return tuple(found)
        if found is not None:
            self._expected(key, Expected.LIST, found)
        return ()

    def table(self, key: str) -> Settings:
        """The table under a key; an empty one where there is none."""
        found = self._take(key, {})
        if not isinstance(found, Mapping):
            self._expected(key, Expected.TABLE, found)
            found = {}
        return Settings(self.file, found, self.problems, self._path(key))

    def tables(self, key: str) -> Iterator[Settings]:
        """Every table of a list of tables ([[key]] in TOML)."""
        found = self._take(key, [])
        if not (isinstance(found, list) and all(isinstance(one, Mapping) for one in found)):
            self._expected(key, Expected.TABLES, found)
            return
        for place, one in enumerate(found, start=1):
            yield Settings(self.file, one, self.problems, f"{self._path(key)}[{place}]")

    def finish(self) -> None:
        """Note every key that nobody asked for: mostly a slip of spelling."""
        for key in self.values.keys() - self.taken:
            self.problem("programme.unknown_key", key, allowed=", ".join(sorted(self.taken)))

    def problem(self, sentence: str, key: str, **values: object) -> None:
        place = Place(self.file)
        self.problems.append(Problem(sentence, place, Severity.ERROR, {"key": self._path(key), **values}))

    def _take(self, key: str, default: object) -> object:
        self.taken.add(key)
        if key in self.values:
            return self.values[key]
        if default is None:
            self.problem("programme.missing_key", key)
        return default

    def _expected(self, key: str, kind: Expected, found: object) -> None:
        self.problem(f"programme.expected_{kind}", key, found=_shown(found))

    def _path(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def _all_text(values: Iterable[object]) -> bool:
    return all(isinstance(one, str) for one in values)


def _shown(found: object) -> str:
    text = str(found)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
