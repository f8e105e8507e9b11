"""The questionnaires to download: what a survey made of them exports is recognised without asking anybody."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import python_calamine

from data.importing import instruments_of
from data.instruments import shipped_instruments
from data.instruments.fields import role_of
from data.instruments.model import Item
from data.instruments.options import match_option
from data.instruments.questionnaire import QUESTIONNAIRES, Asked, asked, questionnaire
from data.loaders import read_export
from data.loaders.base import Export
from data.mapping import SURE, propose
from data.programme import read_programme
from data.schema import Field, Wave

LANGUAGES = ("fi", "sv", "en")
ALL = [(wave, language) for wave in QUESTIONNAIRES for language in LANGUAGES]
SLOTS = {"who5", "work_ability"}
TEMPLATE = Path(__file__).parents[2] / "data" / "programme_template.toml"


def sheets(wave: Wave, language: str) -> dict[str, list[list[str]]]:
    book = python_calamine.load_workbook(io.BytesIO(questionnaire(wave, language)))
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def webropol_export(questions: tuple[Asked, ...], answers: int = 12) -> Export:
    """What Webropol writes of a survey with just these headings and options, answered in turn."""
    headings, rows = ["Vastausaika"], [[f"{day + 1}.12.2024 10:00"] for day in range(answers)]
    for one in questions:
        columns = one.options if one.kind == "multi" else ("",)
        for place, option in enumerate(columns):
            headings.append(
                f"{one.stem}:{one.heading}" if one.stem else f"{one.heading}:{option}" if option else one.heading
            )
            for number, row in enumerate(rows):
                row.append(_cell(one, option, place, number))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([headings, *rows])
    return Export("kysely_Perusraportti.csv", out.getvalue().encode("utf-8"))


def _cell(one: Asked, option: str, place: int, number: int) -> str:
    if option:
        return option if (number + place) % 2 else ""
    if one.options:
        return one.options[number % len(one.options)]
    if one.kind == "number":
        return str(number)
    return f"vastaaja{number}@example.fi" if one.kind == "line" else f"Vastaan omin sanoin, kerta {number}."


@pytest.mark.parametrize(("wave", "language"), ALL)
def test_its_export_maps_itself(wave: Wave, language: str) -> None:
    raw = read_export(webropol_export(asked(wave, language)))
    programme = read_programme(TEMPLATE)
    found = propose(raw, instruments_of(programme), programme, {}, wave)
    assert [(p.heading, p.reason) for p in found if p.reason not in SURE] == []
    expected = {
        item.id for item in shipped_instruments().items.values() if item.texts[language] in _headings(wave, language)
    }
    assert {p.target for p in found} - set(Field) == expected


def _headings(wave: Wave, language: str) -> set[str]:
    return {one.heading for one in asked(wave, language)}


@pytest.mark.parametrize(("wave", "language"), ALL)
def test_every_option_it_offers_is_understood(wave: Wave, language: str) -> None:
    items = {item.texts[language]: item for item in shipped_instruments().items.values()}
    for one in asked(wave, language):
        if one.heading in items:
            matched = [match_option(label, items[one.heading]) for label in one.options]
            assert None not in matched and len({option.id for option in matched if option}) == len(one.options)


@pytest.mark.parametrize(("wave", "language"), ALL)
def test_the_workbook_lists_the_questions_and_says_how_to_ask_them(wave: Wave, language: str) -> None:
    questions, instructions = sheets(wave, language).values()
    listed = [(row[1], row[2], tuple(filter(None, row[4].split("\n")))) for row in questions[1:]]
    assert listed == [(one.heading, one.stem, one.options) for one in asked(wave, language)]
    assert all(row[3] and row[5] for row in questions[1:]), "a question without its type or how to make it"
    assert len(instructions) > 5 and all(row[0] for row in instructions)


def test_points_go_from_the_lowest_to_the_highest_and_cannot_say_is_last() -> None:
    matrix = next(one for one in asked(Wave.END, "fi") if one.kind == "matrix")
    assert matrix.options[0] == "Täysin eri mieltä"
    assert matrix.options[-2:] == ("Täysin samaa mieltä", "En osaa sanoa")


def test_roles_can_be_told() -> None:
    for wave, language in ALL:
        role = next(one for one in asked(wave, language) if role_of(one.options[0] if one.options else ""))
        assert len({role_of(option) for option in role.options}) == 2


@pytest.mark.parametrize("wave", QUESTIONNAIRES)
def test_every_item_of_a_wave_is_asked_but_licensed_slots(wave: Wave) -> None:
    def belongs(item: Item) -> bool:
        return wave in item.waves and item.scale not in SLOTS

    expected = {item.texts["fi"] for item in shipped_instruments().items.values() if belongs(item)}
    assert expected <= _headings(wave, "fi")


def test_coaching_day_feedback_asks_no_address() -> None:
    assert not any(one.kind == "line" and "@" in one.heading for one in asked(Wave.EVENT, "fi"))
    assert "Sähköpostiosoitteesi" not in _headings(Wave.EVENT, "fi")


def test_a_follow_up_asks_what_the_end_asked() -> None:
    assert asked(Wave.FOLLOW_UP, "sv") == asked(Wave.END, "sv")


def test_the_same_questionnaire_is_the_same_file() -> None:
    assert questionnaire(Wave.START, "fi") == questionnaire(Wave.START, "fi")


def test_languages_differ_in_every_heading() -> None:
    for wave in QUESTIONNAIRES:
        assert not _headings(wave, "fi") & _headings(wave, "sv")
        assert not _headings(wave, "sv") & _headings(wave, "en")
