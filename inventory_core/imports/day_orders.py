"""Whether 05/01/26 begins with the day, the month or the year: told by its whole column."""

from collections.abc import Iterator
from enum import Enum

import numpy as np
import numpy.typing as npt
import pandas as pd

Days = npt.NDArray[np.datetime64]
_NO_DAY = np.datetime64("NaT", "D")

_DOUBTFUL_YEARS = 10
"""Sales of 2009 or before are doubtful enough to ask whether the year stands elsewhere."""
_FEWEST_DAYS, _SPREAD = 5, 12
"""So many different last numbers, so far apart, beside years that hardly change are no years."""


class DayOrder(Enum):
    """What dates such as 05/01/26 begin with, by all values of a column."""

    UNAMBIGUOUS = "unambiguous"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"
    AMBIGUOUS = "ambiguous"


def whole_year(year: int) -> int:
    """Return the year that two digits mean, 1970 to 2069.

    >>> whole_year(26), whole_year(99)
    (2026, 1999)
    """
    return year + (2000 if year < 70 else 1900)


def column_orders(parts: pd.DataFrame) -> tuple[DayOrder, ...]:
    """Return what the dates of a column may begin with, () where it makes no difference.

    Programs keep to one order with one sign: 06-05-2021 and 4/30/2022 can stand together. Where
    signs follow different orders, each tells its own, and what one of them leaves open counts.

    parts: first number as `day`, second as `month`, `year`, `mark` between them, "" where they are
    no such date, and `last`, a year of two digits as it stands, else -1.
    """
    told = {orders for _mark, _rows, orders in _signs(parts) if orders}
    open_ones = [order for orders in told if len(orders) > 1 for order in orders]
    if open_ones:
        return tuple(order for order in DayOrder if order in open_ones)
    return told.pop() if len(told) == 1 else ()


def ordered_days(parts: pd.DataFrame, told: DayOrder | None) -> Days:
    """Return the days of dates with marks, as the column shows, else as the seller says.

    Where neither tells the order, only those on which all possible orders agree.
    """
    days = np.full(len(parts), _NO_DAY)
    for _mark, rows, orders in _signs(parts):
        order = _chosen(orders, told)
        group = parts[rows]
        possible = (order,) if order else orders or (DayOrder.DAY_FIRST,)
        days[rows] = _agreed([_read(group, one) for one in possible])
    return days


def calendar(year: pd.Series, month: pd.Series, day: pd.Series) -> Days:
    """Return days of the calendar, NaT where there is no such day."""
    years, months, days = (part.to_numpy("int64") for part in (year, month, day))
    first = ((years - 1970) * 12 + np.clip(months, 1, 12) - 1).astype("datetime64[M]")
    result = first.astype("datetime64[D]") + (days - 1)
    exists = (months >= 1) & (months <= 12) & (result.astype("datetime64[M]") == first)
    return np.where(exists, result, _NO_DAY)


def _signs(
    parts: pd.DataFrame,
) -> Iterator[tuple[str, npt.NDArray[np.bool_], tuple[DayOrder, ...]]]:
    """Each sign between the numbers of a date, its rows, and the orders in which it may be used."""
    marks = parts["mark"]
    for mark in marks[marks != ""].unique():
        rows = (marks == mark).to_numpy()
        yield str(mark), rows, _orders(parts[rows], str(mark))


def _orders(parts: pd.DataFrame, mark: str) -> tuple[DayOrder, ...]:
    may_be_years, must_be_years = _years_first(parts)
    if must_be_years:
        return (DayOrder.YEAR_FIRST,)
    others = _day_or_month(parts[parts["day"] != parts["month"]], mark)
    return (*(others or (DayOrder.DAY_FIRST,)), DayOrder.YEAR_FIRST) if may_be_years else others


def _day_or_month(parts: pd.DataFrame, mark: str) -> tuple[DayOrder, ...]:
    if parts.empty:
        return ()
    day_first = ((parts["day"] > 12) & (parts["month"] <= 12)).any()
    month_first = ((parts["month"] > 12) & (parts["day"] <= 12)).any()
    if day_first != month_first:
        return (DayOrder.DAY_FIRST if day_first else DayOrder.MONTH_FIRST,)
    # Nobody writes 1.5.24 with the month first unless another value of the column shows it.
    if not day_first and mark == ".":
        return (DayOrder.DAY_FIRST,)
    return DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


def _years_first(parts: pd.DataFrame) -> tuple[bool, bool]:
    """Tell whether the first numbers may be years of two digits, and whether they must be.

    Years stay or rise by one while days come and go, and those of a shop are the newer reading.
    """
    first, last = (np.unique(parts[name]) for name in ("day", "last"))
    if last[0] < 0 or np.isnat(_read(parts, DayOrder.YEAR_FIRST)).any():
        return False, False
    steady = first[-1] - first[0] == len(first) - 1 and len(first) <= len(last)
    doubtful = len(first) < len(last) or last[0] < _DOUBTFUL_YEARS
    if not (steady and doubtful and first[-1] >= last[0]):
        return False, False
    others = [_read(parts, order) for order in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)]
    spread = len(last) >= _FEWEST_DAYS and last[-1] - last[0] >= _SPREAD
    return True, bool(spread or all(np.isnat(days).any() for days in others))


def _read(parts: pd.DataFrame, order: DayOrder) -> Days:
    first, second = parts["day"], parts["month"]
    if order is DayOrder.YEAR_FIRST:
        return calendar(first.map(whole_year), second, parts["last"])
    if order is DayOrder.MONTH_FIRST:
        return calendar(parts["year"], first, second)
    return calendar(parts["year"], second, first)


def _chosen(orders: tuple[DayOrder, ...], told: DayOrder | None) -> DayOrder | None:
    """The only order that is left after what the seller said, None where several are."""
    if told in orders:
        return told
    of_days = told in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
    left = [order for order in orders if not (of_days and order is DayOrder.YEAR_FIRST)]
    return left[0] if len(left) == 1 else None


def _agreed(readings: list[Days]) -> Days:
    """The days on which all readings that are days at all agree."""
    days = readings[0]
    for other in readings[1:]:
        either = np.where(np.isnat(days), other, days)
        agree = (days == other) | np.isnat(days) | np.isnat(other)
        days = np.where(agree, either, _NO_DAY)
    return days
