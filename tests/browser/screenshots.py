"""Pictures of every page for the documents: `python -m tests.browser.screenshots FOLDER`, over the sample programme."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pages.ui.frame import PAGES
from tests.browser.reading import CHROMIUM, FLAGS, settled
from tests.browser.serving import Server, serving

SIZES = {"desk": (1280, 900), "wide": (1920, 1080), "phone": (390, 844)}
LANGUAGE = "fi"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, serving(Path(home) / "home") as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, size in SIZES.items():
            take(browser, server, folder, name, size)
        browser.close()


def take(browser: Browser, server: Server, folder: Path, name: str, size: tuple[int, int]) -> None:
    """The first screen of each page; below it the reader scrolls."""
    width, height = size
    for entry in PAGES:
        page = browser.new_page(viewport={"width": width, "height": height}, locale="fi-FI")
        page.goto(server.url(f"{entry.url}?lang={LANGUAGE}"))
        settled(page).screenshot(path=folder / f"{entry.url}-{name}.png")
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
