"""Word lists of the languages: data in data/codebooks/words.toml, no theme among them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

__all__ = ["wordlist"]

WORDS = Path(__file__).parents[2] / "data" / "codebooks" / "words.toml"


def wordlist(name: str) -> frozenset[str]:
    """The words listed under a name."""
    return frozenset(_table()[name].split())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads(WORDS.read_text("utf-8"))
