"""Self-tuning: what settings picked on a product's own past are worth later, and who is fooled.

The last days are cut into three stretches. Settings are picked on the first, kept if they also won
on the second, as the app does it, and judged on the third, which neither of the two has seen. The
data are a folder as weekly_shop.py describes it, a week's units spread over its days.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.weekly_shop import FIRST_DAY, WEEK_DAYS, WEEKS_A_YEAR, WeeklyShop, read_weekly_shop
from inventory_core.domain.demand import Demand, Numbers, plain_demand
from inventory_core.domain.frames import PRODUCTS, empty, typed
from inventory_core.domain.settings import ServiceRule, Settings
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS
from inventory_core.simulation.tuning import are_cheaper, cheapest, is_cheaper, try_settings

RULES = (ServiceRule.LEVEL, ServiceRule.COSTS)
MOST_DAYS = 360


def report(data: Path, *, penalty: float = 0.5, products: int | None = None, seed: int = 0) -> str:
    """Search under both rules that a shop is likely to go by.

    Args:
        data: the folder.
        penalty: what a lost sale costs, as a share of the unit's cost.
        products, seed: how many to draw, and how; all if left out.
    """
    shop = read_weekly_shop(data, penalty=penalty)
    shop = shop if products is None else shop.sample(products, seed=seed)
    shop = shop.only(np.asarray(shop.units.any(axis=1)))
    demand, known = by_day(shop), facts(shop)
    lines = [
        "| shop's rule | products | cost in stretch | picked on 1 | now | picked | saved "
        "| won on 2 | now | picked | saved | offered |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for rule in RULES:
        lines += rows(demand, known, settings=Settings(service_rule=rule))
    return "\n".join(lines)


def by_day(shop: WeeklyShop) -> Demand:
    """Spread each week's units over its days in whole units, as the app does with totals."""
    steps = np.arange(WEEK_DAYS + 1) / WEEK_DAYS
    daily = np.diff(np.floor(shop.units[:, :, None] * steps), axis=2)
    units = daily.reshape(len(shop.skus), -1)
    return plain_demand(skus=shop.skus, first_day=FIRST_DAY, units=units)


def facts(shop: WeeklyShop) -> pd.DataFrame:
    """Return what the app knows of each product (PRODUCTS)."""
    terms = shop.terms
    known = empty(PRODUCTS).reindex(range(len(shop.skus)))
    return typed(
        known.assign(
            sku=shop.skus,
            cost=terms.unit_cost,
            price=terms.unit_cost + terms.lost_sale_cost,
            lead_time_days=terms.lead_time_periods * float(WEEK_DAYS),
            moq_units=terms.moq_units,
            pack_size_units=np.maximum(terms.pack_size_units, 1.0),
            order_cost=terms.order_cost,
            holding_rate=terms.holding_cost * WEEKS_A_YEAR / terms.unit_cost,
        ),
        PRODUCTS,
    )


def rows(demand: Demand, products: pd.DataFrame, *, settings: Settings) -> list[str]:
    """Return a row of the table for each of the three stretches."""
    third = min(demand.days - FEWEST_KNOWN_DAYS, MOST_DAYS) // 3
    tried = try_settings(
        demand, products=products, settings=settings, stretches_days=(third, third, third)
    )
    costs = tried.costs
    order_cost = tried.shop.terms.order_cost
    best = cheapest(costs[0], order_cost=order_cost)
    chosen = [_of(cost, best) for cost in costs]
    picked = best > 0
    offered = "yes" if are_cheaper(chosen[1][picked], costs[1][picked, 0]) else "no"
    won = picked & is_cheaper(chosen[1], costs[1][:, 0], order_cost=order_cost)
    return [
        f"| {settings.service_rule} | {len(best)} | {part + 1}: {costs[part][:, 0].sum():,.0f} "
        f"| {_compared(costs[part][:, 0], chosen[part], picked)} "
        f"| {_compared(costs[part][:, 0], chosen[part], won)} | {offered} |"
        for part in range(3)
    ]


def _of(cost: Numbers, choice: npt.NDArray[np.int64]) -> Numbers:
    return cost[np.arange(len(choice)), choice]


def _compared(now: Numbers, chosen: Numbers, products: npt.NDArray[np.bool_]) -> str:
    before, after = now[products].sum(), chosen[products].sum()
    saved = (before - after) / before if before else 0.0
    return f"{products.sum()} | {before:,.0f} | {after:,.0f} | {saved:.1%}"
