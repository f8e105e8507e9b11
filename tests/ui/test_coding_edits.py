"""Edits of a codebook: what each one changes, and that it changes nothing else."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.codebook import SHIPPED, read_codebook
from pages.ui.coding_steps import edits
from pages.ui.coding_steps.drafts import Comparison
from pages.ui.coding_steps.edits import EditError, document_of, to_toml, words_of
from pages.ui.coding_steps.workshop import codebook_of

SMALL = """
id = "small"
version = "7"
order = ["b", "a"]
[groups.fi]
pair = "pari mentori"
[[code]]
id = "a"
name = {fi = "Yksi", en = "One"}
seeds.fi = "jaksa*, työ, "
phrases.fi = ["<pair> tuki*"]
note = "kept"
[[code]]
id = "b"
name.fi = "Kaksi"
seeds = {fi = "tavoite", sv = ["mål"]}
"""


@pytest.fixture
def small():
    return document_of(SMALL)


def sources(toml, code, language="fi"):
    (found,) = [one for one in codebook_of(toml).codes if one.id == code]
    return [one.source for one in (*found.seeds.get(language, ()), *found.phrases.get(language, ()))]


def test_the_shipped_codebook_is_the_same_when_written_as_one_text():
    written = codebook_of(to_toml(document_of(SHIPPED), 4))
    shipped = read_codebook(SHIPPED)
    assert written.codes == shipped.codes
    assert (written.id, written.version) == (shipped.id, "4")


def test_what_the_reader_does_not_know_is_kept(small):
    again = tomllib.loads(to_toml(small, 8))
    assert again["groups"] == {"fi": {"pair": "pari mentori"}}
    assert again["order"] == ["b", "a"] and again["code"][0]["note"] == "kept" and again["version"] == "8"


def test_a_code_more(small):
    document = edits.add_code(small, {"fi": "Työn ilo!", "sv": "", "en": "Joy at work"}, ["ilo", " nauru* ", ""])
    book = codebook_of(to_toml(document, 1))
    assert [one.id for one in book.active] == ["b", "a", "joy_at_work"]
    assert book.codes[-1].name == {"fi": "Työn ilo!", "sv": "Työn ilo!", "en": "Joy at work"}
    assert sources(to_toml(document, 1), "joy_at_work") == ["ilo", "nauru*"]


def test_ids_never_meet(small):
    document = edits.add_code(edits.add_code(small, {"fi": "Öljy", "en": "A"}), {"fi": "Yö", "en": "???"})
    assert [row["id"] for row in document["code"]] == ["a", "b", "a_2", "code"]


def test_a_new_name_keeps_the_id(small):
    document = edits.rename(small, "a", {"fi": "Uusi", "sv": "Ny", "en": "New"})
    assert [(row["id"], row["name"]["fi"]) for row in document["code"]] == [("a", "Uusi"), ("b", "Kaksi")]
    assert edits.rename(small, "a", {"fi": "Yksi"})["code"][0]["name"]["fi"] == "Yksi"  # its own name is free


@pytest.mark.parametrize(("name", "key"), [("  ", "coding.edit_no_name"), ("kaksi", "coding.edit_same_name")])
def test_a_name_is_there_and_is_its_own(small, name, key):
    for edit in (lambda: edits.rename(small, "a", {"fi": name}), lambda: edits.add_code(small, {"fi": name})):
        with pytest.raises(EditError) as refused:
            edit()
        assert refused.value.key == key


def test_words_come_and_go(small):
    document = edits.drop_words(edits.add_words(small, "a", "fi", ["uni", "työ"]), "a", "fi", [("seeds", "jaksa*")])
    assert words_of(document, "a", "fi") == [("seeds", "työ"), ("seeds", "uni"), ("phrases", "<pair> tuki*")]
    assert words_of(document, "b", "fi") == words_of(small, "b", "fi")


def test_the_last_words_stay(small):
    with pytest.raises(EditError, match="edit_last_words"):
        edits.drop_words(small, "a", "fi", words_of(small, "a", "fi"))


def test_merged_words_go_to_the_other_code_and_old_codings_follow(small):
    toml = to_toml(edits.merge(small, "a", "b"), 2)
    book = codebook_of(toml)
    assert [one.id for one in book.active] == ["b"] and book.resolve("a") == "b"
    assert sources(toml, "b") == ["tavoite", "jaksa*", "työ", "<pair> tuki*"] and sources(toml, "b", "sv") == ["mål"]


def test_a_code_is_not_merged_into_itself(small):
    with pytest.raises(EditError, match="edit_merge_itself"):
        edits.merge(small, "a", "a")


def test_split_words_leave_the_old_code(small):
    document = edits.split(small, "a", {"fi": "Tuki"}, [("phrases", "<pair> tuki*")], "fi")
    toml = to_toml(document, 2)
    assert sources(toml, "a") == ["jaksa*", "työ"] and sources(toml, "tuki") == ["<pair> tuki*"]
    with pytest.raises(EditError, match="edit_split_nothing"):
        edits.split(small, "a", {"fi": "Tuki"}, [], "fi")


def test_a_retired_code_is_kept_and_the_last_one_stays_in_use(small):
    document = edits.retire(small, "a")
    book = codebook_of(to_toml(document, 2))
    assert [one.id for one in book.active] == ["b"] and book.resolve("a") is None and len(book.codes) == 2
    with pytest.raises(EditError, match="edit_last_code"):
        edits.retire(document, "b")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=40))
def test_whatever_a_person_types_stays_a_name(name):
    """No quote, line end or bracket breaks the file."""
    document = {"id": "x", "code": [{"id": "a", "name": {"fi": name, "sv": "s"}}]}
    assert tomllib.loads(to_toml(document, 1))["code"][0]["name"] == {"fi": name, "sv": "s"}


def test_a_comparison_counts_answers_by_code():
    found = Comparison.of([[["a"], ["a", "b"]], [["a"], []], [[], ["b"]], [["c"], ["c"]]])
    assert (found.answers, found.changed, found.by_code) == (4, 3, (("a", 0, 1), ("b", 2, 0)))
