"""The made-up programme: as told in docs/sample-programme.md, the same every time, and awkward as real files are."""

from __future__ import annotations

import ast
import csv
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from statistics import mean

import pytest
import python_calamine

from data.importing import import_samples
from data.instruments import shipped_instruments
from data.instruments.fields import field_headings
from data.instruments.model import ItemKind
from data.instruments.options import match_option, normalise_label
from data.programme import read_programme
from data.samples import surveys
from data.samples.effects import AGREEMENT, CUTS, level, theta, true_change, true_shares, true_theta
from data.samples.make_samples import DESIGNS, write_programme
from data.samples.people import SMALL_UNIT, Design, Dice, Participant, draw_rounds
from data.samples.wording import Deck, Wording
from data.store import open_store

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
DOCUMENT = SAMPLES.parents[1] / "docs" / "sample-programme.md"
INDEX = tomllib.loads((SAMPLES / "index.toml").read_text("utf-8"))["files"]
FILES = [SAMPLES / one["file"] for one in INDEX]
ANSWERS = tomllib.loads((SAMPLES / "answers.toml").read_text("utf-8"))
ITEMS = shipped_instruments().items
WELLBEING_SCALE = shipped_instruments().scales["wellbeing"].items


def rows_of(path: Path) -> list[list[str]]:
    """A file's cells as text, read without any loader of ours."""
    if path.suffix == ".xlsx":
        sheet = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
        return [[_plain(cell) for cell in row] for row in sheet]
    text = path.read_bytes().decode("cp1252" if path.name == "2018_osallistujat.csv" else "utf-8-sig")
    first = text.splitlines()[0]
    return list(csv.reader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","))


def _plain(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


@cache
def cells_of(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows_of(SAMPLES / name))


def headings_of(name: str) -> list[tuple[str, str]]:
    """Stem and row of each heading, as each tool parts them."""
    first, second = cells_of(name)[:2]
    if name == "2017_loppukysely.xlsx":
        stems = [heading or next(h for h in reversed(first[:i]) if h) for i, heading in enumerate(first)]
        return list(zip(stems, second, strict=True))
    found = []
    for heading in first:
        match = re.fullmatch(r"(?s)(.*\S):(?=\S)(.+)|(.*\S) \[(.+)\]", heading)
        stem, row = (match[1] or match[3], match[2] or match[4]) if match else (heading, "")
        found.append((re.sub(r"^\d+\.\s", "", stem), row))
    return found


def column(name: str, heading: str) -> list[str]:
    for place, (stem, row) in enumerate(headings_of(name)):
        if normalise_label(heading) in {normalise_label(stem), normalise_label(row)}:
            return [cells[place] for cells in cells_of(name)[1:]]
    raise AssertionError(f"{heading} is no column of {name}")


def drawn(round_place: int, seeds: range) -> Iterator[Participant]:
    for seed in seeds:
        yield from (one for one in draw_rounds(DESIGNS, seed)[round_place] if one.group)


# The same every time


def test_the_script_makes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    written = write_programme(tmp_path)
    assert [path.name for path in written] == [*(path.name for path in FILES), "index.toml", "programme.toml"]
    for path in written:
        assert path.read_bytes() == (SAMPLES / path.name).read_bytes(), path.name


def test_another_seed_makes_other_people(tmp_path: Path) -> None:
    write_programme(tmp_path, seed=7)
    differ = [path.name for path in FILES if path.read_bytes() != (tmp_path / path.name).read_bytes()]
    assert differ == [path.name for path in FILES]


def test_a_smaller_programme_has_fewer_people_and_the_same_files(tmp_path: Path) -> None:
    write_programme(tmp_path, seed=3, scale=0.3)
    assert {path.name for path in tmp_path.iterdir()} == {*(p.name for p in FILES), "index.toml", "programme.toml"}
    rosters = [path for path in FILES if "osallistujat" in path.name]
    assert all(len(rows_of(tmp_path / path.name)) < len(rows_of(path)) / 2 for path in rosters)


def test_the_script_uses_nothing_of_the_application() -> None:
    allowed = {*sys.stdlib_module_names, "xlsxwriter"}
    for path in SAMPLES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strange = [n for n in names if n.split(".")[0] not in allowed and not f"{n}.".startswith("data.samples.")]
            assert strange == [], path.name


# The questions are the instruments'


@pytest.mark.parametrize("name", [one["file"] for one in INDEX if one["wave"] != "roster"])
def test_every_heading_is_known_word_for_word(name: str) -> None:
    known = {normalise_label(text) for item in ITEMS.values() for text in (*item.texts.values(), *item.aliases)}
    known |= {normalise_label(h) for words in field_headings().values() for some in words.values() for h in some}
    own = "vastausaika|language|tunnus|id|(aloitus|valmistumis)aika|(start|completion) time|email|name|nimi|aikaleima"
    for stem, row in headings_of(name):
        names = {normalise_label(stem), normalise_label(row)} - {""}
        assert not names or names & known or any(re.fullmatch(own, one) for one in names), (stem, row)


@pytest.mark.parametrize("name", [one["file"] for one in INDEX if one["wave"] != "roster"])
def test_every_label_is_an_option_of_its_item(name: str) -> None:
    wordings = {normalise_label(t): item for item in ITEMS.values() for t in (*item.texts.values(), *item.aliases)}
    met = 0
    for place, (stem, row) in enumerate(headings_of(name)):
        item = wordings.get(normalise_label(row)) or wordings.get(normalise_label(stem))
        if item is None or item.kind not in {ItemKind.SCALE, ItemKind.SINGLE}:
            continue
        labels = {cells[place] for cells in cells_of(name)[2 if "2017_lop" in name else 1 :]} - {""}
        assert [label for label in labels if match_option(label, item) is None] == [], item.id
        met += len(labels)
    assert met > 0


def test_the_whole_programme_imports_without_a_question(tmp_path: Path) -> None:
    with open_store(tmp_path / "sample") as store:
        receipts = import_samples(store, SAMPLES)
        assert [receipt.record.name for receipt in receipts] == [path.name for path in FILES]
        items = set(store.answers().column("item").to_pylist())
        forms = {str(row["form"]) for row in store.roster("r2019").to_pylist()}
    asked = {item.id for item in ITEMS.values() if item.kind is not ItemKind.TEXT}
    slots = {name for scale in ("who5", "work_ability") for name in shipped_instruments().scales[scale].items}
    assert items == asked - slots
    assert forms == {"pair", "small_group"}


# Sizes


def test_five_rounds_of_24_to_70_people() -> None:
    sizes = [sum(bool(one.group) for one in people) for people in draw_rounds(DESIGNS, 1)]
    assert sizes == [24, 36, 50, 60, 70]
    programme = read_programme(SAMPLES / "programme.toml")
    assert [one.invited for one in programme.rounds] == sizes


def test_one_role_has_fewer_than_five_people_in_small_groups() -> None:
    roles = Counter(
        zip(column("2017_osallistujat.xlsx", "Rooli"), column("2017_osallistujat.xlsx", "Toimintamuoto"), strict=True)
    )
    assert roles["Mentori", "Pienryhmä"] == 4
    assert min(n for key, n in roles.items() if key != ("Mentori", "Pienryhmä")) >= 5


@pytest.mark.parametrize("name", [one["file"] for one in INDEX if one["wave"] == "roster"])
def test_a_unit_of_three_people_in_each_roster(name: str) -> None:
    assert Counter(column(name, "Yksikkö"))[SMALL_UNIT] == 3


def test_more_people_apply_as_mentors_in_the_last_round_only() -> None:
    shares = []
    for name in ("2018_hakemukset.xlsx", "2019_hakemukset.csv", "2020_hakemukset.csv"):
        roles = Counter(column(name, "Missä roolissa haet ohjelmaan?"))
        shares.append(roles["Mentori"] / roles.total())
    assert shares[0] < 0.5 and shares[1] < 0.5 < shares[2]


def test_some_mentors_were_in_an_earlier_round() -> None:
    emails = [
        set(column(f"{year}_osallistujat.{ext}", "Sähköposti"))
        for year, ext in ((2018, "csv"), (2019, "xlsx"), (2020, "xlsx"))
    ]
    assert len(emails[0] & emails[1]) == 4
    assert len((emails[0] | emails[1]) & emails[2]) == 6


# Awkward as real files are


def test_open_answers_are_many_and_different() -> None:
    finnish = [
        text for name, piles in ANSWERS.items() if name != "other_languages" for pile in piles.values() for text in pile
    ]
    others = [t for questions in ANSWERS["other_languages"].values() for texts in questions.values() for t in texts]
    assert len(set(finnish)) >= 300 and len(set(others)) >= 20
    cells = {cell for path in FILES for row in cells_of(path.name) for cell in row}
    assert len(cells & set(finnish)) >= 300
    assert cells & set(others)


def test_open_answers_are_no_templates() -> None:
    """Few of them begin alike, and some are one word, some a paragraph."""
    finnish = [
        text for name, piles in ANSWERS.items() if name != "other_languages" for pile in piles.values() for text in pile
    ]
    beginnings = Counter(" ".join(text.lower().split()[:3]) for text in finnish if len(text.split()) > 3)
    assert beginnings.most_common(1)[0][1] <= 4
    lengths = [len(text) for text in finnish]
    assert min(lengths) == 1 and max(lengths) > 100


def test_no_break_spaces_and_line_ends_stand_in_headings() -> None:
    headings = [cell for path in FILES for cell in cells_of(path.name)[0]]
    assert sum("\u00a0" in heading for heading in headings) > 20
    assert any(heading.endswith("\n") for heading in headings)


def test_one_file_has_two_heading_rows_and_a_note_below_the_answers() -> None:
    first, second, *_, last = cells_of("2017_loppukysely.xlsx")
    assert first.count("") > 20 and second[0] == ""
    assert last[0].startswith("Raportti") and not any(last[1:])


def test_cannot_say_and_nothing_are_both_met() -> None:
    for name in ("2016_loppukysely_Perusraportti.csv", "2019_loppukysely.csv", "2020_loppukysely.xlsx"):
        answers = [
            a for item in surveys.BENEFIT if item != "networks_grew" for a in column(name, ITEMS[item].texts["fi"])
        ]
        assert "En osaa sanoa" in answers and "" in answers


def test_one_statement_changed_between_the_second_and_the_third_round() -> None:
    old, new = ITEMS["networks_grew"].aliases[0], ITEMS["networks_grew"].texts["fi"]
    asked = [
        new in {row for _, row in headings_of(f)}
        for f in ("2017_loppukysely.xlsx", "2018_loppukysely_Perusraportti.csv")
    ]
    assert asked == [False, True]
    assert old in {row for _, row in headings_of("2017_loppukysely.xlsx")}


def test_people_answer_twice() -> None:
    codes = Counter(filter(None, column("2017_loppukysely.xlsx", "Osallistujakoodisi")))
    emails = Counter(column("2019_loppukysely.csv", "Sähköpostiosoite"))
    assert sorted(codes.values())[-3:] == [1, 2, 2] and sorted(emails.values())[-3:] == [1, 2, 2]


def test_the_first_round_and_the_coaching_days_are_anonymous() -> None:
    for name in (
        "2016_loppukysely_Perusraportti.csv",
        "2018_valmennuspaivat.csv",
        "2019_valmennuspaivat.csv",
        "2020_valmennuspaivat.xlsx",
    ):
        assert not any("@" in cell or "VM1" in cell for row in cells_of(name) for cell in row)
    assert {path.name for path in FILES if path.name.startswith("2016")} == {"2016_loppukysely_Perusraportti.csv"}


def test_the_last_round_is_remote() -> None:
    assert set(column("2020_loppukysely.xlsx", ITEMS["remote_share"].texts["fi"])) == {"Kaikki"}
    assert "Kaikki" not in column("2019_loppukysely.csv", ITEMS["remote_share"].texts["fi"])


def test_nobody_is_real() -> None:
    text = " ".join(cell for path in FILES for row in cells_of(path.name) for cell in row)
    assert {address.split("@")[1] for address in re.findall(r"\S+@\S+", text)} == {"example.fi"}
    names = tomllib.loads((SAMPLES / "names.toml").read_text("utf-8"))
    for name in column("2020_osallistujat.xlsx", "Nimi"):
        first, last = name.split(" ")
        assert first in names["first"] and last in names["last"]


# What is true of it


def test_theta_counts_pairs() -> None:
    mentors, actors = [5, 5, 4, 2, 1], [3, 4, 4, 2]
    wins = sum((m > a) + 0.5 * (m == a) for m in mentors for a in actors) / 20
    shares = [[values.count(point) / len(values) for point in range(1, 6)] for values in (mentors, actors)]
    assert theta(*shares) == pytest.approx(wins)


@pytest.mark.parametrize("item", surveys.BENEFIT)
@pytest.mark.parametrize("mentor", [True, False])
def test_shares_follow_from_the_normal_variable(item: str, mentor: bool) -> None:
    chance = Random(f"{item}-{mentor}")
    behind = [chance.gauss(level(item, mentor, True), 1) for _ in range(20_000)]
    points = [sum(one > cut for cut in CUTS) for one in behind]
    seen = [points.count(point) / len(points) for point in range(5)]
    assert seen == pytest.approx(true_shares(item, mentor, True), abs=0.013)


def test_mentors_gain_more_on_most_items_but_not_on_all() -> None:
    thetas = {item: true_theta(item) for item in surveys.BENEFIT}
    assert sum(0.6 <= value <= 0.71 for value in thetas.values()) >= 8
    assert thetas["goals_reached"] == pytest.approx(0.5) and thetas["career_clearer"] < 0.45


def test_small_groups_are_slightly_better() -> None:
    for item in surveys.BENEFIT:
        for mentor in (True, False):
            better = theta(true_shares(item, mentor, True), true_shares(item, mentor, False))
            assert 0.5 < better < 0.6


def test_answers_come_out_with_the_true_theta() -> None:
    """Over many programmes: what was put in comes out of the end surveys, drop-out and groups and all."""
    labels = [Wording(2018).agreement(point) for point in range(1, 6)]
    counts = {role: Counter[str]() for role in Wording(2018).options("roles")}
    for seed in range(60):
        desk = surveys.Desk(Dice(f"{seed}-theta"), Wording(2018), Deck(seed))
        for one in surveys.end(draw_rounds(DESIGNS, seed)[2], desk).responses:
            counts[str(one.answers["role"])][str(one.answers["expert_role"])] += 1
    shares = [[n[label] / sum(n[known] for known in labels) for label in labels] for n in counts.values()]
    assert theta(*shares) == pytest.approx(true_theta("expert_role", 6 / 19, 18 / 31), abs=0.03)


def test_wellbeing_rises_by_what_is_told() -> None:
    chance = Random("wellbeing")
    people = list(drawn(4, range(60)))
    changes = []
    for one in people:
        before, after = (
            mean(
                min(max(round(chance.gauss(standing + offset, 1.0)), 0), 10) for offset in (-0.2, 0.2, 0.6, -0.4, -0.5)
            )
            for standing in (one.start, one.end)
        )
        changes.append(after - before)
    assert mean(changes) == pytest.approx(true_change(), abs=0.08)


def test_low_starters_drop_out() -> None:
    """In the files themselves: whoever answered the end survey had been better at the start."""
    address = "Sähköpostiosoite"
    still = set(column("2019_loppukysely.csv", address))
    answers = [column("2019_alkukysely.csv", ITEMS[name].texts["fi"]) for name in WELLBEING_SCALE]
    scores: dict[bool, list[float]] = {True: [], False: []}
    for who, *given in zip(column("2019_alkukysely.csv", address), *answers, strict=True):
        scores[who in still].append(mean(float(answer) for answer in given if answer))
    assert len(scores[False]) >= 5
    assert mean(scores[True]) > mean(scores[False]) + 0.5


# What the document says


def test_the_document_tells_the_true_figures() -> None:
    text = DOCUMENT.read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([\d.]+) \|", text, flags=re.MULTILINE))
    assert {item: float(value) for item, value in rows.items()} == {
        item: round(true_theta(item), 2) for item in AGREEMENT if not item.startswith(("shared_", "event_"))
    }
    assert f"{true_change():.2f} points" in text


def test_the_document_tells_the_designs() -> None:
    text = DOCUMENT.read_text("utf-8")
    for design in DESIGNS:
        assert _told(design) in text


def _told(design: Design) -> str:
    mentors, actors = design.pairs + design.groups, design.pairs + 3 * design.groups
    return f"| {design.year} | {mentors} | {actors} | {design.pairs} | {design.groups} |"
