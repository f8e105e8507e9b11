"""The codebook: what each theme means and which words tell it. Read from TOML: one file, or a folder of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from analysis.coding.language import LANGUAGES
from analysis.coding.pattern import Pattern, parse_pattern
from analysis.coding.wordlists import wordlist
from data.errors import Place, Problem, PuntariError, Severity

__all__ = ["Code", "Codebook", "CodebookError", "default_codebook", "label_seeds", "read_codebook"]

SHIPPED = Path(__file__).parents[2] / "data" / "codebooks" / "mentoring"
KINDS = ("seeds", "phrases", "hints", "not")
_WORDS_KEPT = wordlist("no_label")  # in a name, these tell no theme
_SHORTEST_LABEL = 3  # letters

Words = Mapping[str, str]  # by language
Patterns = Mapping[str, tuple[Pattern, ...]]  # by language


class CodebookError(PuntariError):
    """A codebook that cannot be used; every problem of the file is told at once."""


@dataclass(frozen=True, slots=True)
class Code:
    """One theme. A code without seeds is found by the words of its name."""

    id: str
    name: Words
    definition: Words = field(default_factory=dict)
    include: Words = field(default_factory=dict)
    exclude: Words = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seeds: Patterns = field(default_factory=dict)
    phrases: Patterns = field(default_factory=dict)
    hints: Patterns = field(default_factory=dict)  # too weak alone: two different ones make the code
    vetoes: Patterns = field(default_factory=dict)  # "not" in the file: words inside it do not count
    retired: bool = False
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Codebook:
    id: str
    version: str
    codes: tuple[Code, ...]

    @property
    def active(self) -> tuple[Code, ...]:
        """The codes that are given to answers."""
        return tuple(code for code in self.codes if not code.retired and code.merged_into is None)

    def resolve(self, code_id: str) -> str | None:
        """The active code that stands for this id today; None if it is retired or unknown."""
        by_id = {code.id: code for code in self.codes}
        while (code := by_id.get(code_id)) is not None and code.merged_into is not None:
            code_id = code.merged_into
        return code_id if code is not None and not code.retired else None


@cache
def default_codebook() -> Codebook:
    """The shipped codebook of the mentoring programme."""
    return read_codebook(SHIPPED)


def read_codebook(path: str | Path) -> Codebook:
    """The codebook in a TOML file, or in all TOML files of a folder.

    Raises CodebookError with every problem found: unreadable file, duplicate id, unknown language, empty seed,
    unknown group, a merge into nothing or in a circle.
    """
    where = Path(path)
    problems: list[Problem] = []
    files = sorted(where.glob("*.toml")) if where.is_dir() else [where]
    tables = [(file.name, _load(file, problems)) for file in files]
    head: dict[str, Any] = {}
    for _, table in tables:
        head |= {key: value for key, value in table.items() if key not in ("code", "codes")}
    rows = [(name, row) for name, table in tables for row in (table.get("code") or table.get("codes") or ())]
    reader = _Reader(head.get("groups", {}), problems)
    codes = _in_order([reader.code(name, row) for name, row in rows], head.get("order", ()))
    _check_codes(codes, where.name, problems)
    if problems:
        raise CodebookError(*problems)
    return Codebook(str(head.get("id", where.stem)), str(head.get("version", "1")), codes)


def _in_order(codes: Iterable[Code], order: Iterable[str]) -> tuple[Code, ...]:
    place = {code_id: number for number, code_id in enumerate(order)}
    return tuple(sorted(codes, key=lambda code: place.get(code.id, len(place))))


def _load(file: Path, problems: list[Problem]) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        problems.append(Problem("codebook.unreadable", Place(file.name), Severity.ERROR))
        return {}


def _check_codes(codes: tuple[Code, ...], file: str, problems: list[Problem]) -> None:
    ids = [code.id for code in codes]
    targets = {code.id: code.merged_into for code in codes}
    if not ids and not problems:
        problems.append(Problem("codebook.no_codes", Place(file), Severity.ERROR))
    for code_id in sorted({one for one in ids if ids.count(one) > 1}):
        problems.append(_problem("codebook.duplicate_id", file, code_id))
    for code_id, target in targets.items():
        if target is not None and target not in targets:
            problems.append(_problem("codebook.unknown_merge", file, code_id))
        elif _goes_round(code_id, targets):
            problems.append(_problem("codebook.merge_cycle", file, code_id))


def _goes_round(code_id: str, targets: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = code_id
    while at is not None and at not in seen:
        seen.add(at)
        at = targets.get(at)
    return at == code_id


def _problem(key: str, file: str, code_id: str, **values: object) -> Problem:
    return Problem(key, Place(file, column=code_id or None), Severity.ERROR, {"code": code_id, **values})


class _Reader:
    """Turns the rows of one codebook into codes and gathers what is wrong with them."""

    def __init__(self, groups: Mapping[str, Mapping[str, str]], problems: list[Problem]) -> None:
        self._groups = groups
        self._problems = problems

    def code(self, file: str, row: Mapping[str, Any]) -> Code:
        code_id = str(row.get("id", ""))
        if not code_id:
            self._problems.append(_problem("codebook.no_id", file, ""))
        texts = {
            key: self._words(file, code_id, row.get(key, {})) for key in ("name", "definition", "include", "exclude")
        }
        texts["name"] = texts["name"] or self._words(file, code_id, row.get("label", code_id))
        seeds, phrases, hints, vetoes = (self._patterns(file, code_id, row.get(kind, {})) for kind in KINDS)
        return Code(
            id=code_id,
            **texts,
            examples={key: tuple(value) for key, value in row.get("examples", {}).items()},
            seeds=seeds or label_seeds(texts["name"]) if not phrases else seeds,
            phrases=phrases,
            hints=hints,
            vetoes=vetoes,
            retired=bool(row.get("retired", False)),
            merged_into=row.get("merged_into"),
        )

    def _words(self, file: str, code_id: str, value: object) -> dict[str, str]:
        table = value if isinstance(value, Mapping) else dict.fromkeys(LANGUAGES, value)
        self._check_languages(file, code_id, table)
        return {language: str(text) for language, text in table.items() if text}

    def _patterns(self, file: str, code_id: str, value: object) -> dict[str, tuple[Pattern, ...]]:
        table = value if isinstance(value, Mapping) else dict.fromkeys(LANGUAGES, value)
        self._check_languages(file, code_id, table)
        found = {
            language: tuple(self._parsed(file, code_id, language, listed))
            for language, listed in table.items()
            if listed
        }
        return {language: patterns for language, patterns in found.items() if patterns}

    def _parsed(self, file: str, code_id: str, language: str, listed: object) -> Iterable[Pattern]:
        for source in _lines(listed) if isinstance(listed, str) else listed if isinstance(listed, list) else ():
            try:
                yield parse_pattern(str(source), self._groups.get(language, {}))
            except KeyError:
                self._problems.append(_problem("codebook.unknown_group", file, code_id, language=language))
            except ValueError:
                self._problems.append(_problem("codebook.empty_seed", file, code_id, language=language))

    def _check_languages(self, file: str, code_id: str, table: Mapping[str, object]) -> None:
        for language in table:
            if language not in LANGUAGES:
                self._problems.append(_problem("codebook.unknown_language", file, code_id, language=str(language)))


def _lines(listed: str) -> list[str]:
    """Entries part by commas and line ends; a comma or line end too many is no entry."""
    return [entry.strip() for line in listed.splitlines() for entry in line.split(",") if entry.strip()]


def label_seeds(name: Words) -> dict[str, tuple[Pattern, ...]]:
    """The words of a name as seeds, where the codebook gives no others."""
    found = {}
    for language, text in name.items():
        tellers = [word for word in text.lower().replace(",", " ").split() if word not in _WORDS_KEPT]
        found[language] = tuple(parse_pattern(f"~{word}", {}) for word in tellers if len(word) >= _SHORTEST_LABEL)
    return {language: seeds for language, seeds in found.items() if seeds}
