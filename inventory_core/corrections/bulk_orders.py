"""Order lines far beyond what is usual for a product: someone bought for a wedding or a shop.

What lies beyond the usual line is set aside, so that the forecast does not wait for the next one.
"""

import numpy as np
import pandas as pd

from inventory_core.corrections.ranges import corrections_from
from inventory_core.domain.demand import Demand
from inventory_core.domain.frames import DAILY_SALES, check

BULK_ORDER = "bulk order"

_FEWEST_DAYS = 10
"""A product with fewer days of sales does not show what is usual."""
_FEWEST_UNITS = 10
_TIMES_A_LARGE_LINE = 4.0
_TIMES_A_LARGE_DAY = 2.0
_LARGE = 0.95
_RARE = 0.02
"""Share of a product's days that may have a bulk order; more of them are its usual business."""
_SPREADS = 3.0
"""So many times as far beyond the median as a large line is, in logarithms."""


def bulk_orders(demand: Demand, daily_sales: pd.DataFrame) -> pd.DataFrame:
    """Return the units that single order lines had beyond the usual (CORRECTIONS).

    A line is a bulk order where it is far larger than the product's large lines (the largest of
    twenty), than its large days, and than the spread of its lines makes likely: products whose
    lines differ much, as those of a wholesaler do, have none.

    Args:
        demand: of the products to look at.
        daily_sales: DAILY_SALES; days whose largest line is unknown are left out.
    """
    sales = check(daily_sales, DAILY_SALES)
    sales = sales[sales["largest_units"].notna() & sales["sku"].isin(demand.skus)]
    told = sales.merge(_usual(sales).reset_index(), on="sku")
    beyond = told[told["largest_units"] > told["limit"]]
    # What comes again and again is usual, however large.
    often = beyond.groupby("sku")["units"].transform("size")
    beyond = beyond[often <= np.maximum(1, _RARE * beyond["number"])]
    found = pd.DataFrame(
        {
            "sku": beyond["sku"],
            "first_day": beyond["day"],
            "last_day": beyond["day"],
            "units": beyond["largest_units"] - beyond["large"],
        }
    )
    return corrections_from(found, kind=BULK_ORDER)


def _usual(sales: pd.DataFrame) -> pd.DataFrame:
    """Each product's large line, the limit to a bulk order, and its number of days; index sku.

    The largest line of all takes no part, since it is the one in question.
    """
    ordered = sales.sort_values(["sku", "largest_units"], kind="stable")
    others = ordered[ordered["sku"].duplicated(keep="last")].groupby("sku")
    lines, days = others["largest_units"], others["units"]
    middle, number = lines.median(), lines.size() + 1
    large = lines.quantile(_LARGE, interpolation="higher")
    limits = pd.DataFrame(
        {
            "line": _TIMES_A_LARGE_LINE * large,
            "day": _TIMES_A_LARGE_DAY * days.quantile(_LARGE),
            "spread": middle * (large / middle) ** _SPREADS,
        }
    )
    limit = limits.max(axis=1).clip(lower=_FEWEST_UNITS)
    usual = pd.DataFrame({"large": large, "limit": limit, "number": number})
    return usual[number >= _FEWEST_DAYS]
