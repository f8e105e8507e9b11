"""Every chart keeps the same promises. A new one is covered by adding its example."""

import json
import pkgutil

import pytest

import pages.charts
from pages.charts import DRAWERS, draw
from pages.charts.model import ChartData
from pages.ui.text import LANGUAGES, Text
from tests.charts.examples import EXAMPLES, HOSTILE, WITHHELD

FI = Text("fi")
IDS = [type(example).__name__ for example in EXAMPLES]
SHARED = {"model", "rows", "tables", "theme"}


def words(chart) -> str:
    return json.dumps([picture.figure.to_dict() for picture in chart.pictures], ensure_ascii=False, default=list)


def test_every_kind_has_a_module_a_line_and_an_example():
    modules = {module.name for module in pkgutil.iter_modules(pages.charts.__path__)} - SHARED
    assert {drawer.__module__.rpartition(".")[2] for drawer in DRAWERS.values()} == modules
    assert set(DRAWERS) == set(ChartData.__args__) == {type(example) for example in EXAMPLES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("data", EXAMPLES, ids=IDS)
def test_has_words_and_a_table_in_every_language(data, language):
    chart = draw(data, Text(language))
    assert all(len(picture.alt) > 20 for picture in chart.pictures)
    assert {len(row) for row in chart.table.rows} == {len(chart.table.columns)}
    assert all(cell for row in chart.table.rows for cell in row[:-1])


@pytest.mark.parametrize("data", EXAMPLES, ids=IDS)
def test_words_of_others_are_inert_in_the_drawing_and_whole_in_the_table(data):
    chart = draw(data, FI)
    assert "<img" not in words(chart) and "<b>" not in words(chart)
    assert "&lt;img" in words(chart)
    assert HOSTILE in {cell for row in chart.table.rows for cell in row}


@pytest.mark.parametrize("data", EXAMPLES, ids=IDS)
def test_what_is_withheld_is_told_in_words_in_both(data):
    chart = draw(data, FI)
    assert WITHHELD in words(chart)
    assert WITHHELD in {cell for row in chart.table.rows for cell in row}


@pytest.mark.parametrize("data", EXAMPLES, ids=IDS)
def test_a_finger_on_it_scrolls_the_page(data):
    for picture in draw(data, FI).pictures:
        layout = picture.figure.layout
        assert layout.dragmode is False
        assert layout.xaxis.fixedrange and layout.yaxis.fixedrange


@pytest.mark.parametrize("data", EXAMPLES, ids=IDS)
@pytest.mark.parametrize("language, separators", [("fi", ",\xa0"), ("sv", ",\xa0"), ("en", ".,")])
def test_numbers_are_written_as_the_reader_writes_them(data, language, separators):
    for picture in draw(data, Text(language)).pictures:
        assert picture.figure.layout.separators == separators


@pytest.mark.parametrize("data", EXAMPLES, ids=IDS)
def test_the_same_data_give_the_same_drawing(data):
    assert words(draw(data, FI)) == words(draw(data, FI))
