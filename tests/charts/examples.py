"""One example of each kind of chart data, with all that may come: withheld, compared, reworded, hostile words."""

from __future__ import annotations

from data.schema import Role
from pages.charts.model import (
    Axis,
    ChangeData,
    ChangeRow,
    ChartData,
    DumbbellData,
    DumbbellRow,
    ForestData,
    ForestRow,
    HeatmapData,
    HeatmapPanel,
    HeatmapRow,
    LikertData,
    LikertRow,
    Point,
    RoundsData,
    RoundsLine,
    RoundsPanel,
    RowKind,
)

HOSTILE = '<img src="http://x"> & <b>Sain rohkeutta</b>'
WITHHELD = "Ei näytetä: vastaajia on liian vähän."
MEAN = Axis("Keskiarvo", 1, 5)
THETA = Axis("Todennäköisyys", 0.2, 0.9, decimals=2, mark=0.5, ends=("← aktori", "mentori →"))

DUMBBELL = DumbbellData(
    "Hyöty",
    MEAN,
    (
        DumbbellRow("Näkökulmia", Point(4.4, 14), Point(3.9, 16), Point(4.1, 12), Point(3.7, 13)),
        DumbbellRow(HOSTILE, Point(3.2, 14), Point(3.6, 16)),
        DumbbellRow("Rohkeutta", note=WITHHELD),
    ),
    "2017",
)
FOREST = ForestData(
    "Ero",
    THETA,
    (
        ForestRow("2016", Point(0.55, 27, 0.36, 0.73), detail="12 mentoria, 15 aktoria"),
        ForestRow("2017", Point(0.68, 30, 0.5, 0.82), RowKind.REFERENCE),
        ForestRow(HOSTILE, note=WITHHELD),
        ForestRow("Keskiarvo", Point(0.62, None, 0.55, 0.69), RowKind.POOLED),
        ForestRow("Seuraava", Point(0.62, None, 0.45, 0.77), RowKind.PREDICTION),
    ),
)
CHANGE = ChangeData(
    "Hyvinvointi",
    Axis("Pistemäärä", 0, 10),
    (
        ChangeRow("Mentorit", Point(6.2, 14), Point(7.1, 14), Role.MENTOR, Point(6, 12), Point(6.4, 12), "Muutos 0,9"),
        ChangeRow(HOSTILE, Point(6.4, 16), Point(6.1, 16), Role.ACTOR),
        ChangeRow("Palautuminen", note=WITHHELD),
    ),
    "Ennen",
    "Jälkeen",
    "2017",
)
ROUNDS = RoundsData(
    "Kierrokset",
    MEAN,
    ("2016", "2017", "2018", "2019"),
    (
        RoundsPanel(
            HOSTILE,
            (
                RoundsLine((Point(4.1, 12, 3.9, 4.3), Point(4.2, 14), Point(4.0, 13), Point(4.4, 15)), Role.MENTOR),
                RoundsLine((Point(3.8, 13), None, Point(3.7, 15), Point(3.9, 16)), Role.ACTOR),
            ),
            frozenset({2}),
        ),
        RoundsPanel("Rohkeutta", (RoundsLine((None, None, None, None), Role.ACTOR),), note=WITHHELD),
    ),
    reference=1,
)
LIKERT = LikertData(
    "Jakauma",
    ("Täysin eri", "Eri", "Ei kumpikaan", "Samaa", "Täysin samaa"),
    (
        LikertRow("Näkökulmia", (0, 1, 2, 6, 5), 1, Role.MENTOR),
        LikertRow(HOSTILE, (1, 2, 4, 6, 3), 0, Role.ACTOR),
        LikertRow("2017", (1, 2, 3, 4, 3), 2, Role.ACTOR, reference=True),
        LikertRow("Rohkeutta", note=WITHHELD),
    ),
)
HEATMAP = HeatmapData(
    "Teemat",
    Axis("Osuus vastaajista", 0, 0.6, percent=True),
    ("2016", "2017", "Kierros 2018–2019"),
    (
        HeatmapPanel(
            "Mentorit",
            (
                HeatmapRow(HOSTILE, (Point(0.31, 14, 0.1, 0.5), None, Point(0.02, 15, 0.0, 0.2))),
                HeatmapRow("Verkostot", (None, None, None), WITHHELD),
            ),
        ),
        HeatmapPanel("Aktorit", (HeatmapRow("Tavoitteet", (Point(0.6, 20), Point(0.45, 21), None)),)),
    ),
)
EXAMPLES: tuple[ChartData, ...] = (DUMBBELL, FOREST, CHANGE, ROUNDS, LIKERT, HEATMAP)
