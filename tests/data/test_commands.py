"""`python -m data import` and `check`, run as a person runs them, in three languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.__main__ import main
from data.store import open_store
from pages.ui.text import LANGUAGES, Text
from tests.data.making import ROUND, SECOND_ROUND

HEADINGS = "Vastausaika;Sähköposti;Roolisi ohjelmassa;Sain uusia näkökulmia työhöni."
GOOD = "15.6.2020;a@example.fi;Mentori;4\n16.6.2020;b@example.fi;Aktori;5\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Files to import; the home of the stores lies beside them, with two rounds."""
    monkeypatch.setenv("PUNTARI_HOME", str(tmp_path / "home"))
    with open_store(tmp_path / "home" / "own") as store:
        for one in (ROUND, SECOND_ROUND):
            store.save_round(one, "owner")
    return tmp_path


def write(folder: Path, text: str, name: str = "kysely.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def bring(path: str, *more: str, language: str = "fi") -> int:
    kind = () if "--roster" in more or "--wave" in more else ("--wave", "end")
    chosen = () if "--round" in more else ("--round", "r1")
    return main(["import", path, *chosen, *kind, *more, "--language", language])


def test_an_import_gives_a_receipt(folder, capsys):
    assert bring(write(folder, f"{HEADINGS};Turha\n15.6.2020;a@example.fi;Mentori;4;x\n")) == 0
    told = capsys.readouterr()
    assert "kysely.csv" in told.out and "1 lomake" in told.out and "loppukysely" in told.out and "Turha" in told.out
    assert told.err == ""
    with open_store(folder / "home" / "own") as store:
        assert store.answers().num_rows == 1 and store.imports()[0].kind == "end"


def test_a_roster_gives_its_receipt(folder, capsys):
    path = write(folder, "Sähköposti;Rooli\na@example.fi;Mentori\nb@example.fi;Aktori\n", "osallistujat.csv")
    assert bring(path, "--roster") == 0
    assert "2 henkilöä" in capsys.readouterr().out
    assert (
        bring(write(folder, "Vastausaika;Sähköposti;Sain uusia näkökulmia työhöni.\n15.6.2020;a@example.fi;4\n")) == 0
    )
    with open_store(folder / "home" / "own") as store:
        assert store.answers()["role"].to_pylist() == ["mentor"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        (f"{HEADINGS}\n15.6.2020;a@example.fi;Kummi;4\n", 1),
        (f"{HEADINGS}\n15.6.2020;a@example.fi;Mentori;9\n", 1),
        (f"{HEADINGS}\n15.6.2020;a@example.fi;Kummi;9\n", 2),
    ],
    ids=["empty", "role", "scale", "both"],
)
def test_bad_input_has_a_sentence_for_each_problem_and_leaves_nothing(folder, capsys, language, text, lines):
    assert bring(write(folder, text), language=language) == 2
    told = capsys.readouterr()
    assert told.out == "" and "Traceback" not in told.err
    sentences = told.err.strip().splitlines()
    assert len(sentences) == lines and all(line.endswith(".") and "{" not in line for line in sentences)
    assert "Kummi" not in told.err
    with open_store(folder / "home" / "own") as store:
        assert store.imports() == ()


def test_the_sentences_differ_by_language(folder, capsys):
    path = write(folder, f"{HEADINGS}\n15.6.2020;a@example.fi;Kummi;9\n")
    told = set()
    for language in LANGUAGES:
        bring(path, language=language)
        told.add(capsys.readouterr().err)
    assert len(told) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_that_does_not_exist_and_the_same_file_twice(folder, capsys, language):
    path = write(folder, f"{HEADINGS}\n{GOOD}")
    assert bring(path, "--round", "r9", language=language) == 2
    assert "r9" in (err := capsys.readouterr().err) and "r1, r2" in err
    assert bring(path, language=language) == 0
    capsys.readouterr()
    assert bring(path, "--round", "r2", language=language) == 2
    err = capsys.readouterr().err
    with open_store(folder / "home" / "own") as store:
        day = Text(language).day(date.fromisoformat(store.imports()[0].at[:10]))
    assert "r1" in err and day in err


def test_a_file_that_is_not_there(folder, capsys):
    assert bring(str(folder / "puuttuu.csv")) == 2
    assert "puuttuu.csv" in capsys.readouterr().err


UNKNOWN = "Aika;Olen;Kysymys X\n15.6.2020;Mentori;4\n16.6.2020;Aktori;5\n"


def test_columns_that_need_a_decision_are_named_with_the_way_to_give_one(folder, capsys):
    assert bring(write(folder, UNKNOWN)) == 2
    err = capsys.readouterr().err
    assert "”Olen”" in err and "”Kysymys X”" in err and "--mapping" in err and "[columns]" in err


@pytest.mark.parametrize("role", ["mentor", "actor"])
def test_a_form_for_one_role_needs_no_column_that_tells_it(folder, role):
    path = write(folder, "Vastausaika;Sain uusia näkökulmia työhöni.\n15.6.2020;4\n16.6.2020;5\n")
    assert bring(path) == 2
    assert bring(path, "--role", role) == 0
    with open_store(folder / "home" / "own") as store:
        assert store.answers()["role"].to_pylist() == [role, role]


def test_a_mapping_decides_and_is_remembered(folder, capsys):
    mapping = write(folder, '[columns]\n"Olen" = "role"\n"kysymys x" = "courage"\n', "kohdistus.toml")
    assert bring(write(folder, UNKNOWN), "--mapping", mapping) == 0
    again = write(folder, UNKNOWN.replace(";4", ";3"), "toinen.csv")
    assert bring(again, "--round", "r2") == 0
    with open_store(folder / "home" / "own") as store:
        assert [row["value"] for row in store.answers().to_pylist()] == [4.0, 5.0, 3.0, 5.0]


@pytest.mark.parametrize(
    ("mapping", "hint"),
    [
        ("columns = 3", "kohdistus.toml"),
        ("[columns", "kohdistus.toml"),
        ('[columns]\n"Ei ole" = "role"', "ei ole"),
        ('[columns]\n"Olen" = "roole"', "roole"),
        ('[columns]\n"Olen" = "courage"\n"Kysymys X" = "courage"', "courage"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(folder, capsys, mapping, hint):
    path = write(folder, mapping, "kohdistus.toml")
    assert bring(write(folder, UNKNOWN), "--mapping", path) == 2
    assert hint in capsys.readouterr().err


def test_answers_outside_the_scale_may_be_accepted_as_invalid(folder):
    path = write(folder, f"{HEADINGS}\n{GOOD}17.6.2020;c@example.fi;Aktori;9\n")
    assert bring(path) == 2
    assert bring(path, "--accept-invalid", "--who", "Maija") == 0
    with open_store(folder / "home" / "own") as store:
        assert store.imports()[0].who == "Maija"


def test_the_sample_store_is_another_one(folder, capsys):
    assert bring(write(folder, f"{HEADINGS}\n{GOOD}"), "--store", "sample") == 2
    assert "kierrosta" in capsys.readouterr().err  # the rounds were made in the owner's own store


def test_a_store_inside_the_repository_is_refused(folder, capsys, monkeypatch):
    monkeypatch.setenv("PUNTARI_HOME", str(Path.cwd() / "data"))
    for command in (["check"], ["import", "x.csv", "--round", "r1", "--wave", "end"]):
        assert main([*command, "--language", "fi"]) == 2
        assert "PUNTARI_HOME" in capsys.readouterr().err


def test_check_says_that_all_is_well(folder, capsys):
    bring(write(folder, f"{HEADINGS}\n{GOOD}"))
    capsys.readouterr()
    assert main(["check", "--language", "fi"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Omien tietojen varasto on kunnossa."]


def test_check_names_the_damage(folder, capsys):
    bring(write(folder, f"{HEADINGS}\n{GOOD}"))
    (answers,) = (folder / "home" / "own" / "answers").iterdir()
    answers.write_bytes(b"damaged")
    (raw,) = (folder / "home" / "own" / "raw").iterdir()
    raw.unlink()
    capsys.readouterr()
    assert main(["check", "--store", "own", "--language", "fi"]) == 2
    told = capsys.readouterr()
    assert answers.name in told.err and raw.name in told.err and told.out == ""


def test_check_of_a_ledger_that_is_no_ledger(folder, capsys):
    (folder / "home" / "own" / "ledger.db").write_bytes(b"nonsense" * 1000)
    assert main(["check", "--language", "fi"]) == 2
    assert "ledger.db" in capsys.readouterr().err
