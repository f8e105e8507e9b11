"""What a page costs beside an empty one: `python -m tests.bench.bench_pages`.

A script run is what a reader waits for after each choice. It is measured in one process over the frame, as the tests
open it, in seconds of the processor: a busy machine lengthens the wait, not these. `again` is a page run once more, as
after a click that changes nothing in its figures; `chosen` a run with another choice, so that every figure is new;
`first` the run after the store has changed. The empty page has the same frame around it: navigation, head, store, URL
and choices. Page loads are of a browser, from nothing to the last chart, against an empty page of Streamlit alone.
"""

from __future__ import annotations

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import streamlit as st
from playwright.sync_api import Browser, sync_playwright
from streamlit.testing.v1 import AppTest

from data.home import StoreName
from data.store import open_store
from pages.ui.frame import PAGES
from tests.bench.crowd import make_crowd, respondents
from tests.browser.reading import CHROMIUM, FLAGS, settled
from tests.browser.serving import serving
from tests.pages.opening import open_through_frame

SIZES = {1: 0.15, 17: 0.5}  # the sample programme's people so many times over → seconds that a run may take
REPEATS = 7
LOADS = 5
LOADED_AT_MOST = 2.5  # times the load of an empty Streamlit page
_EMPTY = "benefit"  # whose place the empty page takes
_EMPTY_APP = 'import streamlit as st\n\nst.title("Empty")\n'


@dataclass(frozen=True, slots=True)
class Runs:
    first: float
    chosen: float
    again: float


def main() -> None:
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        for times, aim in SIZES.items():
            home = Path(folder) / str(times)
            make_crowd(home / StoreName.OWN, times)
            _print_runs(home, aim)
        _print_loads(Path(folder) / "1")


def _print_runs(home: Path, aim: float) -> None:
    with open_store(home / StoreName.OWN) as store:
        print(f"{respondents(store)} forms of {_people(store.answers()['person'].to_pylist())} people")
    with patch.dict(os.environ, {"PUNTARI_HOME": str(home)}):
        st.cache_resource.clear()
        with _empty_page():
            empty = _runs(_EMPTY)
        print(f"  empty page of the same frame: {empty.again:.3f} s; first, with the store read: {empty.first:.2f} s")
        for entry in PAGES:
            found = _runs(entry.key)
            longest = max(found.chosen, found.again)
            met = "met" if longest < aim else f"missed by {longest - aim:.2f} s"
            ratio, chosen = found.again / empty.again, found.chosen
            print(f"  {entry.key:<14} again {found.again:.3f} s = {ratio:.1f} times; chosen {chosen:.3f} s;", end=" ")
            print(f"first {found.first:.2f} s; aim {aim} s {met}", flush=True)


def _people(persons: list[str | None]) -> int:
    return len(set(persons) - {None})


def _runs(key: str) -> Runs:
    first, app = _opened(key)
    again = statistics.median(_processor(app.run) for _ in range(REPEATS))
    chosen, _ = _opened(key, roles="mentor", rounds="r2019.r2020")
    return Runs(first, chosen, again)


def _opened(key: str, **choice: str) -> tuple[float, AppTest]:
    opened: list[AppTest] = []
    spent = _processor(lambda: opened.append(open_through_frame(key, store=StoreName.OWN, **choice)))
    assert not opened[0].exception and not opened[0].error, key
    return spent, opened[0]


def _processor(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


@contextmanager
def _empty_page() -> Iterator[None]:
    empty = ModuleType(f"pages.{_EMPTY}")
    empty.render = lambda: None  # type: ignore[attr-defined]
    with patch.dict(sys.modules, {empty.__name__: empty}):
        yield


def _print_loads(home: Path) -> None:
    script = home / "empty.py"
    script.write_text(_EMPTY_APP, encoding="utf-8")
    with sync_playwright() as playwright, serving(home) as ours, serving(home, script=script) as theirs:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        base = _load(browser, theirs.url())
        print(f"page load in the browser, empty Streamlit page: {base:.2f} s")
        for entry in PAGES:
            spent = _load(browser, ours.url(f"{entry.url}?store=own"))
            met = "met" if spent <= LOADED_AT_MOST * base else "missed"
            print(f"  {entry.key:<14} {spent:.2f} s = {spent / base:.1f} times; aim {LOADED_AT_MOST} times {met}")
        browser.close()


def _load(browser: Browser, url: str) -> float:
    """Median of some loads; the page was opened before, as by somebody who has been here already."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    page = context.new_page()
    times = []
    for _ in range(LOADS + 1):
        begun = time.perf_counter()
        page.goto(url)
        settled(page)
        times.append(time.perf_counter() - begun)
    context.close()
    return statistics.median(times[1:])


if __name__ == "__main__":
    main()
