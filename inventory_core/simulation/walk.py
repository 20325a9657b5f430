"""Replay: had you ordered by this rule, what would have sold, been lost and cost?

A rule is walked through real demand period by period, a period being a day or a week, all products
at once. In each period, in this order:

1. What was ordered a lead time ago arrives.
2. The rule sees the stock and all demand of the periods before, never of this one or later, and
   orders. Its wish is lifted to the minimum order and to whole packs. Without a lead time the order
   is there at once.
3. Customers come. What is on hand is sold; the rest is lost or, where customers wait, owed.
4. What is left is counted and costs holding.

So an order placed now must last for its lead time and one period more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from inventory_core.domain.demand import Numbers, Places
from inventory_core.domain.policy import Policy, at_or_below
from inventory_core.domain.products import PeriodTerms
from inventory_core.optimization.eoq import economic_order_quantity


@dataclass(frozen=True, eq=False, kw_only=True)
class Situation:
    """What is known when orders are placed in a period.

    past: demand of all periods before, n × period. on_hand, on_order: units, n. owed: units that
    customers wait for, n.
    """

    past: Numbers
    on_hand: Numbers
    on_order: Numbers
    owed: Numbers

    @property
    def period(self) -> int:
        """Which period it is, counted from the first of all demand."""
        return self.past.shape[1]

    @property
    def position(self) -> Numbers:
        """Stock position: on hand and on order, less what is owed."""
        return self.on_hand + self.on_order - self.owed


Rule = Callable[[Situation], Numbers]
"""Returns the units to order now, n; none or less where nothing is to be ordered."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Replay:
    """What happened to n products in T periods, n × T each, in units.

    demand: asked for. on_hand: left at the end. ordered, arrived: in the period. sold: handed over,
    what was owed included. lost: not there when asked for; where customers wait, they got it late.
    """

    terms: PeriodTerms
    demand: Numbers
    on_hand: Numbers
    ordered: Numbers
    arrived: Numbers
    sold: Numbers
    lost: Numbers

    @property
    def fill_rate(self) -> float:
        """Share of the units asked for that were there, each weighted by its cost."""
        asked = float(self.terms.unit_cost @ self.demand.sum(axis=1))
        lost = float(self.terms.unit_cost @ self.lost.sum(axis=1))
        return 1 - lost / asked if asked else 1.0

    def during(self, periods: slice) -> "Replay":
        """Return what happened in some of the periods."""
        parts = {name: value[:, periods] for name, value in vars(self).items() if name != "terms"}
        return Replay(terms=self.terms, **parts)

    def since(self, first: Places) -> "Replay":
        """Return what happened to each product from a period of its own on, and nothing before."""
        counted = np.arange(self.demand.shape[1]) >= first[:, None]
        parts = {name: value * counted for name, value in vars(self).items() if name != "terms"}
        return Replay(terms=self.terms, **parts)

    def by_product(self) -> pd.DataFrame:
        """Add up the periods: one row for each product.

        Columns: ordering, holding, lost_sales and total in money; stock_value, the average at the
        end of a period, in money; fill_rate, missing where nothing was asked for; orders and
        stockout_periods, in which something asked for was not there, in numbers.
        """
        asked, lost = self.demand.sum(axis=1), self.lost.sum(axis=1)
        served = np.divide(asked - lost, asked, out=np.full(len(asked), np.nan), where=asked > 0)
        return self._costs(1).assign(
            stock_value=self.terms.unit_cost * self.on_hand.mean(axis=1),
            fill_rate=served,
            orders=(self.ordered > 0).sum(axis=1),
            stockout_periods=(self.lost > 0).sum(axis=1),
        )

    def by_period(self) -> pd.DataFrame:
        """Add up the products: one row for each period.

        Columns: ordering, holding, lost_sales and total in money; stock_value at the end, in money;
        orders and stockouts, products with something not there, in numbers.
        """
        return self._costs(0).assign(
            stock_value=self.terms.unit_cost @ self.on_hand,
            orders=(self.ordered > 0).sum(axis=0),
            stockouts=(self.lost > 0).sum(axis=0),
        )

    def _costs(self, axis: int) -> pd.DataFrame:
        terms = self.terms
        costs = pd.DataFrame(
            {
                "ordering": (terms.order_cost[:, None] * (self.ordered > 0)).sum(axis=axis),
                "holding": (terms.holding_cost[:, None] * self.on_hand).sum(axis=axis),
                "lost_sales": (terms.lost_sale_cost[:, None] * self.lost).sum(axis=axis),
            }
        )
        return costs.assign(total=costs.sum(axis=1))


@dataclass(frozen=True, eq=False, kw_only=True)
class Start:
    """Where a replay begins.

    period: the first one replayed; demand before it is what rules learn from. on_hand: units, n.
    customers_wait: they wait for what is not there, instead of leaving. under_way: what was ordered
    before and arrives in each period, n × periods; None where nothing was. owed: promised before,
    which is handed over first, n; None where nothing was.
    """

    period: int
    on_hand: Numbers
    customers_wait: bool = False
    under_way: Numbers | None = None
    owed: Numbers | None = None


def replay(
    demand: Numbers,
    rule: Rule,
    *,
    terms: PeriodTerms,
    start: Start,
    progress: Callable[[float], object] = lambda _share: None,
) -> Replay:
    """Walk a rule through demand.

    Args:
        demand: units of n products in all periods, those before the start included.
        rule: says what to order.
        terms, start: of the same products.
        progress: told which share of the periods is done.
    """
    periods = demand.shape[1] - start.period
    walked = _nothing_yet(terms, demand[:, start.period :])
    stock = start.on_hand.astype(float)
    owed = np.zeros_like(stock) if start.owed is None else start.owed.astype(float)
    on_order = np.zeros_like(stock)
    if start.under_way is not None:
        walked.arrived[:] = start.under_way
        on_order = start.under_way.sum(axis=1)
    for now in range(periods):
        due = walked.arrived[:, now]
        past = demand[:, : start.period + now].copy()  # a view would lead to the future
        known = Situation(past=past, on_hand=stock + due, on_order=on_order - due, owed=owed)
        _order(walked, now, terms.orderable(rule(known)))
        came = walked.arrived[:, now]  # and what was ordered without a lead time
        stock, on_order = stock + came, on_order + walked.ordered[:, now] - came
        promised = owed
        stock, owed = _serve(walked, now, stock, promised)
        if not start.customers_wait:
            owed = np.maximum(promised - walked.sold[:, now], 0.0)
        progress((now + 1) / periods)
    return walked


def _nothing_yet(terms: PeriodTerms, demand: Numbers) -> Replay:
    empty = {
        name: np.zeros(demand.shape) for name in ("on_hand", "ordered", "arrived", "sold", "lost")
    }
    return Replay(terms=terms, demand=demand, **empty)


def _order(walked: Replay, now: int, units: Numbers) -> None:
    """Write down what is ordered, and where it arrives, if that is before the end."""
    due = now + walked.terms.lead_time_periods
    inside = np.flatnonzero(due < walked.demand.shape[1])
    walked.ordered[:, now] = units
    walked.arrived[inside, due[inside]] += units[inside]


def _serve(walked: Replay, now: int, stock: Numbers, owed: Numbers) -> tuple[Numbers, Numbers]:
    """Hand over what is there, first to those who wait; return what is left and what is owed."""
    asked = walked.demand[:, now]
    sold = np.minimum(stock, owed + asked)
    walked.sold[:, now] = sold
    walked.lost[:, now] = asked - np.clip(sold - owed, 0.0, asked)
    walked.on_hand[:, now] = stock - sold
    return stock - sold, owed + asked - sold


# Rules


def min_max_rule(*, minimum: Numbers, maximum: Numbers) -> Rule:
    """Order up to the maximum once the stock position is at the minimum or below."""
    policy = Policy(reorder_point=at_or_below(minimum), order_up_to=maximum)
    return lambda known: policy.wanted(known.position)


def history_rule(terms: PeriodTerms) -> Rule:
    """Keep the largest demand of any lead time so far, and order the economic lot above it."""

    def wanted(known: Situation) -> Numbers:
        least = largest_demand(known.past, terms.lead_time_periods)
        maximum = least + _economic_lot(terms, known.past.mean(axis=1))
        return np.where(least > 0, min_max_rule(minimum=least, maximum=maximum)(known), 0.0)

    return wanted


def bell_curve_rule(terms: PeriodTerms, *, service_level: float) -> Rule:
    """Order the economic lot below the reorder point of a textbook: mean + z σ, all of the past."""
    factor = NormalDist().inv_cdf(service_level)

    def wanted(known: Situation) -> Numbers:
        mean, deviation = known.past.mean(axis=1), known.past.std(axis=1, ddof=1)
        protection = terms.lead_time_periods + 1
        point = mean * protection + factor * deviation * np.sqrt(protection)
        return level_rule(terms, reorder_point=point, demand=mean)(known)

    return wanted


def level_rule(terms: PeriodTerms, *, reorder_point: Numbers, demand: Numbers) -> Rule:
    """Order the economic lot of a demand, in units a period, once at the reorder point or below."""
    policy = Policy(
        reorder_point=at_or_below(reorder_point),
        order_up_to=reorder_point,
        lot=_economic_lot(terms, demand),
        reordered=demand > 0,
    )
    return lambda known: policy.wanted(known.position)


def largest_demand(past: Numbers, periods: Places) -> Numbers:
    """Return the largest total of so many periods in a row, n; of all there are if these are fewer.

    >>> largest_demand(np.array([[1.0, 5.0, 0.0, 4.0], [2.0, 0.0, 0.0, 1.0]]), np.array([3, 2]))
    array([9., 2.])
    """
    so_far = np.pad(past.cumsum(axis=1), ((0, 0), (1, 0)))
    largest = np.zeros(len(past))
    for length in np.unique(periods):
        rows, span = periods == length, min(int(length), past.shape[1])
        totals = so_far[rows, span:] - so_far[rows, : so_far.shape[1] - span]
        largest[rows] = totals.max(axis=1)
    return largest


def _economic_lot(terms: PeriodTerms, demand: Numbers) -> Numbers:
    lot = economic_order_quantity(
        demand_rate=demand, order_cost=terms.order_cost, holding_cost=terms.holding_cost
    )
    return np.nan_to_num(lot)
