"""From a file to typed answers beside what pandas does with it: `python -m tests.bench.bench_loaders`.

5,000 rows of 60 questions. Ours is the whole way of an upload: preflight, a child process with limits, reading, what
each column is, mapping, typed answers with every problem found. The baseline reads cells into a frame, no more. Wall
clock, both in turns in the same run. One import committed and 100,000 answers read: bench_store.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pyreadstat

from data.importing import check, prepare
from data.loaders.base import Export
from data.mapping import accepted
from data.samples.exports import (
    Question,
    Response,
    google_forms,
    ms_forms,
    webropol,
    webropol_stacked,
    write_csv,
    write_xlsx,
)
from data.schema import Wave
from data.store import Store, open_store

ROWS, COLUMNS, REPEATS = 5_000, 60, 3
TIMES_AS_FAST = 3.0  # than pandas with openpyxl, for xlsx
TEMPLATE = Path(__file__).parents[2] / "data" / "samples" / "programme.toml"
ROUND = "r2020"
POINTS = ("Täysin eri mieltä", "Eri mieltä", "Ei eri eikä samaa mieltä", "Samaa mieltä", "Täysin samaa mieltä")
ROLE = Question("role", "Roolisi ohjelmassa")
QUESTIONS = (ROLE, *(Question(f"own_{n}", f"Oma väittämä numero {n} ohjelman hyödystä") for n in range(COLUMNS)))

Baseline = Callable[[Path], object]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_store(folder / "own", template=_programme(folder)) as store:
            print(f"{ROWS} rows of {COLUMNS} questions to typed answers, guard and child included")
            for path, (baseline, called, aim) in _files(folder).items():
                _compare(path, store, baseline, called, aim)


def _compare(path: Path, store: Store, baseline: Baseline, called: str, aim: float | None) -> None:
    ours, theirs = [], []
    for _ in range(REPEATS):
        ours.append(_seconds(lambda: _typed(path, store)))
        theirs.append(_seconds(lambda: baseline(path)))
    mine, other = statistics.median(ours), statistics.median(theirs)
    met = "" if aim is None else f"; aim {aim} times as fast {'met' if other / mine >= aim else 'missed'}"
    print(f"  {path.name:<24} {mine:.2f} s = {mine / other:.2f} times {called} ({other:.2f} s){met}", flush=True)


def _typed(path: Path, store: Store) -> None:
    preview = prepare(Export.from_path(path), store, round_id=ROUND, wave=Wave.END)
    tidied = check(preview, accepted(preview.raw, preview.proposals), store)
    assert tidied.tables["answers"].num_rows == ROWS * COLUMNS, tidied.problems


def _seconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _files(folder: Path) -> Mapping[Path, tuple[Baseline, str, float | None]]:
    """Path → what reads it for comparison, what that is called, how many times as fast ours should be."""
    responses = _responses()
    excel = (lambda path: pd.read_excel(path, engine="openpyxl"), "pandas.read_excel (openpyxl)", TIMES_AS_FAST)
    comma = (pd.read_csv, "pandas.read_csv", None)
    semicolon = (lambda path: pd.read_csv(path, sep=";"), "pandas.read_csv", None)
    write_xlsx(folder / "ms_forms.xlsx", ms_forms(QUESTIONS, responses))
    write_xlsx(folder / "webropol_stacked.xlsx", webropol_stacked(QUESTIONS, responses))
    write_csv(folder / "google_forms.csv", google_forms(QUESTIONS, responses))
    write_csv(folder / "webropol.csv", webropol(QUESTIONS, responses), delimiter=";", line_end="\r\n")
    _write_sav(folder / "spss.sav", responses)
    return {
        folder / "ms_forms.xlsx": excel,
        folder / "webropol_stacked.xlsx": excel,
        folder / "google_forms.csv": comma,
        folder / "webropol.csv": semicolon,
        folder / "spss.sav": (pyreadstat.read_sav, "pyreadstat.read_sav", None),
    }


def _responses() -> list[Response]:
    dice = random.Random(60)
    begun = datetime.fromisoformat("2020-06-01T08:00")
    made = []
    for number in range(ROWS):
        at = begun + timedelta(minutes=number)
        answers = {one.key: POINTS[dice.randrange(len(POINTS))] for one in QUESTIONS[1:]}
        role = "Mentori" if number % 2 else "Aktori"
        made.append(Response(at, at + timedelta(minutes=9), {**answers, ROLE.key: role}))
    return made


def _write_sav(path: Path, responses: list[Response]) -> None:
    scale: dict[int | float, str] = dict(enumerate(POINTS, 1))
    codes = {label: float(point) for point, label in scale.items()}
    rows = [[str(one.answers["role"]), *(codes[str(one.answers[q.key])] for q in QUESTIONS[1:])] for one in responses]
    frame = pd.DataFrame(rows, columns=[one.key for one in QUESTIONS])
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=[one.text for one in QUESTIONS],
        variable_value_labels={one.key: scale for one in QUESTIONS[1:]},
    )


def _programme(folder: Path) -> Path:
    """The sample programme with every question of the files as one of its own."""
    options = "".join(
        f'[[items.options]]\nid = "p{point}"\nvalue = {point}\nfi = ["{label}"]\n'
        for point, label in enumerate(POINTS, 1)
    )
    items = "".join(
        f'\n[[items]]\nid = "{one.key}"\nkind = "scale"\ntopic = "benefit"\ntext = "{one.text}"\nlow = 1\nhigh = 5\n'
        f"{options}"
        for one in QUESTIONS[1:]
    )
    path = folder / "programme.toml"
    path.write_text(TEMPLATE.read_text(encoding="utf-8") + items, encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
