"""What is taken along of a figure: the table as it stands on the page, and nothing that a spreadsheet would run."""

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from pages.charts.model import Table
from pages.ui.downloads import as_csv, as_xlsx
from pages.ui.text import LANGUAGES, Text

TABLE = Table(("Väittämä", "Arvio"), (("Rohkeus, joka kasvoi", "4,4 (14)"), ("=SUM(A1)", "−0,12…0,50")))
HOSTILE = ["=1+1", "+358", "-2", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


@pytest.mark.parametrize("language, between", [("fi", ";"), ("sv", ";"), ("en", ",")])
def test_csv_is_what_a_spreadsheet_of_the_language_reads(language, between):
    content = as_csv(TABLE, language)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=between))
    assert rows == [list(TABLE.columns), list(TABLE.rows[0]), ["'=SUM(A1)", "−0,12…0,50"]]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_csv_begins_a_formula(cell):
    content = as_csv(Table((cell,), ((cell,),)), "fi").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert rows == [[f"'{cell}"], [f"'{cell}"]]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(cell):
    content = as_xlsx(cell, [cell], Table((cell,), ((cell,),)), Text("fi"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets")]
    assert len(sheets) == 2
    assert not any(tag in sheet for sheet in sheets for tag in ("<f>", "<f ", "<hyperlink"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_holds_the_table_and_what_may_be_said_of_it(language):
    text = Text(language)
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx("Otsikko", ["Lause.", "Rajat."], TABLE, text)))
    assert book.sheet_names == [text("downloads.sheet_table"), text("downloads.sheet_sentence")]
    assert book.get_sheet_by_index(0).to_python() == [list(TABLE.columns), *map(list, TABLE.rows)]
    assert book.get_sheet_by_index(1).to_python() == [["Otsikko"], ["Lause."], ["Rajat."]]


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_csv_brings_back_every_cell(rows):
    content = as_csv(Table(("a", "b"), tuple(map(tuple, rows))), "fi").decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def card() -> None:
    from pages.charts.model import Table
    from pages.ui import downloads
    from pages.ui.text import Text

    downloads.downloads("<b>Otsikko</b>", ["Eka.", "Toka."], Table(("a",), (("1",),)), Text("fi"), key="k", people="n")


def test_the_card_offers_sentence_tables_and_picture():
    app = AppTest.from_function(card, default_timeout=60).run()
    assert not app.exception
    assert [one.value for one in app.code] == ["Eka. Toka."]
    labels = [Text("fi")(f"downloads.{kind}") for kind in ("xlsx", "csv")]
    assert [one.proto.label for one in app.get("download_button")] == labels
    (button,) = (one.proto.body for one in app.get("html"))
    assert "&lt;b&gt;Otsikko" in button and "<b>" not in button
