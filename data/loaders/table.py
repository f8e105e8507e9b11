"""From a sheet to headings and answers: which rows are headings, which are answers, which are neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.loaders.base import Grid

__all__ = ["Table", "best_sheet", "first_filled_row", "heading_of", "stacked_headings", "table_of", "widest_sheet"]

_ROWS_BEFORE = 30  # are looked at for the headings
_WIDE = 8  # filled cells in a row: then two of them are a fact about the survey, not headings
_LIKE_ANSWER = re.compile(r"\d")  # the first column of an answer is a date or a number


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
    """Where the headings are: below the title and the facts that some exports begin with."""
    filled = [sum(1 for cell in row if cell.strip()) for row in grid.rows[:_ROWS_BEFORE]]
    least = 3 if max(filled, default=0) >= _WIDE else 2
    blank = next((i for i, n in enumerate(filled) if n), 0)
    return next((i for i, n in enumerate(filled) if n >= least), blank)


def widest_sheet(grids: Sequence[Grid]) -> Grid:
    """The sheet with most cells among those shown; the hidden ones only where there is no other."""
    shown = [grid for grid in grids if not grid.hidden and grid.rows] or list(grids)
    return max(shown, key=lambda grid: len(grid.rows) * (len(grid.rows[0]) if grid.rows else 0))


def best_sheet(grids: Sequence[Grid], score: Callable[[Grid], float]) -> tuple[float, Grid]:
    """The sheet that looks most like the tool's; between equals, the one with most cells."""
    widest = widest_sheet(grids)
    return max(((score(grid), grid) for grid in grids), key=lambda found: (found[0], found[1] is widest))


def heading_of(grid: Grid) -> tuple[str, ...]:
    return next(iter(grid.rows[first_filled_row(grid) :]), ())


def stacked_headings(grid: Grid, start: int | None = None) -> tuple[tuple[str, str], ...] | None:
    """Question and row of each column where a heading stands over several columns and the next row tells them apart.

    None where the second row is an answer: it must fill every gap of the first, and name each column of a question
    differently.
    """
    begin = first_filled_row(grid) if start is None else start
    if len(grid.rows) < begin + 3:
        return None
    first, second = grid.rows[begin], grid.rows[begin + 1]
    gaps = [i for i, cell in enumerate(first) if i and not cell.strip()]
    if len(gaps) < 2 or not first[0].strip() or _LIKE_ANSWER.match(second[0].strip()):
        return None
    pairs = tuple(zip(_filled_forward(first), (cell.strip() for cell in second), strict=True))
    named = [pairs[i] for i in gaps] + [pairs[i - 1] for i in gaps if i - 1 not in gaps]
    return pairs if all(row for _, row in named) and len(set(named)) == len(named) else None


def _filled_forward(cells: Sequence[str]) -> tuple[str, ...]:
    filled, last = [], ""
    for cell in cells:
        last = cell if cell.strip() else last
        filled.append(last)
    return tuple(filled)
