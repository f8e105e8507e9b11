"""What a chart is made of: numbers and labels in the reader's language, no drawing. Reports draw the same data.

Where a figure is withheld its point is None and `note` says why in words: nothing is drawn in its place. Labels may
hold anything a person wrote; whoever draws them escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from data.schema import Role

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = [
    "Axis",
    "ChangeData",
    "ChangeRow",
    "Chart",
    "ChartData",
    "DumbbellData",
    "DumbbellRow",
    "ForestData",
    "ForestRow",
    "HeatmapData",
    "HeatmapPanel",
    "HeatmapRow",
    "LikertData",
    "LikertRow",
    "Picture",
    "Point",
    "RoundsData",
    "RoundsLine",
    "RoundsPanel",
    "RowKind",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Point:
    """An estimate, from how many people where that may be told, and its interval where it has one."""

    value: float
    n: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured and between which ends. `mark` is the value that means "no difference"."""

    title: str
    low: float
    high: float
    decimals: int = 1
    percent: bool = False  # the values are shares 0…1
    mark: float | None = None
    ends: tuple[str, str] = ("", "")  # what lying on the low and on the high side of the mark means


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart as words and numbers for people."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure and, for who does not see it, what it shows."""

    figure: Figure
    alt: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart drawn, and the same figures as a table. Several pictures stand side by side where there is room."""

    pictures: tuple[Picture, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """One item: the mean of the mentors and of the actors, and of the round to compare with."""

    label: str
    mentor: Point | None = None
    actor: Point | None = None
    reference_mentor: Point | None = None
    reference_actor: Point | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DumbbellData:
    title: str
    axis: Axis
    rows: tuple[DumbbellRow, ...]
    reference: str = ""  # name of the round drawn in grey


class RowKind(StrEnum):
    SINGLE = "single"  # one round or one item
    POOLED = "pooled"  # several rounds together
    PREDICTION = "prediction"  # where the next round is expected to fall: an interval, no point of its own
    REFERENCE = "reference"  # the round to compare with


@dataclass(frozen=True, slots=True)
class ForestRow:
    label: str
    point: Point | None = None
    kind: RowKind = RowKind.SINGLE
    role: Role | None = None  # colours the row where roles are compared
    detail: str = ""  # from whom the estimate is: "12 mentoria, 15 aktoria"
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForestData:
    title: str
    axis: Axis
    rows: tuple[ForestRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One scale before and after; the interval that matters stands in `detail` as words."""

    label: str
    before: Point | None = None
    after: Point | None = None
    role: Role | None = None
    reference_before: Point | None = None
    reference_after: Point | None = None
    detail: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangeData:
    title: str
    axis: Axis
    rows: tuple[ChangeRow, ...]
    before: str  # what the hollow mark is: "ennen ohjelmaa"
    after: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RoundsLine:
    """One role over the rounds: a point or nothing for each of them."""

    points: tuple[Point | None, ...]
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class RoundsPanel:
    label: str
    lines: tuple[RoundsLine, ...]
    reworded: frozenset[int] = frozenset()  # positions of rounds whose wording differs from the round before
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoundsData:
    title: str
    axis: Axis
    rounds: tuple[str, ...]
    panels: tuple[RoundsPanel, ...]
    reference: int | None = None  # position of the round to compare with


@dataclass(frozen=True, slots=True)
class LikertRow:
    """Answers by option, from full disagreement to full agreement; "cannot say" stands beside, in no share."""

    label: str
    counts: tuple[int, ...] = ()
    cannot_say: int = 0
    role: Role | None = None
    reference: bool = False  # the round to compare with, drawn in grey
    note: str = ""


@dataclass(frozen=True, slots=True)
class LikertData:
    title: str
    options: tuple[str, ...]
    rows: tuple[LikertRow, ...]


@dataclass(frozen=True, slots=True)
class HeatmapRow:
    """One theme: a share for each column, None where it is not shown. `note` says why where the row shows nothing."""

    label: str
    points: tuple[Point | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatmapPanel:
    """A picture of its own: one role."""

    label: str
    rows: tuple[HeatmapRow, ...]


@dataclass(frozen=True, slots=True)
class HeatmapData:
    title: str
    axis: Axis  # what a cell measures; its ends are those of the colours
    columns: tuple[str, ...]
    panels: tuple[HeatmapPanel, ...]


ChartData = DumbbellData | ForestData | ChangeData | RoundsData | LikertData | HeatmapData
