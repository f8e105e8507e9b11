"""The word lists of words.toml, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

__all__ = ["WORDS"]

with Path(__file__).with_suffix(".toml").open("rb") as _file:
    WORDS: dict[str, Any] = tomllib.load(_file)
