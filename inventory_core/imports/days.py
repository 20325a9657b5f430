"""One column of text, read as days in any common form."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.imports.texts import by_distinct, tidy

Days = npt.NDArray[np.datetime64]


class DayOrder(Enum):
    """Whether a column of dates such as 05/01/2024 begins with the day or with the month."""

    UNAMBIGUOUS = "unambiguous"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    AMBIGUOUS = "ambiguous"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = rf"(?P<word>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_CLOCK = (
    r"(?:[t,]?\s*(?:上午|下午)?\s*[0-9]{1,2}[:时][0-9]{1,2}分?(?::?[0-9]{1,2}秒?(?:[.,][0-9]+)?)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:z|[a-z]{2,5}|[+-][0-9]{2}:?[0-9]{0,2})?)?"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>[0-9]{4})\s*[-/.年]\s*(?P<month>[0-9]{1,2})\s*[-/.月]\s*(?P<day>[0-9]{1,2})日?"
        + _CLOCK,
        rf"(?P<day>[0-9]{{1,2}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})[-/.]{_YEAR}{_CLOCK}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:[0-9]{6})?",
        rf"{_WEEKDAY}{_DAY}[-/. ]+{_WORD}[-/,. ]+{_YEAR}{_CLOCK}",
        rf"{_WEEKDAY}{_WORD}[-/. ]*{_DAY}[-/,. ]+{_YEAR}{_CLOCK}",
        r"(?P<serial>[0-9]{5})(?:\.[0-9]+)?",
    )
)
_SERIAL_START = date(1899, 12, 30).toordinal()  # Excel believes in a 29 February 1900

_Parts = tuple[int, int, int, str]
_UNREADABLE: _Parts = (0, 0, 0, "")


def parse_days(texts: pd.Series, *, day_first: bool | None = None) -> pd.Series:
    """Read days in any common form; the time of day and the offset are dropped.

    Args:
        texts: one column of text.
        day_first: True reads 05/01/2024 as 5 January, False as 1 May; None tells from the column
            and leaves empty what cannot be told.

    Returns:
        datetime64[us] at midnight, NaT where the cell is empty or cannot be read.

    >>> texts = pd.Series(["2024年1月5日", "13.1.24", "Jan 5, 2024 1:05 AM", "45296", "soon"])
    >>> parse_days(texts).dt.day.tolist()
    [5.0, 13.0, 5.0, 5.0, nan]
    """
    return by_distinct(texts, lambda distinct: _days(distinct, day_first=day_first))


def day_order(texts: pd.Series) -> DayOrder:
    """Tell from all values of a column whether the day or the month comes first.

    >>> day_order(pd.Series(["05/01/2024", "05/13/2024"])).value
    'month first'
    """
    return _order(_parts_of_all(texts.unique()))


def _days(texts: pd.Series, *, day_first: bool | None) -> pd.Series:
    parts = _parts_of_all(texts)
    as_day_first = _calendar(parts["year"], parts["month"], parts["day"])
    as_month_first = _calendar(parts["year"], parts["day"], parts["month"])
    if day_first is None:
        other = _told_by_column(parts, as_day_first, as_month_first)
    else:
        other = as_day_first if day_first else as_month_first
    days = np.where(parts["mark"] == "", as_day_first, other)
    return pd.Series(days.astype("datetime64[us]"), index=texts.index)


def _parts_of_all(texts: Iterable[str]) -> pd.DataFrame:
    """Year, month and day; where `mark` is not empty, day and month may be the other way round."""
    parts = [_parts(tidy(text).lower()) for text in texts]
    return pd.DataFrame(parts, columns=["year", "month", "day", "mark"])


def _parts(text: str) -> _Parts:
    match = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if match is None:
        return _UNREADABLE
    found = match.groupdict()
    if "serial" in found:
        day = date.fromordinal(_SERIAL_START + int(found["serial"]))
        return day.year, day.month, day.day, ""
    word = found.get("word")
    month = _MONTHS.index(word) + 1 if word else int(found["month"])
    return _whole_year(found["year"]), month, int(found["day"]), found.get("mark", "")


def _whole_year(digits: str) -> int:
    """Two digits mean 1970 to 2069; 0001 is no year of ours, but how some programs say nothing."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def _order(parts: pd.DataFrame) -> DayOrder:
    open_parts = parts[(parts["mark"] != "") & (parts["day"] != parts["month"])]
    day_first = ((open_parts["day"] > 12) & (open_parts["month"] <= 12)).any()
    month_first = ((open_parts["month"] > 12) & (open_parts["day"] <= 12)).any()
    if day_first != month_first:
        return DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST
    if open_parts.empty:
        return DayOrder.UNAMBIGUOUS
    # Nobody writes 1.5.24 with the month first unless another value of the column shows it.
    if not day_first and (open_parts["mark"] == ".").all():
        return DayOrder.DAY_FIRST
    return DayOrder.AMBIGUOUS


def _told_by_column(parts: pd.DataFrame, as_day_first: Days, as_month_first: Days) -> Days:
    """Days of texts such as 05/01/2024; where the order stays unknown, only what both agree on."""
    order = _order(parts)
    if order is DayOrder.DAY_FIRST:
        return as_day_first
    if order is DayOrder.MONTH_FIRST:
        return as_month_first
    either = np.where(np.isnat(as_day_first), as_month_first, as_day_first)
    agree = (as_day_first == as_month_first) | np.isnat(as_day_first) | np.isnat(as_month_first)
    return np.where(agree, either, np.datetime64("NaT", "D"))


def _calendar(year: pd.Series, month: pd.Series, day: pd.Series) -> Days:
    """Days of the calendar, NaT where there is no such day."""
    years, months, days = (part.to_numpy("int64") for part in (year, month, day))
    first = ((years - 1970) * 12 + np.clip(months, 1, 12) - 1).astype("datetime64[M]")
    result = first.astype("datetime64[D]") + (days - 1)
    exists = (months >= 1) & (months <= 12) & (result.astype("datetime64[M]") == first)
    return np.where(exists, result, np.datetime64("NaT", "D"))
