"""Writes files as survey tools do, into memory."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyreadstat
import xlsxwriter

from data.loaders import Export

Rows = Sequence[Sequence[Any]]


def csv_export(
    name: str,
    rows: Rows,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    quoting: Literal[0, 1, 2, 3] = csv.QUOTE_MINIMAL,
    eol: str = "\n",
) -> Export:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=eol).writerows(rows)
    return Export(name, out.getvalue().encode(encoding))


def xlsx_export(
    name: str, sheets: Mapping[str, Rows], *, merges: Sequence[str] = (), hidden: Sequence[str] = ()
) -> Export:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        day, moment = book.add_format({"num_format": "d.m.yyyy"}), book.add_format({"num_format": "d.m.yyyy hh:mm:ss"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    _write(sheet, (r, c), cell, day, moment)
            for where in merges:
                sheet.merge_range(where, rows[0][0])
            if title in hidden:
                sheet.hide()
    return Export(name, out.getvalue())


def sav_export(name: str, columns: Mapping[str, Sequence[Any]], **metadata: Any) -> Export:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made_up.sav"
        pyreadstat.write_sav(pd.DataFrame(columns), path, **metadata)
        return Export(name, path.read_bytes())


def _write(sheet: Any, where: tuple[int, int], cell: object, day: object, moment: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(*where, cell, moment if isinstance(cell, datetime) else day)
    elif isinstance(cell, str) and cell:
        sheet.write_string(*where, cell)
    elif cell not in ("", None):
        sheet.write(*where, cell)
