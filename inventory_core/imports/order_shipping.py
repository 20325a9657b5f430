"""Whether order lines were shipped, and when: as far as an export says so."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from inventory_core.imports.day_orders import DayOrder
from inventory_core.imports.days import day_order, parse_days
from inventory_core.imports.format import Sheet
from inventory_core.imports.texts import normalise, normalise_texts

_LONGEST_DAYS = 366
"""A day that lies further from that of the order is a mistake."""

_BEGINS = {DayOrder.DAY_FIRST: True, DayOrder.MONTH_FIRST: False}

SHIPPING_FIELDS = (
    *("shipping", "line_shipping", "shipped_day", "promised_day"),
    *("needs_shipping", "fulfilled_by"),
)
"""What only tells of shipping, and of no demand."""


def shipping(sheet: Sheet, lines: pd.DataFrame) -> pd.DataFrame:
    """Return how much of each order line waits, when it was shipped and for when it is promised.

    Args:
        sheet: as it is read.
        lines: their channel, order_id, day, days and units.

    Returns:
        waiting: units, NaN where the sheet does not say, or no number of an order tells it from
        others. shipped_on, promised_on: days, NaT where they are unknown.
    """
    told = (lines["order_id"] != "") & (lines["days"] == 1)
    waiting = (_shares(sheet) * lines["units"]).where(told)
    shipped_on = _day_after(sheet, "shipped_day", lines["day"])
    return pd.DataFrame(
        {
            "waiting": waiting,
            "shipped_on": shipped_on.where(told & ~(waiting > 0)),
            "promised_on": _day_after(sheet, "promised_day", lines["day"]).where(told),
        }
    )


def until_today(shipped_on: pd.Series, today: date) -> pd.Series:
    """Return the days without those still to come, on which nothing can have been shipped."""
    return shipped_on.where(shipped_on <= pd.Timestamp(today))


def of_seller(sheet: Sheet, field: str, *, platform: Collection[str]) -> pd.Series:
    """Return the texts of a status, empty where the platform itself ships the order.

    Such an order is nothing that the seller still has to ship.
    """
    by_platform = normalise_texts(sheet.raw("fulfilled_by")).isin(list(map(normalise, platform)))
    return sheet.raw(field).mask(by_platform, "")


def _shares(sheet: Sheet) -> pd.Series:
    """Return what share of each line waits, by the surest column that has a word on it."""
    shares = pd.Series(float("nan"), index=sheet.table.cells.index)
    silent = shares.isna()
    for column in sheet.format.shipping:
        if sheet.has(column.field):
            texts = normalise_texts(sheet.raw(column.field))
            told = column.shares(texts.unique())
            shares = shares.where(~silent, texts.map(told))
            silent &= ~texts.isin(list(told))
    return shares


def _day_after(sheet: Sheet, field: str, ordered: pd.Series) -> pd.Series:
    if not sheet.has(field):
        return sheet.days(field)
    days = parse_days(
        sheet.raw(field),
        day_first=_day_first(sheet),
        year_first=sheet.mapping.year_first,
        zone=sheet.zone,
    )
    return days.where((days - ordered).dt.days.between(0, _LONGEST_DAYS))


def _day_first(sheet: Sheet) -> bool | None:
    """Tell what dates begin with: days of shipping may leave open what those of orders show."""
    told = sheet.mapping.day_first
    if told is None:
        return _BEGINS.get(day_order(sheet.raw("day")))
    return told
