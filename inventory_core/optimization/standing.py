"""What a plan stands on: whose stock and costs are known, and what should be counted first."""

from dataclasses import dataclass

import pandas as pd

from inventory_core.domain.forecast import NO_MODEL
from inventory_core.domain.frames import check
from inventory_core.optimization.tables import PLAN


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Of how many products what is known."""

    products: int
    stock_known: int
    costs_known: int
    never_sold: int
    """Products of which nobody knows how much will be asked for."""
    sales_days: int
    """Days from the first sale known to the last."""


def standing(plan: pd.DataFrame, *, sales_days: int) -> Standing:
    """Tell what a plan (PLAN) stands on."""
    known = check(plan, PLAN)
    guessed = known["defaults"].str.contains("cost", regex=False)
    return Standing(
        products=len(known),
        stock_known=int(known["stock_known"].sum()),
        costs_known=int((~guessed).sum()),
        never_sold=int(known["model"].eq(NO_MODEL).sum()),
        sales_days=sales_days,
    )


def to_count(plan: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a plan (PLAN) whose stock decides and was never counted.

    First the one whose order is the most money, then the one that sells most.
    """
    matters = (plan["daily_demand"] > 0) & ~plan["one_shot"] & ~plan["discontinued"]
    rows = plan[matters & ~plan["stock_known"]]
    at_stake = (rows["order_units"] * rows["unit_cost"]).fillna(0.0)
    order = rows.assign(at_stake=at_stake).sort_values(
        ["at_stake", "daily_demand"], ascending=False, kind="stable"
    )
    return rows.loc[order.index]
