"""The declared columns of every frame that travels through the core, and the one check of them.

A schema names columns and what kind each is. Kinds are checked, not exact dtypes: a database, a
spreadsheet and a test each bring their own flavour of text and dates.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import pandas as pd
from pandas.api import types


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"


Schema = Mapping[str, Kind]

SALES: Schema = {
    "channel": Kind.TEXT,
    "order_id": Kind.TEXT,
    "line": Kind.TEXT,
    "sku": Kind.TEXT,
    "day": Kind.DAY,
    "days": Kind.NUMBER,
    "units": Kind.NUMBER,
    "unit_price": Kind.NUMBER,
    "rows": Kind.NUMBER,
}
"""One row per order line; channel, order_id and line together name it.

A sheet without order numbers uses the day as its order id, one without line numbers the product as
its line. The units were sold in `days` days from `day` on: 1, or more where a sheet has only totals
of weeks or months. rows: rows of the file that were added up in it.
"""

DAILY_SALES: Schema = {
    "sku": Kind.TEXT,
    "day": Kind.DAY,
    "units": Kind.NUMBER,
    "unit_price": Kind.NUMBER,
    "largest_units": Kind.NUMBER,
}
"""Units sold per product and day; days without sales are left out.

unit_price: mean price of a unit that day. largest_units: units of the day's largest order line.
Both are empty where unknown.
"""

CORRECTIONS: Schema = {
    "sku": Kind.TEXT,
    "kind": Kind.TEXT,
    "first_day": Kind.DAY,
    "last_day": Kind.DAY,
    "units": Kind.NUMBER,
    "factor": Kind.NUMBER,
    "active": Kind.FLAG,
    "note": Kind.TEXT,
}
"""One row per stretch of days that do not show usual demand; sku is "" where it is all products.

units: set aside from what was sold on each of its days. factor: how many usual days' demand each of
them shows. active: the seller has not switched it off. note: what else there is to say.
"""

SWITCHED_OFF: Schema = {
    "sku": Kind.TEXT,
    "kind": Kind.TEXT,
    "first_day": Kind.DAY,
    "last_day": Kind.DAY,
}
"""One row per correction that the seller does not want."""

PROMOTIONS: Schema = {
    "name": Kind.TEXT,
    "first_day": Kind.DAY,
    "last_day": Kind.DAY,
    "sku": Kind.TEXT,
    "category": Kind.TEXT,
}
"""One row per promotion as the seller typed it; sku and category are "" where it is for all."""

CLOSURES: Schema = {"first_day": Kind.DAY, "last_day": Kind.DAY, "note": Kind.TEXT}
"""One row per stretch of days on which the seller sells nothing."""

SUPPLIERS: Schema = {
    "supplier": Kind.TEXT,
    "least_units": Kind.NUMBER,
    "least_money": Kind.NUMBER,
    "order_cost": Kind.NUMBER,
    "deposit_share": Kind.NUMBER,
    "balance_days": Kind.NUMBER,
}
"""One row per supplier with terms of its own.

least_units, least_money: it takes only orders of so much; 0 for any. order_cost: of an order,
whatever is in it; 0 where every product is ordered on its own. deposit_share: paid with the order,
the rest so many days after it arrives.
"""

PRICE_BREAKS: Schema = {
    "sku": Kind.TEXT,
    "from_units": Kind.NUMBER,
    "unit_cost": Kind.NUMBER,
    "whole_order": Kind.FLAG,
}
"""One row per price of a product that holds from so many units on.

whole_order: for the whole order; else only for the units from there on. Below the first row the
product's own cost holds.
"""

JOINT_ORDERS: Schema = {
    "supplier": Kind.TEXT,
    "sku": Kind.TEXT,
    "cycle_days": Kind.NUMBER,
    "multiple": Kind.NUMBER,
    "order_units": Kind.NUMBER,
    "order_cost": Kind.NUMBER,
    "yearly_cost": Kind.NUMBER,
    "yearly_cost_apart": Kind.NUMBER,
}
"""One row per product that is best ordered together with others of its supplier.

cycle_days: from one order to the next. multiple: 2 where it is in every second order. order_units:
of it in one. order_cost: its share of what an order costs, which makes order_units its economic
order quantity. yearly_cost: of ordering and holding it; yearly_cost_apart: if each were ordered
by itself. All in money.
"""

COVERED: Schema = {"first_day": Kind.DAY, "last_day": Kind.DAY}
"""One row per stretch of days that an upload tells the sales of."""

STOCK: Schema = {
    "place": Kind.TEXT,
    "sku": Kind.TEXT,
    "day": Kind.DAY,
    "on_hand": Kind.NUMBER,
    "on_order": Kind.NUMBER,
    "committed": Kind.NUMBER,
    "rows": Kind.NUMBER,
}
"""One count per place and product: units there at the end of `day`, on their way, and promised.

The place is a channel that keeps its own stock, such as Amazon's warehouses, or the seller's shelf.
rows: rows of the file that were added up in it.
"""

STOCKOUTS: Schema = {"sku": Kind.TEXT, "first_day": Kind.DAY, "last_day": Kind.DAY}
"""One row per product and stretch of days on which it is known to have been sold out."""

NAMES: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "channel": Kind.TEXT,
    "units": Kind.NUMBER,
    "product": Kind.TEXT,
}
"""One row per code that files used: where it sold, how often, and the product it stands for.

product: "" where it stands for itself. channel: several are joined by a comma.
"""

COMPONENTS: Schema = {"sku": Kind.TEXT, "component": Kind.TEXT, "units": Kind.NUMBER}
"""One row per pack or kit and product in it: selling one of `sku` takes `units` of `component`."""

PAIRS: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "channel": Kind.TEXT,
    "units": Kind.NUMBER,
    "other": Kind.TEXT,
    "other_name": Kind.TEXT,
    "other_channel": Kind.TEXT,
    "other_units": Kind.NUMBER,
    "score": Kind.NUMBER,
}
"""One row per two codes that are probably one product; the second sold no more than the first.

score: how alike they are, of 100; where it is 100 the codes are the same but for case and hyphens.
"""

OVERRIDES: Schema = {
    "service_level": Kind.NUMBER,
    "holding_rate": Kind.NUMBER,
    "order_cost": Kind.NUMBER,
    "review_period_days": Kind.NUMBER,
    "lead_time_allowance_days": Kind.NUMBER,
}
"""Settings that a single product may have of its own; empty means the shop's setting."""

PRODUCT_FACTS: Schema = {
    "name": Kind.TEXT,
    "category": Kind.TEXT,
    "supplier": Kind.TEXT,
    "cost": Kind.NUMBER,
    "price": Kind.NUMBER,
    "lead_time_days": Kind.NUMBER,
    "lead_time_shortest_days": Kind.NUMBER,
    "lead_time_longest_days": Kind.NUMBER,
    "moq_units": Kind.NUMBER,
    "pack_size_units": Kind.NUMBER,
    "shelf_life_days": Kind.NUMBER,
    "one_shot": Kind.FLAG,
    "salvage_value": Kind.NUMBER,
    "goodwill_cost": Kind.NUMBER,
    "model": Kind.TEXT,
    "like_sku": Kind.TEXT,
    "like_factor": Kind.NUMBER,
    **OVERRIDES,
}
"""What may be known of a product; every one of them may be empty.

shelf_life_days: from its arrival on; empty where it keeps.
like_sku, like_factor: a new product is expected to sell like that one, so many times as much.
"""

PRODUCTS: Schema = {"sku": Kind.TEXT, **PRODUCT_FACTS}
"""One row per product."""

SCORES: Schema = {
    "sku": Kind.TEXT,
    "model": Kind.TEXT,
    "origins": Kind.NUMBER,
    "actual_units": Kind.NUMBER,
    "miss_units": Kind.NUMBER,
    "bias_units": Kind.NUMBER,
    "loss_units": Kind.NUMBER,
}
"""One row per product and model: its mean backtest over 28-day totals, in units.

origins: number of tests; of those that overlap, each counts as the part that is its own.
"""

HAND_CHANGES: Schema = {
    "sku": Kind.TEXT,
    "month": Kind.DAY,
    "units": Kind.NUMBER,
    "note": Kind.TEXT,
}
"""One row per product and month (its first day) whose forecast the seller changed by hand.

units: of the whole calendar month, as the seller expects; note: why.
"""

KEPT_FORECASTS: Schema = {
    "sku": Kind.TEXT,
    "period": Kind.TEXT,
    "start": Kind.DAY,
    "days": Kind.NUMBER,
    "made_on": Kind.DAY,
    "acted_on": Kind.FLAG,
    "model": Kind.TEXT,
    "expected_units": Kind.NUMBER,
    "low_units": Kind.NUMBER,
    "median_units": Kind.NUMBER,
    "high_units": Kind.NUMBER,
    "safe_units": Kind.NUMBER,
    "cost": Kind.NUMBER,
    "price": Kind.NUMBER,
}
"""One row per product, first day forecast and period: total demand as the plan expected it then.

period: four weeks, or the product's protection period; acted_on: the product was ordered by it.
8 of 10 outcomes lie from low to high, safe suffices in 95 of 100 cases.
"""

TRACK_RECORD: Schema = {
    **KEPT_FORECASTS,
    "actual_units": Kind.NUMBER,
    "miss_units": Kind.NUMBER,
    "bias_units": Kind.NUMBER,
    "repeat_miss_units": Kind.NUMBER,
    "in_band": Kind.FLAG,
    "judged": Kind.FLAG,
    "miss_money": Kind.NUMBER,
    "bias_money": Kind.NUMBER,
    "repeat_miss_money": Kind.NUMBER,
}
"""One row per kept forecast whose days are all over, with what was really sold in them.

miss: between the median and what was sold; bias: sold less expected, so positive where too little
was expected; repeat_miss: of expecting the last 28 days again; money: at cost. judged: it was on
sale nearly all the time, so that what was sold is what was asked for.
"""

PLAN: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "category": Kind.TEXT,
    "supplier": Kind.TEXT,
    "model": Kind.TEXT,
    "one_shot": Kind.FLAG,
    "on_hand": Kind.NUMBER,
    "on_order": Kind.NUMBER,
    "committed": Kind.NUMBER,
    "stock_position": Kind.NUMBER,
    "stock_known": Kind.FLAG,
    "daily_demand": Kind.NUMBER,
    "yearly_demand": Kind.NUMBER,
    "lead_time_days": Kind.NUMBER,
    "protection_days": Kind.NUMBER,
    "protection_demand": Kind.NUMBER,
    "safety_stock": Kind.NUMBER,
    "reorder_point": Kind.NUMBER,
    "eoq_units": Kind.NUMBER,
    "lot_units": Kind.NUMBER,
    "wanted_units": Kind.NUMBER,
    "moq_units": Kind.NUMBER,
    "pack_size_units": Kind.NUMBER,
    "shelf_life_days": Kind.NUMBER,
    "most_units": Kind.NUMBER,
    "order_units": Kind.NUMBER,
    "added_units": Kind.NUMBER,
    "joins": Kind.FLAG,
    "cost": Kind.NUMBER,
    "price": Kind.NUMBER,
    "unit_cost": Kind.NUMBER,
    "spend": Kind.NUMBER,
    "order_by": Kind.DAY,
    "stockout_day": Kind.DAY,
    "cover_days": Kind.NUMBER,
    "lead_time_demand": Kind.NUMBER,
    "lost_units": Kind.NUMBER,
    "overstock_units": Kind.NUMBER,
    "days_since_sale": Kind.NUMBER,
    "days_on_sale": Kind.NUMBER,
    "service_level": Kind.NUMBER,
    "stockouts_a_year": Kind.NUMBER,
    "class": Kind.TEXT,
    "holding_rate": Kind.NUMBER,
    "order_cost": Kind.NUMBER,
    "refused": Kind.TEXT,
    "defaults": Kind.TEXT,
}
"""One row per product: what to order, and every number that led there.

protection_demand is expected, over lead time and review period; lead_time_demand over the usual
lead time alone; lost_units are expected to be asked for in vain before an order placed now arrives;
lot_units are usually ordered at once; wanted_units are what reorder point and lot ask for before
pack and MOQ; most_units sell within the
shelf life, without end where it keeps; joins marks what is above its reorder point and ordered
along with others; added_units are there only for the supplier's minimum; order_cost is the share of
what an order of several products costs; cover_days is empty where
nothing sells; service_level is the chance of lasting that the reorder point has to give; class is
profit (A, B, C) and steadiness (X, Y, Z); refused says why something lacking is not ordered, else
""; unit_cost is what a unit of this order costs, cost what one usually does; defaults lists the
fields for which the shop's default stands in.
"""

ALERTS: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "supplier": Kind.TEXT,
    "alert": Kind.TEXT,
    "money": Kind.NUMBER,
    "units": Kind.NUMBER,
    "day": Kind.DAY,
}
"""One row per warning, most urgent first; money is what is at stake, empty where unknown."""

OVERSTOCK: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "supplier": Kind.TEXT,
    "overstock_units": Kind.NUMBER,
    "money": Kind.NUMBER,
    "months": Kind.NUMBER,
    "waiting_cost": Kind.NUMBER,
}
"""One row per product of which too much lies there, the most money first.

money: what the units too many cost. months: until the whole stock is sold at the usual pace, empty
where it hardly sells. waiting_cost: money for keeping the units too many until then.
"""

MARKDOWNS: Schema = {
    "choice": Kind.TEXT,
    "price": Kind.NUMBER,
    "sold_units": Kind.NUMBER,
    "cleared_chance": Kind.NUMBER,
    "takings": Kind.NUMBER,
    "holding_cost": Kind.NUMBER,
    "left_units": Kind.NUMBER,
    "left_value": Kind.NUMBER,
    "money": Kind.NUMBER,
    "gain": Kind.NUMBER,
    "gain_weak": Kind.NUMBER,
    "gain_strong": Kind.NUMBER,
}
"""One row per price of one product until a date: the usual, the one that clears, and the best.

cleared_chance: that all that should be sold is sold by then. left_value: what the rest is worth,
less keeping it. money: takings less holding, and what is left. gain: more than the usual price
brings; gain_weak, gain_strong: with buyers who respond as weakly or strongly as may be.
"""

PAYMENTS: Schema = {
    "day": Kind.DAY,
    "supplier": Kind.TEXT,
    "kind": Kind.TEXT,
    "ordered_on": Kind.DAY,
    "money": Kind.NUMBER,
}
"""One row per payment to come: when, to whom, what part, and for the orders of which day."""

CASH: Schema = {
    "first_day": Kind.DAY,
    "deposits": Kind.NUMBER,
    "balances": Kind.NUMBER,
    "order_costs": Kind.NUMBER,
    "paid": Kind.NUMBER,
    "takings": Kind.NUMBER,
    "stock_value": Kind.NUMBER,
}
"""One row per week to come, all in money: what is due in it, what sales bring, stock at its end.

paid: deposits, balances and order costs together. stock_value: at cost.
"""

BETTER_SETTINGS: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "service_level": Kind.NUMBER,
    "review_period_days": Kind.NUMBER,
    "picked_level": Kind.NUMBER,
    "picked_review_days": Kind.NUMBER,
    "searched_cost": Kind.NUMBER,
    "picked_searched_cost": Kind.NUMBER,
    "unseen_cost": Kind.NUMBER,
    "picked_unseen_cost": Kind.NUMBER,
    "picked": Kind.FLAG,
    "won": Kind.FLAG,
}
"""One row per product: its present settings, those that a search of its past picked, their costs.

service_level: empty where the shop's rule decides. Costs are money on the days searched and on
those not seen. picked: it is not the present settings; won: it is cheaper on the days not seen.
"""

SEASON_WAYS: Schema = {
    "way": Kind.TEXT,
    "ordering": Kind.NUMBER,
    "holding": Kind.NUMBER,
    "lost_sales": Kind.NUMBER,
    "left_over": Kind.NUMBER,
    "total": Kind.NUMBER,
    "saving": Kind.NUMBER,
    "error": Kind.NUMBER,
    "fill_rate": Kind.NUMBER,
}
"""One row per way to order a product through its season, in expected money, the plan's rule first.

left_over: what the stock left at the end costs later on, more than the best of what the ways leave.
saving: less than the plan's rule costs; error: the standard error of that saving.
"""

SCHEDULE: Schema = {
    "day": Kind.DAY,
    "demand": Kind.NUMBER,
    "reorder_point": Kind.NUMBER,
    "order_up_to": Kind.NUMBER,
    "order_units": Kind.NUMBER,
}
"""One row per day on which a product may be ordered by a schedule; demand until the next, in units.

reorder_point, order_up_to: where levels decide, order up to the one once the stock position is at
the other or below; both empty where ordering does not pay. order_units: where orders are fixed.
"""

SEASON_SAVINGS: Schema = {
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "way": Kind.TEXT,
    "plan_cost": Kind.NUMBER,
    "saving": Kind.NUMBER,
    "doubt": Kind.NUMBER,
    "costs_rule_saving": Kind.NUMBER,
}
"""One row per product for which a schedule saves, the most first; money in half a year.

doubt: saving is sure within so much. costs_rule_saving: what the service rule by costs saves
without a schedule; empty where it is in force.
"""

PURCHASES: Schema = {
    "supplier": Kind.TEXT,
    "sku": Kind.TEXT,
    "name": Kind.TEXT,
    "order_units": Kind.NUMBER,
    "unit_cost": Kind.NUMBER,
    "spend": Kind.NUMBER,
    "order_by": Kind.DAY,
    "reason": Kind.TEXT,
}
"""One row per product to order now."""

PROBLEMS: Schema = {
    "row": Kind.NUMBER,
    "reason": Kind.TEXT,
    "column": Kind.TEXT,
    "value": Kind.TEXT,
}
"""One row per refused row of a file: its number as a spreadsheet program shows it, and why."""

REPORT: Schema = {
    "group": Kind.TEXT,
    "rows": Kind.NUMBER,
    "explanation": Kind.TEXT,
    "examples": Kind.TEXT,
}
"""One row per reason why rows of a file were refused or ignored, and per note about kept ones."""

_IS_KIND: dict[Kind, Callable[[Any], bool]] = {
    Kind.TEXT: lambda column: types.is_string_dtype(column) or types.is_object_dtype(column),
    Kind.DAY: types.is_datetime64_any_dtype,
    Kind.NUMBER: lambda column: types.is_numeric_dtype(column) and not types.is_bool_dtype(column),
    Kind.FLAG: types.is_bool_dtype,
}

_DTYPE: dict[Kind, Any] = {
    Kind.TEXT: "str",
    Kind.DAY: "datetime64[us]",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
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
    for name, kind in schema.items():
        if not _IS_KIND[kind](frame[name].dtype):
            raise ValueError(f"column {name!r} should hold {kind.value}, is {frame[name].dtype}")
    return frame[list(schema)]


def empty(schema: Schema) -> pd.DataFrame:
    """Return a frame of this schema without rows."""
    return pd.DataFrame({name: pd.Series(dtype=_DTYPE[kind]) for name, kind in schema.items()})


def typed(frame: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Return the frame with every column of the schema, cast to its kind; absent ones are empty."""
    columns = {
        name: frame[name].astype(_DTYPE[kind])
        if name in frame
        else pd.Series(index=frame.index, dtype=_DTYPE[kind])
        for name, kind in schema.items()
    }
    return pd.DataFrame(columns, index=frame.index)
