"""Headings and words of the columns that are no items: who answers, in which role, in which form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.instruments.options import match_label_text
from data.schema import Field, Form, Role, Shared

__all__ = ["field_headings", "field_words", "form_of", "role_of", "shared_of"]

_FILE = Path(__file__).parent / "shared" / "fields.toml"
_WORDS = "words"


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    tables: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tables


def field_headings() -> Mapping[Field, Mapping[str, tuple[str, ...]]]:
    """Field → language → headings, ours first.

    >>> field_headings()[Field.ROLE]["fi"][0]
    'Roolisi ohjelmassa'
    """
    return {Field(key): _tuples(table) for key, table in _tables().items() if key != _WORDS}


def field_words() -> Mapping[Role | Form | Shared, Mapping[str, tuple[str, ...]]]:
    """Role, form or what was shared → language → the words of its answer, ours first."""
    codes: list[Role | Form | Shared] = [*Role, *Form, *Shared]
    words = _tables()[_WORDS]
    return {code: _tuples(words[code]) for code in codes}  # type: ignore[arg-type]


def role_of(label: str) -> Role | None:
    """The role that a word stands for in any language.

    >>> role_of("mentorina"), role_of("aktör"), role_of("kummi")
    (<Role.MENTOR: 'mentor'>, <Role.ACTOR: 'actor'>, None)
    """
    found = match_label_text(label, {role: _all(role) for role in Role})
    return Role(found) if found else None


def form_of(label: str) -> Form | None:
    """The form that a word stands for in any language.

    >>> form_of("Pienryhmässä")
    <Form.SMALL_GROUP: 'small_group'>
    """
    found = match_label_text(label, {form: _all(form) for form in Form})
    return Form(found) if found else None


def shared_of(label: str) -> Shared | None:
    """What a word of a roster says that a pair was matched by.

    >>> shared_of("Arvot")
    <Shared.VALUES: 'values'>
    """
    found = match_label_text(label, {shared: _all(shared) for shared in Shared})
    return Shared(found) if found else None


def _all(code: Role | Form | Shared) -> tuple[str, ...]:
    return tuple(word for words in field_words()[code].values() for word in words)


def _tuples(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {language: tuple(words) for language, words in table.items()}
