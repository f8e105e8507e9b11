"""What kind of answers a column holds, decided from all of its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data.loaders.base import ColumnKind, MultiEncoding
from data.loaders.cells import parse_number, scale_point
from data.loaders.dates import EXCEL_SERIAL, date_order
from data.loaders.likert import is_aside, ordered_labels, points_of
from data.loaders.options import joined_options

__all__ = ["Finding", "find_kind"]

_MOSTLY = 0.8  # of the cells: a number column may hold a few words ("noin 50")
_SURELY = 0.95
_HIGHEST_POINT = 10
_MOST_POINTS = 11
_TEN_FROM = 8  # a scale on which 8 was met goes to 10
_COUNTS = re.compile(
    r"\b(?:lukumäärä|määrä|kuinka monta|montako|kuinka paljon|how many|number of|years|vuotta|vuosina|vuosi|ikä|age|"
    r"antal|hur många|ålder|kuukautta|kertaa|euroa|euroina|litroina|postinumero|percentage|%)(?:\b|$)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?<![\d.])(-?\d)\s*(?:[-–—…]|\.\.\.?|to|till|bis|–)\s*(\d{1,2})(?![\d.])")
_DIGITS = re.compile(r"\d+")
_END = re.compile(r"(?<![\d.,])(-?\d{1,2})\s*=")  # "0 = not at all, 10 = fully"
_RETURNING = 0.7  # of the cells hold a text that others hold too: then it was chosen, not written
_MOST_OPTIONS = 50
_LONGEST_OPTION = 400
_OPEN = re.compile(
    r"vapaa (?:sana|kuvaus|palaute)|perustelut|perustele|"
    r"omin sanoin|avoin palaute|muuta palautetta|terveiset|kommentit|muita kommentteja|"
    r"fritt ord|egna ord|öppen respons|övriga kommentarer|in your own words|any (?:other )?(?:comments|feedback)|"
    r"anything else|further comments",
    re.IGNORECASE,
)
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
_FEW_CELLS = 8  # so few that even options seldom return
_SHORT_OPTION = 30


@dataclass(frozen=True, slots=True)
class Finding:
    """The kind of a column and what belongs to it."""

    kind: ColumnKind
    options: tuple[str, ...] = ()
    points: tuple[float, float] | None = None
    encoding: MultiEncoding | None = None
    date_order: str | None = None


def find_kind(cells: Iterable[str], heading: str = "", tight: bool = False, spaces: bool = False) -> Finding:
    """The kind of a column from its cells, blanks and the tool's missing marks left out."""
    counts = Counter(cell for cell in map(str.strip, cells) if cell)
    if not counts:
        return Finding(ColumnKind.EMPTY)
    attempts: tuple[Callable[[], Finding | None], ...] = (
        lambda: _joined(counts, tight=True) if tight else None,
        lambda: _spaced(counts) if spaces else None,
        lambda: _labelled_points(counts),
        lambda: _numbers(counts, heading),
        lambda: _dates(counts),
        lambda: _worded_scale(counts),
        lambda: _written(counts, heading),
        lambda: _joined(counts, tight=False),
        lambda: _single(counts),
    )
    return next((finding for attempt in attempts if (finding := attempt())), Finding(ColumnKind.TEXT))


def _share(counts: Counter[str], holds: Callable[[str], bool]) -> float:
    return sum(n for cell, n in counts.items() if holds(cell)) / counts.total()


def _labelled_points(counts: Counter[str]) -> Finding | None:
    """Points with words: "1 (ei lainkaan)", "2", …; not bare numbers alone."""
    if len(counts) > 2 * _MOST_POINTS or all(parse_number(cell) is not None for cell in counts):
        return None
    points = {cell: point for cell in counts if (point := scale_point(cell)) is not None and point.is_integer()}
    if len(points) < 2 or _share(counts, points.__contains__) < _SURELY or len(set(points.values())) < len(points):
        return None
    if len({_DIGITS.sub("", cell) for cell in points}) == 1:  # "1. day", "2. day"
        return None
    options = sorted(points, key=points.__getitem__) + [cell for cell in counts if cell not in points]
    low, high = min(points.values()), max(points.values())
    return Finding(ColumnKind.SCALE, tuple(options), (low, high)) if high - low <= _MOST_POINTS else None


def _numbers(counts: Counter[str], heading: str) -> Finding | None:
    numbers = {cell: number for cell in counts if (number := parse_number(cell)) is not None}
    if not numbers or _share(counts, numbers.__contains__) < _MOSTLY:
        return None
    found = set(numbers.values())
    if found <= {0.0, 1.0} and len(numbers) == len(counts) and not _COUNTS.search(heading):
        return Finding(ColumnKind.SINGLE, tuple(sorted(numbers)))
    others = [cell for cell in counts if cell not in numbers]
    if all(map(is_aside, others)) and _are_points(found, counts.total(), heading):
        options = (*sorted(numbers, key=numbers.__getitem__), *others)
        return Finding(ColumnKind.SCALE, options, _ends(found, heading))
    return Finding(ColumnKind.NUMBER)


def _are_points(found: set[float], cells: int, heading: str) -> bool:
    whole = all(number.is_integer() for number in found)
    within = min(found) >= 0 and max(found) <= _HIGHEST_POINT
    return whole and within and cells > 1 and not _COUNTS.search(heading)


def _ends(found: set[float], heading: str) -> tuple[float, float]:
    """As the heading says, else from 0 or 1 up to the highest point met."""
    named = [(float(match[1]), float(match[2])) for match in _RANGE.finditer(heading)]
    ends = sorted(float(match[1]) for match in _END.finditer(heading))
    for low, high in named + ([(ends[0], ends[-1])] if len(ends) > 1 else []):
        if low <= min(found) and max(found) <= high <= _HIGHEST_POINT:
            return low, high
    high = max(found)
    return (0.0 if min(found) == 0 else 1.0), (float(_HIGHEST_POINT) if high >= _TEN_FROM else high)


def _dates(counts: Counter[str]) -> Finding | None:
    digits = _share(counts, lambda cell: cell[0].isdigit() or cell[-1].isdigit() or cell[-1] in "mMZ")
    order = date_order(counts) if digits >= _MOSTLY else None
    return Finding(ColumnKind.DATE, date_order=order) if order and order != EXCEL_SERIAL else None


def _worded_scale(counts: Counter[str]) -> Finding | None:
    options = ordered_labels(counts) if len(counts) <= _MOST_POINTS else None
    if not options:
        return None
    return Finding(ColumnKind.SCALE, options, (1.0, float(points_of(options, counts.total()))))


def _written(counts: Counter[str], heading: str) -> Finding | None:
    """Sentences, or an answer to what asks for words of one's own, though the same may return."""
    sentences = sum(1 for cell in counts if cell[-1] in ".!?" and " " in cell)
    asked = _OPEN.search(heading) is not None and not any(cell.endswith(";") for cell in counts)
    idle = all(is_aside(cell) or not any(map(str.isalnum, cell)) for cell in counts)
    return Finding(ColumnKind.TEXT) if asked or idle or sentences * 2 > len(counts) else None


def _joined(counts: Counter[str], *, tight: bool) -> Finding | None:
    found = joined_options(counts, tight=tight)
    if found:
        return Finding(ColumnKind.MULTI, found[0], encoding=found[1])
    if _share(counts, lambda cell: cell.endswith(";")) and all(";" not in cell[:-1] for cell in counts):
        return Finding(ColumnKind.SINGLE, tuple(dict.fromkeys(cell.rstrip("; \u00a0") for cell in counts)))
    return None


def _spaced(counts: Counter[str]) -> Finding | None:
    """Names of options, as forms for phones write them: "education community"."""
    names = Counter[str]()
    for cell, n in counts.items():
        names.update(dict.fromkeys(cell.split(), n))
    plain = all(_NAME.fullmatch(name) for name in names)
    if plain and any(" " in cell for cell in counts) and len(names) <= _MOST_OPTIONS:
        return Finding(ColumnKind.MULTI, tuple(names), encoding=MultiEncoding.SPACE)
    return None


def _single(counts: Counter[str]) -> Finding | None:
    """Chosen from a list: the same short texts return."""
    spelled = Counter(cell.casefold() for cell in counts.elements())
    returning = sum(n for n in spelled.values() if n > 1) / spelled.total()
    fits = max(map(len, counts)) <= _LONGEST_OPTION
    few = sum(1 for n in counts.values() if n > 1) <= _MOST_OPTIONS
    if fits and few and (returning >= _RETURNING or (counts.total() <= _FEW_CELLS and _look_chosen(counts, returning))):
        return Finding(ColumnKind.SINGLE, tuple(counts))
    return None


def _look_chosen(counts: Counter[str], returning: float) -> bool:
    """Of few cells: some return, and none is long."""
    return returning > 0 and max(map(len, counts)) <= _SHORT_OPTION
