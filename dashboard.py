"""Entry point of the application: `python -m pages.ui.launch`. The frame holds the pages; no content of its own."""

from __future__ import annotations

from pages.ui.frame import run

run()
