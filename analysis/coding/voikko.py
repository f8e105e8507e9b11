"""libvoikko, where the system has it (Debian: libvoikko1, voikko-fi, python3-libvoikko)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

__all__ = ["Voikko", "open_voikko"]

_BASE = re.compile(r"\+([^+(]+)\(([^)]*)\)")


class _Engine(Protocol):
    def analyze(self, word: str) -> Sequence[dict[str, str]]: ...


class Voikko:
    """Lemmas and parts as analysis.coding.analyser wants them."""

    def __init__(self, engine: _Engine) -> None:
        self._engine = engine

    def read(self, word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = self._engine.analyze(word)
        lemmas = dict.fromkeys(reading["BASEFORM"].lower() for reading in found if "BASEFORM" in reading)
        bases = [_BASE.findall(reading.get("WORDBASES", "")) for reading in found]
        parts = dict.fromkeys(base.lower().lstrip("+") for reading in bases if len(reading) > 1 for _, base in reading)
        return tuple(lemmas), tuple(part for part in parts if part)


def open_voikko() -> Voikko | None:
    """Voikko with its Finnish dictionary, or None where either is missing."""
    try:
        libvoikko = import_module("libvoikko")
    except ImportError:
        return None
    try:
        return Voikko(libvoikko.Voikko("fi"))
    except (OSError, libvoikko.VoikkoException):
        return None
