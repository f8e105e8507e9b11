from __future__ import annotations

from pathlib import Path

import pytest

from analysis.coding.codebook import CodebookError, default_codebook, read_codebook
from analysis.coding.pattern import parse_pattern
from data.errors import PuntariError

IDS = [
    *("wellbeing", "empowerment", "strengths", "agency", "relationship", "dialogue", "perspective", "new_ways"),
    *("goals", "expertise", "career", "networks", "peer_group", "reciprocity", "remote", "arrangements"),
]


def read(tmp_path: Path, text: str) -> list[str]:
    """The keys of the problems found."""
    path = tmp_path / "book.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError) as caught:
        read_codebook(path)
    assert isinstance(caught.value, PuntariError)
    return [problem.key for problem in caught.value.problems]


def test_the_shipped_codebook_has_the_sixteen_codes_in_three_languages() -> None:
    book = default_codebook()
    assert [code.id for code in book.codes] == IDS
    for code in book.codes:
        for texts in (code.name, code.definition, code.include, code.exclude, code.examples, code.seeds):
            assert set(texts) == {"fi", "sv", "en"}, code.id


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[code]]\nid = "a"\n[[code]]\nid = "a"', "codebook.duplicate_id"),
        ('[[code]]\nid = "a"\nseeds.et = ["sõna"]', "codebook.unknown_language"),
        ('[[code]]\nid = "a"\nseeds.fi = ["sana", " "]', "codebook.empty_seed"),
        ('[[code]]\nid = "a"\nseeds.fi = ["*"]', "codebook.empty_seed"),
        ('[[code]]\nid = "a"\nphrases.fi = ["<nobody> sana"]', "codebook.unknown_group"),
        ('[[code]]\nid = "a"\nmerged_into = "z"', "codebook.unknown_merge"),
        ('[[code]]\nid = "a"\nmerged_into = "b"\n[[code]]\nid = "b"\nmerged_into = "a"', "codebook.merge_cycle"),
        ('[[code]]\nname = "nimetön"', "codebook.no_id"),
        ('id = "x"', "codebook.no_codes"),
        ("[[code", "codebook.unreadable"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, text: str, key: str) -> None:
    assert key in read(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    keys = read(tmp_path, '[[code]]\nid = "a"\nseeds.et = ["x"]\n[[code]]\nid = "a"\nseeds.fi = [""]')
    assert {"codebook.unknown_language", "codebook.duplicate_id", "codebook.empty_seed"} <= set(keys)


def test_a_missing_file_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(CodebookError) as caught:
        read_codebook(tmp_path / "absent.toml")
    assert [problem.key for problem in caught.value.problems] == ["codebook.unreadable"]


def test_merged_and_retired_codes_are_resolved(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text('[[code]]\nid = "a"\nmerged_into = "b"\n[[code]]\nid = "b"\n[[code]]\nid = "c"\nretired = true')
    book = read_codebook(path)
    assert [code.id for code in book.active] == ["b"]
    assert [book.resolve(one) for one in ("a", "b", "c", "d")] == ["b", "b", None, None]


@pytest.mark.parametrize(
    ("source", "words", "ordered", "window", "polarity"),
    [
        ("jaksaa", [{"jaksaa"}], False, 7, None),
        ("> sanoa|sanon ei /2 ++", [{"sanoa", "sanon"}, {"ei"}], True, 2, True),
        ("<me> väsy* --", [{"minä", "mä"}, {"väsy*"}], False, 7, False),
        ("ahaa_elämys", [{"ahaa"}, {"elämys"}], False, 7, None),
    ],
)
def test_the_language_of_patterns(
    source: str, words: list[set[str]], ordered: bool, window: int, polarity: bool | None
) -> None:
    pattern = parse_pattern(source, {"me": "minä mä"})
    assert [set(element.words) for element in pattern.elements] == words
    assert (pattern.ordered, pattern.window, pattern.polarity) == (ordered, window, polarity)
