"""What each survey tool makes of the same answers: headings, rows and files in its own shape, with its own oddities."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

__all__ = [
    "Question",
    "Response",
    "google_forms",
    "ms_forms",
    "webropol",
    "webropol_stacked",
    "write_csv",
    "write_xlsx",
]

Cell = str | int | datetime
Answer = Cell | tuple[str, ...]
Sheet = list[list[Cell]]
NO_BREAK = "\N{NO-BREAK SPACE}"
_CREATED = datetime(2020, 1, 1, tzinfo=UTC)  # the same bytes every time
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; with a stem it is a row of a matrix, with options several may be chosen."""

    key: str
    text: str
    stem: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    started: datetime
    submitted: datetime
    answers: Mapping[str, Answer] = field(default_factory=dict)
    email: str = ""
    name: str = ""
    language: str = "fi"


def webropol(questions: Sequence[Question], responses: Sequence[Response], *, numbered: bool = True) -> Sheet:
    """One heading row; a matrix is `Question:Row`, of several options each has a column."""
    headings = [f"{stem}:{row}" if row else stem for stem, row in _stacked(questions, numbered=numbered)]
    body = [[when(one), NO_BREAK, one.language, *_spread(questions, one)] for one in responses]
    return [["Vastausaika", NO_BREAK, "Language", *headings], *_cells(body)]


def webropol_stacked(questions: Sequence[Question], responses: Sequence[Response]) -> Sheet:
    """Two heading rows: a question over its first column only, rows and options below; a note after the answers."""
    stacked = _stacked(questions, numbered=False)
    first = ["Vastausaika", *(stem if stem != before else "" for before, stem in _with_previous(stacked))]
    second = ["", *(row for _, row in stacked)]
    body = [[when(one), *map(_number, _spread(questions, one))] for one in responses]
    width = len(first)
    notes = [[""] * width, ["Raportti luotu Webropolista", *[""] * (width - 1)]]
    return [*_cells([first, second]), *_cells(body), *_cells(notes)]


def ms_forms(questions: Sequence[Question], responses: Sequence[Response], *, english: bool = False) -> Sheet:
    """Every row of a matrix is a question; several options share a cell, each with `;` behind it."""
    own = ("ID", "Start time", "Completion time", "Email", "Name")
    finnish = ("Tunnus", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi")
    headings = [_forms_heading(place, question.text) for place, question in enumerate(questions)]
    body = [
        [number, one.started, one.submitted, one.email or "anonymous", one.name, *_joined(questions, one, "{};")]
        for number, one in enumerate(responses, start=1)
    ]
    return [[*(own if english else finnish), *headings], *body]


def google_forms(questions: Sequence[Question], responses: Sequence[Response], *, address: bool = True) -> Sheet:
    """A matrix is `Question [Row]`; several options share a cell with commas between."""
    own = ["Aikaleima", *(["Sähköpostiosoite"] if address else [])]
    headings = [f"{one.stem} [{one.text}]" if one.stem else one.text for one in questions]
    body = [
        [f"{one.submitted:%-d.%-m.%Y %-H.%M.%S}", *([one.email] if address else []), *_joined(questions, one, "{}, ")]
        for one in responses
    ]
    return [*_cells([[*own, *headings]]), *_cells(body)]


def when(response: Response) -> str:
    """The moment as Webropol writes it: text, day first."""
    return f"{response.submitted:%-d.%-m.%Y %H:%M}"


def write_csv(
    path: Path,
    sheet: Sheet,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    line_end: str = "\n",
    time: str = "%F %T",
) -> None:
    rows = [[_shown(cell, time) for cell in row] for row in sheet]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(rows)


def write_xlsx(path: Path, sheet: Sheet, *, name: str = "Sheet1") -> None:
    """A workbook that is the same bytes every time, whichever compressor the machine has: nothing is compressed."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as workbook:
        workbook.set_properties({"created": _CREATED, "author": "Esimerkkiohjelma"})
        moment = workbook.add_format({"num_format": "d.m.yyyy hh:mm:ss"})
        page = workbook.add_worksheet(name)
        for r, row in enumerate(sheet):
            for c, cell in enumerate(row):
                _write_cell(page, r, c, cell, moment)
    path.write_bytes(_stored(memory.getvalue()))


def _write_cell(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, moment: object) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell, moment)
    elif isinstance(cell, int):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, cell)


def _stored(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
        for name in packed.namelist():
            plain.writestr(zipfile.ZipInfo(name, _EPOCH), packed.read(name))
    return out.getvalue()


def _stacked(questions: Sequence[Question], *, numbered: bool) -> list[tuple[str, str]]:
    """Question and row of each column, numbered as the form numbers them."""
    stems = list(dict.fromkeys(one.stem or one.text for one in questions))
    columns = []
    for one in questions:
        stem = one.stem or one.text
        shown = f"{stems.index(stem) + 1}.{NO_BREAK}{stem}" if numbered else stem
        columns += [(shown, row) for row in one.options or ([one.text] if one.stem else [""])]
    return columns


def _with_previous(stacked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    stems = [stem for stem, _ in stacked]
    return list(zip(["", *stems], stems, strict=False))


def _spread(questions: Sequence[Question], response: Response) -> list[Answer]:
    """A column an option: the label or nothing."""
    cells: list[Answer] = []
    for one in questions:
        answer = response.answers.get(one.key, "")
        chosen = answer if isinstance(answer, tuple) else ()
        cells += [option if option in chosen else "" for option in one.options] if one.options else [answer]
    return cells


def _number(answer: Answer) -> Answer:
    return int(answer) if isinstance(answer, str) and answer.isdigit() else answer


def _joined(questions: Sequence[Question], response: Response, each: str) -> list[Cell]:
    cells: list[Cell] = []
    for one in questions:
        answer = response.answers.get(one.key, "")
        cells.append(_one_cell(answer, each) if isinstance(answer, tuple) else answer)
    return cells


def _one_cell(chosen: tuple[str, ...], each: str) -> str:
    return "".join(each.format(option) for option in chosen).rstrip(", ")


def _forms_heading(place: int, text: str) -> str:
    """Microsoft Forms keeps the spaces and line ends that its editor left in a title."""
    if place % 5 == 1:
        return text.replace(" ", NO_BREAK, 1)
    return f"{text}\n" if place % 7 == 3 else text


def _cells(rows: Sequence[Sequence[Answer]]) -> Sheet:
    return [[cell for cell in row if not isinstance(cell, tuple)] for row in rows]


def _shown(cell: Cell, time: str) -> str:
    return cell.strftime(time) if isinstance(cell, datetime) else str(cell)
