"""The word lists of words.toml and the tools' own columns of fields.toml, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from data.schema import Field

__all__ = ["WORDS", "tool_fields"]


def _read(name: str) -> dict[str, Any]:
    with Path(__file__).with_name(name).open("rb") as file:
        return tomllib.load(file)


WORDS = _read("words.toml")
_FIELDS = _read("fields.toml")


def tool_fields(tool: str) -> dict[str, Field]:
    """Normalised heading → what the column holds, of the columns that the tool adds by itself."""
    return {name: Field(field) for field, names in _FIELDS[tool].items() for name in names}
