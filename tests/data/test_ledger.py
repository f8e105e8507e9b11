"""The ledger: durable, whole, chained; damage is told, never met with a traceback."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest

from data.ledger import EventKind, Ledger, StoreError


@pytest.fixture
def ledger(tmp_path):
    made = Ledger(tmp_path / "ledger.db")
    yield made
    made.close()


def add(ledger: Ledger, subject: str, **payload: object) -> None:
    with ledger.writing():
        ledger.append(EventKind.ROUND, subject, payload, "tester")


def keys(caught) -> list[str]:
    return [problem.key for problem in caught.value.problems]


def test_it_is_written_ahead_and_fully_synchronised(ledger):
    with ledger.reading() as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_events_are_read_back_in_their_order(ledger):
    add(ledger, "r1", name="a")
    add(ledger, "r2", name="b")
    assert [(e.seq, e.kind, e.subject, e.payload, e.who) for e in ledger.events()] == [
        (1, EventKind.ROUND, "r1", {"name": "a"}, "tester"),
        (2, EventKind.ROUND, "r2", {"name": "b"}, "tester"),
    ]
    assert ledger.events(EventKind.UNDO) == ()


def test_the_latest_word_of_a_subject_counts(ledger):
    add(ledger, "r1", name="a")
    add(ledger, "r2", name="b")
    add(ledger, "r1", name="c")
    assert ledger.latest(EventKind.ROUND) == {"r1": {"name": "c"}, "r2": {"name": "b"}}


def test_each_event_carries_the_hash_of_the_one_before(ledger):
    assert ledger.head() == ""
    add(ledger, "r1", name="a")
    add(ledger, "r2", name="b")
    first, second = ledger.events()
    assert (first.previous, second.previous, ledger.head()) == ("", first.hash, second.hash)
    line = "\x1f".join([first.at, "tester", "round", "r1", '{"name": "a"}', ""])
    assert first.hash == hashlib.sha256(line.encode()).hexdigest()


def test_nothing_stays_of_a_transaction_that_failed(ledger):
    with pytest.raises(KeyError), ledger.writing():
        ledger.append(EventKind.ROUND, "r1", {}, "tester")
        raise KeyError
    assert ledger.events() == () and ledger.head() == ""
    add(ledger, "r1")
    assert len(ledger.events()) == 1


def test_a_reader_sees_the_writing_transaction_it_stands_in(ledger):
    with ledger.writing():
        ledger.append(EventKind.ROUND, "r1", {}, "tester")
        assert len(ledger.events()) == 1


def test_the_first_value_of_a_fact_stays(ledger):
    assert ledger.meta("key", "a") == "a"
    assert ledger.meta("key", "b") == "a"


def change(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    with db:
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET payload = '{}' WHERE seq = 2",
        "UPDATE events SET who = 'nobody' WHERE seq = 2",
        "DELETE FROM events WHERE seq = 2",
        "UPDATE events SET previous = '' WHERE seq = 2",
    ],
)
def test_a_change_made_afterwards_shows(tmp_path, ledger, statement):
    for subject in ("r1", "r2", "r3"):
        add(ledger, subject, name=subject)
    assert ledger.problems() == ()
    change(tmp_path / "ledger.db", statement)
    (problem,) = ledger.problems()
    assert problem.key == "store.chain_broken"
    assert problem.values["event"] == (3 if statement.startswith("DELETE") else 2)


def test_a_ledger_of_a_newer_program_is_refused(tmp_path, ledger):
    change(tmp_path / "ledger.db", "PRAGMA user_version = 99")
    with pytest.raises(StoreError) as caught:
        Ledger(tmp_path / "ledger.db")
    assert keys(caught) == ["store.newer"]
    assert caught.value.problems[0].values == {"found": 99, "known": 1}


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError) as caught:
        Ledger(tmp_path / "ledger.db")
    assert keys(caught) == ["store.damaged"]


def test_pages_overwritten_within_are_told(tmp_path):
    path = tmp_path / "ledger.db"
    made = Ledger(path)
    for place in range(200):
        add(made, f"r{place}", name="x" * 200)
    made.close()
    content = bytearray(path.read_bytes())
    content[8192:40960] = b"\x55" * (40960 - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        Ledger(path).problems()
    assert keys(caught) == ["store.damaged"]


def test_where_nothing_can_be_written_it_is_told(tmp_path):
    with pytest.raises(StoreError) as caught:
        Ledger(tmp_path / "missing" / "ledger.db")
    assert keys(caught) == ["store.unwritable"]


def test_who_waits_too_long_for_another_writer_is_told(tmp_path, ledger, monkeypatch):
    monkeypatch.setattr("data.ledger._BUSY_SECONDS", 0.05)
    other = Ledger(tmp_path / "ledger.db")
    with ledger.writing(), pytest.raises(StoreError) as caught, other.writing():
        pass
    assert keys(caught) == ["store.busy"]
    other.close()
