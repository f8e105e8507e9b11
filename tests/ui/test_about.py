"""Tietoa: the programme's own numbers, the address, what the law asks of an accessibility statement."""

import re

import pytest

from data.programme import Limits
from pages.ui.about import accessibility, methods, privacy, version
from pages.ui.text import LANGUAGES, Text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programmes_own_limits_are_told(language):
    limits = Limits(k=6, k_sensitive=13, estimate=9, groups=7, association_groups=43)
    text = Text(language)
    told = " ".join([*privacy(limits, text), *(words for part in methods(limits, text) for words in part.paragraphs)])
    for number in ("6", "13", "9", "7", "43"):
        assert re.search(rf"\b{number}\b", told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_names_the_law_the_gaps_the_address_and_the_authority(language):
    told = " ".join(accessibility("palaute@example.fi", Text(language)))
    for part in ("306/2019", "WCAG", "palaute@example.fi", "Traficom", "14"):
        assert part in told


def test_without_an_address_it_says_where_to_write_one():
    told = " ".join(accessibility("", Text("fi")))
    assert "feedback_address" in told and "{" not in told


@pytest.mark.parametrize(
    "words, expected",
    [("# Changes\n\n## Unreleased\n", "about.unreleased"), ("# Changes\n## 1.2.0\n## 1.1.0\n", "1.2.0")],
)
def test_the_version_is_the_newest_heading_of_the_changes(tmp_path, words, expected):
    changes = tmp_path / "CHANGELOG.md"
    changes.write_text(words, encoding="utf-8")
    text = Text("fi")
    assert version(text, changes) == text("about.version", version=text(expected) if expected in text else expected)
