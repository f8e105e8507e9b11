"""Dates in text: the order of day and month is decided on the whole column, never for one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from data.loaders.cells import parse_number

__all__ = ["DAY_FIRST", "EXCEL_SERIAL", "ISO", "MONTH_FIRST", "date_order", "is_ambiguous", "parse_date"]

ISO, DAY_FIRST, MONTH_FIRST, EXCEL_SERIAL = "iso", "day_first", "month_first", "excel_serial"

_TIME = (
    r"(?:[T,\s]+(?:klo\s*|kl\.?\s*|um\s*|at\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:[.,]\d{1,9})?\s*(?P<half>[AaPp]\.?[Mm]\.?|[ai]p\.|[fe]m\.?)?\s*(?:Z|UTC|GMT|[A-Z]{2,5})?(?:\s*(?:GMT|UTC)?[+-]\d{1,2}:?\d{0,2})?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(r"(?P<first>\d{1,2})([./-])(?P<second_part>\d{1,2})\2(?P<year>\d{4}|\d{2})" + _TIME)
_NAMED = re.compile(r"(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})" + _TIME)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 (survey tools export local times without a zone)
_LAST_SERIAL = 2_958_466  # the year 10000
_SERIALS = (20_000.0, 80_000.0)  # 1954 … 2119
_MOST = 0.9  # of the values must be dates for the column to be one
_AFTERNOON = ("p", "ip", "em")  # p.m., iltapäivä, eftermiddag
_CENTURY = 2000
_LAST_MONTH = 12


def date_order(values: Iterable[str]) -> str | None:
    """How the dates of a column are written: iso, day_first, month_first or excel_serial; None if they are no dates.

    Where day and month could be either, the order is taken under which the moments lie closest together, since the
    answers to one survey do; then AM/PM means month first; else day first.
    """
    texts = [text.strip() for text in values if text.strip()]
    if not texts:
        return None
    matches = [match for match in map(_YEAR_LAST.fullmatch, texts) if match]
    if len(matches) >= _MOST * len(texts):
        return _order_of_parts(texts, matches)
    years_first = sum(1 for text in texts if _YEAR_FIRST.fullmatch(text) or _named(text))
    if years_first + len(matches) >= _MOST * len(texts):
        return ISO if years_first > len(matches) else _order_of_parts(texts, matches)
    return EXCEL_SERIAL if _all_serials(texts) else None


def is_ambiguous(values: Iterable[str]) -> bool:
    """Whether no date of the column tells day from month."""
    matches = [match for match in (_YEAR_LAST.fullmatch(text.strip()) for text in values) if match]
    return bool(matches) and all(
        match[2] != "." and int(match["first"]) <= _LAST_MONTH and int(match["second_part"]) <= _LAST_MONTH
        for match in matches
    )


def parse_date(text: str, order: str | None) -> datetime | None:
    """The moment, local time without a zone; None if the text is no date in that order.

    >>> parse_date("9.11.2020 13:00", "day_first"), parse_date("1.15.2022 10.61", "day_first")
    (datetime.datetime(2020, 11, 9, 13, 0), None)
    """
    text = text.strip()
    if order == EXCEL_SERIAL:
        return _serial(parse_number(text))
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(match, int(match["month"]), int(match["day"]))
    if match := _named(text):
        return _moment(match, _MONTHS.index(match["name"][:3].lower()) + 1, int(match["day"]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match["first"]), int(match["second_part"])
        return _moment(match, *((first, second) if order == MONTH_FIRST else (second, first)))
    return None


def _serial(days: float | None) -> datetime | None:
    if days is None or not 0 < days < _LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(seconds=round(days * 86_400))


def _named(text: str) -> re.Match[str] | None:
    match = _NAMED.fullmatch(text)
    return match if match and match["name"][:3].lower() in _MONTHS else None


def _moment(match: re.Match[str], month: int, day: int) -> datetime | None:
    year = int(match["year"])
    year += _CENTURY if year < 100 else 0
    hour, half = int(match["hour"] or 0), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    try:
        return datetime(year, month, day, hour, int(match["minute"] or 0), int(match["second"] or 0))  # noqa: DTZ001
    except ValueError:
        return None


def _order_of_parts(texts: list[str], matches: list[re.Match[str]]) -> str:
    day_only = sum(1 for match in matches if int(match["first"]) > _LAST_MONTH)
    month_only = sum(1 for match in matches if int(match["second_part"]) > _LAST_MONTH)
    if any(match[2] == "." for match in matches):
        return DAY_FIRST  # nobody writes 12.31.2020
    if day_only != month_only:
        return DAY_FIRST if day_only > month_only else MONTH_FIRST
    if any(match["half"] for match in matches):
        return MONTH_FIRST
    return min((DAY_FIRST, MONTH_FIRST), key=lambda order: _spread(texts, order))


def _spread(texts: list[str], order: str) -> float:
    """Seconds from one answer to the next, summed in the order of the file."""
    moments = [moment for moment in (parse_date(text, order) for text in texts) if moment]
    return sum(abs((b - a).total_seconds()) for a, b in pairwise(moments))


def _all_serials(texts: list[str]) -> bool:
    numbers = map(parse_number, texts)
    return all(number is not None and _SERIALS[0] <= number <= _SERIALS[1] for number in numbers)
