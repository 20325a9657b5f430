"""The coming weeks, if the plan is followed and demand comes as expected.

One product without and with its order of today, or the whole shop with all orders that will follow.
"""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import HORIZON_DAYS, Numbers, so_far
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.policy import Policy
from inventory_core.domain.products import Economics
from inventory_core.optimization.plan import Plan
from inventory_core.optimization.supplier_orders import Orders, SupplierOrders
from inventory_core.simulation.walk import Replay, Situation, Start, replay

PROJECTED_DAYS = 182
"""26 weeks; the forecast reaches four weeks further."""


def stock_ahead(plan: Plan, sku: str) -> pd.DataFrame:
    """Expected stock of one product from today on, without and with its order of today.

    What is on its way without a day counts as there. Returns columns day, without_order, with_order
    and high_demand (with the order, if demand runs at its 90 % total), in units on the evening.
    """
    row, over = plan.economics.skus.tolist().index(sku), plan.wait.days
    known = plan.forecast.product(sku)
    days = np.arange(1, HORIZON_DAYS - over + 1)
    demand = known.mean[0, over:].cumsum()
    high = [known.total_quantile(int(over + day), 0.9)[0] for day in days]
    high = np.maximum(high - known.total_mean(over), 0.0)
    came, lead_time_days = np.zeros(len(days)), plan.times.lead_times_days[row, 1].round()
    for after, units in plan.stock.arrivals(row):
        came += np.where(days > after - over, units, 0.0)
    arrived = came + np.where(days > lead_time_days, plan.orders.units[row], 0.0)
    there = float(plan.free_today[row])
    return pd.DataFrame(
        {
            "day": pd.date_range(plan.wait.today, periods=len(days), unit="us"),
            "without_order": _sold_down(there, demand, came),
            "with_order": _sold_down(there, demand, arrived),
            "high_demand": _sold_down(there, high, arrived),
        }
    )


def _sold_down(stock: float, demand: Numbers, arrived: Numbers) -> Numbers:
    """Stock after each day; what could not be sold is lost, not owed when the order arrives."""
    level, left, before = stock, np.empty(len(demand)), 0.0
    for day, (sold, came) in enumerate(
        zip(np.diff(demand, prepend=0.0), np.diff(arrived, prepend=before), strict=True)
    ):
        level = max(level + came - sold, 0.0)
        left[day] = level
    return left


def project(plan: Plan, suppliers: pd.DataFrame) -> Replay:
    """Walk the whole shop through the coming days, from today on.

    Today's orders are those of the plan. From then on each product is looked at once in its review
    period and ordered as the plan does it: below the reorder point of that day, which is today's,
    moved by what is expected more or less in the protection period from that day on. Units on order
    arrive on the day of their purchase order, and those without one count as there from today on;
    what is bought once is not bought again. Of what was never counted nothing can be said: nothing
    of it is bought.

    Args:
        plan: of the shop.
        suppliers: SUPPLIERS.
    """
    expected, goods = _expected(plan.forecast, since=plan.wait.days), plan.economics
    ahead = _PlanAhead(
        plan=plan,
        suppliers=suppliers,
        total=so_far(expected),
        reorder_point=_reorder_points(plan, expected),
        sellable=_sellable(goods, expected),
        cycle_days=plan.together.days_of(len(goods.skus)),
        rests=goods.resting_days(plan.wait.today),
    )
    start = Start(
        period=0,
        on_hand=np.maximum(plan.free_today, 0.0),
        owed=np.maximum(-plan.free_today, 0.0),
        under_way=_under_way(plan),
    )
    return replay(expected[:, :PROJECTED_DAYS], ahead.wanted, terms=goods.by_period(1), start=start)


@dataclass(frozen=True, eq=False, kw_only=True)
class _PlanAhead:
    """What the plan would order on the coming days.

    total: units expected before each day, n × days. reorder_point: n × days. sellable: units
    expected to sell before an order of that day would spoil, n × days. cycle_days: from one order
    to the next of what is ordered together, n. rests: days during which nothing is ordered, n.
    """

    plan: Plan
    suppliers: pd.DataFrame
    total: Numbers
    reorder_point: Numbers
    sellable: Numbers
    cycle_days: Numbers
    rests: Numbers

    def wanted(self, known: Situation) -> Numbers:
        """Return the units to order on a day, n; none of what was never counted."""
        return np.where(self.plan.stock.known, self._ordered(known), 0.0)

    def _ordered(self, known: Situation) -> Numbers:
        if known.period == 0:
            return self.plan.orders.units
        policy = self.policy(known.period)
        # What cannot be served before an order of that day arrives is lost and needs none.
        late = self.expected_units(known.period, np.round(self.plan.economics.lead_time_days))
        position = known.position + np.maximum(late - np.maximum(known.position, 0.0), 0.0)
        orders = Orders.by(policy, position)
        if self.suppliers.empty or not orders.wanted.any():
            return orders.units
        goods, awake = self.plan.economics, known.period >= self.rests
        gathering = SupplierOrders(
            economics=goods,
            suppliers=self.suppliers,
            policy=policy,
            kept=self.plan.policy.reordered & self.plan.policy.stocked & awake,
            counted=self.plan.stock.known,
            cycle_days=self.cycle_days,
            longest_days=self.plan.longest_days,
            expected_units=partial(self.expected_units, known.period),
            spend=lambda units: units * goods.cost,
        )
        joined = gathering.with_companions(orders, position)
        return gathering.with_minimums(joined, position).units

    def policy(self, day: int) -> Policy:
        """By what products are ordered on a day: only those that are looked at."""
        today = self.plan.policy
        review = np.maximum(np.round(self.plan.economics.review_period_days), 1.0)
        return replace(
            today,
            reorder_point=self.reorder_point[:, day],
            sellable_units=self.sellable[:, day],
            reordered=today.reordered & today.stocked & (day % review == 0) & (day >= self.rests),
        )

    def expected_units(self, first: int, days: npt.ArrayLike) -> Numbers:
        """Units of each product in so many days from one of the coming days on, n."""
        count = np.broadcast_to(np.asarray(days, dtype=np.int64), len(self.total))
        ends = np.minimum(first + count, self.total.shape[1] - 1)
        return self.total[np.arange(len(self.total)), ends] - self.total[:, first]


def _under_way(plan: Plan) -> Numbers:
    """Return the units that arrive on each day, n × days; what comes after them on the last."""
    units = np.zeros((len(plan.economics.skus), PROJECTED_DAYS))
    days = np.clip(plan.stock.coming_days - plan.wait.days, 0, PROJECTED_DAYS - 1).astype(np.int64)
    rows = np.broadcast_to(np.arange(len(units))[:, None], days.shape)
    np.add.at(units, (rows, days), plan.stock.coming)
    return units


def _expected(forecast: Forecast, *, since: int) -> Numbers:
    """Expected units of each day, since one of the forecast until no period looks further.

    n × days.
    """
    later = np.repeat(forecast.later_pace[:, None], PROJECTED_DAYS + since, axis=1)
    return np.concatenate([forecast.mean[:, since:], later], axis=1)


def _coming(expected: Numbers, days: Numbers) -> Numbers:
    """Units expected in so many days (n, at most the forecast's) from each day on, n × days."""
    total = so_far(expected)
    ends = np.arange(PROJECTED_DAYS) + np.clip(days.round(), 0, HORIZON_DAYS).astype(int)[:, None]
    return np.take_along_axis(total, ends, axis=1) - total[:, :PROJECTED_DAYS]


def _reorder_points(plan: Plan, expected: Numbers) -> Numbers:
    coming = _coming(expected, plan.protection_days)
    moved = plan.policy.reorder_point[:, None] + np.round(coming - coming[:, :1])
    return np.maximum(moved, 0.0)


def _sellable(goods: Economics, expected: Numbers) -> Numbers:
    keeps = goods.lead_time_days + goods.shelf_life_days
    spoils = ~np.isnan(keeps)
    sold = _coming(expected, np.where(spoils, keeps, 0.0))
    return np.where(spoils[:, None], sold, np.inf)
