"""The declared claims of the open store, weighed once for each state of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from analysis.claims import Assessment, Evidence, Verdict, assess
from data.instruments.model import Instruments, Item
from pages.ui.material import Material
from pages.ui.text import Text

__all__ = ["board_of", "board_sentence", "evidence_of"]


@lru_cache(maxsize=4)  # as many as session keeps of the materials themselves
def board_of(material: Material) -> tuple[Assessment, ...]:
    """Every declared claim, in the order declared; on all closed rounds, whatever is chosen to be seen."""
    return assess(material.programme.claims, evidence_of(material))


def evidence_of(material: Material) -> Evidence:
    return Evidence(material.gate, material.attendance, material.closed, _ends(material.instruments))


def board_sentence(board: tuple[Assessment, ...], text: Text) -> str:
    """How the claims came out, in one sentence."""
    counts = {verdict: sum(one.verdict is verdict for one in board) for verdict in Verdict}
    return text(
        "overview.board_sentence",
        n=len(board),
        supported=counts[Verdict.SUPPORTED],
        suggested=counts[Verdict.SUGGESTED],
        contradicted=counts[Verdict.CONTRADICTED],
        open=counts[Verdict.UNDECIDED] + counts[Verdict.TOO_LITTLE],
    )


def _ends(instruments: Instruments) -> Mapping[str, tuple[float, float]]:
    items = {item.id: _item_ends(item) for item in instruments.items.values()}
    return items | {scale.id: (scale.low, scale.high) for scale in instruments.scales.values()}


def _item_ends(item: Item) -> tuple[float, float]:
    values = [option.value for option in item.options if option.value is not None] or [0.0]
    low = min(values) if item.low is None else item.low
    return low, max(values) if item.high is None else item.high
