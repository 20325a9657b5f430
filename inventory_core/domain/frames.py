"""The declared columns of the frames that several rooms hand each other, and the check of any.

What only one room makes is declared there. Kinds are checked, not exact dtypes: a database, a
spreadsheet and a test each bring their own flavour of text and dates.
"""

from collections.abc import Callable, Sequence
from functools import cache
from math import inf
from typing import Any

import pandas as pd
from pandas.api import types

from inventory_core.domain.columns import (
    Kind,
    Schema,
    day,
    days,
    flag,
    money,
    month,
    number,
    percent,
    sentence,
    text,
    units,
    words,
)
from inventory_core.domain.language import N_
from inventory_core.domain.settings import LONGEST_LEAD_TIME_DAYS, RANGES

Frame = pd.DataFrame
"""What columns are declared of, for those who only hand it on."""

MOST_MONEY = 1e9
"""A higher amount in one cell is another number in the wrong column."""
MOST_UNITS = 1_000_000
"""More units in one cell are an order number or a telephone number in the wrong column."""
MONEY_LIMITS = (0.0, MOST_MONEY)
_LEAD_TIME = (0.0, LONGEST_LEAD_TIME_DAYS)
AT_LEAST_ONE = (1.0, MOST_UNITS)

SALES: Schema = {
    "channel": text(N_("Channel")),
    "order_id": text(N_("Order number")),
    "line": text(),
    "sku": text(N_("Product")),
    "day": day(N_("Date")),
    "days": days(),
    "units": units(N_("Units")),
    "unit_price": number(N_("Unit price"), digits=2),
    "waiting": units(),
    "shipped_on": day(),
    "promised_on": day(),
    "rows": number(),
}
"""One row per order line; channel, order_id and line together name it.

A sheet without order numbers uses the day as its order id, one without line numbers the product as
its line. The units were sold in `days` days from `day` on: 1, or more where a sheet has only totals
of weeks or months. waiting: units of them that were not shipped yet, empty where the file does not
say. shipped_on, promised_on: empty where the file names no such day. rows: rows of the file that
were added up in it.
"""

DAILY_SALES: Schema = {
    "sku": text(),
    "day": day(),
    "units": units(),
    "unit_price": money(),
    "largest_units": units(),
}
"""Units sold per product and day; days without sales are left out.

unit_price: mean price of a unit that day. largest_units: units of the day's largest order line.
Both are empty where unknown.
"""

CORRECTIONS: Schema = {
    "sku": text(),
    "kind": text(),
    "first_day": day(),
    "last_day": day(),
    "units": units(),
    "factor": number(),
    "active": flag(),
    "note": text(),
}
"""One row per stretch of days that do not show usual demand; sku is "" where it is all products.

units: set aside from what was sold on each of its days. factor: how many usual days' demand each of
them shows. active: the seller has not switched it off. note: what else there is to say.
"""

SWITCHED_OFF: Schema = {
    "sku": text(),
    "kind": text(),
    "first_day": day(),
    "last_day": day(),
}
"""One row per correction that the seller does not want."""

PROMOTIONS: Schema = {
    "name": text(N_("Name"), limits=(0, 80), required=True),
    "first_day": day(N_("First day"), required=True),
    "last_day": day(N_("Last day"), required=True),
    "sku": text(N_("Product")),
    "category": text(N_("Category")),
}
"""One row per promotion as the seller typed it; sku and category are "" where it is for all."""

CLOSURES: Schema = {
    "first_day": day(N_("First day"), required=True),
    "last_day": day(N_("Last day"), required=True),
    "note": sentence(N_("Your note"), limits=(0, 80)),
}
"""One row per stretch of days on which the seller sells nothing."""

COVERED: Schema = {"channel": text(), "first_day": day(), "last_day": day()}
"""One row per stretch of days of a channel that an upload tells the sales of."""

DAYS_SOLD: Schema = {"channel": text(), "day": day(), "products": number()}
"""One row per channel and day on which it sold, and how many products."""

UNKNOWN: Schema = {"channel": text(), "first_day": day(), "last_day": day(), "kind": text()}
"""One row per stretch of days of a channel that are in no file; kind is that of its corrections."""

CHANNEL_SALES: Schema = {"channel": text(), "sku": text(), "day": day(), "units": units()}
"""Units sold per channel, product and day; days without sales are left out."""

CHANNEL_TAKINGS: Schema = {**CHANNEL_SALES, "priced_units": units(), "takings": money()}
"""The same, with the units among them whose price is known and what those brought, in money."""

KNOWN_UNTIL: Schema = {"channel": text(N_("Sold on")), "day": day(N_("Complete up to"))}
"""One row per channel: the last day whose sales are all known; later ones are unknown, not none."""

SUPPLIERS: Schema = {
    "supplier": text(N_("Supplier")),
    "least_units": units(N_("Units at least"), limits=(0, inf), default=0),
    "least_money": money(N_("Money at least"), limits=(0, inf), default=0),
    "order_cost": money(
        N_("Cost per order"),
        N_("Shared by all products in it. 0 where each product is ordered by itself."),
        limits=(0, inf),
        default=0,
    ),
    "deposit_share": percent(
        N_("Deposit, %"),
        N_("Paid with the order; the rest when it is due."),
        limits=(0, 1),
        default=0,
    ),
    "balance_days": days(N_("Rest due, days after arrival"), limits=(0, inf), default=0),
}
"""One row per supplier with terms of its own.

least_units, least_money: it takes only orders of so much; 0 for any. order_cost: of an order,
whatever is in it; 0 where every product is ordered on its own. deposit_share: paid with the order,
the rest so many days after it arrives.
"""

PRICE_BREAKS: Schema = {
    "sku": text(N_("Product")),
    "from_units": units(N_("From units"), limits=(1, inf)),
    "unit_cost": number(N_("Cost of a unit"), limits=(0, inf)),
    "whole_order": flag(
        N_("For the whole order"),
        N_("If not, only the units from there on cost less."),
        default=True,
    ),
}
"""One row per price of a product that holds from so many units on.

whole_order: for the whole order; else only for the units from there on. Below the first row the
product's own cost holds.
"""

STOCK: Schema = {
    "place": text(N_("Place")),
    "sku": text(N_("Product")),
    "day": day(N_("Date")),
    "on_hand": units(N_("On hand")),
    "on_order": units(N_("On order")),
    "committed": units(N_("Committed")),
    "rows": number(),
}
"""One count per place and product: units there at the end of `day`, on their way, and promised.

The place is a channel that keeps its own stock, such as Amazon's warehouses, or the seller's shelf.
rows: rows of the file that were added up in it. As of now, what was never counted has no day.
"""

RECEIPTS: Schema = {
    "document": text(N_("Purchase")),
    "line": text(),
    "sku": text(N_("Product")),
    "day": day(N_("Date")),
    "units": units(N_("Units bought")),
    "unit_cost": number(N_("Unit cost"), digits=2),
    "supplier": text(N_("Supplier")),
    "rows": number(),
}
"""One row per product of a purchase; document and line together name it.

A sheet without numbers of purchases uses the day as its document and the product as its line.
unit_cost: what one unit cost, empty where unknown. supplier: "" where unknown. rows: rows of the
file that were added up in it.
"""

STOCKOUTS: Schema = {"sku": text(), "first_day": day(), "last_day": day()}
"""One row per product and stretch of days on which it is known to have been sold out."""

NAMES: Schema = {
    "sku": text(),
    "name": text(),
    "channel": text(),
    "units": units(),
    "product": text(),
}
"""One row per code that files used: where it sold, how often, and the product it stands for.

product: "" where it stands for itself. channel: several are joined by a comma.
"""

COMPONENTS: Schema = {
    "sku": text(N_("Sold as")),
    "component": text(N_("Consists of"), required=True),
    "units": units(N_("Units"), limits=(1, 10_000), required=True),
}
"""One row per pack or kit and product in it: selling one of `sku` takes `units` of `component`."""

OVERRIDES: Schema = {
    "service_level": number(
        N_("Service level"),
        N_("Wanted chance of lasting until the next delivery: 0.95 or 95 %; above 1 is percent."),
        limits=RANGES["service_level"],
    ),
    "holding_rate": number(
        N_("Holding rate"),
        N_(
            "Cost of keeping a unit for a year, as a share of its cost: 0.25 or 25 %; "
            "above 1 is percent."
        ),
        limits=RANGES["holding_rate"],
    ),
    "order_cost": number(
        N_("Order cost"),
        N_("Cost of placing and receiving one order of this product."),
        limits=RANGES["order_cost"],
    ),
    "review_period_days": number(
        N_("Review period days"),
        N_("Days between two looks at this product."),
        limits=RANGES["review_period_days"],
    ),
    "lead_time_allowance_days": number(
        N_("Lead time allowance days"),
        N_("Days added to the lead time, for holidays or trouble ahead."),
        limits=RANGES["lead_time_allowance_days"],
    ),
}
"""Settings that a single product may have of its own; empty means the shop's setting."""

PRODUCT_FACTS: Schema = {
    "name": words(N_("Product name"), N_("Name of the product.")),
    "category": text(N_("Category"), N_("Your group of products.")),
    "supplier": text(
        N_("Supplier"), N_("Whom you buy it from; each supplier gets a purchase list.")
    ),
    "cost": money(N_("Cost"), N_("What you pay for one unit."), limits=MONEY_LIMITS),
    "price": money(N_("Price"), N_("What a customer pays for one unit."), limits=MONEY_LIMITS),
    "lead_time_days": days(
        N_("Lead time days"),
        N_("Usual days from ordering to having the goods on the shelf."),
        limits=_LEAD_TIME,
    ),
    "lead_time_shortest_days": days(
        N_("Shortest lead time days"), N_("Days when all goes well."), limits=_LEAD_TIME
    ),
    "lead_time_longest_days": days(
        N_("Longest lead time days"), N_("Days when things go wrong."), limits=_LEAD_TIME
    ),
    "moq_units": units(
        N_("Minimum order units"),
        N_("Fewest units that the supplier sells at once (MOQ)."),
        limits=AT_LEAST_ONE,
    ),
    "pack_size_units": units(
        N_("Pack size units"),
        N_("Units in a pack, where the supplier sells whole packs only."),
        limits=AT_LEAST_ONE,
    ),
    "shelf_life_days": days(
        N_("Shelf life days"),
        N_("Days that it can be sold after it arrived; empty where it keeps."),
        limits=AT_LEAST_ONE,
    ),
    "one_shot": flag(
        N_("One shot"), N_("Yes for a product that is bought once, such as a calendar; else no.")
    ),
    "salvage_value": money(
        N_("Salvage value"),
        N_("What a left-over unit still brings, for one-shot products."),
        limits=MONEY_LIMITS,
    ),
    "goodwill_cost": money(
        N_("Goodwill cost"),
        N_("What a disappointed customer costs you beyond the margin, per unit."),
        limits=MONEY_LIMITS,
    ),
    "discontinued": flag(
        N_("Discontinued"),
        N_("Yes for a product that you sell off and never order again; else no."),
    ),
    "no_order_until": day(
        N_("Do not order until"), N_("The day from which on it may be ordered again.")
    ),
    "model": text(),
    "note": text(),
    "like_sku": text(
        N_("Sells like"), N_("For a new product: the code of one that it will probably sell like.")
    ),
    "like_factor": number(
        N_("Times as much"),
        N_("How many times as much as that one: 0.5 for half, 2 for twice."),
        limits=(0.01, 100.0),
    ),
    **OVERRIDES,
}
"""What may be known of a product; every one of them may be empty.

shelf_life_days: from its arrival on; empty where it keeps.
note: what the seller wrote about it; told on its page only, and never read from a file.
like_sku, like_factor: a new product is expected to sell like that one, so many times as much.
"""

PRODUCTS: Schema = {
    "sku": text(N_("SKU"), N_("Your code of the product, as in your sales.")),
    **PRODUCT_FACTS,
}
"""One row per product."""

SCORES: Schema = {
    "sku": text(),
    "model": text(N_("Model")),
    "origins": number(),
    "actual_units": units(),
    "miss_units": number(
        N_("Usual miss"),
        N_("Units by which its median missed the total of 28 days, on average."),
        digits=1,
    ),
    "bias_units": number(
        N_("Too low by"),
        N_("Average miss with its sign: below zero, it forecast too much."),
        digits=1,
    ),
    "loss_units": number(
        N_("Loss"),
        N_("Mean pinball loss over five chances, in units. The lower, the better."),
        digits=2,
    ),
}
"""One row per product and model: its mean backtest over 28-day totals, in units.

origins: number of tests; of those that overlap, each counts as the part that is its own.
"""

HAND_CHANGES: Schema = {
    "sku": text(),
    "month": month(N_("Month")),
    "units": units(N_("You expect"), N_("Empty: the model"), limits=(0, inf)),
    "note": sentence(N_("Your note"), limits=(0, 200)),
}
"""One row per product and month (its first day) whose forecast the seller changed by hand.

units: of the whole calendar month, as the seller expects; note: why.
"""

MONTHS: Schema = {
    "month": HAND_CHANGES["month"],
    "expected_units": units(N_("The model expects"), digits=0),
    "sold_units": units(N_("Of these sold so far")),
    "units": HAND_CHANGES["units"],
    "note": HAND_CHANGES["note"],
}
"""One row per month ahead of one product: what is expected, and what the seller changed."""

KEPT_FORECASTS: Schema = {
    "sku": text(N_("SKU")),
    "period": text(),
    "start": day(N_("From")),
    "days": days(N_("Days")),
    "made_on": day(),
    "acted_on": flag(N_("Ordered by it")),
    "model": text(N_("Model")),
    "expected_units": units(N_("Expected"), digits=1),
    "low_units": units(),
    "median_units": units(),
    "high_units": units(),
    "safe_units": units(),
    "cost": money(),
    "price": money(),
}
"""One row per product, first day forecast and period: total demand as the plan expected it then.

period: a week, four, or the product's protection period; acted_on: the product was ordered by it.
8 of 10 outcomes lie from low to high, safe suffices in 95 of 100 cases.
"""

PROBLEMS: Schema = {
    "row": number(),
    "reason": text(),
    "column": text(),
    "value": text(),
}
"""One row per refused row of a file: its number as a spreadsheet program shows it, and why."""

_IS_KIND: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda column: types.is_string_dtype(column) or types.is_object_dtype(column),
    Kind.DAY: types.is_datetime64_any_dtype,
    Kind.NUMBER: lambda column: types.is_numeric_dtype(column) and not types.is_bool_dtype(column),
    Kind.FLAG: types.is_bool_dtype,
    Kind.LINE: types.is_object_dtype,
}

_DTYPE: dict[Kind, Any] = {
    Kind.TEXT: "str",
    Kind.DAY: "datetime64[us]",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
    Kind.LINE: "object",
}


def check(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return the frame with the columns of the schema, in its order.

    Raises:
        ValueError: a column is missing or holds another kind than declared.

    >>> check(pd.DataFrame({"sku": ["A"]}), STOCKOUTS)
    Traceback (most recent call last):
    ValueError: missing columns ['first_day', 'last_day'], got ['sku']
    """
    missing = [name for name in schema if name not in frame.columns]
    if missing:
        raise ValueError(f"missing columns {missing}, got {list(frame.columns)}")
    for name, column in schema.items():
        kind = column.kind
        if not _IS_KIND[kind](frame[name].dtype):
            raise ValueError(f"column {name!r} should hold {kind.value}, is {frame[name].dtype}")
    return frame[list(schema)]


def empty(schema: Schema) -> pd.DataFrame:
    """Return a frame of this schema without rows."""
    return _empty(tuple((name, column.kind) for name, column in schema.items())).copy()


@cache
def _empty(columns: tuple[tuple[str, Kind], ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=_DTYPE[kind]) for name, kind in columns})


def typed(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return the frame with every column of the schema, cast to its kind; absent ones are empty."""
    absent = empty({name: column for name, column in schema.items() if name not in frame})
    blank = absent.reindex(frame.index)
    columns = {
        name: frame[name].astype(_DTYPE[column.kind]) if name in frame else blank[name]
        for name, column in schema.items()
    }
    return pd.DataFrame(columns, index=frame.index)


def matching(frame: pd.DataFrame, search: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows in which one of the text columns contains what the seller typed.

    >>> matching(pd.DataFrame({"name": ["Mug", None, "Tea"]}), " mu", ["name"])
      name
    0  Mug
    """
    if not search.strip():
        return frame
    found = [
        frame[column].str.contains(search.strip(), case=False, regex=False, na=False)
        for column in columns
    ]
    return frame[pd.concat(found, axis=1).any(axis=1)]
