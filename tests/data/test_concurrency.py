"""Several owners at once, and processes killed at random moments: nothing lost, nothing half, nothing double."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

import pytest

from data.ledger import StoreError
from data.store import Store, open_store
from tests.data.making import new_store, parcel, people
from tests.data.writer import PEOPLE, start

KILLS = 20
FIRST, LATEST = 3, 0.03  # a process is killed after so many imports at the most, and so many seconds more
WRITERS, EACH = 8, 5


def told(line: Connection) -> list[str]:
    """Everything that a process acknowledged, until it ended."""
    names = []
    while True:
        try:
            names.append(line.recv())
        except EOFError:
            return names


def whole(store: Store) -> Sequence[str]:
    """The names of the imports; each has all of its answers, and every file is sound."""
    records = store.imports()
    assert store.problems() == ()
    assert store.answers().num_rows == 2 * PEOPLE * len(records)
    assert {one.responses for one in records} <= {2 * PEOPLE}
    return [one.name for one in records]


def test_nothing_acknowledged_is_lost_and_nothing_half_stays_when_a_process_is_killed(tmp_path):
    moments = random.Random(20)
    new_store(tmp_path).close()
    acknowledged: list[str] = []
    for turn in range(KILLS):
        process, line = start(tmp_path / "own", f"w{turn}", 1000)
        acknowledged += [line.recv() for _ in range(moments.randint(0, FIRST))]
        process.join(moments.uniform(0, LATEST))  # it does not end by itself so soon
        process.kill()
        acknowledged += told(line)
        process.join()
        with open_store(tmp_path / "own") as store:
            kept = whole(store)
            # one more than acknowledged may be there: committed, and killed before it could say so
            assert set(acknowledged) <= set(kept) and len(kept) - len(acknowledged) <= turn + 1
            named = {path.name for path in (store.folder / "answers").iterdir()}
            assert named == {f"{one.id}.parquet" for one in store.imports()}
    assert len(acknowledged) >= KILLS // 2  # or the kills came too early to prove anything


def test_eight_writers_at_once_store_all_they_have(tmp_path):
    new_store(tmp_path).close()
    started = [start(tmp_path / "own", f"w{number}", EACH) for number in range(WRITERS)]
    acknowledged = [name for _, line in started for name in told(line)]
    for process, _ in started:
        process.join()
    assert [process.exitcode for process, _ in started] == [0] * WRITERS
    with open_store(tmp_path / "own") as store:
        assert sorted(whole(store)) == sorted(acknowledged)
        assert len(store.imports()) == WRITERS * EACH
        # the first import alone fixed the atoms of its round
        assert [atom.people for atom in store.atoms(5)] == [PEOPLE, PEOPLE]


def test_eight_processes_may_open_a_new_store_at_once(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: open_store(tmp_path / "own"), range(8)))
    assert len({store.names.key for store in stores}) == 1 and {store.version for store in stores} == {
        stores[0].version
    }
    for store in stores:
        store.close()


def test_the_same_file_brought_by_two_at_once_is_one_import(tmp_path):
    new_store(tmp_path).close()

    def bring(_: int) -> str:
        with open_store(tmp_path / "own") as store:
            try:
                store.add(parcel(people(6, 6), content=b"the same"), "owner")
            except StoreError as error:
                return error.problems[0].key
        return "stored"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(bring, range(4)))
    assert sorted(outcomes) == ["importing.same_file"] * 3 + ["stored"]
    with open_store(tmp_path / "own") as store:
        assert len(store.imports()) == 1 and store.answers().num_rows == 12


@pytest.mark.parametrize("threads", [4])
def test_threads_share_one_store(tmp_path, threads):
    """The server hands one open store to every session."""
    with new_store(tmp_path) as store, ThreadPoolExecutor(threads) as pool:
        adding = [pool.submit(store.add, parcel(people(6, 6, prefix=f"{n}-")), "owner") for n in range(2 * threads)]
        reading = [pool.submit(store.answers) for _ in range(2 * threads)]
        for job in adding:
            job.result()
        assert all(job.result().num_rows % 12 == 0 for job in reading)
        assert store.answers().num_rows == 24 * threads
