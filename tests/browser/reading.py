"""A reader in the system's Chromium, and what is asked of every page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def settled(page: Page) -> Page:
    """The script has run to its end and every chart stands."""
    expect(page.locator("h1")).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=30_000)
    for chart in page.get_by_test_id("stPlotlyChart").all():
        expect(chart.locator(".main-svg").first).to_be_attached(timeout=30_000)
    return page


def violations(page: Page) -> list[str]:
    """What axe finds under WCAG 2.1 A and AA: rule, and where."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]})
    return [f"{one['id']}: {_where(one)}" for one in found.response["violations"]]


def outside(urls: list[str], port: int) -> list[str]:
    """Requests to anybody but our own server."""
    return [url for url in urls if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).port != port]


def _where(violation: dict[str, Any]) -> str:
    return " | ".join(node["html"][:200] for node in violation["nodes"])
