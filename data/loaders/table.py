"""From a sheet to headings and answers: which rows are headings, which are answers, which are neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.loaders.base import Grid

__all__ = ["Table", "fill_forward", "first_filled_row", "table_of", "widest_sheet"]


@dataclass(frozen=True, slots=True)
class Table:
    """Heading rows and answer rows of a sheet; blank rows are left out, the others keep their number."""

    headings: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]

    @property
    def heading(self) -> tuple[str, ...]:
        return self.headings[0]


def table_of(grid: Grid, heading_rows: int = 1, *, start: int | None = None) -> Table:
    """Headings from the row `start` (default: the first that is not blank), answers below them."""
    begin = first_filled_row(grid) if start is None else start
    body = [
        (number, row)
        for number, row in enumerate(grid.rows[begin + heading_rows :], begin + heading_rows + 1)
        if any(map(str.strip, row))
    ]
    return Table(
        grid.rows[begin : begin + heading_rows], tuple(row for _, row in body), tuple(number for number, _ in body)
    )


def first_filled_row(grid: Grid) -> int:
    return next((i for i, row in enumerate(grid.rows) if any(map(str.strip, row))), 0)


def widest_sheet(grids: Sequence[Grid]) -> Grid:
    """The sheet with most cells among those shown; the hidden ones only where there is no other."""
    shown = [grid for grid in grids if not grid.hidden and grid.rows] or list(grids)
    return max(shown, key=lambda grid: len(grid.rows) * (len(grid.rows[0]) if grid.rows else 0))


def fill_forward(cells: Sequence[str]) -> tuple[str, ...]:
    """A heading over several columns stands over the first of them only."""
    filled, last = [], ""
    for cell in cells:
        last = cell if cell.strip() else last
        filled.append(last)
    return tuple(filled)
