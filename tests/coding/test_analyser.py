from __future__ import annotations

import subprocess
import sys

import pytest

from analysis.coding.analyser import analyse, backend
from analysis.coding.voikko import Voikko


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("mentorini", "mentori"),
        ("aktorilta", "aktori"),
        ("Teamsissa", "teams"),
        ("oon", "olla"),
        ("mä", "minä"),
        ("niinku", "niinkuin"),
        ("emmä", "ei"),
        ("tsemppausta", "tsempata"),
        ("tunnistin", "tunnistaa"),
        ("jaksoin", "jaksaa"),
        ("näkökulmia", "näkökulma"),
        ("itseluottamukseni", "itseluottamus"),
    ],
)
def test_first_lemma(word: str, lemma: str) -> None:
    assert analyse(word).lemmas[0] == lemma


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("etätapaamisissa", ("etä", "tapaaminen")),
        ("työhyvinvointi", ("työ", "hyvinvointi", "hyvin", "vointi")),
        ("valmennuspäivien", ("valmennus", "päivä")),
        ("mentori", ()),
        ("maanantai", ()),
        ("tapahtuma", ()),
    ],
)
def test_parts_of_compounds(word: str, parts: tuple[str, ...]) -> None:
    assert analyse(word).parts == parts


def test_an_unknown_word_says_so_and_stands_for_itself() -> None:
    analysis = analyse("xqzzyw")
    assert not analysis.known
    assert analysis.lemmas


def test_swedish_and_english() -> None:
    assert analyse("träffarna", "sv").lemmas[0] == "träff"
    assert analyse("listened", "en").lemmas[0] == "listen"


def test_the_backend_is_named_with_its_version() -> None:
    assert "simplemma" in backend()


class StandIn:
    """What libvoikko answers for one compound (its documented keys)."""

    def analyze(self, word: str) -> list[dict[str, str]]:
        return [{"BASEFORM": "etätapaaminen", "WORDBASES": "+etä(etä)+tapaaminen(tapaaminen)"}] if word else []


def test_voikko_keeps_the_same_contract() -> None:
    assert Voikko(StandIn()).read("etätapaamisissa") == (("etätapaaminen",), ("etä", "tapaaminen"))
    assert Voikko(StandIn()).read("") == ((), ())


def test_importing_the_coder_loads_no_dictionary() -> None:
    code = "import sys, analysis.coding.coder; print('simplemma' in sys.modules, 'sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "False"]
