"""Reorder point and lot: order a fixed lot whenever the stock position falls to the reorder point.

The (r, Q) policy under continuous review; what cannot be served at once waits. Demand over the lead
time is any scipy distribution. Sources: Hadley and Whitin 1963; Federgruen and Zheng 1992; Snyder
and Shen, Fundamentals of Supply Chain Theory, chapter 5.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import (
    PeriodCosts,
    above_zero,
    amount,
    both_above_zero,
)
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.newsvendor import (
    best_quantity,
    expected_cost,
    levels_within,
    normal_distribution,
)
from inventory_core.optimization.shortage import (
    Distribution,
    summed_left,
    summed_short,
)

Numbers = npt.NDArray[np.float64]

_CLOSE_ENOUGH_MONEY = 1e-6


@dataclass(frozen=True, kw_only=True)
class LotCosts(PeriodCosts):
    """What decides on lots. The unit of time is free, a year or a week, but the same in all.

    demand_rate: units. stockout_cost: for each unit that is waited for, as long as that lasts; only
    where a function says so for each unit short, however long.
    """

    demand_rate: float

    def __post_init__(self) -> None:
        above_zero(_("demand"), self.demand_rate)
        super().__post_init__()

    @property
    def economic_lot(self) -> float:
        """The economic order quantity."""
        return float(
            economic_order_quantity(
                demand_rate=self.demand_rate,
                order_cost=self.order_cost,
                holding_cost=self.holding_cost,
            )
        )


@dataclass(frozen=True, kw_only=True)
class ReorderLot:
    """Order the lot once the stock position has fallen to the reorder point; both in units."""

    reorder_point: float
    lot: float


def lead_time_demand(
    *,
    demand_mean: float,
    demand_spread: float,
    lead_time_mean: float,
    lead_time_spread: float = 0.0,
) -> Distribution:
    """Return demand over a lead time as a bell curve; spreads are standard deviations.

    Mean E[D] E[L], variance E[L] Var[D] + E[D]² Var[L].

    >>> demand = lead_time_demand(
    ...     demand_mean=100, demand_spread=22, lead_time_mean=12, lead_time_spread=3
    ... )
    >>> float(demand.mean()), round(float(demand.std()), 3)
    (1200.0, 309.529)
    """
    time = amount(_("lead time"), lead_time_mean)
    by_demand = time**0.5 * amount(_("spread of demand"), demand_spread)
    by_time = amount(_("demand"), demand_mean) * amount(_("spread of lead time"), lead_time_spread)
    return normal_distribution(demand_mean * time, float(np.hypot(by_demand, by_time)))


def policy_cost(demand: Distribution, costs: LotCosts, policy: ReorderLot) -> float:
    """Return what ordering, holding and waiting cost in a unit of time: exact.

    The stock position is found everywhere between the reorder point and a lot above it equally
    often, so the cost is K D / Q and the average of the newsvendor's costs between the two.
    Source: Snyder and Shen, problem 5.1 and example 5.8.

    Args:
        demand: over the lead time.
        costs: stockout cost for each unit waited for and unit of time.
        policy: in whole units where demand is.

    >>> costs = LotCosts(demand_rate=1.5, order_cost=100, holding_cost=20, stockout_cost=150)
    >>> from scipy import stats
    >>> round(policy_cost(stats.poisson(3), costs, ReorderLot(reorder_point=3, lot=5)), 4)
    107.9236
    """
    if policy.lot == 0 and costs.order_cost == 0:
        return float(expected_cost(demand, policy.reorder_point, **costs.sides))
    ends = policy.reorder_point + np.array([0.0, above_zero(_("lot"), policy.lot)])
    left = float(np.diff(summed_left(demand, ends))[0])
    short = -float(np.diff(summed_short(demand, ends))[0])
    kept = costs.holding_cost * left + costs.stockout_cost * short
    return (costs.order_cost * costs.demand_rate + kept) / policy.lot


def best_reorder_point(demand: Distribution, costs: LotCosts, lot: float) -> float:
    """Return the reorder point that costs least with a given lot.

    Just before an order and just after it, being where one is costs the same: g(r) = g(r + Q).
    Demand in whole units takes the lot as the nearest whole number.
    Source: Snyder and Shen, example 5.1.

    >>> costs = LotCosts(demand_rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=7.5)
    >>> demand = lead_time_demand(demand_mean=1300, demand_spread=150, lead_time_mean=1 / 12)
    >>> round(best_reorder_point(demand, costs, 750), 4)
    99.8538
    """
    size = amount(_("lot"), lot)
    top = best_quantity(demand, **both_above_zero(**costs.sides))
    if hasattr(demand, "pmf"):
        return _best_whole_reorder_point(demand, costs, top, max(round(size), 1))
    close_enough = _CLOSE_ENOUGH_MONEY * min(costs.holding_cost + costs.stockout_cost, 1.0)
    # Ten lots down are more than enough, and halving from there meets the worked examples to their
    # last digits, where another search is as near but not the same.
    low, high = top - 10 * size, top
    while True:
        point = (low + high) / 2
        before, after = expected_cost(demand, np.array([point, point + size]), **costs.sides)
        if abs(before - after) <= close_enough or not low < point < high:
            return point
        low, high = (point, high) if before > after else (low, point)


def _best_whole_reorder_point(demand: Distribution, costs: LotCosts, top: float, lot: int) -> float:
    levels = np.arange(top - lot, top + lot + 1)
    summed = np.cumsum(expected_cost(demand, levels, **costs.sides))
    return float(levels[np.argmin(summed[lot:] - summed[:-lot])])


def best_policy(demand: Distribution, costs: LotCosts) -> ReorderLot:
    """Return reorder point and lot that cost least, for demand in whole units: exact.

    A lot of Q passes Q stock levels, and had best pass the Q cheapest, which lie side by side. So
    levels are taken from the cheapest on, as long as that lowers their average with the order cost.
    Source: Federgruen and Zheng 1992.

    >>> costs = LotCosts(demand_rate=12, order_cost=4, holding_cost=4, stockout_cost=28)
    >>> from scipy import stats
    >>> best_policy(stats.poisson(6), costs)
    ReorderLot(reorder_point=6.0, lot=7.0)
    """
    sides = both_above_zero(**costs.sides)
    lot = max(round(costs.economic_lot), 1)
    guess = ReorderLot(reorder_point=best_reorder_point(demand, costs, lot), lot=lot)
    limit = policy_cost(demand, costs, guess)
    levels, kept = levels_within(demand, limit, **sides)
    cheapest = np.argsort(kept, kind="stable")
    ordering = costs.order_cost * costs.demand_rate
    averages = (ordering + np.cumsum(kept[cheapest])) / np.arange(1, kept.size + 1)
    best = int(np.argmin(averages)) + 1
    return ReorderLot(reorder_point=float(levels[cheapest[:best]].min()) - 1, lot=float(best))
