"""Rules to order by that only comparisons need: by the pace, by costs, and with foresight."""

import numpy as np

from benchmarks.lot_schedule import PeriodPrices, best_schedule
from inventory_core.domain.demand import Numbers
from inventory_core.domain.products import PeriodTerms
from inventory_core.simulation.walk import Rule, Situation, Start


def pace_rule(terms: PeriodTerms, *, pace_periods: int, cover_periods: float) -> Rule:
    """Order what the pace of the last periods asks for over lead time and cover, less the stock."""

    def wanted(known: Situation) -> Numbers:
        pace = known.past[:, -pace_periods:].mean(axis=1)
        return pace * (terms.lead_time_periods + cover_periods) - known.position

    return wanted


def foresight_rule(demand: Numbers, *, terms: PeriodTerms, start: Start) -> Rule:
    """Order as one would who knows all demand, at the least cost there is.

    Wagner and Whitin's schedule, with sales let go where serving them costs more. Nobody can do
    better where any amount can be ordered; with minimum orders and packs, the bound is still lower
    than what anybody can reach. Selling at once never costs more than keeping a unit for later, so
    the stock of the start goes to the first who ask, and orders serve who is left.
    """
    coming = demand[:, start.period :]
    free = np.maximum(start.on_hand[:, None] - coming.cumsum(axis=1), 0.0)
    used = -np.diff(free, axis=1, prepend=start.on_hand[:, None])
    lacking = np.maximum(coming - used, 0.0)
    quantities = np.zeros_like(coming)
    for row, lead_time in enumerate(terms.lead_time_periods):
        left = lacking[row, lead_time:]
        if left.any():
            quantities[row, : len(left)] = best_schedule(left, _prices(terms, row)).quantities
    return lambda known: quantities[:, known.period - start.period]


def _prices(terms: PeriodTerms, row: int) -> PeriodPrices:
    return PeriodPrices(
        order_cost=terms.order_cost[row],
        holding_cost=terms.holding_cost[row],
        lost_sale_cost=terms.lost_sale_cost[row],
    )
