"""What can be done to a codebook: each edit takes its document and gives a new one. Nothing is ever taken out of it.

A document is the codebook's TOML as tables, its words as lists: what the reader of codebooks does not keep (the names
of groups, comments apart) stays as it was.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.coding.codebook import KINDS
from analysis.coding.language import LANGUAGES

__all__ = [
    "Document",
    "EditError",
    "add_code",
    "add_words",
    "document_of",
    "drop_words",
    "merge",
    "rename",
    "retire",
    "split",
    "to_toml",
    "words_of",
]

Document = Mapping[str, Any]
Row = Mapping[str, Any]

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_NOT_IN_TOML = "\x7f"


class EditError(ValueError):
    """An edit that makes no sense; `key` is its sentence in the catalogue."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def document_of(toml: str | Path) -> Document:
    """The document of a TOML text, or of all files of a folder as one."""
    texts = [toml] if isinstance(toml, str) else [file.read_text("utf-8") for file in sorted(toml.glob("*.toml"))]
    tables = [tomllib.loads(text) for text in texts]
    head: dict[str, Any] = {}
    for table in tables:
        head |= {key: value for key, value in table.items() if key not in ("code", "codes")}
    rows = [_row(row) for table in tables for row in (table.get("code") or table.get("codes") or ())]
    return {**head, "code": rows}


def to_toml(document: Document, version: int) -> str:
    """The whole codebook as one TOML text that says its version."""
    head = {**document, "version": str(version)}
    tables = [(key, value) for key, value in head.items() if isinstance(value, Mapping)]
    plain = [f"{_key(k)} = {_value(v)}" for k, v in head.items() if k != "code" and not isinstance(v, Mapping)]
    lines = plain + [f"{_key(key)} = {_value(value)}" for key, value in tables]
    for row in document["code"]:
        lines += ["", "[[code]]", *(f"{_key(key)} = {_value(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def words_of(document: Document, code: str, language: str) -> list[tuple[str, str]]:
    """(kind, word or phrase) of a code in a language, as written."""
    row = _find(document, code)
    return [(kind, one) for kind in KINDS for one in row.get(kind, {}).get(language, ())]


def add_code(document: Document, names: Mapping[str, str], words: Iterable[str] = (), language: str = "fi") -> Document:
    """A new code; without words it is found by those of its name."""
    listed = [one.strip() for one in words if one.strip()]
    row = {"id": _new_id(document, names), "name": _names(document, names)}
    return {**document, "code": [*document["code"], {**row, "seeds": {language: listed}} if listed else row]}


def rename(document: Document, code: str, names: Mapping[str, str]) -> Document:
    """The id stays: what was coded stays coded."""
    return _changed(document, code, lambda row: {**row, "name": _names(document, names, but=code)})


def add_words(document: Document, code: str, language: str, words: Sequence[str]) -> Document:
    fresh = [one for one in words if ("seeds", one) not in words_of(document, code, language)]
    return _changed(document, code, lambda row: _with(row, "seeds", language, fresh))


def drop_words(document: Document, code: str, language: str, words: Iterable[tuple[str, str]]) -> Document:
    """Words leave a code; its last ones cannot, or its name would be looked for instead."""
    gone = set(words)
    if gone >= {one for one in words_of(document, code, language) if one[0] != "not"}:
        raise EditError("coding.edit_last_words")
    return _changed(document, code, lambda row: _without(row, language, gone))


def retire(document: Document, code: str) -> Document:
    """The code is not given any more; what was coded with it is kept."""
    if sum(not row.get("retired") and not row.get("merged_into") for row in document["code"]) == 1:
        raise EditError("coding.edit_last_code")
    return _changed(document, code, lambda row: {**row, "retired": True})


def merge(document: Document, code: str, into: str) -> Document:
    """One code becomes part of another: its words go there, and what was coded with it counts there."""
    if code == into:
        raise EditError("coding.edit_merge_itself")
    given = _find(document, code)
    for kind in KINDS:
        for language, words in given.get(kind, {}).items():
            document = _changed(document, into, lambda row, k=kind, la=language, w=words: _with(row, k, la, w))  # type: ignore[misc]
    return _changed(document, code, lambda row: {**row, "merged_into": into})


def split(
    document: Document, code: str, names: Mapping[str, str], words: Sequence[tuple[str, str]], language: str
) -> Document:
    """Some words of a code become a code of their own."""
    if not words:
        raise EditError("coding.edit_split_nothing")
    document = add_code(drop_words(document, code, language, words), names, [])
    new = document["code"][-1]["id"]
    for kind, word in words:
        document = _changed(document, new, lambda row, k=kind, w=word: _with(row, k, language, [w]))  # type: ignore[misc]
    return document


def _find(document: Document, code: str) -> Row:
    return next(row for row in document["code"] if row["id"] == code)


def _changed(document: Document, code: str, edit: Callable[[Row], Row]) -> Document:
    return {**document, "code": [edit(row) if row["id"] == code else row for row in document["code"]]}


def _with(row: Row, kind: str, language: str, words: Sequence[str]) -> Row:
    held = row.get(kind, {})
    return {**row, kind: {**held, language: list(dict.fromkeys([*held.get(language, ()), *words]))}}


def _without(row: Row, language: str, gone: set[tuple[str, str]]) -> Row:
    kept = {
        kind: {
            one: [word for word in listed if one != language or (kind, word) not in gone]
            for one, listed in row[kind].items()
        }
        for kind in KINDS
        if kind in row
    }
    return {**row, **kept}


def _names(document: Document, names: Mapping[str, str], but: str = "") -> dict[str, str]:
    """Finnish must be there; another language that is missing says the Finnish name."""
    finnish = names.get("fi", "").strip()
    if not finnish:
        raise EditError("coding.edit_no_name")
    taken = {str(row.get("name", {}).get("fi", "")).casefold() for row in document["code"] if row["id"] != but}
    if finnish.casefold() in taken:
        raise EditError("coding.edit_same_name")
    return {language: names.get(language, "").strip() or finnish for language in LANGUAGES}


def _new_id(document: Document, names: Mapping[str, str]) -> str:
    told = unicodedata.normalize("NFKD", names.get("en", "").strip() or names.get("fi", "")).casefold()
    base = _NOT_IN_IDS.sub("_", told.encode("ascii", "ignore").decode()).strip("_") or "code"
    taken = {row["id"] for row in document["code"]}
    return next(one for n in range(1, len(taken) + 2) if (one := base if n == 1 else f"{base}_{n}") not in taken)


def _row(row: Row) -> Row:
    """The row with its names by language and its words as lists."""
    name = row.get("name", row.get("label", row.get("id", "")))
    listed = {kind: {la: _listed(one) for la, one in _by_language(row[kind]).items()} for kind in KINDS if kind in row}
    return {**row, "name": _by_language(name), **listed}


def _by_language(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else dict.fromkeys(LANGUAGES, value)


def _listed(value: Any) -> list[str]:
    """As the reader of codebooks takes it: entries part by commas and line ends."""
    if isinstance(value, str):
        return [one.strip() for line in value.splitlines() for one in line.split(",") if one.strip()]
    return [str(one) for one in value]


def _key(key: str) -> str:
    return key if _BARE.match(key) else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value.replace(_NOT_IN_TOML, ""), ensure_ascii=False)
    return json.dumps(value)
