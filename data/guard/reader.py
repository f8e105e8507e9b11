"""The child process: parses an upload that nobody trusts, and nothing else. Started as a script by data/guard/child.py.

It imports the reader of the format and the standard library only, and none of our own modules, so that nothing of the
server is there to be harmed. It speaks one JSON object on the pipe that it got as standard output.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

__all__ = ["main"]

Reply = dict[str, Any]
_DELIMITERS = (",", ";", "\t", "|")
_END = "\x1eend\x1e"  # a last line of our own: if it is not met alone, a quote was left open
_SEP_LINE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_HALF_A_SECOND, _LAST_YEAR = 500_000, 9999
_SPSS_ZERO = datetime(1582, 10, 14)  # noqa: DTZ001 (dates without a zone)
_SPSS_DATES = ("DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR", "DATETIME", "YMDHMS")


class _RefusedError(Exception):
    """Key of a sentence and the values of its holes; `row` is where."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.reply = {"refusal": key, "values": values}


def main() -> None:
    """Limits and kind come as arguments, the bytes by standard input, the answer leaves by standard output."""
    limits = json.loads(sys.argv[2])
    _confine(limits)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with the answer
    try:
        reply = _READERS[sys.argv[1]](sys.stdin.buffer.read(), limits)
    except _RefusedError as refused:
        reply = refused.reply
    except MemoryError:
        reply = {"refusal": "guard.too_heavy", "values": {}}
    out.write(json.dumps(reply, ensure_ascii=False, check_circular=False).encode("utf-8", "replace"))
    out.flush()


def _confine(limits: dict[str, Any]) -> None:
    """No more memory than allowed, no files written, no core left. Where the system cannot, time still ends it."""
    try:
        import resource
    except ImportError:
        return
    for name, most in (("RLIMIT_AS", limits["memory_bytes"]), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))


# --- workbooks


def _read_workbook(content: bytes, limits: dict[str, Any]) -> Reply:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            {
                "sheet": sheet.name,
                "hidden": str(sheet.visible).rsplit(".")[-1] != "Visible",
                **_sheet(book, sheet.name, limits),
            }
            for sheet in book.sheets_metadata
            if str(sheet.typ).rsplit(".")[-1] == "WorkSheet"
        ]
    except (python_calamine.CalamineError, OSError, ValueError, IndexError):
        raise _RefusedError("guard.broken_workbook") from None
    return {"sheets": sheets}


def _sheet(book: Any, name: str, limits: dict[str, Any]) -> Reply:
    sheet = book.get_sheet_by_name(name)
    height, width = sheet.height, sheet.width
    _check_budget(height, width, limits)
    if not sheet.width:
        return {"rows": [], "cleaned": 0}
    rows = [[c if c.__class__ is str else _text(c) for c in row] for row in sheet.to_python(skip_empty_area=False)]
    _check_budget(len(rows), len(rows[0]) if rows else 0, limits)
    return _cleaned(rows, limits)


def _check_budget(rows: int, columns: int, limits: dict[str, Any]) -> None:
    for key, found, limit in (
        ("guard.too_many_rows", rows, limits["rows"]),
        ("guard.too_many_columns", columns, limits["columns"]),
        ("guard.too_many_cells", rows * columns, limits["cells"]),
    ):
        if found > limit:
            raise _RefusedError(key, limit=limit)


def _text(cell: object) -> str:
    """A cell as text: whole numbers without a point, dates in ISO 8601 to the second, as calamine does not round."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if math.isfinite(cell) and cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return _moment(cell)
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _moment(cell: datetime) -> str:
    if cell.microsecond >= _HALF_A_SECOND and cell.year < _LAST_YEAR:
        cell += timedelta(seconds=1)
    cell = cell.replace(microsecond=0)
    return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()


# --- SPSS


def _read_spss(content: bytes, limits: dict[str, Any]) -> Reply:
    """Three sheets: codes as they are, what each variable is, and the labels of its codes."""
    import pyreadstat

    try:
        columns, meta = pyreadstat.read_sav(
            io.BytesIO(content),
            output_format="dict",
            user_missing=True,
            disable_datetime_conversion=True,
            row_limit=limits["rows"] + 1,
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError, OSError):
        raise _RefusedError("guard.broken_spss") from None
    names = list(columns)
    _check_budget(len(next(iter(columns.values()), [])), len(names), limits)
    dates = [str(meta.original_variable_types.get(name, "")).rstrip("0123456789.") in _SPSS_DATES for name in names]
    texts = [[_spss_text(cell, is_date) for cell in columns[name]] for name, is_date in zip(names, dates, strict=True)]
    sheets = {
        "spss:data": [names, *map(list, zip(*texts, strict=True))],
        "spss:variables": [_spss_variable(name, meta) for name in names],
        "spss:values": [
            [name, _spss_text(code, is_date=False), str(label)]
            for name, labels in meta.variable_value_labels.items()
            for code, label in labels.items()
        ],
    }
    return {
        "encoding": str(meta.file_encoding or "").lower(),
        "sheets": [_spss_sheet(*s, limits) for s in sheets.items()],
    }


def _spss_sheet(name: str, rows: list[list[str]], limits: dict[str, Any]) -> Reply:
    cleaned = _cleaned(rows, limits)
    width = len(rows[0]) if rows else 0
    return {
        "sheet": name,
        "hidden": False,
        **cleaned,
        "rows": [row + [""] * (width - len(row)) for row in cleaned["rows"]],
    }


def _spss_variable(name: str, meta: Any) -> list[str]:
    """Name, label, measure, user-missing ranges, and label and counted value of its multiple response set."""
    ranges = " ".join(
        f"{_spss_text(r['lo'], is_date=False)}..{_spss_text(r['hi'], is_date=False)}"
        for r in meta.missing_ranges.get(name, ())
    )
    sets: list[tuple[str, dict[str, Any]]] = [
        (title, found)
        for title, found in meta.mr_sets.items()
        if found["is_dichotomy"] and name in found["variable_list"]
    ]
    mr_name, mr = sets[0] if sets else ("", {})
    label = meta.column_names_to_labels.get(name) or ""
    counted = str(mr.get("counted_value", ""))
    return [name, label, str(meta.variable_measure.get(name, "")), ranges, mr.get("label") or mr_name, counted]


def _spss_text(cell: object, is_date: bool) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if is_date and isinstance(cell, float):
        try:
            return _moment(_SPSS_ZERO + timedelta(seconds=cell))
        except OverflowError:
            return repr(cell)
    return _text(cell).rstrip()


# --- text


def _read_text(content: bytes, limits: dict[str, Any]) -> Reply:
    csv.field_size_limit(limits["cell_characters"])
    encoding, text, mixed = _decode(content)
    named = _SEP_LINE.match(text)
    if named:
        text = text[named.end() :]
    delimiter, rows = _best_table(text, (named[1],) if named else _DELIMITERS, limits)
    width = max(map(len, rows), default=0)
    _check_budget(len(rows), width, limits)
    usual = Counter(len(row) for row in rows if any(row)).most_common(1)
    ragged = [i for i, row in enumerate(rows, 1) if usual and any(row) and len(row) > usual[0][0]]
    rows = [row + [""] * (width - len(row)) for row in rows]
    notes = {
        "mixed": mixed,
        "sep_line": bool(named),
        "ragged": len(ragged),
        "ragged_row": ragged[0] if ragged else None,
    }
    return {
        "sheets": [{"sheet": "", "hidden": False, **_cleaned(rows, limits)}],
        "encoding": encoding,
        "delimiter": delimiter,
    } | notes


def _decode(content: bytes) -> tuple[str, str, bool]:
    """Encoding, text, and whether two encodings are mixed in it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", content.decode("utf-16", "replace"), False
    if b"\x00" in content:
        big = content[::2].count(0) > content[1::2].count(0)
        return "utf-16", content.decode("utf-16-be" if big else "utf-16-le", "replace"), False
    name = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return name, content.decode(name), False
    except UnicodeDecodeError:
        return _decode_eight_bit(content, name)


def _decode_eight_bit(content: bytes, name: str) -> tuple[str, str, bool]:
    """cp1252, unless more than a few letters are valid UTF-8: then each line by itself."""
    lines = content.split(b"\n")
    utf8 = sum(1 for line in lines if not line.isascii() and _is_utf8(line))
    if name == "utf-8" and not utf8:
        return "cp1252", _cp1252(content), False
    decoded = [line.decode("utf-8") if _is_utf8(line) else _cp1252(line) for line in lines]
    others = sum(1 for line in lines if not _is_utf8(line))
    return (name if utf8 >= others or name == "utf-8-sig" else "cp1252"), "\n".join(decoded), True


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cp1252(content: bytes) -> str:
    return content.decode("cp1252", "replace")


def _best_table(text: str, delimiters: Iterable[str], limits: dict[str, Any]) -> tuple[str, list[list[str]]]:
    """The delimiter under which most lines of the whole file are equally wide, and the wider the better."""
    tried: list[tuple[float, str, list[list[str]]]] = []
    failures: list[_RefusedError] = []
    for delimiter in delimiters:
        if delimiter in text:
            try:
                rows = _table(text, delimiter, limits)
                tried.append((_score(rows), delimiter, rows))
            except _RefusedError as refused:
                failures.append(refused)
    if not tried or (failures and max(score for score, _, _ in tried) <= 0):
        if failures:
            raise failures[0]
        tried.append((0.0, "", _table(text, "\x1f", limits)))
    _, delimiter, rows = max(tried, key=lambda candidate: candidate[0])
    return delimiter, rows


def _table(text: str, delimiter: str, limits: dict[str, Any]) -> list[list[str]]:
    rows: list[list[str]] = []
    begun = 0
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if row != [_END]:
                begun = len(rows)
            rows.append(row)
            if len(rows) > limits["rows"] + 2:
                raise _RefusedError("guard.too_many_rows", limit=limits["rows"])
    except csv.Error:
        raise _RefusedError("guard.cell_too_long", row=len(rows) + 1, limit=limits["cell_characters"]) from None
    if rows.pop() != [_END]:
        raise _RefusedError("guard.open_quote", row=begun + 1)
    while rows and not any(map(str.strip, rows[-1])):
        rows.pop()
    return rows


def _score(rows: list[list[str]]) -> float:
    """Share of lines of the usual width (its square), times the logarithm of that width; 0 for a single column."""
    widths = Counter(len(row) for row in rows if any(row))
    if not widths:
        return 0.0
    width, lines = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    first = next(len(row) for row in rows if any(row))
    return (lines / widths.total()) ** 2 * math.log(width) * (1.0 if first == width else 0.8)


# --- both


def _cleaned(rows: list[list[str]], limits: dict[str, Any]) -> Reply:
    """Without control characters and lone surrogates, without empty rows below and empty columns to the right."""
    cleaned = 0
    for i, row in enumerate(rows):
        whole = "\n".join(row)
        if _BAD.search(whole):
            rows[i] = [_BAD.sub("", cell) for cell in row]
            cleaned += 1
        if len(whole) > limits["cell_characters"] and max(map(len, row)) > limits["cell_characters"]:
            raise _RefusedError("guard.cell_too_long", row=i + 1, limit=limits["cell_characters"])
    while rows and not any(rows[-1]):
        rows.pop()
    width = 0
    for row in rows:
        if any(row[width:]):
            width = _filled(row)
    return {"rows": [row[:width] for row in rows], "cleaned": cleaned}


def _filled(row: list[str]) -> int:
    """Width of a row up to its last cell that is not empty."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1]), 0)


_READERS: dict[str, Callable[[bytes, dict[str, Any]], Reply]] = {
    "workbook": _read_workbook,
    "text": _read_text,
    "spss": _read_spss,
}

if __name__ == "__main__":
    main()
