"""The process that codes: what it stores, what a crash leaves, one at a time, and what the server imports."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from data.codings import Codings, Maker
from data.schema import TEXTS
from data.store import open_store
from pages.ui.coding_child import code_everything, one_at_a_time
from pages.ui.coding_job import CodingJob, JobState, current_maker, engine_version
from tests.data.making import new_store, parcel, people

ROOT = Path(__file__).parents[2]
WORDS = ["Sain rohkeutta ja itseluottamusta.", "Tavoitteeni selkeni.", "-"]
OWN_BOOK = """
id = "own"
[[code]]
id = "courage"
name = { fi = "Rohkeus" }
seeds.fi = ["rohkeus"]
"""
DYING = (sys.executable, "-c", "raise SystemExit(1)")
WAITING = (sys.executable, "-c", "import sys; sys.stdin.read()")


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        one = parcel(people(len(WORDS), 0))
        rows = [
            {"import_id": one.id, "response_id": r.response_id, "item": "open_changed", "text": text, "language": "fi"}
            for r, text in zip(one.responses, WORDS, strict=True)
        ]
        tables = {**one.tables, "texts": pa.Table.from_pylist(rows, schema=TEXTS)}
        opened.add(replace(one, tables=tables), "tester")
        yield opened


def codes_of(codings):
    table = codings.texts()
    machine = codings.machine()
    pairs = zip(table["text"].to_pylist(), table["text_id"].to_pylist(), strict=True)
    return {text: machine[text_id] for text, text_id in pairs}


@pytest.mark.slow
def test_the_child_codes_what_is_due_with_the_real_engine_and_ends(store):
    codings, job = Codings(store), CodingJob(store.folder)
    job.start(engine_version())
    assert job.wait() is JobState.IDLE
    coded = codes_of(codings)
    assert "empowerment" in coded[WORDS[0]].codes and "goals" in coded[WORDS[1]].codes and coded[WORDS[2]].empty
    assert codings.uncoded(current_maker(codings)) == []
    assert {one.backend for one in codings.makers().values()} != {""}
    spans = json.loads(coded[WORDS[0]].evidence)
    assert {"code", "spans", "pattern", "kind", "polarity"} == set(spans[0])


def test_a_saved_codebook_is_the_one_that_codes(store):
    codings = Codings(store)
    codings.save_codebook(OWN_BOOK, "tester", parent=0)
    code_everything(codings, "engine")
    assert codes_of(codings)[WORDS[0]].codes == ("courage",)
    assert {maker.codebook for maker in codings.makers().values()} == {1}


def test_a_child_that_dies_loses_nothing_is_told_and_starts_again_only_when_asked(store):
    codings, job = Codings(store), CodingJob(store.folder, DYING)
    job.start("engine")
    assert job.wait() is JobState.FAILED
    job.start("engine")
    assert job.state is JobState.FAILED and len(codings.uncoded(Maker(0, "engine"))) == len(WORDS)
    job.try_again()
    assert job.state is JobState.IDLE


def test_one_job_at_a_time(store):
    job = CodingJob(store.folder, WAITING)
    job.start("engine")
    first = job._child
    job.start("engine")
    assert job._child is first and job.state is JobState.RUNNING
    job.stop()
    assert job.state is JobState.FAILED


def test_a_lock_is_let_go_of_when_its_holder_dies(store):
    holder = (
        "import sys; from pathlib import Path; from pages.ui.coding_child import one_at_a_time\n"
        "with one_at_a_time(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", holder, str(store.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdin is not None and process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    with one_at_a_time(store.folder):
        pass


def test_the_child_ends_with_its_server(store):
    """Its input is closed while it waits for the lock: it leaves at once, without having coded."""
    with one_at_a_time(store.folder):
        child = subprocess.Popen(
            [sys.executable, "-m", "pages.ui.coding_child", str(store.folder), "engine"],
            stdin=subprocess.PIPE,
            cwd=ROOT,
        )
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait() == 3
    with open_store(store.folder) as again:
        assert Codings(again).machine() == {}


def test_the_server_imports_no_dictionary_and_no_learner():
    """What the pages import, in a fresh process."""
    asked = (
        "import sys; import pages.ui.frame, pages.themes, pages.ui.theme_material as t; t.codebook_of(None);"
        "print([m for m in ('simplemma', 'sklearn', 'nltk', 'libvoikko') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"
