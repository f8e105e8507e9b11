"""What goes into the guard and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Export", "Grid"]


@dataclass(frozen=True, slots=True)
class Export:
    """A file as it came: name and bytes, not yet understood. The name is shown, never used as a path."""

    name: str
    content: bytes

    @classmethod
    def from_path(cls, path: Path) -> Export:
        return cls(path.name, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as text: rows of equal width, dates of a workbook in ISO 8601, merged cells as they lie."""

    sheet: str  # "" for a CSV
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""  # of a CSV: utf-8, utf-8-sig, cp1252, utf-16
    delimiter: str = ""
    hidden: bool = False
