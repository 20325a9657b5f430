"""What of a plan to buy first when money is short, and the plan that a budget allows."""

from dataclasses import replace

import numpy as np
import pandas as pd

from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.optimization.budget import (
    UNCOUNTED,
    Buyable,
    Purchase,
    Ranking,
    SupplierMinimums,
    ranked,
)
from inventory_core.optimization.plan import Plan, Refused
from inventory_core.optimization.supplier_orders import supplier_places


def rank_purchases(plan: Plan, suppliers: pd.DataFrame) -> Ranking:
    """Rank all packs that could be bought now by the profit expected for their money.

    What is not ordered whatever the numbers say, and what was never counted, is left out as if
    without margin; the smallest orders of SUPPLIERS are kept.
    """
    goods = plan.economics
    aside = goods.one_shot | np.isin(plan.refused, [Refused.DISCONTINUED, Refused.NOT_YET])
    # Money is not spent on what may lie there.
    uncounted = ~plan.stock.known & (plan.daily_demand > 0) & ~aside
    ranking = ranked(
        Buyable(
            stock_position=plan.stock.position,
            unit_cost=goods.cost,
            margin=np.where(aside | uncounted, 0.0, goods.lost_sale_cost),
            holding_cost=goods.holding_cost / DAYS_A_YEAR,
            daily_demand=plan.daily_demand,
            pack_size_units=goods.pack_size_units,
            moq_units=goods.moq_units,
            order_cost=goods.order_cost,
            limit_units=np.minimum(plan.yearly_demand, plan.orders.most),
            supplier=supplier_places(goods.suppliers, suppliers),
        ),
        plan.arrival.needed,
        SupplierMinimums(
            units=suppliers["least_units"].to_numpy(dtype=float),
            money=suppliers["least_money"].to_numpy(dtype=float),
        ),
    )
    return replace(ranking, refused=np.where(uncounted, UNCOUNTED, ranking.refused))


def plan_within(plan: Plan, purchase: Purchase) -> Plan:
    """Return the plan with what a budget buys in place of what would be best without one.

    The ranking knows usual costs only; where so many units cost less, less of the budget is spent.
    """
    nothing = np.zeros(len(purchase.units))
    bought = replace(plan.orders, units=purchase.units, added=nothing, joins=nothing > 0)
    return replace(plan, orders=bought)
