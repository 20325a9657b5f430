"""One column of text, read as days in any common form."""

import re
from collections.abc import Iterable
from datetime import date, tzinfo
from enum import Enum
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.texts import tidy
from inventory_core.imports.texts import by_distinct

Days = npt.NDArray[np.datetime64]


class DayOrder(Enum):
    """Whether a column of dates such as 05/01/2024 begins with the day or with the month."""

    UNAMBIGUOUS = "unambiguous"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    AMBIGUOUS = "ambiguous"


_MONTH_NAMES = (
    *("jan|ene|gen", "feb|fév|fev", "mar|mär|mrz|mrt", "apr|avr|abr", "may|mai|mag|mei|maj"),
    *("jun|juin|giu", "jul|juil|lug", "aug|aoû|ago", "sep|set", "oct|okt|ott|out", "nov"),
    "dec|dez|déc|dic",
)
"""How the names of the months begin: English, German, French, Spanish, Italian, Dutch, Portuguese
and Swedish; no beginning is that of two different months."""

_MONTHS = {
    start: number
    for number, starts in enumerate(_MONTH_NAMES, start=1)
    for start in starts.split("|")
}
LONGEST_DAY = 80
"""A longer text is no day; trying to read it as one could take hours."""

MONTH_NAME = rf"(?P<word>{'|'.join(_MONTHS)})[^\W\d_]*\.?"
"""Matches the name of a month; see `month_of`."""
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_CLOCK = (
    r"(?:[t,]?\s*(?:上午|下午)?\s*(?P<hour>[0-9]{1,2})[:时](?P<minute>[0-9]{1,2})分?"
    r"(?::?[0-9]{1,2}秒?(?:[.,][0-9]+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|[a-z]{2,5}|[+-][0-9]{2}:?[0-9]{0,2})?)?"
)
_BARE_CLOCK = r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$"
_UNIVERSAL = ("z", "utc", "gmt", "+0000", "-0000", "+00")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})日?"
        + _CLOCK,
        rf"(?P<day>[0-9]{{1,2}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}{_CLOCK}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:[0-9]{6})?",
        rf"{_WEEKDAY}{_DAY}[-/. ]+{MONTH_NAME}[-/,. ]+{_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}{MONTH_NAME}[-/. ]*{_DAY}[-/,. ]+{_YEAR}{_CLOCK}",
        r"(?P<serial>[0-9]{5})(?:\.[0-9]+)?",
    )
)
_SERIAL_START = date(1899, 12, 30).toordinal()  # Excel believes in a 29 February 1900

_Parts = tuple[int, int, int, str, int, float]
_UNREADABLE: _Parts = (0, 0, 0, "", 0, np.nan)
_SUMMER_TIME = 60
"""Minutes by which the clock of one place may change within a file."""


def parse_days(
    texts: pd.Series, *, day_first: bool | None = None, zone: tzinfo | None = None
) -> pd.Series:
    """Read days in any common form, as they are in the shop; the time of day is dropped.

    Args:
        texts: one column of text.
        day_first: True reads 05/01/2024 as 5 January, False as 1 May, where no other value of
            the column shows it; None leaves empty what cannot be told.
        zone: the shop's. Times in UTC, and times of a column that mixes distant places, are
            converted to it; all others are the shop's own already. None leaves all as written.

    Returns:
        datetime64[us] at midnight, NaT where the cell is empty or cannot be read.

    >>> texts = pd.Series(["2024年1月5日", "13.1.24", "Jan 5, 2024 1:05 AM", "45296", "soon"])
    >>> parse_days(texts).dt.day.tolist()
    [5.0, 13.0, 5.0, 5.0, nan]
    >>> from datetime import timedelta, timezone
    >>> late = pd.Series(["2024-01-05T23:30:00+00:00"])
    >>> parse_days(late, zone=timezone(timedelta(hours=8))).dt.day.tolist()
    [6]
    """
    read = partial(_days, day_first=day_first, zone=zone)
    return by_distinct(texts, lambda distinct: by_distinct(_dates(distinct), read))


def month_of(start: str) -> int:
    """Return the number of the month whose name begins so.

    >>> month_of("mär")
    3
    """
    return _MONTHS[start]


def day_order(texts: pd.Series) -> DayOrder:
    """Tell from all values of a column whether the day or the month comes first.

    >>> day_order(pd.Series(["05/01/2024", "05/13/2024"])).value
    'month first'
    """
    return _order(_parts_of_all(_dates(pd.Series(texts.unique(), dtype="str")).unique()))


def _dates(texts: pd.Series) -> pd.Series:
    """Cut off clocks without a zone, which say nothing of the day: far fewer texts are left."""
    short = texts.astype("str").where(texts.str.len() <= LONGEST_DAY, "")
    return short.str.replace(_BARE_CLOCK, "", regex=True)


def _days(texts: pd.Series, *, day_first: bool | None, zone: tzinfo | None) -> pd.Series:
    parts = _parts_of_all(texts)
    as_day_first = _calendar(parts["year"], parts["month"], parts["day"])
    as_month_first = _calendar(parts["year"], parts["day"], parts["month"])
    other = _told_by_column(parts, as_day_first, as_month_first, day_first=day_first)
    days = np.where(parts["mark"] == "", as_day_first, other).astype("datetime64[us]")
    if zone is not None:
        days = _in_zone(days, parts, zone)
    return pd.Series(days, index=texts.index)


def _in_zone(days: Days, parts: pd.DataFrame, zone: tzinfo) -> Days:
    """Move the days of times that were not written on the shop's clock."""
    offset = parts["offset"]
    foreign = (offset == 0) | (offset.max() - offset.min() > _SUMMER_TIME) & offset.notna()
    rows = np.flatnonzero(foreign.to_numpy() & ~np.isnat(days))
    minutes = parts["minute"].iloc[rows].to_numpy() - offset.iloc[rows].to_numpy()
    universal = pd.Series(days[rows]) + pd.to_timedelta(minutes, unit="m")
    there = universal.dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)
    moved = days.copy()
    moved[rows] = there.dt.normalize().to_numpy().astype("datetime64[us]")
    return moved


def _parts_of_all(texts: Iterable[str]) -> pd.DataFrame:
    """Year, month and day; where `mark` is not empty, day and month may be the other way round."""
    parts = [_parts(tidy(text).lower()) for text in texts]
    return pd.DataFrame(parts, columns=["year", "month", "day", "mark", "minute", "offset"])


def _parts(text: str) -> _Parts:
    match = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if match is None:
        return _UNREADABLE
    found = match.groupdict()
    if "serial" in found:
        day = date.fromordinal(_SERIAL_START + int(found["serial"]))
        return day.year, day.month, day.day, "", 0, np.nan
    word = found.get("word")
    month = _MONTHS[word] if word else int(found["month"])
    return (
        _whole_year(found["year"]),
        month,
        int(found["day"]),
        found.get("mark", ""),
        _minute(int(found.get("hour") or 0), int(found.get("minute") or 0), found.get("half")),
        _offset(found.get("zone") or ""),
    )


def _minute(hour: int, minute: int, half: str | None) -> int:
    """Minutes since midnight of a clock with or without halves of the day."""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute


def _offset(zone: str) -> float:
    """Minutes ahead of UTC; NaN for none and for names such as PDT, which are the shop's own."""
    digits = zone.replace(":", "")
    if digits in _UNIVERSAL:
        return 0.0
    if not digits or digits[0] not in "+-":
        return np.nan
    return float(f"{digits[0]}1") * (int(digits[1:3]) * 60 + int(digits[3:] or 0))


def _whole_year(digits: str) -> int:
    """Two digits mean 1970 to 2069; 0001 is no year of ours, but how some programs say nothing."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def _order(parts: pd.DataFrame) -> DayOrder:
    """The order of a column; where two signs follow different orders, each tells its own."""
    orders = {_order_of_sign(group, str(mark)) for mark, group in _open(parts).groupby("mark")}
    if DayOrder.AMBIGUOUS in orders:
        return DayOrder.AMBIGUOUS
    return orders.pop() if len(orders) == 1 else DayOrder.UNAMBIGUOUS


def _open(parts: pd.DataFrame) -> pd.DataFrame:
    """The dates in which day and month may be the other way round."""
    return parts[(parts["mark"] != "") & (parts["day"] != parts["month"])]


def _order_of_sign(parts: pd.DataFrame, mark: str) -> DayOrder:
    """Programs keep to one order with one sign: 06-05-2021 and 4/30/2022 can stand together."""
    day_first = ((parts["day"] > 12) & (parts["month"] <= 12)).any()
    month_first = ((parts["month"] > 12) & (parts["day"] <= 12)).any()
    if day_first != month_first:
        return DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST
    # Nobody writes 1.5.24 with the month first unless another value of the column shows it.
    return DayOrder.DAY_FIRST if not day_first and mark == "." else DayOrder.AMBIGUOUS


def _told_by_column(
    parts: pd.DataFrame, as_day_first: Days, as_month_first: Days, *, day_first: bool | None
) -> Days:
    """Days of texts such as 05/01/2024, as the column shows, else as the seller says.

    Where neither tells the order, only those on which both orders agree.
    """
    either = np.where(np.isnat(as_day_first), as_month_first, as_day_first)
    agree = (as_day_first == as_month_first) | np.isnat(as_day_first) | np.isnat(as_month_first)
    days = np.where(agree, either, np.datetime64("NaT", "D"))
    for mark, group in _open(parts).groupby("mark"):
        order = _order_of_sign(group, str(mark))
        first = day_first if order is DayOrder.AMBIGUOUS else order is DayOrder.DAY_FIRST
        if first is not None:
            told = as_day_first if first else as_month_first
            days = np.where(parts["mark"] == mark, told, days)
    return days


def _calendar(year: pd.Series, month: pd.Series, day: pd.Series) -> Days:
    """Days of the calendar, NaT where there is no such day."""
    years, months, days = (part.to_numpy("int64") for part in (year, month, day))
    first = ((years - 1970) * 12 + np.clip(months, 1, 12) - 1).astype("datetime64[M]")
    result = first.astype("datetime64[D]") + (days - 1)
    exists = (months >= 1) & (months <= 12) & (result.astype("datetime64[M]") == first)
    return np.where(exists, result, np.datetime64("NaT", "D"))
