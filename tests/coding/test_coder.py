from __future__ import annotations

import json
import string
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.codebook import default_codebook, read_codebook
from analysis.coding.coder import code_answers
from analysis.coding.quality import macro_f1
from analysis.coding.valence import Valence

HERE = Path(__file__).parent
BOOK = default_codebook()


def rows(name: str) -> list[tuple[frozenset[str], str, str, str]]:
    """Our own answers: codes, valence, language, text."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    split = [line.split("\t") for line in lines]
    return [(frozenset(filter(None, codes.split(","))), valence, lang, text) for codes, valence, lang, text in split]


@pytest.mark.parametrize(
    ("text", "code", "polarity"),
    [
        ("Maanantait eivät enää tunnu raskailta.", "wellbeing", "for"),
        ("En saanut uusia näkökulmia.", "perspective", "against"),
        ("Uskalsin hakea uutta virkaa.", "career", "for"),
        ("Opin itsekin mentorina paljon.", "reciprocity", "for"),
        ("Meillä ei synkannut lainkaan.", "relationship", "against"),
        ("Etätapaamisissa oli helppo olla.", "remote", "for"),
        ("Työssäjaksamiseni parani.", "wellbeing", "for"),
        ("itseluotamus kasvoi", "empowerment", "for"),  # misspelt
        ("Jag har lärt mig säga nej.", "agency", "for"),
        ("We did not reach our goals.", "goals", "against"),
    ],
)
def test_a_theme_and_which_way_it_points(text: str, code: str, polarity: str) -> None:
    coding = code_answers([text], BOOK)[0]
    assert code in coding.codes
    assert coding.polarity[code] == polarity


@pytest.mark.parametrize(
    ("text", "valence"),
    [
        ("Keskustelut olivat antoisia ja sain rohkeutta.", Valence.POSITIVE),
        ("Vuosi oli liian lyhyt.", Valence.NEGATIVE),
        ("Tapaamisia voisi olla useammin.", Valence.SUGGESTION),
        ("Keskustelut olivat hyviä, mutta aikaa oli liian vähän.", Valence.MIXED),
        ("Tapasimme kerran kuussa Teamsissa.", Valence.NEUTRAL),
        ("ei muuta", Valence.NEUTRAL),
    ],
)
def test_valence_of_plain_answers(text: str, valence: Valence) -> None:
    assert code_answers([text], BOOK)[0].valence == valence


@pytest.mark.parametrize(
    "text",
    ["", "-", "...", "?", "Ei muuta", "en osaa sanoa", "EOS", "Ei kommentoitavaa.", "n/a", "vet ej", "🙂🙂", " \t\n"],
)
def test_empty_answers_get_nothing(text: str) -> None:
    coding = code_answers([text], BOOK)[0]
    assert coding.empty
    assert not coding.codes


@pytest.mark.parametrize(
    "text", ["Ei mitään muutosta jaksamisessa", "Ei muuta kuin kiitos mentorille", "Enpä tiedä, ehkä rohkeus"]
)
def test_a_denial_with_content_is_not_empty(text: str) -> None:
    assert not code_answers([text], BOOK)[0].empty


def test_evidence_points_at_the_words_of_the_shown_text() -> None:
    text = "<b>Rohkeus</b> kasvoi,\u200b mutta uusia näkökulmia en saanut."
    coding = code_answers([text], BOOK)[0]
    shown = {text[start:end] for item in coding.evidence for start, end in item.spans}
    assert {"Rohkeus", "näkökulmia"} <= shown
    assert {item.polarity for item in coding.evidence if item.code == "perspective"} == {"against"}


def test_the_shipped_codebook_on_our_own_answers() -> None:
    """A guard against a change that breaks much: the figures to trust stand in docs/coding-quality.md."""
    for name, floor in (("invented_answers.tsv", 0.85), ("invented_later.tsv", 0.75)):
        truths, valences, languages, texts = zip(*rows(name), strict=True)
        codings = code_answers(texts, BOOK)
        assert macro_f1([code.id for code in BOOK.codes], truths, [coding.codes for coding in codings]) >= floor
        assert sum(c.valence == v for c, v in zip(codings, valences, strict=True)) / len(texts) >= 0.75
        assert sum(c.language == one for c, one in zip(codings, languages, strict=True)) / len(texts) >= 0.95


@pytest.mark.parametrize("name", ["invented_second_eyes.tsv", "invented_second_eyes_2.tsv"])
def test_the_shipped_codebook_on_the_answers_of_a_second_pair_of_eyes(name: str) -> None:
    """Floors well under what is reached, as above; a row without a language holds no answer."""
    answers = [row for row in rows(name) if row[2]]
    truths, valences, languages, texts = zip(*answers, strict=True)
    codings = code_answers(texts, BOOK)
    assert macro_f1([code.id for code in BOOK.codes], truths, [coding.codes for coding in codings]) >= 0.85
    assert sum(c.valence == v for c, v in zip(codings, valences, strict=True)) / len(texts) >= 0.75
    assert sum(c.language == one for c, one in zip(codings, languages, strict=True)) / len(texts) >= 0.95
    assert not any(coding.empty for coding in codings)


def test_a_row_without_an_answer_is_empty() -> None:
    nothing = [row[3] for row in rows("invented_second_eyes.tsv") if not row[2]]
    codings = code_answers(nothing, BOOK)
    assert len(nothing) == 15
    assert all(coding.empty and not coding.codes for coding in codings)


def test_examples_never_make_the_codebook_worse_on_themselves() -> None:
    coded = [json.loads(line) for line in (HERE / "feedback_coded.jsonl").read_text("utf-8").splitlines()]
    texts, truths = [row["text"] for row in coded], [frozenset(row["coder_a"]) for row in coded]
    ids = [code.id for code in BOOK.codes]
    alone = [coding.codes for coding in code_answers(texts, BOOK)]
    helped = [c.codes for c in code_answers(texts, BOOK, examples=list(zip(texts, truths, strict=True)))]
    assert macro_f1(ids, truths, helped) >= macro_f1(ids, truths, alone)


def test_examples_teach_what_a_bare_codebook_misses(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '[[code]]\nid = "food"\nname = { fi = "ruoka" }\n[[code]]\nid = "room"\nname = { fi = "tila" }\n'
    )
    book = read_codebook(tmp_path / "own.toml")
    places = ["Helsingissä", "Kuopiossa", "Oulussa", "Vaasassa", "Turussa"]
    examples = [(f"Keitto {place} oli suolaista", frozenset({"food"})) for place in places * 6]
    examples += [(f"Huoneet {place} olivat kylmiä", frozenset({"room"})) for place in places * 6]
    coded = code_answers(["Keitto Lahdessa oli suolaista", "Huoneet Lahdessa olivat kylmiä"], book, examples=examples)
    assert [coding.codes for coding in coded] == [{"food"}, {"room"}]


def test_a_strangers_codebook_works_from_label_words(tmp_path: Path) -> None:
    path = tmp_path / "development.toml"
    path.write_text(
        '[[code]]\nid = "poverty"\nname = { fi = "köyhyys, nälkä" }\n'
        '[[code]]\nid = "education"\nname = { fi = "koulutus, koulu" }\n'
        '[[code]]\nid = "climate"\nname = { fi = "ilmasto, kuivuus" }\n'
        '[[code]]\nid = "aid"\nname = { fi = "kehitysapu, avustus" }\n'
    )
    answers = {
        "Nälänhätä vaivaa monia maita": set(),  # another stem than nälkä: an honest miss
        "Köyhyyttä on paljon": {"poverty"},
        "Lapset pääsevät kouluun": {"education"},
        "Koulutuksella pääsee eteenpäin": {"education"},
        "Ilmastonmuutos kuivattaa pellot": {"climate"},
        "Kehitysavusta hyötyvät väärät": {"aid"},
        "Nälkäisten määrä kasvaa": {"poverty"},
    }
    found = [set(coding.codes) for coding in code_answers(answers, read_codebook(path))]
    right = sum(codes == wanted for codes, wanted in zip(found, answers.values(), strict=True))
    assert right >= len(answers) - 1


@pytest.mark.parametrize(
    "text",
    [
        "jaksaminen " * 1800,
        "a" * 20_000,
        "äö!" * 7_000,
        "Это помогло мне в работе",
        "这个项目很好",
        "<script>alert(1)</script>" * 300,
        "\x00\x07\ud800rohkeus\ufeff",
        "ei " * 6_000,
        "=cmd|' /C calc'!A0",
    ],
)
def test_bad_input_is_taken_calmly(text: str) -> None:
    started = time.monotonic()
    coding = code_answers([text], BOOK)[0]
    assert time.monotonic() - started < 5
    assert all(0 <= start < end <= len(text) for item in coding.evidence for start, end in item.spans)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4))
def test_any_text_at_all_gives_one_coding_each(texts: list[str]) -> None:
    codings = code_answers(texts, BOOK)
    assert len(codings) == len(texts)
    assert all(coding.polarity.keys() == coding.codes for coding in codings)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(rows("invented_answers.tsv")), st.text(alphabet=string.whitespace, max_size=5))
def test_space_around_and_case_do_not_matter(row: tuple[frozenset[str], str, str, str], space: str) -> None:
    text = row[3]
    plain, dressed = code_answers([text, space + text.upper() + space], BOOK)
    assert plain.codes == dressed.codes


def test_ten_thousand_answers_take_less_than_ten_seconds() -> None:
    texts = [
        f"{row[3]} {other[3]}" for row in rows("invented_answers.tsv") for other in rows("invented_later.tsv")[:48]
    ]
    code_answers(texts[:50], BOOK)  # the dictionaries are loaded once a process
    started = time.process_time()
    code_answers(texts[:10_000], BOOK)
    assert time.process_time() - started < 10
