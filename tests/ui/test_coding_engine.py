"""The child process: what it answers, how it ends, and what is said where it breaks off."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from pages.ui.coding_steps.engine import Engine, EngineError
from pages.ui.coding_steps.lit import lit, quoted
from pages.ui.coding_steps.workshop import serve

ROOT = Path(__file__).parents[2]
HEAVY = "sklearn", "simplemma", "nltk"
ECHO = """
import json, sys
for line in sys.stdin:
    told = json.loads(line)
    if told["question"] == "die":
        sys.exit(3)
    print(json.dumps({"progress": 0.5}), json.dumps({"answer": told["word"]}), sep=chr(10), flush=True)
"""
OLD = '[[code]]\nid = "a"\nname.fi = "A"\nseeds.fi = "tavoite"\n'
NEW = OLD.replace('"tavoite"', '"mentori"')


@pytest.fixture
def echo():
    one = Engine((sys.executable, "-c", ECHO))
    yield one
    one.close()


@pytest.fixture(scope="module")
def real():
    one = Engine()
    yield one
    one.close()


def test_one_child_answers_one_question_after_another_and_tells_its_progress(echo):
    shares: list[float] = []
    assert echo.ask("say", shares.append, word="ää\n\u2028") == "ää\n\u2028"
    pid = echo.pid
    assert echo.ask("say", word="b") == "b" and echo.pid == pid
    assert shares == [0.5]


def test_a_child_that_breaks_off_is_told_and_the_next_question_begins_another(echo):
    echo.ask("say", word="a")
    before = echo.pid
    with pytest.raises(EngineError) as broken:
        echo.ask("die")
    assert broken.value.problems[0].key == "coding.engine_broke"
    assert echo.ask("say", word="b") == "b" and echo.pid != before


def test_a_child_killed_from_outside_is_replaced(echo):
    echo.ask("say", word="a")
    child = echo._child
    child.kill()
    child.wait()
    assert echo.ask("say", word="b") == "b"


def test_a_program_that_is_no_child_is_an_error_too():
    one = Engine((sys.executable, "-c", "print('not json')"))
    with pytest.raises(EngineError):
        one.ask("say", word="a")
    one.close()


def test_the_child_ends_when_nobody_asks_any_more():
    one = Engine((sys.executable, "-c", ECHO), idle=0.01)
    one.ask("say", word="a")
    child, timer = one._child, one._timer
    if timer:
        timer.join(timeout=20)
    assert child.wait(timeout=20) == 0 and one.pid is None


def test_the_server_imports_no_dictionary_and_no_learner():
    code = f"import sys, pages.coding, pages.ui.coding_steps.sections; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_question_is_a_line_and_so_is_every_answer():
    out = io.StringIO()
    told = {"question": "probe", "pattern": "", "language": "fi", "groups": {}, "texts": []}
    serve(io.StringIO(json.dumps(told) + "\n"), out)
    assert json.loads(out.getvalue()) == {"answer": {"readable": False, "forms": [], "answers": []}}


def probe(real, pattern, *texts, **more):
    return real.ask("probe", **{"pattern": pattern, "language": "fi", "groups": {}, "texts": list(texts), **more})


def test_a_word_catches_its_forms_and_compounds_once_an_answer(real):
    texts = ("Hyvinvointi ja hyvinvointi.", "Työhyvinvointini parani.", "Hyvinvoinnista puhuttiin.", "Sain työn.")
    found = probe(real, "hyvinvointi", *texts)
    assert found["answers"] == [0, 1, 2]
    assert dict(found["forms"]) == {"hyvinvointi": 1, "työhyvinvointini": 1, "hyvinvoinnista": 1}


def test_a_word_is_looked_for_in_answers_of_its_language_only(real):
    texts = ("Jag fick en bra mentor och mycket stöd.", "Sain hyvän mentorin ja paljon tukea.")
    assert probe(real, "mentor*", *texts)["answers"] == [1]
    assert probe(real, "mentor*", *texts, language="sv")["answers"] == [0]


def test_groups_of_words_are_those_of_the_codebook(real):
    assert probe(real, "<pair> tuki", "Aktori oli tuki.", groups={"pair": "mentori aktori"})["answers"] == [0]
    assert not probe(real, "<pair> tuki", "x")["readable"]


def test_the_difference_is_each_answers_codes_before_and_after(real):
    shares: list[float] = []
    texts = ["Tavoite selkeni.", "Mentori auttoi.", "Mentori auttoi tavoitteessa."] * 40
    found = real.ask("difference", shares.append, old=OLD, new=NEW, texts=texts)
    assert found == [[["a"], []], [[], ["a"]], [["a"], ["a"]]] * 40
    assert shares == sorted(shares) and len(shares) > 1 and shares[-1] == 1


def test_agreement_comes_with_interval_and_n(real):
    """By hand: 10 answers, both gave it to 5, one more by the first. Alpha = 1 − 19·1 / (11·9)."""
    first, second = [["a"]] * 6 + [[]] * 4, [["a"]] * 5 + [[]] * 5
    (row,) = real.ask("agreement", first=first, second=second)
    assert (row["code"], row["n"], row["both"], row["only_first"], row["only_second"]) == ("a", 10, 5, 1, 0)
    assert row["alpha"] == pytest.approx(1 - 19 / 99)
    assert row["low"] < row["alpha"] <= row["high"]


def test_agreement_that_cannot_be_said_is_null(real):
    (row,) = real.ask("agreement", first=[["a"]] * 3, second=[["a"]] * 3)
    assert row["alpha"] is None


def test_a_group_that_the_codebook_misses_is_named_by_words_of_its_own(real):
    lunch = ["Lounaalla ruoka oli hyvää", "Bussi oli myöhässä asemalla", "Kahvi oli kylmää tauolla"] * 4
    coded = [f"Mentori oli hyvä ja tapaaminen oli {n}" for n in ("pitkä", "lyhyt", "antoisa")] * 20
    found = real.ask("missing", uncoded=lunch, coded=coded, most=5)
    words = {word for group in found["groups"] for word in group["words"]}
    assert {"lounas", "bussi", "kahvi"} <= {word for word, _, _ in found["words"]}
    assert words and not words & {"olla", "hyvä", "ja"}
    assert all(0 <= at < len(lunch) for group in found["groups"] for at in group["answers"])
    assert len(found["words"]) <= 5


def test_nothing_is_missed_where_nothing_is_left(real):
    assert real.ask("missing", uncoded=[], coded=["a"], most=5) == {"groups": [], "words": []}


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("", [], ""),
        ("abc", [(0, 99)], "<mark>abc</mark>"),
        ("a<b>&", [], "a&lt;b&gt;&amp;"),
        ("yksi kaksi", [(0, 4), (2, 10)], "<mark>yksi kaksi</mark>"),
        ("en voi", [(0, 6)], "<mark><u>en</u></mark><mark> voi</mark>"),
        ("<script>x</script>", [(1, 7)], "&lt;<mark>script</mark>&gt;x&lt;/script&gt;"),
    ],
)
def test_words_are_lit_and_nothing_else_is_made_of_them(text, spans, expected):
    assert lit(text, spans) == expected


def test_words_of_evidence_are_quoted_in_their_order():
    assert quoted("mentori minua tuki", [(14, 18), (0, 7)]) == "mentori … tuki"
