"""The commands of docs/backup.md, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from data.store import open_store
from tests.data.making import ROUND, new_store, parcel, people

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "backup.md").read_text(encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one import of twelve people."""
    folder = tmp_path / "home"
    with new_store(folder, ROUND) as store:
        store.add(parcel(people(6, 6)), "owner")
    return folder


def commands(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", PAGE, re.DOTALL)
    assert found, name
    return found.group(1)


def run(name: str, home: Path) -> subprocess.CompletedProcess[str]:
    """The block of commands under this name; it ends at the first that fails."""
    return subprocess.run(
        ["/bin/sh", "-ec", commands(name)],
        cwd=ROOT,
        env={**os.environ, "PUNTARI_HOME": str(home), "BACKUP": str(home.with_name("backup")), "LANG": "en_GB.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def answers(home: Path) -> list[dict[str, object]]:
    with open_store(home / "own") as store:
        assert store.problems() == ()
        return store.answers().to_pylist()


def test_what_was_backed_up_and_restored_is_what_there_was(home):
    before, key = answers(home), (home / "pseudonym.key").read_bytes()
    backup = run("backup", home)
    assert backup.returncode == 0 and "sound" in backup.stdout, backup.stderr

    (home / "own" / "ledger.db").write_bytes(b"nonsense" * 1000)
    (home / "pseudonym.key").unlink()
    shutil.rmtree(home / "own" / "answers")

    restored = run("restore", home)
    assert restored.returncode == 0 and "sound" in restored.stdout, restored.stderr
    assert answers(home) == before and (home / "pseudonym.key").read_bytes() == key
    with open_store(home / "own") as store:  # and it goes on
        store.add(parcel(people(6, 6, prefix="new")), "owner")
        assert store.answers().num_rows == 24


def test_a_backup_after_a_server_was_killed_holds_what_was_still_in_the_log(home):
    with open_store(home / "own") as store:  # not closed before the copy, as after a kill: the log stands beside it
        store.add(parcel(people(6, 6, prefix="late")), "owner")
        assert (home / "own" / "ledger.db-wal").stat().st_size
        shutil.copytree(home, home.with_name("killed"))
    killed = home.with_name("killed")
    assert run("backup", killed).returncode == 0
    assert len(answers(home.with_name("backup"))) == 24


def test_a_damaged_backup_is_told_by_the_check(home):
    for path in (home / "own" / "raw").iterdir():
        path.write_bytes(b"other bytes")
    backup = run("backup", home)
    assert backup.returncode == 2 and "changed since it was saved" in backup.stderr


def test_without_the_key_one_begins_anew_and_keeps_the_files(home):
    (home / "pseudonym.key").unlink()
    content = [path.read_bytes() for path in (home / "own" / "raw").iterdir()]
    assert run("lost key", home).returncode == 0
    aside = home.with_name("home.without-key") / "own" / "raw"
    assert [path.read_bytes() for path in aside.iterdir()] == content
    with new_store(home, ROUND) as store:
        assert store.imports() == () and len(store.names.key) == 32
        store.add(parcel(people(6, 6), content=content[0]), "owner")
        assert store.answers().num_rows == 12


def test_a_ledger_of_a_newer_program_is_refused_and_stays_as_it_is(home):
    ledger = home / "own" / "ledger.db"
    with closing(sqlite3.connect(ledger)) as db:
        db.execute("PRAGMA user_version = 99")
    backup = run("backup", home)
    assert backup.returncode == 2 and "99" in backup.stderr
    with closing(sqlite3.connect(ledger)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (99,)
        assert db.execute("SELECT count(*) FROM imports").fetchone() == (1,)
