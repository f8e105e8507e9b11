"""What the page Tietoa tells: parts of headings and paragraphs, with the programme's own numbers and address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.programme import Limits
from pages.ui.text import Text

__all__ = ["Part", "accessibility", "methods", "privacy", "version"]

_CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
_UNRELEASED = "Unreleased"
_TOPICS = ("theta", "interval", "change", "verdicts", "forms", "cause")


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    paragraphs: Sequence[str]


def methods(limits: Limits, text: Text) -> list[Part]:
    """How each kind of figure is made, in plain words."""
    numbers = {"groups": limits.groups, "association_groups": limits.association_groups}
    return [Part(text(f"about.{topic}_title"), [text(f"about.{topic}", **numbers)]) for topic in _TOPICS]


def privacy(limits: Limits, text: Text) -> list[str]:
    groups = text("about.privacy_groups", n=limits.k, sensitive=limits.k_sensitive, estimate=limits.estimate)
    return [groups, text("about.privacy_atoms"), text("about.privacy_people")]


def accessibility(address: str, text: Text) -> list[str]:
    """The statement that the law asks for; `address` is where feedback goes, or empty."""
    feedback = text("about.accessibility_feedback", address=address) if address else ""
    return [
        text("about.accessibility_state"),
        text("about.accessibility_met"),
        text("about.accessibility_gaps"),
        feedback or text("about.accessibility_no_address"),
        text("about.accessibility_authority"),
    ]


def version(text: Text, changelog: Path = _CHANGELOG) -> str:
    """The newest heading of the list of changes."""
    lines = changelog.read_text(encoding="utf-8").splitlines()
    newest = next((line.removeprefix("## ").strip() for line in lines if line.startswith("## ")), _UNRELEASED)
    return text("about.version", version=text("about.unreleased") if newest == _UNRELEASED else newest)
