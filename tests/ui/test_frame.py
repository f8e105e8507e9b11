"""The frame without a browser: navigation, gate, choices. What only a browser shows is in tests/browser."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import frame
from pages.ui.access import Access
from pages.ui.frame import PAGES
from pages.ui.text import LANGUAGES, Text
from tests.pages.opening import TIMEOUT, open_through_frame

FI = Text("fi")
pytestmark = pytest.mark.usefixtures("sample_home")


def frame_as(access: str) -> None:
    from unittest.mock import patch

    from pages.ui import frame
    from pages.ui.access import Access

    with patch.object(frame, "current_access", lambda: Access(access)):
        frame.run()


def frame_over_a_broken_store() -> None:
    from unittest.mock import patch

    from data.errors import Place, Problem, PuntariError
    from pages.ui import frame, view

    def broken() -> None:
        raise PuntariError(Problem("store.file_damaged", Place("answers.parquet")))

    with patch.object(frame, "current_material", broken), patch.object(view, "current_material", broken):
        frame.run()


def test_addresses_and_keys_are_given_once():
    for name, letters in (("key", "[a-z_]+"), ("url", "[a-z]+")):
        values = [getattr(entry, name) for entry in PAGES]
        assert len(set(values)) == len(values)
        assert all(re.fullmatch(letters, value) for value in values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title(language):
    assert all(f"frame.page_{entry.key}" in Text(language) for entry in PAGES)


@pytest.mark.parametrize("access", [Access.STEERING, Access.READER])
def test_the_gate_stands_before_the_page(access):
    app = AppTest.from_function(frame_as, args=(str(access),), default_timeout=TIMEOUT)
    app.run()
    assert not app.exception
    allowed = access in PAGES[0].allowed
    assert [error.value for error in app.error] == ([] if allowed else [FI("frame.not_allowed").replace(".", r"\.")])
    assert bool(app.header) is allowed


def test_a_damaged_store_is_told_in_a_sentence_and_nothing_else_is_shown():
    app = AppTest.from_function(frame_over_a_broken_store, default_timeout=TIMEOUT).run()
    assert not app.exception
    assert len(app.error) == 1 and "answers" in app.error[0].value
    assert not app.header


def test_the_language_changes_every_word_and_keeps_the_choices():
    app = open_through_frame("benefit", lang="fi", store="sample", roles="actor", rounds="r2018", reference="r2017")
    before = dict(app.query_params)
    app.segmented_control(key="lang_widget").set_value("sv").run()
    assert not app.exception
    assert app.title[0].value == Text("sv")("frame.page_benefit")
    assert dict(app.query_params) == before | {"lang": "sv"}


def test_choosing_writes_codes_to_the_address():
    app = open_through_frame("benefit", store="sample")
    app.segmented_control(key="roles_fi").set_value("mentor").run()
    app.selectbox(key="reference_fi").set_value("r2017").run()
    assert {name: app.query_params[name] for name in ("roles", "reference")} == {
        "roles": "mentor",
        "reference": "r2017",
    }
    app.segmented_control(key="roles_fi").set_value("both").run()
    assert "roles" not in app.query_params


def test_sensitive_pages_say_the_larger_limit():
    ordinary = " ".join(caption.value for caption in open_through_frame("benefit", store="sample").caption)
    sensitive = " ".join(caption.value for caption in open_through_frame("wellbeing", store="sample").caption)
    assert FI("frame.minimum", n=5) in ordinary
    assert FI("frame.minimum", n=10) in sensitive


def test_the_bar_stands_on_pages_of_results_only():
    app = open_through_frame("importing", store="sample")
    assert not [one for one in app.segmented_control if one.key == "roles_fi"]


def test_titles_come_from_the_registry():
    assert frame.PAGES is PAGES
