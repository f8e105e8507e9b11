"""Whatever is damaged: every page says in words what it is and what to do, and the other store stays one click away."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from data.__main__ import main
from data.importing import import_samples
from data.store import open_store
from pages.ui.frame import PAGES
from pages.ui.text import LANGUAGES, Text
from tests.pages.damages import DAMAGES, OWN
from tests.pages.opening import open_through_frame

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "data" / "samples"
KEYS = [entry.key for entry in PAGES]
KILLED_AFTER = (0.4, 0.8, 1.2, 1.6)  # seconds: an import by the command line takes one or two
_ANSWERED_TWICE = 2  # docs/sample-programme.md: two people a round; their last answers count
FILES = ("2019_loppukysely.csv", "2018_loppukysely_Perusraportti.csv")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose own store holds the sample programme."""
    home = tmp_path_factory.mktemp("filled") / "home"
    for name in (OWN, "sample"):
        with open_store(home / name) as store:
            import_samples(store, SAMPLES)
    return home


@pytest.fixture
def home(filled, tmp_path, monkeypatch) -> Path:
    """A copy of it, to be damaged."""
    copy = tmp_path / "home"
    shutil.copytree(filled, copy)
    monkeypatch.setenv("PUNTARI_HOME", str(copy))
    return copy


def plain(markdown: str) -> str:
    return markdown.replace("\\", "")


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_every_page_says_what_is_damaged_and_shows_nothing_else(home, damage):
    damage.do(home)
    for place, key in enumerate(KEYS):
        language = LANGUAGES[place % len(LANGUAGES)]
        app = open_through_frame(key, lang=language)
        text = Text(language)
        assert not app.exception, key
        assert [title.value for title in app.title] == [text(f"frame.page_{key}")]
        said = " ".join(plain(error.value) for error in app.error)
        assert _says(text, damage.says, said) and damage.file in said
        assert not app.get("plotly_chart") and not app.header and not app.metric
        assert list(app.sidebar.radio[0].options) == [text("frame.store_own"), text("frame.store_sample")]


@pytest.mark.parametrize("damage", ["ledger_head", "answers_gone", "settings_no_toml"])
def test_the_other_store_is_one_click_away(home, damage):
    DAMAGES[damage].do(home)
    app = open_through_frame("benefit")
    app.sidebar.radio[0].set_value("sample").run()
    assert not app.exception and not app.error
    assert app.get("plotly_chart")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_the_check_names_the_damage(home, damage, language, capsys):
    damage.do(home)
    assert main(["check", "--store", OWN, "--language", language]) == 2
    told = capsys.readouterr()
    assert _says(Text(language), damage.says, told.err) and damage.file in told.err
    assert told.out == ""


def test_a_sound_home_is_told_to_be_so(home, capsys):
    assert main(["check", "--language", "fi"]) == 0
    assert capsys.readouterr().err == ""


def test_settings_broken_while_the_server_runs_are_told_and_mended_without_a_restart(home):
    app = open_through_frame("benefit", store=OWN)
    assert app.get("plotly_chart") and not app.error
    settings = home / OWN / "programme.toml"
    right = settings.read_bytes()
    settings.write_bytes(b"name = [")
    app.run()
    assert not app.exception and not app.get("plotly_chart")
    assert "programme.toml" in plain(app.error[0].value)
    settings.write_bytes(right)
    app.run()
    assert app.get("plotly_chart") and not app.error


def test_an_import_killed_at_any_moment_is_whole_or_not_there_and_the_next_one_finishes_it(filled, tmp_path):
    home = _home_without_answers(filled, tmp_path)
    for seconds in KILLED_AFTER:
        process = _importing(home, FILES[0], "r2019")
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        process.communicate()
        _whole(home, finished=False)
    _importing(home, FILES[0], "r2019").communicate()
    _whole(home, finished=True)


def test_two_owners_import_at_once_and_both_are_stored(filled, tmp_path):
    home = _home_without_answers(filled, tmp_path)
    both = [_importing(home, file, f"r{file[:4]}") for file in FILES]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    with open_store(home / OWN) as store:
        assert {one.name: one.responses for one in store.imports()} == {file: _rows(file) for file in FILES}
        assert store.problems() == ()


def _says(text: Text, key: str, said: str) -> bool:
    """Whether the longest run of words without a hole in the sentence of this key has been said."""
    holes = dict.fromkeys(("file", "key", "reason", "allowed"), "\0")
    return max(text(key, **holes).split("\0"), key=len).strip() in said


def _whole(home: Path, *, finished: bool) -> None:
    """The file is there with every answer, or nothing of it is; nothing lies about that belongs to nobody."""
    with open_store(home / OWN) as store:
        names = [one.name for one in store.imports()]
        people = len(set(store.answers()["response_id"].to_pylist()))
        assert store.problems() == ()
        assert (names, people) in [([], 0)] * (not finished) + [([FILES[0]], _rows(FILES[0]) - _ANSWERED_TWICE)]
        assert bool(list((home / OWN / "answers").iterdir())) == bool(names)


def _home_without_answers(filled: Path, folder: Path) -> Path:
    """A new home with the sample programme's rounds."""
    with open_store(folder / "home" / OWN, template=filled / OWN / "programme.toml"):
        return folder / "home"


def _importing(home: Path, file: str, round_id: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "data", "import", str(SAMPLES / file), "--round", round_id, "--wave", "end"],
        cwd=ROOT,
        env={"PUNTARI_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "fi_FI.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _rows(file: str) -> int:
    """Lines with an answer, counted without our reader (no cell of these two files holds a line break)."""
    content = (SAMPLES / file).read_text(encoding="utf-8-sig")
    return sum(bool(line.strip()) for line in content.splitlines()) - 1
