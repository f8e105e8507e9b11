"""The codings as files for other tools: ids and numbers, never an answer's words, and no cell that is a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter

from analysis.coding.coder import Coding
from analysis.coding.export import coding_table
from analysis.coding.valence import Valence
from pages.ui.coding_steps.work import Work

__all__ = ["as_csv", "as_xlsx", "coded_rows"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel reads ä as two letters

Cell = str | int


def coded_rows(work: Work) -> list[list[Cell]]:
    """A heading and a row an answer: id, language, valence, empty, each code (1 for, -1 against), question, by whom."""
    ids = [one for one in sorted(work.current) if one in work.answers]
    heading, *rows = coding_table(ids, [_coding(work, one) for one in ids], work.book)
    extra: list[list[Cell]] = [[work.answers[one].item, _by_whom(work, one)] for one in ids]
    return [[*heading, "question", "coded_by"], *([*row, *more] for row, more in zip(rows, extra, strict=True))]


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([[_safe(cell) for cell in row] for row in rows])
    return (_BOM + out.getvalue()).encode("utf-8")


def as_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("codes")
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(down, across, cell)
                else:
                    sheet.write_number(down, across, cell)
    return out.getvalue()


def _coding(work: Work, one: str) -> Coding:
    held, machine = work.current[one], work.machine.get(one)
    polarity = {work.book.resolve(code): side for code, side in held.polarity.items()}
    codes = work.today(held.codes)
    return Coding(
        codes=codes,
        polarity={code: polarity.get(code, "for") for code in codes},
        valence=Valence(held.valence or Valence.NEUTRAL),
        language=machine.language if machine else "",
        empty=held.empty,
    )


def _by_whom(work: Work, one: str) -> str:
    held = work.current[one]
    return "person" if held.finished else "person_and_machine" if held.by_people else "machine"


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
