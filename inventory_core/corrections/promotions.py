"""Promotions: as the seller told them, or as a price tells that was lower for a while.

How much more a product sells in them is learned from its own promotions, drawn towards those of its
category and of the shop: the less a product's own tell, the more. Planned ones use it.
"""

import numpy as np
import pandas as pd

from inventory_core.corrections.ranges import (
    WHOLE_SHOP,
    Flags,
    Runs,
    columns_of,
    corrections_from,
    days_of,
    marked,
    runs_of,
)
from inventory_core.corrections.weekdays import shop_week
from inventory_core.domain.demand import Demand, Numbers, so_far
from inventory_core.domain.frames import PROMOTIONS, check

PROMOTION = "promotion"
PRICE_DROP = "price drop"

_LOWER = 0.9
"""A price below this share of what was usual is lowered."""
_USUAL_DAYS, _STEP_DAYS = 56, 8
"""The usual price is the median over so many days before, looking at every so many."""
_BACK = 0.95
_LONGEST_DAYS = 28
"""A price that is low for longer is the new price."""
_FEWEST_SALES_DAYS = 3
_STEADY = 0.05
_FEW_CHANGES, _CHANGES_A_SALE = 2, 0.1
"""A price that changes more often than so, per day of sales, has no usual one."""
_AROUND_DAYS = 28
_FEWEST_USUAL_DAYS = 14
_OWN, _CATEGORY, _SHOP = 15.0, 30.0, 30.0
"""Usual units expected in promotions that count as much as what is known of other products."""
_MOST_WEIGHT = 30.0
"""Units from which a promotion has no more say, so that one best seller does not decide for all."""
_STRONGEST = 10.0
_WORTH_TELLING = 1.05


def promotions(demand: Demand, told: pd.DataFrame) -> pd.DataFrame:
    """Return the promotions of each product, past and to come (CORRECTIONS).

    A price drop that sold no more is left out; a promotion that the seller told stays, with the
    factor 1.

    Args:
        demand: without bulk orders, closed and sold-out days.
        told: PROMOTIONS.
    """
    planned, runs = _planned(demand, told)
    calendar = marked(runs, demand.exposure.shape)
    drops = _apart_from(price_drops(demand), calendar[:, : demand.days])
    uplift = _uplifts(demand, calendar[:, : demand.days], drops)
    found = days_of(drops, demand).assign(
        sku=demand.skus[drops.row], factor=uplift[drops.row], note=_depth(demand, drops)
    )
    found = found[found["factor"] >= _WORTH_TELLING]
    planned = planned.assign(note=planned["name"], factor=uplift[runs.row])
    kinds = ((found, PRICE_DROP), (planned, PROMOTION))
    return pd.concat([corrections_from(part, kind=kind) for part, kind in kinds], ignore_index=True)


def promoted_days(demand: Demand, told: pd.DataFrame) -> Flags:
    """Tell which past and coming days of each product are in a promotion that the seller told.

    Args:
        demand: of all products.
        told: PROMOTIONS.
    """
    _products, runs = _planned(demand, told)
    return marked(runs, demand.exposure.shape)


def _planned(demand: Demand, told: pd.DataFrame) -> tuple[pd.DataFrame, Runs]:
    """Return a row for each promotion that was told and product of it, and its days."""
    planned = _products_of(check(told, PROMOTIONS), demand)
    start, end = columns_of(planned, demand, days=demand.exposure.shape[1])
    row = np.searchsorted(demand.skus, planned["sku"].to_numpy(dtype=str))
    return planned, Runs(row=row, start=start, end=end)


def _products_of(told: pd.DataFrame, demand: Demand) -> pd.DataFrame:
    """Return a row for each promotion and product of it."""
    products = pd.DataFrame({"product": demand.skus, "group": demand.category})
    pairs = told.fillna({"sku": WHOLE_SHOP, "category": ""}).merge(products, how="cross")
    meant = pairs["sku"].isin([WHOLE_SHOP]) | (pairs["sku"] == pairs["product"])
    meant &= pairs["category"].isin([""]) | (pairs["category"] == pairs["group"])
    return pairs[meant].assign(sku=pairs["product"]).reset_index(drop=True)


def price_drops(demand: Demand) -> Runs:
    """Return the stretches in which each product cost at least a tenth less than before.

    From the first to the last sale at that price, after which it rose again. Products whose price
    differs from sale to sale, as with discounts for quantity, have none.
    """
    low = np.zeros(demand.units.shape, dtype=bool)
    steady = low.copy()
    priced = np.flatnonzero(_has_a_price(demand))
    low[priced], steady[priced] = _compared(demand.price[priced])
    low &= np.arange(demand.days) >= demand.launched[:, None] + _AROUND_DAYS
    runs = runs_of(low)
    runs = runs.where(
        (runs.end - runs.start <= _LONGEST_DAYS)
        & steady[runs.row, runs.start]
        & _came_back(demand.price, runs)
    )
    sold = (demand.units > 0).astype(float)
    return _trimmed(runs.where(runs.total(so_far(sold)) >= _FEWEST_SALES_DAYS), sold > 0)


def _came_back(price: Numbers, runs: Runs) -> Flags:
    """Tell for which stretches the price rose again to about what it was before.

    A low price that is still in force may be the new one.
    """
    before = price[runs.row, np.maximum(runs.start - 1, 0)]
    after = price[runs.row, np.minimum(runs.end, price.shape[1] - 1)]
    return np.asarray((runs.end < price.shape[1]) & (after >= _BACK * before))


def _has_a_price(demand: Demand) -> Flags:
    """Tell which products have a price that changes, but not from sale to sale, n."""
    price = demand.price
    changes = (np.abs(np.diff(price, axis=1)) > _STEADY * price[:, 1:]).sum(axis=1)
    sold_on = (demand.units > 0).sum(axis=1)
    return np.asarray((changes >= 1) & (changes <= _FEW_CHANGES + _CHANGES_A_SALE * sold_on))


def _compared(price: Numbers) -> tuple[Flags, Flags]:
    """Tell where a price is below the usual one, and where it was the usual one all the time.

    Neither holds in the first days, which have no usual price.
    """
    low, steady = np.zeros(price.shape, dtype=bool), np.zeros(price.shape, dtype=bool)
    day = np.arange(_AROUND_DAYS, price.shape[1])
    if len(day):
        back = np.arange(1, _USUAL_DAYS, _STEP_DAYS)
        before = price[:, np.maximum(day[:, None] - back, 0)]
        usual = np.median(before, axis=2)
        low[:, day] = price[:, day] < _LOWER * usual
        near = np.abs(before - usual[:, :, None]) <= _STEADY * usual[:, :, None]
        steady[:, day] = near.sum(axis=2) >= len(back) - 1
    return low, steady


def _trimmed(runs: Runs, sold: Flags) -> Runs:
    """Let each stretch begin and end with a sale."""
    days = np.arange(sold.shape[1])
    coming = np.where(sold, days, sold.shape[1])
    coming = np.minimum.accumulate(coming[:, ::-1], axis=1)[:, ::-1]
    latest = np.maximum.accumulate(np.where(sold, days, -1), axis=1)
    return Runs(
        row=runs.row,
        start=coming[runs.row, runs.start],
        end=latest[runs.row, runs.end - 1] + 1,
    )


def _apart_from(runs: Runs, taken: Flags) -> Runs:
    return runs.where(runs.total(so_far(taken.astype(float))) == 0)


def _depth(demand: Demand, runs: Runs) -> list[str]:
    """How much lower the price was than some weeks before, such as "20 %"."""
    before = demand.price[runs.row, np.maximum(runs.start - _LONGEST_DAYS, 0)]
    lower = 1 - demand.price[runs.row, runs.start] / before
    return [f"{100 * share:.0f} %" for share in lower]


def _uplifts(demand: Demand, told: Flags, drops: Runs) -> Numbers:
    """How many usual days' demand each product shows on a day of promotion, n; 1 at least."""
    promoted = marked(drops, told.shape) | told
    exposure = demand.exposure[:, : demand.days]
    usual_days = exposure * shop_week(demand)[demand.weekdays(demand.days)]
    runs = runs_of(promoted & (exposure > 0))
    pace, known = _pace_around(demand.units, usual_days, promoted, runs)
    runs, pace = runs.where(known), pace[known]
    expected = pace * runs.total(so_far(usual_days))
    actual = runs.total(so_far(demand.units))
    # A price drop is seen from its first to its last sale: one of them tells of no time between.
    seen = ~told[runs.row, runs.start]
    sales = runs.total(so_far((demand.units > 0).astype(float)))
    actual = np.where(seen, actual * (1 - 1 / np.maximum(sales, 1)), actual)
    expected = np.where(seen, expected * (1 - 1 / (runs.end - runs.start)), expected)
    # Where sales come in lumps, a lump tells less.
    trust = 1 / _lumps(demand.units)[runs.row]
    level = trust * np.minimum(1.0, _MOST_WEIGHT / np.maximum(expected, 1e-9))
    shop = _drawn(level @ actual, level @ expected, towards=1.0, units=_SHOP)
    names, group = np.unique(demand.category, return_inverse=True)
    pooled = _drawn(
        _added(group[runs.row], level * actual, len(names)),
        _added(group[runs.row], level * expected, len(names)),
        towards=shop,
        units=_CATEGORY,
    )
    return _drawn(
        _added(runs.row, trust * actual, len(demand.skus)),
        _added(runs.row, trust * expected, len(demand.skus)),
        towards=np.where(names == "", shop, pooled)[group],
        units=_OWN,
    )


def _added(group: np.ndarray, values: Numbers, groups: int) -> Numbers:
    return np.bincount(group, values, groups).astype(np.float64)


def _drawn(
    actual: Numbers, expected: Numbers, *, towards: Numbers | float, units: float
) -> Numbers:
    """What sold by what was expected, drawn towards what is known of others; 1 at least."""
    ratio = (actual + units * towards) / (expected + units)
    return np.asarray(np.clip(ratio, 1.0, _STRONGEST))


def _lumps(units: Numbers) -> Numbers:
    """Variance of a day's units divided by their mean, n; 1 at least."""
    return np.asarray(np.maximum(units.var(axis=1) / np.maximum(units.mean(axis=1), 1e-9), 1.0))


def _pace_around(
    units: Numbers, usual_days: Numbers, promoted: Flags, runs: Runs
) -> tuple[Numbers, Flags]:
    """Units per usual day in the weeks around each stretch, and whether they tell enough."""
    days = units.shape[1]
    ordinary = ~promoted
    sold, shown = so_far(units * ordinary), so_far(usual_days * ordinary)
    around = Runs(
        row=runs.row,
        start=np.maximum(runs.start - _AROUND_DAYS, 0),
        end=np.minimum(runs.end + _AROUND_DAYS, days),
    )
    number = around.total(shown)
    return around.total(sold) / np.maximum(number, 1e-9), number >= _FEWEST_USUAL_DAYS
