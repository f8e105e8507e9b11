"""Items, their answer options and scales: complete, unambiguous, and met in the many ways that files write them."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import Problem
from data.instruments import INSTRUMENT_FOLDER, shipped_instruments
from data.instruments.fields import field_headings, field_words, form_of, role_of
from data.instruments.model import Item, ItemKind, Option, Topic
from data.instruments.options import match_labels, match_option, normalise_label
from data.instruments.reader import InstrumentError, read_instruments
from data.schema import Field, Form, Missing, Role, Wave

ITEMS = shipped_instruments().items
SCALES = shipped_instruments().scales
COURAGE = ITEMS["courage"]
LANGUAGES = ("fi", "sv", "en")
OPTIONS = [(item, option) for item in ITEMS.values() for option in item.options]
LABELS = [(item, option, label) for item, option in OPTIONS for labels in option.labels.values() for label in labels]

# What the programme says of itself (docs/sample-programme.md draws from the same list).
SAID_OF_ITSELF = {
    "new_viewpoints", "strengths_known", "courage", "own_agency", "new_ways", "goals_reached", "expert_role",
    "career_clearer", "networks_grew", "wellbeing_supported", "trust_in_pair", "would_recommend",
}  # fmt: skip


def points(*labels: str, item: Item = COURAGE) -> list[float | None]:
    found = [match_option(label, item) for label in labels]
    return [option.value if option else None for option in found]


# What is shipped


def test_the_benefit_items_are_asked_of_both_roles_at_the_end() -> None:
    benefit = {item.id: item for item in ITEMS.values() if item.topic is Topic.BENEFIT}
    assert benefit.keys() == SAID_OF_ITSELF
    assert all(item.roles == tuple(Role) and Wave.END in item.waves for item in benefit.values())
    assert all((item.low, item.high) == (1, 5) for item in benefit.values())


def test_trust_and_recommendation_are_no_part_of_the_benefit_mean() -> None:
    assert set(SCALES["benefit"].items) == SAID_OF_ITSELF - {"trust_in_pair", "would_recommend"}


def test_wellbeing_is_asked_in_the_same_items_at_the_start_and_at_the_end() -> None:
    assert len(SCALES["wellbeing"].items) == 5
    for name in SCALES["wellbeing"].items:
        assert {Wave.START, Wave.END} <= set(ITEMS[name].waves)
        assert (ITEMS[name].low, ITEMS[name].high) == (0, 10)


def test_licensed_instruments_are_slots_without_their_words() -> None:
    for name in SCALES["who5"].items:
        for text in (*ITEMS[name].texts.values(), *ITEMS[name].aliases):
            assert re.fullmatch(r"WHO-?5\D{0,12}[1-5]\)?", text), text
        labels = {label for option in ITEMS[name].options for words in option.labels.values() for label in words}
        assert labels == set("012345")
    assert SCALES["who5"].minimal_important_change == 10
    assert (SCALES["who5"].low, SCALES["who5"].high) == (0, 100)
    assert "(0–10)" in ITEMS["work_ability_score"].texts["fi"]


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_has_an_item(topic: Topic) -> None:
    assert any(item.topic is topic for item in ITEMS.values())


@pytest.mark.parametrize("item", ITEMS.values(), ids=lambda item: item.id)
def test_an_item_is_whole(item: Item) -> None:
    assert item.id not in set(Field)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", item.id)
    assert tuple(item.texts) == LANGUAGES
    assert all(text == text.strip() and text for text in (*item.texts.values(), *item.aliases))
    assert len(set(item.texts.values())) == len(LANGUAGES), "a language repeats another's text"
    assert bool(item.options) == (item.kind in {ItemKind.SCALE, ItemKind.SINGLE, ItemKind.MULTI})
    assert (item.low is not None) == (item.high is not None)


@pytest.mark.parametrize("item", [i for i in ITEMS.values() if i.kind is ItemKind.SCALE], ids=lambda item: item.id)
def test_statements_are_sentences(item: Item) -> None:
    slot = item.scale in {"who5", "work_ability"}
    assert slot or all(text[0].isupper() and text.endswith(".") for text in item.texts.values())


def test_no_wording_leads_to_two_items() -> None:
    wordings = Counter(
        (normalise_label(text), item.id) for item in ITEMS.values() for text in (*item.texts.values(), *item.aliases)
    )
    owners = Counter(wording for wording, _ in wordings)
    assert [wording for wording, n in owners.items() if n > 1] == []


def test_scales_hold_their_own_items_and_say_where_they_come_from() -> None:
    for scale in SCALES.values():
        assert scale.items == tuple(item.id for item in ITEMS.values() if item.scale == scale.id)
        assert scale.low < scale.high
        assert scale.source and scale.licence
        assert tuple(scale.names) == LANGUAGES


# Labels


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Täysin eri mieltä", "Eri mieltä", "Ei samaa eikä eri mieltä", "Samaa mieltä", "Täysin samaa mieltä"), 12345),
        (("Täysin eri mieltä", "Jokseenkin eri mieltä", "Jokseenkin samaa mieltä", "Täysin samaa mieltä"), 1245),
        (("täysin eri mieltä", "osittain eri mieltä", "osittain samaa mieltä", "täysin samaa mieltä"), 1245),
        (("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"), 12345),
        (("Helt av annan åsikt", "Delvis av annan åsikt", "Delvis av samma åsikt", "Helt av samma åsikt"), 1245),
        (("1", "2", "3", "4", "5"), 12345),
        (("1.0", "2,0", " 3 ", "4", "5"), 12345),
        (("Täysin eri mieltä (1)", "2 = Eri mieltä", "(3) Neutraali", "4: Samaa mieltä", "5. Täysin samaa"), 12345),
        (("1 (aivan väärin)", "2", "3", "4", "5 (aivan oikein)"), 12345),
    ],
)  # fmt: skip
def test_rows_of_agreement(row: tuple[str, ...], expected: int) -> None:
    assert points(*row) == [float(digit) for digit in str(expected)]


def test_words_count_before_a_number_beside_them() -> None:
    """Qualtrics and others renumber: the respondent saw the words."""
    assert points("Täysin samaa mieltä (1)", "1 = Täysin samaa mieltä") == [5, 5]


def test_a_number_is_no_answer_to_yes_or_no() -> None:
    """A tool's code for the first option, or a count, is not our point."""
    assert points("1", "0", "2 kertaa", item=ITEMS["mentor_bank"]) == [None] * 3
    assert points("1 = Kyllä", "Ei (2)", item=ITEMS["mentor_bank"]) == [2, 0]


@pytest.mark.parametrize(
    "label", ["6", "0", "-1", "", "   ", "ehkä", "Agree to disagree", "12", "3.5", "samaa", "5 tapaamista", "\u22125"]
)
def test_what_is_no_point_stays_unmatched(label: str) -> None:
    assert match_option(label, COURAGE) is None


@pytest.mark.parametrize(
    "label",
    [
        "En osaa sanoa",
        "EOS",
        "eos",
        "en tiedä",
        "Kan inte säga",
        "vet ej",
        "Don\u2019t know",
        "Can't say",
        "don\u00b4t know",
    ],
)
def test_cannot_say_is_an_answer_of_its_own(label: str) -> None:
    option = match_option(label, COURAGE)
    assert option is not None and option.missing is Missing.DONT_KNOW and option.value is None


def test_not_applicable_is_not_cannot_say() -> None:
    option = match_option("Ei koske minua", COURAGE)
    assert option is not None and option.missing is Missing.NOT_APPLICABLE


@pytest.mark.parametrize("label", [str(n) for n in range(11)])
def test_numbers_of_a_scale_from_0_to_10(label: str) -> None:
    assert points(label, f"{label} (erittäin paljon)", item=ITEMS["work_joy"]) == [float(label)] * 2


@given(st.sampled_from(LABELS), st.data())
def test_every_label_finds_its_own_option_however_it_is_written(
    case: tuple[Item, Option, str], data: st.DataObject
) -> None:
    item, option, label = case
    space = data.draw(st.sampled_from([" ", "\u00a0", "  ", "\u2009", "\n"]))
    ends = data.draw(st.sampled_from(["", " ", "\u00a0", ".", "\ufeff"]))
    shown = data.draw(st.sampled_from([label, label.lower(), label.upper(), label.title()]))
    number = f" ({option.value:g})" if option.value is not None and data.draw(st.booleans()) else ""
    assert match_option(ends + shown.replace(" ", space) + number + ends, item) == option


@given(st.text())
def test_any_text_is_matched_or_not_and_nothing_worse(text: str) -> None:
    option = match_option(text, COURAGE)
    assert option is None or option in COURAGE.options


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise_label(normalise_label(text)) == normalise_label(text)


# Labels of a whole column


def test_two_wordings_of_one_point_are_a_clash() -> None:
    seven = ["Täysin samaa mieltä", "Samaa mieltä", "Jokseenkin samaa mieltä", "Ei samaa eikä eri mieltä"]
    assert match_labels(seven, COURAGE).clashes == {"4": ("Samaa mieltä", "Jokseenkin samaa mieltä")}


@pytest.mark.parametrize(
    "labels",
    [
        ["Samaa mieltä", "Agree", "Av samma åsikt"],  # one form in three languages
        ["1 (ei lainkaan)", "2", "3", "4", "5"],
        ["Samaa mieltä", "samaa mieltä ", "Samaa mieltä (4)", "4"],
        ["En osaa sanoa", "EOS"],
    ],
)
def test_one_wording_written_in_several_ways_is_no_clash(labels: list[str]) -> None:
    found = match_labels(labels, COURAGE)
    assert found.clashes == {} and found.unknown == ()


def test_a_minus_is_no_dash() -> None:
    assert points("-1", "\u22121", "- 1", item=ITEMS["work_joy"]) == [None, None, 1]


def test_unknown_labels_are_listed_as_they_stand() -> None:
    found = match_labels(["Samaa mieltä", "Tosi kiva"], COURAGE)
    assert found.unknown == ("Tosi kiva",)
    assert list(found.matched) == ["Samaa mieltä"]


# Fields


def test_fields_have_headings_in_every_language() -> None:
    for languages in field_headings().values():
        assert tuple(languages) == LANGUAGES and all(languages.values())
    assert {Field.PERSON, Field.ROLE, Field.GROUP, Field.OCCASION, Field.ACCEPTED} <= field_headings().keys()


def test_no_heading_of_a_field_is_an_item() -> None:
    wordings = {normalise_label(text) for item in ITEMS.values() for text in (*item.texts.values(), *item.aliases)}
    headings = {normalise_label(h) for words in field_headings().values() for some in words.values() for h in some}
    assert headings & wordings == set()


@pytest.mark.parametrize("code", [*Role, *Form])
def test_words_of_roles_and_forms_lead_back_to_them(code: Role | Form) -> None:
    of = role_of if isinstance(code, Role) else form_of
    for words in field_words()[code].values():
        assert {of(word) for word in words} == {code}
        assert of(f"  {words[0].upper()}\u00a0") is code


def test_no_other_word_is_a_role() -> None:
    assert [role_of(word) for word in ("", "kummi", "mentoripankki", "pari")] == [None] * 4


# Mistakes in the files

GOOD = """
[[items]]
id = "one"
kind = "scale"
topic = "benefit"
options = "agreement"
fi = "Yksi."
sv = "Ett."
en = "One."
"""


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InstrumentError) as refused:
        read_instruments(folder)
    return refused.value.problems


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(INSTRUMENT_FOLDER / "shared", tmp_path / "shared")
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_folder_of_ones_own_is_read(folder: Path) -> None:
    assert read_instruments(folder).items["one"].texts["fi"] == "Yksi."


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[items", "instruments.unreadable"),
        (GOOD, "instruments.duplicate_item"),
        (GOOD.replace('"one"', '"two"'), "instruments.shared_wording"),
        (GOOD.replace('"one"', '"role"').replace("Yksi", "Rooli"), "instruments.field_name"),
        (GOOD.replace('"agreement"', '"agrement"'), "instruments.unknown_options"),
        (GOOD.replace('options = "agreement"', ""), "instruments.unknown_options"),
        (GOOD + 'scale = "none_such"\n', "instruments.unknown_scale"),
        (GOOD.replace('sv = "Ett."', ""), "programme.missing_key"),
        (GOOD.replace('"benefit"', '"benefits"'), "programme.not_one_of"),
        (GOOD + 'colour = "red"\n', "programme.unknown_key"),
    ],
)
def test_a_mistake_is_refused_with_its_file(folder: Path, text: str, key: str) -> None:
    (folder / "mistaken.toml").write_text(text, encoding="utf-8")
    assert key in {problem.key for problem in problems_of(folder)}


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    (folder / "bad.toml").write_text("[[items", encoding="utf-8")
    (folder / "worse.toml").write_text(GOOD.replace('"agreement"', '"x"').replace('"one"', '"unit"'), encoding="utf-8")
    keys = {problem.key for problem in problems_of(folder)}
    assert {"instruments.unreadable", "instruments.unknown_options", "instruments.field_name"} <= keys


@pytest.mark.parametrize(
    ("addition", "key"),
    [
        ('[[agreement]]\nid = "6"\nvalue = 6\nfi = ["samaa MIELTÄ"]\nsv = ["x"]\nen = ["y"]\n', "ambiguous_label"),
        ('[[agreement]]\nid = "6"\nvalue = 6\nfi = ["Kuusi"]\nsv = []\nen = ["Six"]\n', "no_label"),
    ],
)
def test_mistakes_in_answer_options(folder: Path, addition: str, key: str) -> None:
    path = folder / "shared" / "answer_options.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + addition, encoding="utf-8")
    assert f"instruments.{key}" in {problem.key for problem in problems_of(folder)}


def test_sentences_of_refusals_stand_in_every_catalogue() -> None:
    used = set(
        re.findall(r'"(instruments\.\w+)"', "".join(p.read_text("utf-8") for p in INSTRUMENT_FOLDER.glob("*.py")))
    )
    for language in LANGUAGES:
        catalogue = INSTRUMENT_FOLDER.parents[1] / "pages" / "locale" / language / "instruments.po"
        assert set(re.findall(r'msgid "(\w+\.\w+)"', catalogue.read_text("utf-8"))) == used


def test_shared_option_lists_are_written_once() -> None:
    """ "Cannot say" stands in one list, or the sets would drift apart."""
    raw = tomllib.loads((INSTRUMENT_FOLDER / "shared" / "answer_options.toml").read_text("utf-8"))
    own = [
        option
        for options in raw.values()
        for option in options
        if option.get("missing") == "dont_know" and "fi" in option
    ]
    assert len(own) == 1
