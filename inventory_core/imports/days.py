"""One column of text, read as days in any common form."""

import re
from collections.abc import Iterable
from datetime import date, tzinfo
from functools import partial

import numpy as np
import pandas as pd

from inventory_core.domain.texts import tidy
from inventory_core.imports.day_orders import (
    DayOrder,
    Days,
    calendar,
    column_orders,
    ordered_days,
    whole_year,
)
from inventory_core.imports.day_words import MONTH_NAME, in_english, month_of
from inventory_core.imports.texts import by_distinct

LONGEST_DAY = 80
"""A longer text is no day; trying to read it as one could take hours."""

_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|[oa°])?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_CLOCK = (
    r"(?:[t,]?\s*(?P<early>[ap])m)?"  # a clock behind it was cut off, where it has no zone
    r"(?:[t,]?\s*(?P<hour>[0-9]{1,2})[:时時시h]\s*(?P<minute>[0-9]{1,2})[分분]?"
    r"(?::?\s*[0-9]{1,2}[秒초]?(?:[.,][0-9]+)?)?"
    r"\s*(?:(?P<half>[ap])\.?\s?m\.?)?\s*(?P<zone>z|[a-z]{2,5}|[+-][0-9]{2}:?[0-9]{0,2})?)?"
)
_BARE_CLOCK = r"[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$"
_UNIVERSAL = ("z", "utc", "gmt", "+0000", "-0000", "+00")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4}|[0-9]{2}(?=[年년]))\s*[-/.年년]\s*(?P<month>[0-9]{1,2})\s*[-/.月월]"
        rf"\s*(?P<day>[0-9]{{1,2}})[.日일]?{_CLOCK}",
        rf"(?P<day>[0-9]{{1,2}})(?P<mark>[-/.])\s?(?P<month>[0-9]{{1,2}})[-/.]\s?{_YEAR}{_CLOCK}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:[0-9]{6})?",
        rf"{_DAY}[-/. ]+{MONTH_NAME}[-/,. ]+{_YEAR}{_CLOCK}",
        rf"{MONTH_NAME}[-/. ]*{_DAY}[-/,. ]+{_YEAR}{_CLOCK}",
        rf"(?P<year>[0-9]{{4}})[-/,. ]+{MONTH_NAME}[-/. ]+{_DAY}{_CLOCK}",
        r"(?P<serial>[0-9]{5})(?:\.[0-9]+)?",
    )
)
_SERIAL_START = date(1899, 12, 30).toordinal()  # Excel believes in a 29 February 1900

_BUDDHIST = 543
"""Years by which Thailand's calendar is ahead."""
_BUDDHIST_YEARS = range(2400, 2700)

_COLUMNS = ["year", "month", "day", "mark", "last", "minute", "offset"]
_Parts = tuple[int, int, int, str, int, int, float]
_UNREADABLE: _Parts = (0, 0, 0, "", -1, 0, np.nan)
_SUMMER_TIME = 60
"""Minutes by which the clock of one place may change within a file."""


def parse_days(
    texts: pd.Series,
    *,
    day_first: bool | None = None,
    year_first: bool = False,
    zone: tzinfo | None = None,
) -> pd.Series:
    """Read days in any common form, as they are in the shop; the time of day is dropped.

    Args:
        texts: one column of text.
        day_first: True reads 05/01/2024 as 5 January, False as 1 May, where no other value of
            the column shows it; None leaves empty what cannot be told.
        year_first: True reads 26/01/05 as 5 January 2026 where the column leaves that open.
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
    read = partial(_days, order=_order(day_first=day_first, year_first=year_first), zone=zone)
    return by_distinct(texts, lambda distinct: by_distinct(_dates(distinct), read))


def are_days(texts: pd.Series) -> pd.Series:
    """Return True where a cell can be read as a day, whatever comes first in it."""
    return by_distinct(texts, lambda distinct: by_distinct(_dates(distinct), _readable))


def _readable(texts: pd.Series) -> pd.Series:
    parts = _parts_of_all(texts)
    orders = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
    first, other = (_told(parts, order) for order in orders)
    return pd.Series(~np.isnat(first) | ~np.isnat(other), index=texts.index)


def day_order(texts: pd.Series) -> DayOrder:
    """Tell from all values of a column what its dates begin with.

    >>> day_order(pd.Series(["05/01/2024", "05/13/2024"])).value
    'month first'
    """
    orders = possible_orders(texts)
    if len(orders) > 1:
        return DayOrder.AMBIGUOUS
    return orders[0] if orders else DayOrder.UNAMBIGUOUS


def possible_orders(texts: pd.Series) -> tuple[DayOrder, ...]:
    """Return all that the dates of a column may begin with, () where it makes no difference.

    >>> [order.value for order in possible_orders(pd.Series(["26/01/05"]))]
    ['day first', 'year first']
    """
    distinct = pd.Series(texts.unique(), dtype="str")
    return column_orders(_parts_of_all(_dates(distinct).unique()))


def _order(*, day_first: bool | None, year_first: bool) -> DayOrder | None:
    if year_first:
        return DayOrder.YEAR_FIRST
    if day_first is None:
        return None
    return DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST


def _dates(texts: pd.Series) -> pd.Series:
    """Cut off clocks without a zone, which say nothing of the day: far fewer texts are left."""
    short = texts.astype("str").where(texts.str.len() <= LONGEST_DAY, "")
    return short.str.replace(_BARE_CLOCK, "", regex=True)


def _days(texts: pd.Series, *, order: DayOrder | None, zone: tzinfo | None) -> pd.Series:
    parts = _parts_of_all(texts)
    days = _told(parts, order)
    if zone is not None:
        days = _in_zone(days, parts, zone)
    return pd.Series(days, index=texts.index)


def _told(parts: pd.DataFrame, order: DayOrder | None) -> Days:
    plain = calendar(parts["year"], parts["month"], parts["day"])
    told = np.where(parts["mark"] == "", plain, ordered_days(parts, order))
    return told.astype("datetime64[us]")


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
    """The parts of every date, as `day_orders.py` takes them, and its clock."""
    parts = [_parts(tidy(text).lower()) for text in texts]
    return pd.DataFrame(parts, columns=_COLUMNS)


def _match(text: str) -> re.Match[str] | None:
    return next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)


def _parts(text: str) -> _Parts:
    match = _match(text)
    if match is None and (english := in_english(text)) != text:
        match = _match(english)
    if match is None:
        return _UNREADABLE
    found = match.groupdict()
    if "serial" in found:
        day = date.fromordinal(_SERIAL_START + int(found["serial"]))
        return day.year, day.month, day.day, "", -1, 0, np.nan
    word, half = found.get("word"), found.get("early") or found.get("half")
    month = month_of(word) if word else int(found["month"])
    return (
        _whole_year(found["year"]),
        month,
        int(found["day"]),
        # Thailand never begins with the month.
        "" if int(found["year"]) in _BUDDHIST_YEARS else found.get("mark", ""),
        int(found["year"]) if len(found["year"]) == 2 else -1,
        _minute(int(found.get("hour") or 0), int(found.get("minute") or 0), half),
        _offset(found.get("zone") or ""),
    )


def _minute(hour: int, minute: int, half: str | None) -> int:
    """Minutes since midnight of a clock with or without halves of the day."""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
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
    """Two digits mean 1970 to 2069; 0001 is no year of ours, but how some programs say nothing.

    >>> [_whole_year(digits) for digits in ("26", "99", "2026", "2569")]
    [2026, 1999, 2026, 2026]
    """
    year = int(digits)
    if len(digits) > 2:
        return year - _BUDDHIST if year in _BUDDHIST_YEARS else year
    return whole_year(year)
