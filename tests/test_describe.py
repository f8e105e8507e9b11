"""`python -m data describe`: what it prints, and how it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.__main__ import main
from tests.guard.corpus import CASES, SECRET, good_csv
from tests.loaders.shapes import SHAPES

KEYS = {"tool", "confidence", "responses", "questions", "languages", "problems"}
ROOT = Path(__file__).parents[1]


def saved(folder: Path, name: str) -> Path:
    export = SHAPES[name]().export
    path = folder / export.name
    path.write_bytes(export.content)
    return path


@pytest.mark.parametrize("name", ["webropol_text", "ms_forms_finnish", "google_new", "spss"])
def test_json_says_what_was_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shape = SHAPES[name]()
    assert main(["describe", str(saved(tmp_path, name)), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.keys() >= KEYS
    assert (said["tool"], said["responses"]) == (shape.tool, shape.responses)
    assert len(said["questions"]) == len(shape.kinds.split())
    assert 0 < said["confidence"] <= 1
    assert {"heading", "kind", "options", "points", "encoding", "date_order", "columns"} == said["questions"][0].keys()
    assert {problem["key"] for problem in said["problems"]} == shape.problems


def test_encoding_and_delimiter_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["describe", str(saved(tmp_path, "webropol_text")), "--json"])
    said = json.loads(capsys.readouterr().out)
    assert (said["encoding"], said["delimiter"]) == ("utf-8-sig", ";")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fi", "Vastauksia: 12"), ("sv", "Svar: 12"), ("en", "Responses: 12")],
)
def test_people_are_told_in_their_language(
    language: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["describe", str(saved(tmp_path, "webropol_text")), "--language", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sentence in lines
    assert len(lines) == 3 + 9 + 1  # tool, responses, encoding; a line a question; one problem


@pytest.mark.parametrize("name", ["survey_monkey_summary", "webropol_summary", "redcap_dictionary"])
def test_a_refusal_is_one_sentence_and_code_two(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(saved(tmp_path, name)), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    (line,) = captured.err.splitlines()
    assert SHAPES[name]().export.name in line


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_file_that_is_not_there(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(tmp_path / "puuttuu.csv"), "--language", language]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["describe", str(tmp_path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("name", ["text: quote left open", "workbook: two cells far apart", "foreign: pdf as csv"])
def test_hostile_files_end_in_a_sentence_too(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = CASES[name].make()
    path = tmp_path / export.name
    path.write_bytes(export.content)
    assert main(["describe", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "Traceback" not in line and SECRET not in line


def run(*arguments: str, language: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"LANG": language, "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "data", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("language", "words"), [("", "on tyhjä"), ("sv_FI.UTF-8", "är tom"), ("C.UTF-8", "on tyhjä")])
def test_as_a_program_it_speaks_finnish_unless_told_otherwise(language: str, words: str, tmp_path: Path) -> None:
    empty = tmp_path / "tyhja.csv"
    empty.write_bytes(b"")
    done = run("describe", str(empty), language=language)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_as_a_program_it_describes(tmp_path: Path) -> None:
    path = tmp_path / "hyva.csv"
    path.write_bytes(good_csv())
    done = run("describe", str(path), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["responses"] == 2
