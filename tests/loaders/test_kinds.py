"""What a column holds, from all of its cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loaders.base import ColumnKind, MultiEncoding
from data.loaders.kinds import find_kind
from data.loaders.likert import ordered_labels, points_of

KIND = ColumnKind
AGREE = (
    "Täysin eri mieltä",
    "Jokseenkin eri mieltä",
    "En samaa enkä eri mieltä",
    "Jokseenkin samaa mieltä",
    "Täysin samaa mieltä",
)


@pytest.mark.parametrize(
    ("cells", "heading", "kind"),
    [
        ([], "", KIND.EMPTY),
        (["", " "], "", KIND.EMPTY),
        (["1", "3", "5", "2"], "Arvosana", KIND.SCALE),
        (["1", "3", "5", "2"], "Montako kertaa tapasitte?", KIND.NUMBER),
        (["1", "0", "1"], "", KIND.SINGLE),
        (["34", "51", "28"], "Ikä", KIND.NUMBER),
        (["4695,70", "52 000", "noin 50", "1", "2", "3"], "Palkka", KIND.NUMBER),
        (["1 (ei lainkaan)", "2", "5 (täysin)"], "", KIND.SCALE),
        (["1", "5", "En osaa sanoa", "2", "3"], "", KIND.SCALE),
        (["1. päivä", "2. päivä", "1. päivä"], "", KIND.SINGLE),
        (["36-40", "26-30", "36-40", "26-30"], "", KIND.SINGLE),
        (["Mentori", "Aktori", "Mentori"], "", KIND.SINGLE),
        (["Mentori;", "Aktori;", "Mentori;"], "", KIND.SINGLE),
        ([*AGREE], "", KIND.SCALE),
        (["5.1.2022", "13.1.2022"], "", KIND.DATE),
        (["Kiitos!", "Oli oikein hyvä päivä.", "Enemmän aikaa keskustelulle."], "", KIND.TEXT),
        (["Oli antoisaa.", "Oli antoisaa.", "Oli raskasta."], "", KIND.TEXT),
        (["-", ".", "en osaa sanoa", "-"], "Mitä parantaisit?", KIND.TEXT),
        (["ei ole", "ei ole"], "Vapaa sana", KIND.TEXT),
        (["a;b;", "b;", "a;"], "", KIND.MULTI),
    ],
)
def test_kinds(cells: list[str], heading: str, kind: ColumnKind) -> None:
    assert find_kind(cells, heading).kind is kind


@pytest.mark.parametrize(
    ("cells", "heading", "points"),
    [
        (["2", "4", "5"], "", (1, 5)),
        (["0", "7", "9"], "", (0, 10)),
        (["8", "9"], "", (1, 10)),
        (["2", "3"], "Arvioi asteikolla 1–7", (1, 7)),
        (["4", "7"], "Kuvaa sinua (0 = ei lainkaan, 10 = täysin)", (0, 10)),
        (["1 (None at all)", "2", "10 (Always)"], "", (1, 10)),
        (["Disagree (2)", "Agree (5)", "Strongly agree (6)"], "", (2, 6)),
        ([*AGREE[3:]], "", (1, 5)),
        (["Agree", "Disagree", "Strongly agree"] * 40, "", (1, 4)),
    ],
)
def test_points_of_a_scale(cells: list[str], heading: str, points: tuple[float, float]) -> None:
    assert find_kind(cells, heading).points == points


def test_options_of_a_worded_scale_stand_in_its_order() -> None:
    assert find_kind([AGREE[4], AGREE[0], AGREE[2], "En osaa sanoa"]).options == (
        AGREE[0],
        AGREE[2],
        AGREE[4],
        "En osaa sanoa",
    )


def test_names_joined_by_spaces_only_where_the_tool_does() -> None:
    cells = ["work study", "study", "other"]
    found = find_kind(cells, spaces=True)
    assert (found.options, found.encoding) == (("work", "study", "other"), MultiEncoding.SPACE)
    assert find_kind(cells).kind is not KIND.MULTI


def test_a_tight_comma_joins_only_where_the_tool_does() -> None:
    cells = ["5,6", "5", "6", "5,6"]
    assert find_kind(cells, tight=True).options == ("5", "6")
    assert find_kind(cells).kind is KIND.NUMBER


@given(st.lists(st.sampled_from(AGREE), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(cells: list[str], random: object) -> None:
    shuffled = list(cells)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found, again = find_kind(cells), find_kind(shuffled)
    assert (found.kind, found.points, set(found.options)) == (again.kind, again.points, set(again.options))


@pytest.mark.parametrize(
    "labels",
    [
        ["Aldrig", "Sällan", "Ibland", "Ofta"],
        ["Strongly Disagree", "Neither agree or disagree", "Agree"],
        ["gar nicht", "eher selten", "eher häufig", "sehr häufig"],
        ["Ei lainkaan", "Jonkin verran", "Erittäin paljon"],
    ],
)
def test_worded_scales_are_known_in_any_order(labels: list[str]) -> None:
    assert ordered_labels(reversed(labels)) == tuple(labels)


def test_labels_of_no_one_scale_are_not_ordered() -> None:
    assert ordered_labels(["Mentori", "Aktori"]) is None
    assert ordered_labels(["Agree"]) is None


def test_a_point_that_nobody_chose_still_counts() -> None:
    assert points_of(["agree", "neutral"], 1000) == 5
