"""What accepted order lines add up to: sales, the products in them, and what to know of them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from inventory_core.domain.frames import MOST_UNITS, PRODUCTS, SALES, check, empty, typed
from inventory_core.imports.cells import currency_sign
from inventory_core.imports.format import ROUNDED_ID, Check, Sheet
from inventory_core.imports.order_lines import (
    currency_names,
    in_currency,
    is_one_unit_each,
    iso_days,
    order_keys,
)
from inventory_core.imports.order_shipping import until_today
from inventory_core.imports.reasons import Nature, Note, Reason, noted
from inventory_core.imports.texts import by_distinct

RECENT_LINES = 20
"""The price of a product is the median of its last lines."""

_RETURNS = (Reason.NEGATIVE_UNITS, Reason.CANCELLATION, Reason.RETURNED, Reason.CANCELLED)
"""Why rows are left out that take units back, where they are below zero."""


def sales(accepted: pd.DataFrame, *, today: date) -> pd.DataFrame:
    """Add up lines of one order with the same product or line number.

    Args:
        accepted: lines as `order_lines` gives them, with the number of rows that each stands for.
        today: totals of a period that still runs end here.

    Returns:
        SALES.
    """
    if accepted.empty:
        return empty(SALES)
    lines = accepted.assign(order_id=_order_ids(accepted))
    named = (accepted["order_id"] != "").all()
    key = lines["key"] if named else order_keys(lines)
    added = pd.DataFrame(
        {
            "units": lines["units"],
            "revenue": lines["units"] * lines["unit_price"],
            "priced_units": lines["units"].where(lines["unit_price"].notna()),
            "rows": lines["rows"],
        }
    )
    sums = added.groupby(key, sort=False).sum().reset_index(drop=True)
    told = ["channel", "order_id", "line", "sku", "day", "days", "shipped_on", "promised_on"]
    sums[told] = lines.loc[~key.duplicated(), told].reset_index(drop=True)
    sums["waiting"] = lines["waiting"].groupby(key, sort=False).sum(min_count=1).to_numpy()
    sums["shipped_on"] = until_today(sums["shipped_on"], today)
    sums["unit_price"] = (sums["revenue"] / sums["priced_units"]).round(6)
    # The total of a week or month that still runs was sold in its days up to now.
    until_now = (pd.Timestamp(today) - sums["day"]).dt.days + 1
    sums["days"] = sums["days"].where(sums["days"] < until_now, until_now)
    return check(typed(sums, SALES), SALES)


def withdrawn(lines: pd.DataFrame, verdict: pd.Series, checks: Sequence[Check]) -> pd.DataFrame:
    """Order lines to take back where an earlier upload told of them, as SALES of no units."""
    positions = [p for p, one in enumerate(checks) if one.reason.nature & Nature.WITHDRAWN]
    keyed = (lines["order_id"] != "") & (lines["sku"] != "") & lines["day"].notna()
    # A row that takes a sale back says nothing of the sale that an earlier export told of it.
    gone = lines[verdict.isin(positions) & keyed & ~(lines["units"] < 0)]
    if gone.empty:
        return empty(SALES)
    key = ["channel", "order_id", "line"]
    gone = gone.drop(columns=["unit_price", "waiting", "shipped_on", "promised_on"])
    gone = gone.assign(units=0.0, rows=0.0).drop_duplicates(key)
    return check(typed(gone.reset_index(drop=True), SALES), SALES)


def returned(lines: pd.DataFrame, verdict: pd.Series, checks: Sequence[Check]) -> pd.DataFrame:
    """Units that came back of orders with a number, as SALES of fewer than none.

    Known by order, product and day; they are taken off whichever file's sale they belong to.
    """
    positions = [p for p, one in enumerate(checks) if one.reason in _RETURNS]
    units = lines["units"]
    usable = units.between(-MOST_UNITS, -1) & (units % 1 == 0) & ~lines["returned"]
    keyed = (lines["order_id"] != "") & (lines["sku"] != "") & lines["day"].notna()
    back = lines[verdict.isin(positions) & usable & keyed]
    if back.empty:
        return empty(SALES)
    back = back.assign(line=back["sku"] + " " + iso_days(back["day"]))
    sums = back.groupby(["channel", "order_id", "line"], sort=False, as_index=False).agg(
        {"sku": "first", "day": "first", "days": "first", "units": "sum"}
    )
    return check(typed(sums.assign(rows=0.0), SALES), SALES)


def _order_ids(lines: pd.DataFrame) -> pd.Series:
    """Order numbers; the day in ISO form where there is none.

    The total of a week or month is known by its first day and how many days more it stands for.
    """
    day = iso_days(lines["day"])
    if (lines["days"] > 1).any():
        length = " + " + (lines["days"] - 1).astype("int64").astype("str")
        day = day.where(lines["days"] == 1, day + length)
    return lines["order_id"].where(lines["order_id"] != "", day)


def products(accepted: pd.DataFrame) -> pd.DataFrame:
    """Return PRODUCTS: what the lines tell of each product."""
    if accepted.empty:
        return empty(PRODUCTS)
    by_day = accepted.sort_values("day", kind="stable")
    priced = by_day[by_day["unit_price"] > 0]
    recent = priced.groupby("sku")[["sku", "unit_price"]].tail(RECENT_LINES)
    facts = pd.DataFrame(index=pd.Index(accepted["sku"].unique(), name="sku"))
    facts["name"] = _most_frequent(accepted, "name")
    facts["category"] = _most_frequent(accepted, "category")
    facts["price"] = recent.groupby("sku")["unit_price"].median()
    return check(typed(facts.reset_index(), PRODUCTS), PRODUCTS)


def _most_frequent(lines: pd.DataFrame, column: str) -> pd.Series:
    """The most frequent text of each product, indexed by SKU."""
    filled = lines[column] != ""
    if not filled.any():
        return pd.Series(dtype="str")
    counts = lines.loc[filled, ["sku", column]].value_counts(sort=False)
    frame = counts.rename("count").reset_index()
    frame = frame.sort_values("count", ascending=False, kind="stable")
    return frame.drop_duplicates("sku").set_index("sku")[column]


def currencies(sheet: Sheet) -> pd.Series:
    """Return how many rows are in each currency that the sheet tells; index: its name."""
    named = currency_names(sheet)
    return named[named != ""].value_counts()


def currency(sheet: Sheet) -> str:
    """Return the sign of the currency that the prices are in, or ""."""
    if sheet.mapping.currency and len(currencies(sheet)) > 1:
        return currency_sign(pd.Series([sheet.mapping.currency], dtype="str"))
    told = (sheet.raw(field) for field in ("unit_price", "line_total", "currency"))
    return next(filter(None, map(currency_sign, told)), sheet.format.currency)


def notes(sheet: Sheet, accepted: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    """Return (code, number of rows) of what was accepted but should be known."""
    rows = accepted.index
    ids = sheet.texts("order_id").loc[rows]
    rounded = by_distinct(ids, lambda distinct: distinct.str.fullmatch(ROUNDED_ID))
    foreign = ~in_currency(sheet).loc[rows]
    totals = accepted["days"] > 1
    return noted(
        {
            Note.ROUNDED_ORDER_ID: int(rounded.sum()),
            Note.OTHER_CURRENCY: int(foreign.sum()),
            Note.PERIOD_TOTAL: int(totals.sum()),
            Note.ONE_UNIT: len(rows) if is_one_unit_each(sheet) else 0,
        }
    )
