"""A page opened through the frame, as a reader opens it, without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

TIMEOUT = 60  # seconds: the first run of a process imports everything and the sample programme


def _frame_with_first(key: str) -> None:
    """AppTest knows no pages that are functions: the wanted one is put first, where the frame opens it."""
    from pages.ui.frame import PAGES, run

    run(sorted(PAGES, key=lambda entry: entry.key != key))


def open_through_frame(key: str, **query: str) -> AppTest:
    app = AppTest.from_function(_frame_with_first, args=(key,), default_timeout=TIMEOUT)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()
