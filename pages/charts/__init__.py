"""Chart data → chart drawn. One more chart: one module, its data in model.py, one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    """A chart with its text alternative and its table, in the language of `text`."""
    return DRAWERS[type(data)](data, text)
