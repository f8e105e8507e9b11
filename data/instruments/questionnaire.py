"""Questionnaires to download: what to ask, in three languages, so that the survey's export maps itself."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import xlsxwriter

from data.instruments import shipped_instruments
from data.instruments.fields import field_headings, field_words
from data.instruments.model import Item, ItemKind, Option
from data.schema import Field, Form, Missing, Role, Wave

__all__ = ["QUESTIONNAIRES", "Asked", "asked", "questionnaire"]

QUESTIONNAIRES = (Wave.APPLICATION, Wave.START, Wave.EVENT, Wave.END)
_FILE = Path(__file__).parent / "shared" / "questionnaire.toml"
_FIELD_OPTIONS: Mapping[Field, Sequence[Role | Form]] = {Field.ROLE: tuple(Role), Field.FORM: tuple(Form)}
_CREATED = datetime(2020, 1, 1, tzinfo=UTC)  # the same questionnaire is the same file
_WIDTHS = (6, 60, 45, 18, 32, 70)
_TEN = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the form shows it. `kind` names its type; a row of a matrix has the matrix's title as `stem`."""

    heading: str
    kind: str
    options: tuple[str, ...] = ()
    stem: str = ""


def asked(wave: Wave, language: str) -> tuple[Asked, ...]:
    """The questions of a wave, in order; a follow-up asks what the end asked.

    >>> asked(Wave.END, "fi")[0]
    Asked(heading='Roolisi ohjelmassa', kind='single', options=('Mentori', 'Aktori'), stem='')
    """
    listed = _toml()["asked"][Wave.END if wave is Wave.FOLLOW_UP else wave]
    items = shipped_instruments().items
    return (
        *(_field(Field(name), language) for name in listed["fields"]),
        *(_item(items[name], language) for name in listed["items"]),
    )


def questionnaire(wave: Wave, language: str) -> bytes:
    """A workbook: the questions with their types and options, and how to make the survey of them."""
    words, memory = _toml()[language], io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as workbook:
        workbook.set_properties({"created": _CREATED, "title": _title(wave, words)})
        _write_questions(workbook, asked(wave, language), words)
        _write_help(workbook, _title(wave, words), words)
    return memory.getvalue()


@cache
def _toml() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    found: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return found


def _field(name: Field, language: str) -> Asked:
    options = tuple(field_words()[code][language][0] for code in _FIELD_OPTIONS.get(name, ()))
    return Asked(field_headings()[name][language][0], "single" if options else "line", options)


def _item(item: Item, language: str) -> Asked:
    options = tuple(option.labels[language][0] for option in _by_value(item.options) if _is_offered(option))
    if item.kind is not ItemKind.SCALE:
        return Asked(item.texts[language], item.kind, options)
    stem = "zero_to_ten" if item.high == _TEN else "agreement"
    return Asked(item.texts[language], "matrix", options, str(_toml()[language]["stems"][stem]))


def _by_value(options: Sequence[Option]) -> list[Option]:
    """Points from the lowest to the highest; what has no point keeps its place at the end."""
    return sorted(options, key=lambda option: float("inf") if option.value is None else option.value)


def _is_offered(option: Option) -> bool:
    return option.missing is None or option.missing is Missing.DONT_KNOW


def _title(wave: Wave, words: Mapping[str, Mapping[str, list[str]]]) -> str:
    return str(words["titles"][Wave.END if wave is Wave.FOLLOW_UP else wave])


def _write_questions(
    workbook: xlsxwriter.Workbook, questions: Sequence[Asked], words: Mapping[str, Mapping[str, list[str]]]
) -> None:
    page = workbook.add_worksheet(str(words["sheets"]["questions"]))
    bold = workbook.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    wrapped = workbook.add_format({"valign": "top", "text_wrap": True})
    for column, (heading, width) in enumerate(zip(words["columns"].values(), _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, str(heading), bold)
    for row, one in enumerate(questions, start=1):
        kind, hint = str(words["kinds"][one.kind]), str(words["hints"][one.kind])
        page.write_number(row, 0, row, wrapped)
        for column, text in enumerate((one.heading, one.stem, kind, "\n".join(one.options), hint), start=1):
            page.write_string(row, column, text, wrapped)
    page.freeze_panes(1, 2)


def _write_help(workbook: xlsxwriter.Workbook, title: str, words: Mapping[str, Mapping[str, list[str]]]) -> None:
    page = workbook.add_worksheet(str(words["sheets"]["help"]))
    page.set_column(0, 0, 110)
    page.write_string(0, 0, title, workbook.add_format({"bold": True, "font_size": 14}))
    wrapped = workbook.add_format({"valign": "top", "text_wrap": True})
    for row, line in enumerate(words["help"]["lines"], start=1):
        page.write_string(row, 0, line, wrapped)
