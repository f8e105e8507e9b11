"""What a person's decision costs, and whether coders at once lose any: `python -m tests.bench.bench_codings`."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from data.codings import Codings
from data.decisions import Act, Decision
from data.store import open_store
from tests.data.making import new_store

REPEATS = 60
WRITERS, EACH = 8, 25
DECISIONS = 5_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _print_one(Path(folder) / "one")
        _print_writers(Path(folder) / "writers")
        _print_read(Path(folder) / "read")


def _print_one(home: Path) -> None:
    with new_store(home) as store:
        codings = Codings(store)
        ours = _median(lambda: codings.decide(_decision("anna", 1)))
        bare = _median(lambda: _bare_write(home / "bare"))
    print(f"one decision stored: {ours:.1f} ms = {ours / bare:.1f} times one bare fsynced write; to hold: < 2 ms")


def _print_writers(home: Path) -> None:
    new_store(home).close()
    begun = time.perf_counter()
    started = [get_context("spawn").Process(target=_write, args=(home / "own", f"w{n}")) for n in range(WRITERS)]
    for process in started:
        process.start()
    for process in started:
        process.join()
    with open_store(home / "own") as store:
        stored = len(Codings(store).decisions())
    print(
        f"{WRITERS} coders with {EACH} codes each: {stored} stored in {time.perf_counter() - begun:.1f} s; to hold: 200"
    )


def _print_read(home: Path) -> None:
    with new_store(home) as store:
        codings = Codings(store)
        codings.decide(*(_decision("anna", n) for n in range(DECISIONS)))
        print(f"{DECISIONS} decisions read and joined: {_median(codings.current, 5):.0f} ms")


def _write(folder: Path, coder: str) -> None:
    with open_store(folder) as store:
        for number in range(EACH):
            Codings(store).decide(_decision(coder, number))


def _decision(coder: str, number: int) -> Decision:
    return Decision(f"text {number}", Act.ADD, coder, 0, "engine", "goals")


def _bare_write(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"x" * 4_000)
        file.flush()
        os.fsync(file.fileno())


def _median(job: Callable[[], object], repeats: int = REPEATS) -> float:
    """Milliseconds."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        job()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


if __name__ == "__main__":
    main()
