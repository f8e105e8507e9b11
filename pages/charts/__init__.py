"""Chart data → chart drawn. One more chart: one module, its data in model.py, one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from pages.charts import change, dumbbell, forest, heatmap, likert, rounds
from pages.charts.model import (
    ChangeData,
    Chart,
    ChartData,
    DumbbellData,
    ForestData,
    HeatmapData,
    LikertData,
    RoundsData,
)
from pages.ui.text import Text

_KEPT = 64  # charts: a page has about ten, and most readers see the same ones

__all__ = ["DRAWERS", "draw"]

DRAWERS: Mapping[type, Callable[..., Chart]] = {
    DumbbellData: dumbbell.draw,
    ForestData: forest.draw,
    ChangeData: change.draw,
    RoundsData: rounds.draw,
    LikertData: likert.draw,
    HeatmapData: heatmap.draw,
}


def draw(data: ChartData, text: Text) -> Chart:
    """A chart with its text alternative and its table, in the language of `text`; the same one is drawn once.

    Whoever gets it leaves its figures as they are.
    """
    return _drawn(data, text.language)


@lru_cache(maxsize=_KEPT)
def _drawn(data: ChartData, language: str) -> Chart:
    return DRAWERS[type(data)](data, Text(language))
