"""Two ways to order one product through a season: levels that follow it, and orders fixed ahead.

Levels are made for demand that varies, fixed orders for demand that is nearly known.
"""

from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import Numbers
from inventory_core.domain.policy import Policy, at_or_below
from inventory_core.domain.products import PeriodTerms
from inventory_core.optimization.dynamic import Stages, best_decisions
from inventory_core.optimization.lot_schedule import PeriodPrices, best_schedule
from inventory_core.optimization.period_demand import LeadTimes, PeriodDemand

_MOST_LEVELS = 1500
"""Stock levels looked at: with more, they are some units apart."""


@dataclass(frozen=True, eq=False, kw_only=True)
class SeasonLevels:
    """In each period, order up to a level once the stock position is at a point or below.

    reorder_points, order_up_to: units in each period; NaN where ordering never pays. levels: units,
    rising. costs: of each period on (rows) from each level (columns), in money.
    """

    reorder_points: Numbers
    order_up_to: Numbers
    levels: Numbers
    costs: Numbers

    @property
    def policy(self) -> Policy:
        """The policy of each period by which they are followed."""
        return Policy(reorder_point=at_or_below(self.reorder_points), order_up_to=self.order_up_to)

    def cost_from(self, period: int, stock: Numbers) -> Numbers:
        """Return what is expected from a period on, starting with such stock positions."""
        return np.interp(stock, self.levels, self.costs[period])


def season_levels(
    demand: PeriodDemand, terms: PeriodTerms, *, lead_times: LeadTimes, stock: float
) -> SeasonLevels:
    """Return the levels that cost least over the season, by stochastic dynamic programming.

    It maximises expected profit: sales revenue less purchase, ordering, holding and goodwill of
    lost sales, with what is left worth its cost. Bought units are sold, left or not bought at all,
    so a sale brings its margin, and the same levels cost least where each lost sale costs margin
    and goodwill, and buying nothing. The season is followed beyond what the forecast knows, since
    the end would else make the last orders look dear.

    Exact where goods arrive at once, demand of the periods is independent and levels are one unit
    apart. Otherwise approximate: the programme sees the stock position, an order's effect falls
    into the period when it arrives, and what is lost there is the demand up to then beyond the
    position, less that before it (Hadley and Whitin 1963, chapter 4). In truth a product that sold
    well goes on so, of which the levels know no more than the plan does.

    Args:
        demand: of the product.
        terms: what a period costs, of the one product.
        lead_times: of an order.
        stock: stock position at the start, units.
    """
    periods = demand.mean.size - lead_times.longest - 1
    highest = demand.total(np.array([demand.mean.sum()])).units[0, -1]
    fewest = float(terms.smallest_order[0])
    most = stock + highest + fewest
    step = max(np.ceil(most / _MOST_LEVELS), 1.0)
    levels = np.arange(0.0, most + step, step)
    steps = np.round(demand.total(demand.mean[:periods]).units / step).astype(np.int64)
    pack = max(round(float(terms.pack_size_units[0]) / step), 1)
    found = best_decisions(
        Stages(
            levels=levels,
            chances=[np.bincount(row) / row.size for row in steps],
            kept=_kept(demand, terms, lead_times=lead_times, levels=levels, periods=periods),
            final=np.zeros(levels.size),
            cost=np.zeros(periods),
            order_cost=np.full(periods, terms.order_cost[0]),
            discount=np.ones(periods),
            fewest_units=int(np.ceil(fewest / (step * pack))) * pack,
            pack_units=pack,
        )
    )
    return SeasonLevels(
        reorder_points=found.reorder_points,
        order_up_to=found.order_up_to,
        levels=levels,
        costs=found.costs,
    )


def _kept(
    demand: PeriodDemand,
    terms: PeriodTerms,
    *,
    lead_times: LeadTimes,
    levels: Numbers,
    periods: int,
) -> Numbers:
    """Expected holding and lost sales of the period in which an order arrives, periods × levels."""
    held = np.broadcast_to(levels, (periods, levels.size))
    lasting = demand.protection(lead_times, more=1, periods=periods)
    before = demand.protection(lead_times, more=0, periods=periods)
    short, left = lasting.expected_short(held), lasting.expected_left(held)
    lost = np.maximum(short - before.expected_short(held), 0.0)
    return terms.holding_cost[0] * left + terms.lost_sale_cost[0] * lost


def fixed_orders(
    demand: PeriodDemand,
    terms: PeriodTerms,
    *,
    lead_times: LeadTimes,
    stock: float,
    safety_stock: Numbers,
) -> Numbers:
    """Return the orders of each period that cost least if demand were as expected.

    Wagner and Whitin's schedule of what is lacking for the expected demand and the safety stock,
    lifted to the smallest order and whole packs.

    Args:
        demand, terms, lead_times, stock: as for season_levels; the average lead time counts.
        safety_stock: units to have left when an order of each period arrives; the last one holds
            on.
    """
    lasting = demand.mean.cumsum()[lead_times.usual :]
    kept = np.pad(safety_stock, (0, max(lasting.size - safety_stock.size, 0)), mode="edge")
    lacking = np.maximum.accumulate(np.maximum(lasting + kept[: lasting.size] - stock, 0.0))
    prices = PeriodPrices(order_cost=terms.order_cost[0], holding_cost=terms.holding_cost[0])
    wanted = best_schedule(np.diff(lacking, prepend=0.0), prices).quantities
    return _lifted(wanted, terms)


def _lifted(wanted: Numbers, terms: PeriodTerms) -> Numbers:
    """Lift orders to what can be ordered; what is too much is taken off the next ones."""
    units, ahead = np.zeros(wanted.size), 0.0
    for period in np.flatnonzero(wanted):
        lacking = max(wanted[period] - ahead, 0.0)
        units[period] = terms.orderable(np.array([lacking]))[0]
        ahead += units[period] - wanted[period]
    return units
