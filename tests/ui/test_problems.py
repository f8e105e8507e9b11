from data.errors import Place, Problem
from pages.ui.problems import problem_words
from pages.ui.text import Text


def test_the_holes_of_a_sentence_are_filled_from_values():
    problem = Problem("store.nothing_to_undo")
    assert problem_words(problem, Text("fi")) == Text("fi")("store.nothing_to_undo")


def test_and_from_the_place():
    problem = Problem("programme.missing_key", Place("programme.toml"), values={"key": "rounds[2].name"})
    words = problem_words(problem, Text("en"))
    assert "rounds[2].name" in words
