"""A process that imports one made-up file after another and says so after each; the tests of the store kill it."""

from __future__ import annotations

from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from data.store import open_store
from tests.data.making import parcel, people

__all__ = ["PEOPLE", "start"]

PEOPLE = 6  # mentors, and as many actors, in each import
READY = "ready"

# One process has everything imported already; those that are killed are forked from it within milliseconds.
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.data.writer", "pandas"])  # pyarrow asks for pandas once


def start(folder: Path, name: str, count: int) -> tuple[BaseProcess, Connection]:
    """A writing process that has its store open, and the line over which it acknowledges."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_write, args=(folder, name, count, theirs), daemon=True)
    process.start()
    theirs.close()
    assert ours.recv() == READY
    return process, ours


def _write(folder: Path, name: str, count: int, line: Connection) -> None:
    with open_store(folder) as store:
        line.send(READY)
        for number in range(count):
            one = parcel(people(PEOPLE, PEOPLE, prefix=f"{name}-{number}-"), content=f"{name} {number}".encode())
            line.send(store.add(replace(one, name=f"{name}-{number}"), name).name)
