"""programme.toml: what is read, and that every mistake is told at once, with its key."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from data.instruments.model import ItemKind, Topic
from data.programme import (
    Claim,
    Cut,
    Delivery,
    Direction,
    Estimand,
    Limits,
    ProgrammeError,
    Round,
    Scope,
    check_rounds,
    read_programme,
)
from data.schema import Role, Wave

TEMPLATE = Path("data/programme_template.toml")
WHOLE = """
name = { fi = "Ohjelma", sv = "Program" }
organisation = "Virasto"
languages = ["fi", "sv"]
feedback_address = "palaute@example.fi"
units = ["Länsi", "Itä"]
cuts = ["form", "theme"]
[roles.mentor]
fi = "Mentori"
words = ["Valmentaja"]
[limits]
k = 7
k_sensitive = 12
[[rounds]]
id = "r2021"
name = "2021"
start = 2021-02-01
end = 2021-12-01
invited = { mentor = 20, actor = 28 }
[[rounds]]
id = "r2020"
name = "2020"
start = 2020-02-01
end = 2020-12-01
partner = "Valmennus Oy"
delivery = "remote"
invited = 30
eligible = 900
[[claims]]
id = "nearly_always"
estimand = "within_pair_share"
outcome = "benefit"
scope = "latest"
direction = "below"
bound = 0.8
text = "Lähes aina"
[[claims]]
id = "improves"
estimand = "change"
outcome = "wellbeing"
[[claims]]
id = "applicants"
estimand = "mentor_share_of_applicants"
[[items]]
id = "own"
kind = "scale"
topic = "benefit"
text = "Oma väite"
low = 0
high = 10
waves = ["start", "end"]
roles = ["mentor"]
[[items.options]]
id = "ten"
value = 10
fi = ["Kymmenen", "10"]
"""


def read(folder: Path, text: str, **more: object):
    path = folder / "programme.toml"
    path.write_text(text, encoding="utf-8")
    return read_programme(path, **more)


def keys(folder: Path, text: str, **more: object) -> list[tuple[str, object]]:
    """Sentence and key of each problem."""
    with pytest.raises(ProgrammeError) as caught:
        read(folder, text, **more)
    return [(problem.key, problem.values.get("key", problem.values.get("round"))) for problem in caught.value.problems]


def test_the_template_is_a_programme_without_rounds():
    made = read_programme(TEMPLATE)
    assert made.rounds == () and made.limits == Limits(5, 10, 8, 15, 5, 40)
    assert {role: words.names["fi"] for role, words in made.roles.items()} == {
        Role.MENTOR: "Mentori",
        Role.ACTOR: "Aktori",
    }


def test_the_examples_in_the_template_can_be_used(tmp_path):
    """What stands there behind # is a programme too."""
    example = re.sub(r"^# (?=\[\[|\w+ = )", "", TEMPLATE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    made = read(tmp_path, example)
    assert [one.id for one in made.rounds] == ["r2024"]
    assert [one.id for one in made.claims] == ["mentors_gain_more"]
    assert [one.id for one in made.items] == ["own_courage"]


def test_everything_is_read(tmp_path):
    made = read(tmp_path, WHOLE)
    assert made.name == {"fi": "Ohjelma", "sv": "Program"}
    assert made.organisation == {"fi": "Virasto", "sv": "Virasto", "en": "Virasto"}
    assert (made.languages, made.units, made.feedback_address) == (("fi", "sv"), ("Länsi", "Itä"), "palaute@example.fi")
    assert made.roles[Role.MENTOR].others == ("Valmentaja",)
    assert (made.limits.k, made.limits.k_sensitive, made.limits.estimate) == (7, 12, 8)
    assert made.cuts == (Cut.FORM, Cut.THEME)


def test_rounds_follow_each_other_by_their_start(tmp_path):
    first, second = read(tmp_path, WHOLE).rounds
    assert first == Round(
        "r2020", "2020", date(2020, 2, 1), date(2020, 12, 1), "Valmennus Oy", "", Delivery.REMOTE, 30, None, 900
    )
    assert (second.id, second.invited) == ("r2021", 48)
    assert second.invited_by_role == {Role.MENTOR: 20, Role.ACTOR: 28}


def test_claims_have_the_bounds_of_their_estimand(tmp_path):
    nearly, improves, applicants = read(tmp_path, WHOLE).claims
    assert (nearly.scope, nearly.direction, nearly.bound) == (Scope.LATEST, Direction.BELOW, 0.8)
    assert nearly.texts is not None and nearly.texts["fi"] == "Lähes aina"
    assert improves == Claim("improves", Estimand.CHANGE, "wellbeing", bound=0.0)
    assert (applicants.outcome, applicants.bound) == ("", 0.5)


def test_questions_of_ones_own(tmp_path):
    (own,) = read(tmp_path, WHOLE).items
    assert (own.kind, own.topic, own.low, own.high) == (ItemKind.SCALE, Topic.BENEFIT, 0.0, 10.0)
    assert (own.waves, own.roles) == ((Wave.START, Wave.END), (Role.MENTOR,))
    assert own.options[0].labels == {"fi": ("Kymmenen", "10")} and own.options[0].value == 10.0


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("units = 3", ("programme.expected_list", "units")),
        ("name = 3", ("programme.expected_words", "name")),
        ("feedback_address = 3", ("programme.expected_text", "feedback_address")),
        ("unts = []", ("programme.unknown_key", "unts")),
        ('languages = ["fi", "de"]', ("programme.not_one_of", "languages")),
        ('cuts = ["age"]', ("programme.not_one_of", "cuts")),
        ("limits = 5", ("programme.expected_table", "limits")),
        ("limits = { k = 4 }", ("programme.too_low", "limits.k")),
        ("limits = { k_sensitive = 9 }", ("programme.too_low", "limits.k_sensitive")),
        ("limits = { k = 11 }", ("programme.too_low", "limits.k_sensitive")),
        ("limits = { k = 5.5 }", ("programme.expected_whole", "limits.k")),
        ("rounds = 5", ("programme.expected_tables", "rounds")),
        (
            "rounds = [{ id = 'R 1', name = '', start = 2020-01-01, end = 2020-01-02 }]",
            ("programme.expected_code", "rounds[1].id"),
        ),
        (
            "rounds = [{ id = 'r', name = '', start = '2020', end = 2020-01-02 }]",
            ("programme.expected_day", "rounds[1].start"),
        ),
        ("rounds = [{ id = 'r', name = '', start = 2020-01-01 }]", ("programme.missing_key", "rounds[1].end")),
        ("claims = [{ id = 'c', estimand = 'mean', outcome = 'x' }]", ("programme.not_one_of", "claims[1].estimand")),
        ("claims = [{ id = 'c', estimand = 'change' }]", ("programme.missing_key", "claims[1].outcome")),
        (
            "claims = [{ id = 'c', estimand = 'change', outcome = 'x', bound = '1' }]",
            ("programme.expected_number", "claims[1].bound"),
        ),
        (
            "items = [{ id = 'i', kind = 'scale', topic = 'benefit', text = 'x', low = 5, high = 1 }]",
            ("programme.scale_without_ends", "items[1].low"),
        ),
        (
            "items = [{ id = 'i', kind = 'text', text = 'x', reversed = 1 }]",
            ("programme.expected_flag", "items[1].reversed"),
        ),
    ],
)
def test_a_mistake_is_told_with_its_key(tmp_path, line, problem):
    name = "" if line.startswith("name") else 'name = "Ohjelma"\n'
    assert problem in keys(tmp_path, name + line)


def test_all_mistakes_are_told_in_one_pass(tmp_path):
    text = WHOLE.replace("k = 7", "k = 2").replace('scope = "latest"', 'scope = "all"').replace("low = 0", "low = 99")
    assert {key for _, key in keys(tmp_path, text)} == {"limits.k", "claims[1].scope", "items[1].low"}


def test_what_was_found_and_what_is_allowed_is_said(tmp_path):
    with pytest.raises(ProgrammeError) as caught:
        read(tmp_path, 'name = "x"\nlimits = { k = 3 }')
    (problem,) = caught.value.problems
    assert problem.values == {"key": "limits.k", "found": 3, "lowest": 5}
    assert problem.place.file == "programme.toml"


def test_rounds_are_checked_against_each_other():
    one = Round("r1", "1", date(2020, 5, 1), date(2020, 4, 1))
    assert [p.key for p in check_rounds([one, one])] == [
        "programme.round_ends_before",
        "programme.round_twice",
        "programme.round_ends_before",
    ]
    assert check_rounds([Round("r1", "1", date(2020, 5, 1), date(2020, 5, 1))]) == ()


def test_a_claim_names_what_exists_where_that_is_known(tmp_path):
    assert keys(tmp_path, WHOLE, outcomes={"benefit"}) == [("programme.not_one_of", "claims[2].outcome")]
    assert read(tmp_path, WHOLE, outcomes={"benefit", "wellbeing"}).claims


def test_a_file_that_is_not_there_or_no_toml(tmp_path):
    with pytest.raises(ProgrammeError) as caught:
        read_programme(tmp_path / "programme.toml")
    assert caught.value.problems[0].key == "programme.no_file"
    assert keys(tmp_path, "name =") == [("programme.not_toml", None)]
