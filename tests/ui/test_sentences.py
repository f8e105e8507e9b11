"""Every result says a whole sentence in every language, and none says more than the figure does."""

import re
from itertools import product

import pytest

from analysis.benefit import Comparison, PairView, RoleMean
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.rounds import Expected, RoundsTogether
from analysis.stats.change import AllRowsChange
from analysis.stats.proportions import tango, wilson
from analysis.stats.superiority import Method, Superiority
from analysis.wellbeing import ScaleChange, SelfReport
from data.schema import Role
from pages.ui import sentences
from pages.ui.labels import Labels
from pages.ui.text import LANGUAGES, Text

LABELS = Labels({"benefit": "Hyöty", "joy": "Ilo"}, {"r1": "2016", "r2": "2017", "r3": "2018", "r4": "2019"})
NEVER = re.compile(
    r"merkitsev|signifi|aiheutti|johtui|ansiosta|orsakade\b|tack vare|because of the programme|caused by|thanks to",
    re.IGNORECASE,
)


def theta(estimate, low, high, n=40):
    return Superiority(estimate, Interval(low, high, 0.95), 0.05, n, n, Method.CLUSTERED)


def comparison(result, rounds=("r1",)):
    return Comparison("benefit", rounds, RoleMean(4, 40, 1), RoleMean(3, 40, 1), result)


def change(mean, low, high, pairs=30):
    return AllRowsChange(mean, Interval(low, high, 0.95), 0.1, 5.0, 5.0 + mean, pairs, 4, 3, 0)


REASONS = [kind(reason) for kind, reason in product((Withheld, NotEnough), Reason)]
THETAS = [theta(0.7, 0.6, 0.8), theta(0.3, 0.2, 0.4), theta(0.55, 0.4, 0.7), theta(0.8, 0.6, 0.9, n=9), *REASONS]
CHANGES = [change(1, 0.5, 1.5), change(-1, -1.5, -0.5), change(0.1, -0.3, 0.5), change(1, 0.2, 1.8, pairs=9), *REASONS]
SHARES = [wilson(30, 40), wilson(130, 140), *REASONS]
PAIRS = [PairView("benefit", 30, 5, 10, wilson(30, 45), tango(30, 10, 45)), *REASONS]
MANY = RoundsTogether(theta(0.7, 0.6, 0.8), Expected(0.6, Interval(0.5, 0.7, 0.95)), NotEnough(Reason.FEW_ROUNDS), 3, 4)
NONE = RoundsTogether(*[NotEnough(Reason.FEW_ROUNDS)] * 3, 0, 0)


def all_sentences(text):
    for result in THETAS:
        yield sentences.benefit_sentence(comparison(result), LABELS, text)
    yield sentences.items_sentence([comparison(t) for t in THETAS], LABELS, text)
    for view in PAIRS:
        yield sentences.groups_sentence(view, text)
    for together in (MANY, NONE):
        yield sentences.rounds_sentence(together, text)
    for result in CHANGES:
        whole = ScaleChange("joy", ("r1", "r2"), tuple(Role), result)
        yield sentences.change_sentence(whole, LABELS, text, ends=(0, 10))
        yield sentences.change_lines_sentence([whole], text)
    for share in SHARES:
        yield sentences.self_sentence(SelfReport("joy", ("r1",), Role.ACTOR, share), LABELS, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_is_a_whole_sentence(language):
    for sentence in all_sentences(Text(language)):
        assert sentence[0].isupper() or sentence[0].isdigit() or sentence.startswith("”")
        assert sentence.endswith((".", "!")), sentence
        assert not re.search(r"[{}]|\bnan\b|\bNone\b", sentence), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_claims_a_cause_or_speaks_of_significance(language):
    for sentence in all_sentences(Text(language)):
        assert not NEVER.search(sentence), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_percentage_stands_beside_its_base(language):
    text = Text(language)
    for sentence in all_sentences(text):
        without_level = sentence.replace("95\u00a0%", "").replace("95%", "")
        if "%" in without_level:
            assert any(f"{n}" in sentence for n in (40, 140, 45)), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_withheld_tells_no_number(language):
    for reason in Reason:
        assert not re.search(r"\d", sentences.benefit_sentence(comparison(Withheld(reason)), LABELS, Text(language)))


def test_the_words_follow_the_interval():
    text = Text("fi")
    clear, opposite, unclear, few = (sentences.benefit_sentence(comparison(t), LABELS, text) for t in THETAS[:4])
    assert clear.startswith("Mentorit kokivat hyötyneensä enemmän kuin aktorit") and "70 kertaa sadasta" in clear
    assert opposite.startswith("Aktorit kokivat hyötyneensä enemmän kuin mentorit")
    assert "70 kertaa sadasta" in opposite and "60–80" in opposite
    assert "ei voi erottaa satunnaisvaihtelusta" in unclear
    assert few.startswith("Vastaajia on vähän")


def test_a_fall_is_told_with_positive_numbers():
    sentence = sentences.change_sentence(
        ScaleChange("joy", ("r1",), tuple(Role), CHANGES[1]), LABELS, Text("fi"), ends=(0, 10)
    )
    assert "laski 1,0 pistettä" in sentence and "0,5–1,5" in sentence


@pytest.mark.parametrize(
    "rounds, words",
    [
        (["r1"], "2016"),
        (["r1", "r2"], "2016 ja 2017"),
        (["r1", "r2", "r3"], "2016–2018"),
        (["r1", "r3", "r4"], "2016, 2018 ja 2019"),
    ],
)
def test_rounds_in_words(rounds, words):
    assert LABELS.some_rounds(rounds, Text("fi")) == words
