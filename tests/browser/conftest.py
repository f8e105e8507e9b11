"""One server and one browser for all browser tests; no page may ask anything of anybody outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.reading import CHROMIUM, FLAGS, outside, settled
from tests.browser.serving import Server, serving

Open = Callable[..., Page]
expect.set_options(timeout=20_000)  # the machine may be busy; what is right arrives long before


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the sample programme, imported when the first page is opened."""
    with serving(tmp_path_factory.mktemp("puntari") / "home") as one:
        yield one
    assert "Traceback" not in "".join(one.log), "".join(one.log)


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Open]:
    """open_page("hyoty", lang="sv", width=390) → the page, settled. At the end: nothing was asked outside."""
    contexts, asked = [], []

    def open_one(path: str = "", *, width: int = 1280, height: int = 900, at: Server = server, **query: str) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="fi-FI")
        contexts.append(context)
        context.on("request", lambda request: asked.append((at.port, request.url)))
        page = context.new_page()
        page.goto(at.url(path + "?" * bool(query) + "&".join(f"{k}={v}" for k, v in query.items())))
        return settled(page)

    yield open_one
    for context in contexts:
        context.close()
    assert [url for port, url in asked if outside([url], port)] == []


@pytest.fixture
def fresh_server(server: Server) -> Iterator[Server]:
    """One that has not answered anybody yet, over a store that is filled already."""
    with serving(server.home) as one:
        yield one
    assert "Traceback" not in "".join(one.log), "".join(one.log)
