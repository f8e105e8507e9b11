"""The order of day and month belongs to the column."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loaders.dates import DAY_FIRST, EXCEL_SERIAL, ISO, MONTH_FIRST, date_order, is_ambiguous, parse_date


def at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["5.1.2022", "13.1.2022"], DAY_FIRST),
        (["1.15.2022 10.61", "2.1.2022 9.00"], DAY_FIRST),
        (["16/10/2024 16:56", "01/11/2024 10:00"], DAY_FIRST),
        (["4/9/19 10:00:00", "4/13/19 10:00:00"], MONTH_FIRST),
        (["04/09/2019 04:47:21 AM"], MONTH_FIRST),
        (["3/1/2020", "3/2/2020", "3/5/2020"], MONTH_FIRST),
        (["1/3/2020", "2/3/2020", "5/3/2020"], DAY_FIRST),
        (["2021-04-28 11:21:47"], ISO),
        (["2021-03-05T12:00:00.000+02:00"], ISO),
        (["2019/06/10 9:00:59 ap. EET"], ISO),
        (["Dec 17, 2015 5:35:26 PM"], ISO),
        (["43290.53487", "43291"], EXCEL_SERIAL),
        (["1", "2"], None),
        (["Mentori", "Aktori"], None),
        ([], None),
        (["", " "], None),
    ],
)
def test_order_of_a_column(values: list[str], order: str | None) -> None:
    assert date_order(values) == order


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("9.11.2020 13:00", DAY_FIRST, at(2020, 11, 9, 13)),
        ("9/11/2020 13:00", MONTH_FIRST, at(2020, 9, 11, 13)),
        ("5.3.2021 klo 14.15.10", DAY_FIRST, at(2021, 3, 5, 14, 15, 10)),
        ("2019/06/10 9:00:59 ip. EET", ISO, at(2019, 6, 10, 21, 0, 59)),
        ("04/09/2019 12:05:00 AM", MONTH_FIRST, at(2019, 4, 9, 0, 5)),
        ("04/09/2019 12:05:00 PM", MONTH_FIRST, at(2019, 4, 9, 12, 5)),
        ("5/2/24 10:00", MONTH_FIRST, at(2024, 5, 2, 10)),
        ("2027-01-11", ISO, at(2027, 1, 11)),
        ("43290.5", EXCEL_SERIAL, at(2018, 7, 9, 12)),  # the serial that Excel shows as 9 July 2018, noon
        ("1.15.2022 10.61", DAY_FIRST, None),
        ("31.2.2022", DAY_FIRST, None),
        ("eilen", DAY_FIRST, None),
        ("", ISO, None),
        ("", EXCEL_SERIAL, None),
        ("9" * 30, EXCEL_SERIAL, None),
    ],
)
def test_moments(text: str, order: str, moment: datetime | None) -> None:
    assert parse_date(text, order) == moment


@given(st.lists(st.datetimes(at(2000, 1, 1), at(2099, 12, 31)), min_size=1), st.sampled_from("/-"))
def test_what_is_written_day_first_is_read_day_first(moments: list[datetime], mark: str) -> None:
    moments = [moment.replace(second=0, microsecond=0, day=28) for moment in moments]
    written = [f"{moment:%d}{mark}{moment:%m}{mark}{moment:%Y} {moment:%H:%M}" for moment in moments]
    order = date_order(written)
    assert order == DAY_FIRST
    assert [parse_date(text, order) for text in written] == moments


@given(st.lists(st.datetimes(at(2000, 1, 1), at(2099, 12, 31)), min_size=1))
def test_iso_comes_back(moments: list[datetime]) -> None:
    moments = [moment.replace(microsecond=0) for moment in moments]
    assert [
        parse_date(moment.isoformat(" "), date_order([m.isoformat() for m in moments])) for moment in moments
    ] == moments


def test_only_dates_that_could_be_either_are_ambiguous() -> None:
    assert is_ambiguous(["3/4/2020", "5/6/2020"])
    assert not is_ambiguous(["3/4/2020", "15/6/2020"])
    assert not is_ambiguous(["3.4.2020"])
    assert not is_ambiguous(["2020-03-04"])
