"""The card: sentence, chart, table, guide, in this order, with every word of others inert."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.text import Text

FI = Text("fi")


def card(shown: bool) -> None:
    from pages.charts.model import Axis, DumbbellData, DumbbellRow, Point
    from pages.ui.figure_card import Guide, figure_card
    from pages.ui.text import Text

    data = DumbbellData("Hyöty", Axis("", 1, 5), (DumbbellRow("*Rohkeus*", Point(4.4, 14), Point(3.9, 16)),))
    guide = Guide("Lyhyt.", "Mitä.", "Miten.", "Tee.")
    figure_card("Otsikko *1*", ["Eka.", "Toka."], data if shown else None, guide, Text("fi"), key="k", people="n = 30")


@pytest.fixture(scope="module")
def shown():
    return AppTest.from_function(card, args=(True,), default_timeout=60).run()


def test_sentence_first_then_chart_then_table_then_guide(shown):
    assert not shown.exception
    kinds = [element.type for element in shown.main.children.values()]
    assert kinds == ["header", "markdown", "markdown", "caption", "plotly_chart", "expander", "expander", "expander"]
    labels = [FI("frame.as_table"), FI("downloads.title"), FI("frame.how_to_read")]
    assert [one.label for one in shown.expander] == labels


def test_the_chart_has_words_and_no_toolbar(shown):
    proto = shown.get("plotly_chart")[0].proto
    assert proto.alt == FI("charts.dumbbell_alt", title="Hyöty", n=1)
    assert '"displayModeBar": false' in proto.config
    assert proto.theme == ""


def test_the_guide_has_its_four_headings(shown):
    assert [one.value for one in shown.subheader] == [
        FI(f"frame.guide_{part}") for part in ("briefly", "shows", "interpret", "act")
    ]


def test_words_of_others_are_escaped(shown):
    assert shown.header[0].value == r"Otsikko \*1\*"
    assert shown.table[0].value.iloc[0, 0] == r"\*Rohkeus\*"
    assert list(shown.table[0].value.iloc[0, 1:]) == [r"4\,4", "14", r"3\,9", "16"]


def test_without_data_it_says_why_and_draws_nothing():
    app = AppTest.from_function(card, args=(False,), default_timeout=60).run()
    assert [one.value for one in app.info] == [r"Eka\. Toka\."]
    assert not app.get("plotly_chart") and not app.expander


def same_names() -> None:
    from data.schema import Role
    from pages.charts.model import Axis, Point, RoundsData, RoundsLine, RoundsPanel
    from pages.ui.figure_card import Guide, figure_card
    from pages.ui.text import Text

    line = RoundsLine((Point(4.4), Point(3.9)), Role.MENTOR)
    data = RoundsData("", Axis("", 1, 5), ("Syksy", "Syksy"), (RoundsPanel("a", (line,)),))
    figure_card("x", [], data, Guide("", "", "", ""), Text("fi"), key="k")


def test_two_rounds_of_one_name_are_two_columns():
    app = AppTest.from_function(same_names, default_timeout=60).run()
    assert not app.exception
    assert list(app.table[0].value.iloc[0, 2:]) == [r"4\,4", r"3\,9"]
