"""Overstock: what lies there too much, how long it will, and what waiting for buyers costs."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Numbers
from inventory_core.domain.frames import check
from inventory_core.optimization.tables import OVERSTOCK, PLAN

YOUNGEST_DAYS = 60
"""A product launched less than so long ago has not had the time to sell its first delivery."""
_SLOWEST = 0.5
"""Below so many sales a year, how long the stock lasts says nothing."""
_MONTHS_A_YEAR = 12


def is_overstocked(plan: pd.DataFrame) -> pd.Series:
    """Tell which products of a plan (PLAN) have units that will not sell soon enough."""
    return (plan["overstock_units"] >= 1) & (plan["days_on_sale"] >= YOUNGEST_DAYS)


def overstock(plan: pd.DataFrame) -> pd.DataFrame:
    """List what lies too much of each product, with what waiting costs until it is sold.

    Of what is discontinued that is all of it, since no order makes it last.

    Units are sold one after the other at the usual pace, the ones too many last. Keeping a unit
    costs its holding rate until it is sold, but never more than the unit is worth: by then one
    would have given it away.

    Args:
        plan: PLAN.

    Returns:
        OVERSTOCK, the most money first.
    """
    lying = check(plan, PLAN)["on_hand"] - plan["committed"]
    found = plan[is_overstocked(plan) | plan["discontinued"] & (lying > 0)]
    cost, rate, yearly = (
        found[name].to_numpy(float) for name in ("cost", "holding_rate", "yearly_demand")
    )
    free = lying[found.index].to_numpy(float)
    extra = np.where(found["discontinued"], free, found["overstock_units"]).astype(float)
    terms = {"pace": yearly, "value": cost, "holding_cost": rate * cost, "salvage_value": 0.0}
    kept = worth_of_stock(free, **terms) - worth_of_stock(free - extra, **terms)
    lasting = np.where(yearly >= _SLOWEST, free / np.maximum(yearly, _SLOWEST), np.nan)
    listed = found[["sku", "name", "supplier", "discontinued"]].assign(
        overstock_units=extra,
        money=extra * cost,
        months=_MONTHS_A_YEAR * lasting,
        waiting_cost=extra * cost - kept,
    )
    ordered = listed.sort_values(["money", "overstock_units"], ascending=False, kind="stable")
    return check(ordered.reset_index(drop=True), OVERSTOCK)


def worth_of_stock(
    units: npt.ArrayLike,
    *,
    pace: npt.ArrayLike,
    value: npt.ArrayLike,
    holding_cost: npt.ArrayLike,
    salvage_value: npt.ArrayLike,
) -> Numbers:
    """Return what units are worth that sell one after the other, in money, less keeping them.

    The x-th unit waits x / r and is worth v − h x / r, or what it brings at once where that is
    more: the integral of max(v − h x / r, s) from 0 to the number of units.

    Args:
        units: on the shelf; any shape that fits the others.
        pace: r, units sold in a unit of time.
        value: v, money that a unit is worth when its turn comes.
        holding_cost: h, money for a unit kept for a unit of time.
        salvage_value: s, money that a unit brings at once.

    >>> terms = {"pace": 10.0, "value": 6.0, "holding_cost": 2.0, "salvage_value": 1.0}
    >>> worth_of_stock([10.0, 30.0], **terms).tolist()  # from the 25th on, 1 each
    [50.0, 92.5]
    """
    units, sold_a_time, worth, holding, salvage = (
        np.asarray(number, dtype=float)
        for number in (units, pace, value, holding_cost, salvage_value)
    )
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        worth_waiting = sold_a_time * (worth - salvage) / holding
        free_of_charge = np.where((sold_a_time > 0) & (worth > salvage), np.inf, 0.0)
        waiting = np.clip(np.where(holding > 0, worth_waiting, free_of_charge), 0.0, units)
        keeping = np.where(waiting > 0, holding * waiting**2 / (2 * sold_a_time), 0.0)
    return np.asarray(worth * waiting - keeping + salvage * (units - waiting))
