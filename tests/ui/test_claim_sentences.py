"""Every verdict on every kind of claim says whole sentences in every language, and no more than the figure does."""

import re
from itertools import product

import pytest

from analysis.applications import Applications, MentorShare
from analysis.benefit import PairView
from analysis.claims import Assessment, Found, Verdict
from analysis.matching import FormComparison, FormSide
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.change import AllRowsChange
from analysis.stats.proportions import tango, wilson
from analysis.stats.superiority import Method, Superiority
from data.programme import Claim, Direction, Estimand, Scope
from pages.ui import claim_sentences as say
from pages.ui.labels import Labels
from pages.ui.text import LANGUAGES, Text

LABELS = Labels({"benefit": "Hyöty.", "joy": "Ilo"}, {"r1": "2016", "r2": "2017"})
NEVER = re.compile(
    r"merkitsev|signifi|aiheutti|johtui|ansiosta|orsakade\b|tack vare|because of the programme|caused by|thanks to|"
    r"todista|osoittaa|bevisa|prove",
    re.IGNORECASE,
)
NARROW, WIDE = Interval(0.56, 0.71, 0.95), Interval(0.52, 0.74, 0.99)


def theta(n=40):
    return Superiority(0.64, NARROW, 0.04, n, n + 9, Method.CLUSTERED)


RESULTS = {
    Estimand.THETA_ROLES: theta(),
    Estimand.WITHIN_PAIR_SHARE: PairView("benefit", 37, 1, 19, wilson(37, 57), tango(37, 19, 57)),
    Estimand.CHANGE: AllRowsChange(0.72, Interval(0.48, 0.97, 0.95), 0.1, 6.0, 6.72, 152, 47, 15, 0),
    Estimand.SELF_REPORTED_SHARE: wilson(124, 178),
    Estimand.MENTOR_SHARE_OF_APPLICANTS: MentorShare(
        Applications(("r2",), 59, 46, wilson(59, 105), 0.2414),
        NotEnough(Reason.FEW_ROUNDS),
        NotEnough(Reason.FEW_ROUNDS),
    ),
    Estimand.THETA_FORMS: FormComparison("benefit", ("r2",), None, FormSide(65, 24), FormSide(77, 55), theta()),
}


def claim(estimand, **more):
    outcome = "" if estimand is Estimand.MENTOR_SHARE_OF_APPLICANTS else "benefit"
    return Claim("c", estimand, outcome, bound=0.0 if estimand is Estimand.CHANGE else 0.5, **more)


def assessed(estimand, verdict=Verdict.SUPPORTED, result=None, **more):
    found = Found(0.64, NARROW, WIDE, result or RESULTS[estimand])
    return Assessment(claim(estimand, **more), verdict, ("r1", "r2"), found)


def all_sentences(text):
    for estimand, verdict, direction in product(Estimand, Verdict, Direction):
        one = assessed(estimand, verdict, direction=direction)
        yield from (say.claim_words(one.claim, LABELS, text), say.quote(one, LABELS, text), say.fact(one, LABELS, text))
        yield from (say.bound_words(one.claim, text), say.mark_words(one.claim, text))
    for estimand, reason in product(Estimand, Reason):
        for kind in (Withheld, NotEnough):
            yield say.fact(Assessment(claim(estimand), Verdict.TOO_LITTLE, ("r1",), kind(reason)), LABELS, text)
    for estimand in Estimand:
        yield text(f"claims.limits_{estimand}")
        yield text(f"claims.method_{estimand}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_sentences_without_a_cause_or_a_proof(language):
    said = list(all_sentences(Text(language)))
    assert len(said) > 300
    for words in said:
        assert not re.search(r"[{}]|\bnan\b|None|\.\.", words), words
        assert not NEVER.search(words), words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("estimand", Estimand)
def test_a_fact_tells_its_base_its_interval_and_its_rounds(language, estimand):
    words = say.fact(assessed(estimand), LABELS, Text(language))
    counts = {
        Estimand.THETA_ROLES: ("40", "49"),
        Estimand.WITHIN_PAIR_SHARE: ("37", "57"),
        Estimand.CHANGE: ("199", "167", "152"),
        Estimand.SELF_REPORTED_SHARE: ("124", "178"),
        Estimand.MENTOR_SHARE_OF_APPLICANTS: ("59", "46", "105"),
        Estimand.THETA_FORMS: ("24", "55"),
    }
    assert all(n in words for n in counts[estimand])
    assert ("0,6–0,7" if language != "en" else "0.6–0.7") in words or "56–71" in words
    assert "2016" in words and "2017" in words


def test_the_quote_is_the_verdict_with_the_claim_in_it():
    texts = {"fi": "Mentorit hyötyvät enemmän.", "en": "Mentors gain more."}
    quotes = {v: say.quote(assessed(Estimand.THETA_ROLES, v, texts=texts), LABELS, Text("fi")) for v in Verdict}
    assert quotes[Verdict.SUPPORTED] == "Aineisto tukee väitettä ”Mentorit hyötyvät enemmän”."
    assert quotes[Verdict.CONTRADICTED] == "Aineisto puhuu väitettä ”Mentorit hyötyvät enemmän” vastaan."
    assert len(set(quotes.values())) == len(Verdict)
    assert "Mentors gain more" in say.quote(assessed(Estimand.THETA_ROLES, texts=texts), LABELS, Text("en"))


def test_a_claim_without_words_in_the_language_gets_those_of_its_kind():
    only_finnish = {"fi": "Mentorit hyötyvät enemmän."}
    words = say.claim_words(claim(Estimand.THETA_ROLES, texts=only_finnish), LABELS, Text("sv"))
    assert words == "Mentorernas svar är högre än aktörernas (mått: Hyöty)."
    turned = say.claim_words(claim(Estimand.CHANGE, direction=Direction.BELOW), LABELS, Text("en"))
    assert turned == "The mean falls during the programme (measure: Hyöty)."


def test_numbers_of_applicants_are_facts_even_where_nothing_follows_from_them():
    open_one = assessed(Estimand.MENTOR_SHARE_OF_APPLICANTS, Verdict.UNDECIDED)
    assert "Ne on laskettu" in say.quote(open_one, LABELS, Text("fi"))
    assert say.quote(open_one, LABELS, Text("fi")) != say.quote(
        assessed(Estimand.THETA_ROLES, Verdict.UNDECIDED), LABELS, Text("fi")
    )
    assert "24,1 kertaa sadasta" in say.chance_sentence(open_one.found, Text("fi"))
    assert say.chance_sentence(assessed(Estimand.THETA_ROLES).found, Text("fi")) == ""


@pytest.mark.parametrize(
    "estimand, result, few",
    [
        (Estimand.THETA_ROLES, theta(14), True),
        (Estimand.THETA_ROLES, theta(15), False),
        (Estimand.SELF_REPORTED_SHARE, wilson(8, 14), True),
        (Estimand.CHANGE, AllRowsChange(0.7, NARROW, 0.1, 6.0, 6.7, 12, 40, 40, 0), True),
        (
            Estimand.THETA_FORMS,
            FormComparison("b", ("r1",), None, FormSide(60, 9), FormSide(60, 30), theta()),
            True,
        ),
        (Estimand.THETA_FORMS, RESULTS[Estimand.THETA_FORMS], False),
        (Estimand.MENTOR_SHARE_OF_APPLICANTS, RESULTS[Estimand.MENTOR_SHARE_OF_APPLICANTS], False),
        (Estimand.WITHIN_PAIR_SHARE, RESULTS[Estimand.WITHIN_PAIR_SHARE], False),
    ],
)
def test_few_people_are_told(estimand, result, few):
    assert bool(say.few_sentence(assessed(estimand, result=result), Text("fi"))) is few


def test_nothing_found_is_never_called_indicative():
    nothing = Assessment(claim(Estimand.CHANGE), Verdict.TOO_LITTLE, ("r1",), Withheld(Reason.TOO_FEW))
    assert say.few_sentence(nothing, Text("fi")) == ""


def test_the_bound_in_the_measure_of_its_claim():
    text = Text("fi")
    times = Claim("c", Estimand.THETA_ROLES, "benefit", bound=0.6)
    nearly = Claim("c", Estimand.WITHIN_PAIR_SHARE, "benefit", bound=0.8)
    points = Claim("c", Estimand.CHANGE, "joy", bound=-0.5)
    assert [say.bound_words(c, text) for c in (times, nearly, points)] == [
        "60 kertaa sadasta",
        "80\xa0%",
        "−0,5 pistettä",
    ]
    assert [say.mark_words(c, text) for c in (times, nearly, points)] == ["60", "80\xa0%", "−0,5"]
    assert say.mark_words(claim(Estimand.THETA_FORMS), text) == "ei eroa"
    assert say.mark_words(claim(Estimand.CHANGE), text) == "ei muutosta"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_scope_and_rule_has_its_words(language):
    text = Text(language)
    words = {text(f"claims.scope_{scope}") for scope in Scope} | {
        text(f"claims.rule_{direction}", bound="50") for direction in Direction
    }
    assert len(words) == 4
