"""What is said of forms, drivers and coaching days: strengths, direction, and every reason in every language."""

import re

import pytest

from analysis.drivers import GoesWith, PartMean, Together
from analysis.events import AnswerMean, CoachingDay, Later
from analysis.matching import FormComparison, FormSide
from analysis.results import Interval, NotEnough, Reason, Withheld
from analysis.stats.association import Association
from analysis.stats.superiority import Method, Superiority
from data.schema import Role
from pages.ui.figures import coaching_days, matching
from pages.ui.labels import Labels
from pages.ui.matching_sentences import drivers_sentences, forms_sentence, shown_roles, themes_sentence
from pages.ui.text import LANGUAGES, Text

LABELS = Labels(
    {"benefit": "Hyöty", "values": "Samat arvot.", "field": "Sama ala.", "t:a": "Ura"}, {"r1": "2019", "r2": "2020"}
)
ROLES = {Role.MENTOR: "Mentorit", Role.ACTOR: "Aktorit"}
FI = Text("fi")
HOLES = re.compile(r"\{|\}|\bnan\b|None")


def theta(value, low, high, n_x=40, n_y=50):
    return Superiority(value, Interval(low, high, 0.95), 0.05, n_x, n_y, Method.NESTED)


def compared(result, small=FormSide(40, 12), pairs=FormSide(50, 30)):  # noqa: B008 frozen
    return FormComparison("benefit", ("r1", "r2"), None, small, pairs, result)


def key_of(sentence, keys, text=FI):
    """Which catalogue entry a sentence begins as."""
    return [key for key in keys if sentence.startswith(text._catalogue[f"matching.{key}"][0][:40])]


STRENGTHS = [
    (theta(0.65, 0.55, 0.75), "small_more", "65", "55–75"),
    (theta(0.35, 0.25, 0.45), "pairs_more", "65", "55–75"),
    (theta(0.60, 0.45, 0.72), "unclear", "60", "45–72"),
    (theta(0.40, 0.28, 0.55), "unclear", "40", "28–55"),
    (theta(0.70, 0.55, 0.80, n_x=14), "few", "70", "55–80"),
]


@pytest.mark.parametrize("result, key, times, span", STRENGTHS)
def test_the_choice_of_words_follows_the_interval(result, key, times, span):
    sentence = forms_sentence(compared(result), LABELS, FI)
    assert key_of(sentence, ["small_more", "pairs_more", "unclear", "few"]) == [key]
    assert f"noin {times} kertaa sadasta" in sentence and span in sentence
    assert "40 pienryhmistä (12 ryhmää)" in sentence and "50 pareista (30 paria; 2019 ja 2020)" in sentence


def test_few_groups_make_it_indicative_however_many_people():
    sentence = forms_sentence(compared(theta(0.65, 0.55, 0.75), small=FormSide(40, 9)), LABELS, FI)
    assert key_of(sentence, ["few"]) == ["few"]


def test_too_few_groups_are_counted_and_nothing_is_claimed():
    sentence = forms_sentence(compared(NotEnough(Reason.FEW_GROUPS, 4), small=FormSide(12, 4)), LABELS, FI)
    assert "12 pienryhmistä (4 ryhmää)" in sentence and "sadasta" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence(language):
    text = Text(language)
    for reason in (Reason.TOO_FEW, Reason.UNANIMOUS, Reason.NOT_ASKED, Reason.FEW_PEOPLE):
        for result in (Withheld(reason), NotEnough(reason)):
            assert forms_sentence(compared(result), LABELS, text) == text(f"withheld.{reason}")
            assert drivers_sentences(result, LABELS, text, limit=40) == [text(f"withheld.{reason}")]
    none = compared(NotEnough(Reason.FEW_GROUPS), FormSide(0, 0), FormSide(0, 0))
    assert forms_sentence(none, LABELS, text) == text("withheld.few_groups")


def goes(driver, value, low=None, high=None):
    interval = NotEnough(Reason.FEW_GROUPS, 30) if low is None else Interval(low, high, 0.95)
    return GoesWith(driver, Association(value, interval, 0.1, 120, 0, 60))


def together(*drivers):
    parts = (PartMean("t:a", Role.MENTOR, 4.2, 30), PartMean("t:a", Role.ACTOR, Withheld(Reason.TOO_FEW), None))
    return Together("benefit", ("r1", "r2"), 120, drivers, parts)


def test_what_clearly_goes_together_is_counted_and_named():
    asked = together(goes("values", 0.3, 0.1, 0.5), goes("field", -0.3, -0.5, -0.1), goes("t:a", 0.1, -0.1, 0.3))
    counted, named = drivers_sentences(asked, LABELS, FI, limit=40)
    assert "on 3." in counted and "yhdessä 1 ja" in counted and "kanssa 1;" in counted and "120 vastaukseen" in counted
    assert "”Samat arvot”" in named and "Sama ala" not in named


def test_nothing_clear_names_nothing():
    assert len(drivers_sentences(together(goes("values", 0.1, -0.1, 0.3)), LABELS, FI, limit=40)) == 1


def test_without_intervals_it_only_describes():
    (sentence,) = drivers_sentences(together(goes("values", 0.9)), LABELS, FI, limit=40)
    assert "alle 40" in sentence and "ei voi päätellä" in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_says_that_one_thing_brought_about_another(language):
    text = Text(language)
    asked = together(goes("values", 0.3, 0.1, 0.5), GoesWith("field", Withheld(Reason.TOO_FEW)))
    said = [forms_sentence(compared(result), LABELS, text) for result, *_ in STRENGTHS]
    said += [*drivers_sentences(asked, LABELS, text, limit=40), themes_sentence(asked, LABELS, text)]
    banned = r"merkitsev|signifikan|significan|aiheut|orsaka|caus|ansiosta|tack vare|thanks to"
    assert not any(re.search(banned, one, re.IGNORECASE) or HOLES.search(one) for one in said)


def test_charts_show_what_may_be_shown_and_say_why_not():
    asked = together(goes("values", 0.3, 0.1, 0.5), GoesWith("t:a", Withheld(Reason.TOO_FEW)))
    first, theme = matching.drivers(asked, LABELS, FI).rows
    assert (first.point.value, first.point.low, first.point.high) == (0.3, 0.1, 0.5)
    assert (theme.point, theme.note) == (None, FI("withheld.too_few")) and "Ura" in theme.label
    (row,) = matching.themes(asked, LABELS, FI, ends=(1, 5)).rows
    assert (row.mentor.value, row.mentor.n, row.actor, row.note) == (4.2, 30, None, FI("withheld.too_few"))
    assert matching.drivers(Withheld(Reason.TOO_FEW), LABELS, FI) is None
    assert matching.forms([compared(NotEnough(Reason.FEW_GROUPS))], ROLES, FI) is None
    assert matching.forms([compared(theta(0.65, 0.55, 0.75))], ROLES, FI).rows[0].point.value == pytest.approx(65)


def test_both_roles_are_compared_together_and_apart():
    assert shown_roles(tuple(Role)) == (None, Role.MENTOR, Role.ACTOR)
    assert shown_roles((Role.ACTOR,)) == (Role.ACTOR,)


DAYS = (
    CoachingDay("r1", "1. päivä", None, (("values", Withheld(Reason.TOO_FEW)), ("field", Withheld(Reason.UNANIMOUS)))),
    CoachingDay("r2", "", None, (("values", AnswerMean(4.0, 9, 0)), ("field", AnswerMean(3.0, 8, 1)))),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_coaching_days_are_told_in_words(language):
    text = Text(language)
    said = coaching_days.days_sentences(DAYS, LABELS, text)
    assert any("Samat arvot" in one and "Sama ala" in one for one in said)
    assert said[-1] == text("coaching_days.some_withheld")
    assert text("coaching_days.unnamed") in coaching_days.day_names(DAYS, LABELS, text)
    assert not any(HOLES.search(one) for one in said)


def test_a_day_without_a_mean_has_no_point():
    panels = coaching_days.days(DAYS, LABELS, FI, ends=(1, 5)).panels
    assert [[point and (point.value, point.n) for point in panel.lines[0].points] for panel in panels] == [
        [None, (4.0, 9)],
        [None, (3.0, 8)],
    ]
    assert coaching_days.days(DAYS[:1], LABELS, FI, ends=(1, 5)) is None


def test_the_follow_up_stands_beside_the_end_or_says_why_not():
    results = [
        Later(Role.MENTOR, ("r1",), AnswerMean(4.1, 20, 0), AnswerMean(3.9, 12, 0)),
        Later(Role.ACTOR, (), AnswerMean(4.0, 20, 0), Withheld(Reason.TOO_FEW)),
    ]
    first, second = coaching_days.later(results, LABELS, ROLES, FI, ends=(1, 5)).rows
    assert (first.before.value, first.after.value, first.note) == (4.1, 3.9, "")
    assert (second.after, second.note, second.label) == (None, FI("withheld.too_few"), "Aktorit")
    assert "2019" in coaching_days.later_sentence(results, LABELS, FI)
