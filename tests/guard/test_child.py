"""The child: alone, confined, and dead when it must be."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import asdict, replace
from json import dumps, loads
from pathlib import Path

import pytest

import data.guard.child as child
from data.guard import Limits, UploadRefusedError, read_sheets
from data.guard.child import read_in_child
from data.guard.preflight import FileKind
from data.guard.upload import Export
from tests.guard.corpus import _two_cells, good_csv, good_sav, good_xlsx, sheet, text

READER = Path(child.__file__).with_name("reader.py")
LIMITS = Limits()
FILES = {FileKind.TEXT: good_csv, FileKind.WORKBOOK: good_xlsx, FileKind.SPSS: good_sav}


@pytest.mark.parametrize("kind", FILES)
def test_the_child_imports_the_reader_and_nothing_of_ours(kind: FileKind) -> None:
    command = [sys.executable, "-I", "-X", "importtime", str(READER), kind, dumps(asdict(LIMITS))]
    done = subprocess.run(command, input=FILES[kind](), capture_output=True, check=True)
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.decode().splitlines()}
    assert imported.isdisjoint({"pandas", "pyarrow", "data", "pages", "analysis", "streamlit", "openpyxl"})
    assert "sheets" in loads(done.stdout)


@pytest.mark.parametrize("where", ["XFD1048576", "A1048576"])
def test_what_brings_the_reader_down_is_a_refusal(where: str) -> None:
    """Past the preflight, the child is the second line: measured, calamine aborts its process on such a sheet."""
    with pytest.raises(UploadRefusedError) as caught:
        read_in_child(sheet(_two_cells(where)), FileKind.WORKBOOK, LIMITS)
    (problem,) = caught.value.problems
    assert problem.key in ("guard.reader_died", "guard.too_many_rows", "guard.too_many_cells", "guard.too_heavy")


def test_a_child_that_takes_too_long_is_killed() -> None:
    begun = time.monotonic()
    with pytest.raises(UploadRefusedError) as caught:
        read_in_child(text(good_csv()), FileKind.TEXT, replace(LIMITS, seconds=0.001))
    assert [problem.key for problem in caught.value.problems] == ["guard.too_slow"]
    assert time.monotonic() - begun < 5


def test_a_child_that_sleeps_is_killed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A panicked child once slept for ten minutes: a limit of its own working time would never end it."""
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    monkeypatch.setattr(child, "_READER", sleeper)
    with pytest.raises(UploadRefusedError) as caught:
        read_in_child(text(good_csv()), FileKind.TEXT, replace(LIMITS, seconds=0.3))
    assert caught.value.problems[0].key == "guard.too_slow"


@pytest.mark.parametrize("words", ["raise SystemExit(3)", "import os; os.abort()", "import os; os._exit(1)"])
def test_a_child_that_dies_is_a_refusal(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text(words, encoding="utf-8")
    monkeypatch.setattr(child, "_READER", dying)
    with pytest.raises(UploadRefusedError) as caught:
        read_in_child(text(good_csv()), FileKind.TEXT, LIMITS)
    assert caught.value.problems[0].key == "guard.reader_died"


@pytest.mark.parametrize("said", ["", "not json", "[]", '{"sheets": 3}', '{"sheets": [{"rows": []}]}'])
def test_a_child_that_talks_nonsense_is_a_refusal(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mad = tmp_path / "mad.py"
    mad.write_text(f"print({said!r})", encoding="utf-8")
    monkeypatch.setattr(child, "_READER", mad)
    with pytest.raises(UploadRefusedError) as caught:
        read_in_child(text(good_csv()), FileKind.TEXT, LIMITS)
    assert caught.value.problems[0].key == "guard.reader_died"


def test_the_memory_of_the_child_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its limits set as the reader sets them, half as much again as allowed cannot be had."""
    greedy = tmp_path / "greedy.py"
    greedy.write_text(
        f"import json, sys\nsys.path.insert(0, {str(READER.parent)!r})\nimport reader\n"
        "limits = json.loads(sys.argv[2])\nreader._confine(limits)\nbytearray(limits['memory_bytes'] * 3 // 2)\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(child, "_READER", greedy)
    with pytest.raises(UploadRefusedError) as caught:
        read_in_child(text(good_csv()), FileKind.TEXT, LIMITS)
    assert caught.value.problems[0].key == "guard.reader_died"


def _own() -> tuple[int, set[str]]:
    """Open files and children of this process."""
    children = {name for path in Path("/proc/self/task").glob("*/children") for name in path.read_text().split()}
    return len(list(Path("/proc/self/fd").iterdir())), children


def test_children_leave_neither_processes_nor_open_files() -> None:
    before = _own()
    for _ in range(3):
        read_sheets(text(good_csv()))
    assert _own() == before


def test_several_files_are_read_at_once() -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(read_sheets(text(good_csv()))[0][0].rows))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [3] * 4


def test_limits_can_be_raised_and_lowered() -> None:
    export = Export("x.csv", b"a,b\n" + b"1,2\n" * 30)
    with pytest.raises(UploadRefusedError) as caught:
        read_sheets(export, replace(LIMITS, rows=10))
    assert caught.value.problems[0].values == {"limit": 10}
    assert len(read_sheets(export, replace(LIMITS, rows=31))[0][0].rows) == 31
