"""Starts the server: `python -m pages.ui.launch [--port 8501] [--headless]`, on the loopback address only."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

__all__ = ["main"]

ROOT = Path(__file__).parents[2]
_ADDRESS = "127.0.0.1"
_PORT = 8501


def main(arguments: Sequence[str] | None = None) -> None:
    """Start, and serve until the process is told to end."""
    parser = argparse.ArgumentParser(prog="python -m pages.ui.launch", description=__doc__)
    parser.add_argument("--port", type=int, default=_PORT)
    parser.add_argument("--headless", action="store_true", help="open no browser")
    options = parser.parse_args(arguments)
    close_side_door()
    os.chdir(ROOT)  # .streamlit/config.toml is looked for in the working directory
    flags = ["--server.address", _ADDRESS, "--server.port", str(options.port)]
    if options.headless:
        flags += ["--server.headless", "true"]
    cli.main(["run", str(ROOT / "dashboard.py"), *flags], prog_name="streamlit")


def close_side_door() -> None:
    """With a folder pages/, the first request of a fresh server runs a file in it past dashboard.py and its gate.

    A private name (streamlit is pinned, and a test opens each page on a fresh server): st.navigation sets it too, but
    only once the first request has been answered.
    """
    assert hasattr(PagesManager, "uses_pages_directory"), "streamlit changed: see how pages/ is kept closed now"
    PagesManager.uses_pages_directory = False


if __name__ == "__main__":
    main()
