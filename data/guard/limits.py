"""How much of a file we are ready to read. Larger ones are refused with a sentence, before anything parses them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Measured against real exports: the largest of 22 holds 1,706 responses, 317 columns and under 1 MB."""

    file_bytes: int = 20 * _MEGABYTE
    inflated_bytes: int = 200 * _MEGABYTE
    parts: int = 500
    ratio: int = 150  # inflated to packed; sheets of one repeated label stay under 60
    ratio_from: int = 10 * _MEGABYTE  # smaller ones may pack as well as they like
    rows: int = 20_000
    columns: int = 2_000
    cells: int = 4_000_000
    cell_characters: int = 100_000  # Excel itself holds 32,767
    shared_strings: int = 1_000_000
    merges: int = 10_000
    styles: int = 65_490  # Excel's own limit of cell formats
    seconds: float = 30.0
    memory_bytes: int = 1024 * _MEGABYTE
