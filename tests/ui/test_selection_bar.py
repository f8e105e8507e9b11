import pytest

from data.schema import Role
from data.selection import Selection
from pages.ui.selection_bar import told
from pages.ui.text import Text

NAMES = {"r1": "2016", "r2": "2017", "r3": "*2018*"}
FI = Text("fi")


@pytest.mark.parametrize(
    "roles, rounds, reference, expected",
    [
        (
            (),
            (),
            None,
            "Mukana ovat mentorien ja aktorien vastaukset kaikilta kierroksilta. "
            "Tällä sivulla ryhmä näytetään, kun siinä on vähintään 5 vastaajaa.",
        ),
        (
            [Role.ACTOR],
            ["r1", "r2"],
            "r3",
            "Mukana ovat aktorien vastaukset näiltä kierroksilta: 2016 ja 2017. "
            r"Vertailukierros \*2018\* on piirretty harmaalla. "
            "Tällä sivulla ryhmä näytetään, kun siinä on vähintään 5 vastaajaa.",
        ),
    ],
)
def test_what_is_shown_is_told_in_whole_sentences(roles, rounds, reference, expected):
    assert told(Selection.of(list(NAMES), roles, rounds, reference), NAMES, 5, FI) == expected


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("roles", [[], [Role.MENTOR], [Role.ACTOR]])
@pytest.mark.parametrize("rounds", [[], ["r2"]])
def test_there_is_a_sentence_for_every_choice(language, roles, rounds):
    words = told(Selection.of(list(NAMES), roles, rounds), NAMES, 10, Text(language))
    assert "10" in words and ("2017" in words) == bool(rounds)
