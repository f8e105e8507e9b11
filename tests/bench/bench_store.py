"""What the store costs and what it survives, beside plain baselines: `python -m tests.bench.bench_store`.

Times are medians, and ratios to a baseline of the same run, since a machine may be busy.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.instruments.model import ItemKind
from data.parcel import Parcel, Response
from data.schema import ANSWERS, Field, Role, Wave
from data.store import Store, open_store
from data.tidy import tidy
from tests.data.making import instruments, item, new_store, sheet, survey
from tests.data.writer import PEOPLE, start

RESPONSES, ITEMS = 300, 30
READ = 100_000  # answers
WRITERS, EACH = 8, 25
KILLS, FIRST, LATEST = 50, 3, 0.03
BIG_ROWS, BIG_COLUMNS = 5_000, 60
REPEATS = 15


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _print_commit(home / "commit")
        _print_read(home / "read")
        _print_tidy()
        _print_writers(home / "writers")
        _print_kills(home / "kills")


def _print_commit(home: Path) -> None:
    home.mkdir()
    bare = _median(lambda: _bare_write(home), REPEATS)
    with new_store(home) as store:
        store.add(_parcel(RESPONSES, ITEMS), "bench")
        parcels = iter([_parcel(RESPONSES, ITEMS) for _ in range(REPEATS)])
        ours = _median(lambda: store.add(next(parcels), "bench"), REPEATS)
    _say(f"import of {RESPONSES} rows of {ITEMS} items committed", ours, bare, "one bare fsynced write", "< 10 ms")


def _print_read(home: Path) -> None:
    with new_store(home) as store:
        for _ in range(READ // (RESPONSES * ITEMS) + 1):
            store.add(_parcel(RESPONSES, ITEMS), "bench")
        answers = store.answers()
        pq.write_table(answers, home / "plain.parquet")
        ours = _median(store.answers, REPEATS)
        bare = _median(lambda: pd.read_parquet(home / "plain.parquet"), REPEATS)
    _say(
        f"{answers.num_rows} answers of {len(store_files(home))} imports read",
        ours,
        bare,
        "pandas.read_parquet",
        "< 20 ms",
    )


def store_files(home: Path) -> list[Path]:
    return list((home / "own" / "answers").iterdir())


def _print_tidy() -> None:
    names = [f"own_{i}" for i in range(BIG_COLUMNS)]
    rng = np.random.default_rng(1)
    cells = {name: rng.integers(1, 6, BIG_ROWS).astype(str).tolist() for name in names}
    raw = survey({"Rooli": ["Mentori", "Aktori"] * (BIG_ROWS // 2), **cells})
    known = instruments(*(item(name, ItemKind.SCALE) for name in names))
    ours = _median(lambda: tidy(sheet(raw, [Field.ROLE, *names], known)), 5)
    frame = pd.DataFrame(cells)
    bare = _median(lambda: frame.melt().assign(value=lambda made: pd.to_numeric(made["value"])), 5)
    _say(f"{BIG_ROWS} rows of {BIG_COLUMNS} cells tidied", ours, bare, "pandas melt and to_numeric")


def _print_writers(home: Path) -> None:
    new_store(home).close()
    begun = time.perf_counter()
    started = [start(home / "own", f"w{number}", EACH) for number in range(WRITERS)]
    for process, line in started:
        for _ in range(EACH):
            line.recv()
        process.join()
    seconds = time.perf_counter() - begun
    with open_store(home / "own") as store:
        stored = len(store.imports())
    print(f"{WRITERS} writers with {EACH} imports each: {stored} stored in {seconds:.1f} s; to hold: {WRITERS * EACH}")


def _print_kills(home: Path) -> None:
    moments = random.Random(50)
    new_store(home).close()
    acknowledged: set[str] = set()
    lost = partial = damaged = 0
    for turn in range(KILLS):
        acknowledged |= _killed(home, f"w{turn}", moments)
        with open_store(home / "own") as store:
            lost, partial, damaged = (
                lost + _lost(store, acknowledged),
                partial + _partial(store),
                damaged + len(store.problems()),
            )
    print(f"{KILLS} kills, {len(acknowledged)} imports acknowledged: {lost} lost, {partial} partial, {damaged} damaged")


def _killed(home: Path, name: str, moments: random.Random) -> set[str]:
    process, line = start(home / "own", name, 10_000)
    told = {line.recv() for _ in range(moments.randint(0, FIRST))}
    process.join(moments.uniform(0, LATEST))
    process.kill()
    while True:
        try:
            told.add(line.recv())
        except EOFError:
            process.join()
            return told


def _lost(store: Store, acknowledged: set[str]) -> int:
    return len(acknowledged - {one.name for one in store.imports()})


def _partial(store: Store) -> int:
    """Answers more or fewer than the imports hold."""
    return int(store.answers().num_rows != 2 * PEOPLE * len(store.imports()))


def _bare_write(folder: Path) -> None:
    with (folder / "bare").open("wb") as file:
        file.write(b"x" * 20_000)
        file.flush()
        os.fsync(file.fileno())


def _parcel(responses: int, items: int) -> Parcel:
    import_id = Parcel.new_id()
    ids = [f"{import_id[:8]}{number:012d}" for number in range(responses)]
    rows = responses * items
    columns = {name: pa.nulls(rows, kind) for name, kind in zip(ANSWERS.names, ANSWERS.types, strict=True)}
    columns |= {
        "import_id": pa.array([import_id] * rows),
        "response_id": pa.array(ids * items),
        "person": pa.array(ids * items),
        "round": pa.array(["r1"] * rows),
        "wave": pa.array([Wave.END] * rows),
        "role": pa.array([*Role] * (rows // 2)),
        "item": pa.array(np.repeat([f"item_{number}" for number in range(items)], responses)),
        "value": pa.array(np.random.default_rng(1).integers(1, 6, rows).astype(float)),
    }
    return Parcel(
        name="bench.csv",
        content=os.urandom(100_000),
        tool="plain",
        kind=Wave.END,
        round="r1",
        tables={"answers": pa.table(columns).cast(ANSWERS)},
        responses=[Response(one, one, [*Role][i % 2], "pair") for i, one in enumerate(ids)],
        id=import_id,
    )


def _median(job: Callable[[], object], repeats: int) -> float:
    """Milliseconds."""
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        job()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def _say(what: str, ours: float, baseline: float, name: str, hold: str = "") -> None:
    held = f"; to hold: {hold}" if hold else ""
    print(f"{what}: {ours:.1f} ms = {ours / baseline:.1f} times {name} ({baseline:.2f} ms){held}")


if __name__ == "__main__":
    main()
