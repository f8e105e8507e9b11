"""Everything in a file that a person should look at, found in one pass. Never says what an answer was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from data.errors import Place, Problem, Severity
from data.loaders.base import Column, ColumnKind, MultiEncoding, Question
from data.loaders.dates import is_ambiguous, parse_date
from data.loaders.headings import readable_heading
from data.loaders.table import Table
from data.schema import Field

__all__ = ["problems_of"]

_ERROR_CELL = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
_IDENTITY = re.compile(r"(?<!\d)\d{6}\s?[-+A-FU-Y]\s?\d{3}[0-9A-FHJ-NPR-Y](?![A-Z\d])", re.IGNORECASE)
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_NOT_A_NUMBER = frozenset({"nan", "-nan", "inf", "-inf", "infinity"})
_DAY = len("13.10.2022")  # characters of a day without its hour
_ANONYMISED = "1980-01-01"
_SHOWN = 80  # characters of a heading in a message


def problems_of(
    file: str, columns: Sequence[Column], table: Table, questions: Sequence[Question], partial: frozenset[int]
) -> tuple[Problem, ...]:
    return tuple(
        problem
        for found in (
            _headings(file, columns),
            _duplicates(file, columns, table),
            _cells(file, columns, table),
            _dates(file, columns, table, questions),
            _all_zeros(file, table, questions),
            _counts(file, questions, partial),
        )
        for problem in found
    )


def _place(file: str, column: Column, row: int | None = None) -> Place:
    return Place(file, row, readable_heading(column.heading)[:_SHOWN])


def _headings(file: str, columns: Sequence[Column]) -> Iterator[Problem]:
    named = Counter(readable_heading(column.heading) for column in columns)
    empty = named.pop("", 0)
    if empty:
        yield Problem("loaders.empty_headings", Place(file), Severity.NOTE, {"n": empty}, empty)
    again = [column for column in columns if not column.field and named[readable_heading(column.heading)] > 1]
    if again:
        n = len({readable_heading(column.heading) for column in again})
        yield Problem("loaders.duplicate_headings", _place(file, again[0]), values={"n": n}, count=n)


def _duplicates(file: str, columns: Sequence[Column], table: Table) -> Iterator[Problem]:
    ids = next((column.index for column in columns if column.field is Field.RESPONSE_ID), None)
    if ids is not None:
        yield from _repeated(file, "loaders.duplicate_ids", [row[ids].strip() for row in table.rows], table)
    skipped = {column.index for column in columns if column.field is Field.RESPONSE_ID}
    stamps = [column.index for column in columns if column.field in (Field.SUBMITTED_AT, Field.STARTED_AT)]
    whole = [
        "\x1f".join(cell for i, cell in enumerate(row) if i not in skipped) if _is_stamped(row, stamps) else ""
        for row in table.rows
    ]
    yield from _repeated(file, "loaders.duplicate_rows", whole, table)


def _is_stamped(row: Sequence[str], stamps: Sequence[int]) -> bool:
    """Without a moment of their own, two responses may well be alike."""
    return any(len(row[at].strip()) > _DAY and not row[at].startswith(_ANONYMISED) for at in stamps)


def _repeated(file: str, key: str, values: Sequence[str], table: Table) -> Iterator[Problem]:
    seen: set[str] = set()
    again = []
    for value, number in zip(values, table.row_numbers, strict=True):
        if value and value in seen:
            again.append(number)
        seen.add(value)
    if again:
        yield Problem(key, Place(file, again[0]), values={"n": len(again)}, count=len(again))


def _cells(file: str, columns: Sequence[Column], table: Table) -> Iterator[Problem]:
    by_column = zip(*table.rows, strict=True) if table.rows else iter(())
    for column, cells in zip(columns, by_column, strict=False):
        joined = "\x1f".join(cells)
        if "#" in joined:
            yield from _met(file, "loaders.error_cells", column, cells, table, _is_error)
        if "nan" in joined.lower() or "inf" in joined.lower():
            yield from _met(file, "loaders.not_a_number", column, cells, table, _is_nan)
        if _IDENTITY.search(joined):
            yield from _met(file, "loaders.identity_numbers", column, cells, table, _holds_identity)


def _met(
    file: str, key: str, column: Column, cells: Sequence[str], table: Table, wrong: Callable[[str], bool]
) -> Iterator[Problem]:
    rows = [number for cell, number in zip(cells, table.row_numbers, strict=True) if cell and wrong(cell)]
    if rows:
        yield Problem(key, _place(file, column, rows[0]), values={"n": len(rows)}, count=len(rows))


def _is_error(cell: str) -> bool:
    return _ERROR_CELL.fullmatch(cell.strip()) is not None


def _is_nan(cell: str) -> bool:
    return cell.strip().lower() in _NOT_A_NUMBER


def _holds_identity(cell: str) -> bool:
    """A Finnish personal identity number with a right check character, in any case and with any separator."""
    for match in _IDENTITY.finditer(cell):
        letters = re.sub(r"\s", "", match[0]).upper()
        if _CHECK[int(letters[:6] + letters[7:10]) % 31] == letters[10]:
            return True
    return False


def _dates(file: str, columns: Sequence[Column], table: Table, questions: Sequence[Question]) -> Iterator[Problem]:
    by_index = {column.index: column for column in columns}
    for question in questions:
        if not question.date_order:
            continue
        column = by_index[question.columns[0]]
        cells = [row[column.index] for row in table.rows]
        yield from _met(
            file,
            "loaders.impossible_dates",
            column,
            cells,
            table,
            _impossible(question.date_order),
        )
        if is_ambiguous(cells):
            yield Problem(f"loaders.ambiguous_dates_{question.date_order}", _place(file, column), Severity.NOTE)


def _impossible(order: str) -> Callable[[str], bool]:
    return lambda cell: bool(cell.strip()) and cell[0] != "[" and parse_date(cell, order) is None


def _all_zeros(file: str, table: Table, questions: Sequence[Question]) -> Iterator[Problem]:
    """With "blank as zeros" a question that was never answered looks like a question with nothing chosen."""
    multi = [
        at
        for question in questions
        if question.kind is ColumnKind.MULTI and question.encoding is MultiEncoding.ONE_ZERO_COLUMNS
        for at in question.columns
    ]
    rows = [
        n for n, row in zip(table.row_numbers, table.rows, strict=True) if {row[at].strip() for at in multi} == {"0"}
    ]
    if multi and rows:
        yield Problem("loaders.all_zeros", Place(file, rows[0]), values={"n": len(rows)}, count=len(rows))


def _counts(file: str, questions: Sequence[Question], partial: frozenset[int]) -> Iterator[Problem]:
    empty = sum(1 for question in questions if question.kind is ColumnKind.EMPTY)
    if empty:
        yield Problem("loaders.empty_columns", Place(file), Severity.NOTE, {"n": empty}, empty)
    if partial:
        yield Problem("loaders.partial_responses", Place(file), Severity.NOTE, {"n": len(partial)}, len(partial))
