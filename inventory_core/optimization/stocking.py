"""Where costs decide: whether a product is worth stocking, when to order it and how much.

What ordering, holding and lost sales cost a year is worked out for many reorder points and lots at
once, from the forecast's own distribution of demand over the protection period, and the cheapest
pair wins. If even that costs more than letting every sale go, the product is better not stocked.
Source of the cost: Hadley and Whitin 1963, chapter 4, the case of lost sales.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Flags, Numbers
from inventory_core.domain.distribution import Distribution
from inventory_core.domain.products import PeriodTerms
from inventory_core.optimization.eoq import economic_order_quantity

_POINTS_TRIED = 20
_LOTS_TRIED = (0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
"""Multiples of the economic order quantity: the cost is flat between them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class YearlyCost:
    """Money a year, of one shape."""

    ordering: Numbers
    holding: Numbers
    lost_sales: Numbers

    @property
    def total(self) -> Numbers:
        """All three."""
        return self.ordering + self.holding + self.lost_sales

    def at(self, *place: npt.NDArray[np.int64]) -> "YearlyCost":
        """Return the costs at these places of the arrays."""
        return YearlyCost(
            ordering=self.ordering[place],
            holding=self.holding[place],
            lost_sales=self.lost_sales[place],
        )

    def where(self, chosen: Flags, other: "YearlyCost") -> "YearlyCost":
        """Return these costs where chosen, the others elsewhere."""
        return YearlyCost(
            ordering=np.where(chosen, self.ordering, other.ordering),
            holding=np.where(chosen, self.holding, other.holding),
            lost_sales=np.where(chosen, self.lost_sales, other.lost_sales),
        )


@dataclass(frozen=True, eq=False, kw_only=True)
class StockingRule:
    """Order the lot once the stock position is at the reorder point or below; n each.

    stocked: whether it is worth it; where not, reorder point and lot are 0, and the cost is that of
    losing every sale. cost: what is to be expected in a year. All else in units.
    """

    stocked: Flags
    reorder_point: Numbers
    lot: Numbers
    cost: YearlyCost


def cheapest_rule(
    protection: Distribution,
    terms: PeriodTerms,
    *,
    yearly_demand: Numbers,
    review_years: Numbers | float = 0.0,
) -> StockingRule:
    """Choose for n products whether to stock them, the reorder point and the lot.

    Reorder points tried are 0 and outcomes of demand over the protection period; lots are about the
    economic order quantity, lifted to what can be ordered. Between them the cost is flat.

    Args:
        protection: demand over the protection period.
        terms: what ordering, holding and lost sales cost by the year.
        yearly_demand: units, n.
        review_years: time between two looks, n or one for all: no lot sells in less.
    """
    rows = np.arange(len(yearly_demand))
    points = _reorder_points(protection)
    lots = _lots(terms, yearly_demand, least_units=yearly_demand * review_years)
    tried = cost_of_rule(
        protection,
        terms,
        yearly_demand=yearly_demand,
        reorder_point=points[:, None, :],
        lot=lots[:, :, None],
    )
    lot, point = np.divmod(tried.total.reshape(len(rows), -1).argmin(axis=1), points.shape[1])
    cheapest, none = tried.at(rows, lot, point), cost_without_stock(terms, yearly_demand)
    stocked = cheapest.total < none.total
    return StockingRule(
        stocked=stocked,
        reorder_point=np.where(stocked, points[rows, point], 0.0),
        lot=np.where(stocked, lots[rows, lot], 0.0),
        cost=cheapest.where(stocked, none),
    )


def cost_of_rule(
    protection: Distribution,
    terms: PeriodTerms,
    *,
    yearly_demand: Numbers,
    reorder_point: Numbers,
    lot: Numbers,
) -> YearlyCost:
    """Return what ordering, holding and lost sales are expected to cost a year.

    While a lot sells, ℓ = n(r) − n(r + Q) sales are lost, n(y) being what demand over the
    protection period is expected to exceed y by. So Q of Q + ℓ sales are served, D / (Q + ℓ) orders
    are placed a year, and r + (Q + 1) / 2 less what sells over the protection period is held.

    Args:
        protection: of n products.
        terms: what ordering, holding and lost sales cost by the year.
        yearly_demand: units, n; more than 0.
        reorder_point, lot: r and Q in units, n × anything; lots more than 0.

    >>> sure = Distribution(
    ...     units=np.array([[4.0, 6.0]]), chances=np.array([[0.5, 0.5]]), mean=np.array([5.0])
    ... )
    >>> one = np.ones(1)
    >>> terms = PeriodTerms(
    ...     lead_time_periods=np.zeros(1, dtype=np.int64), moq_units=one, pack_size_units=one,
    ...     unit_cost=one, order_cost=10 * one, holding_cost=2 * one, lost_sale_cost=8 * one,
    ... )
    >>> rule = {"reorder_point": 4 * one, "lot": 20 * one}
    >>> cost = cost_of_rule(sure, terms, yearly_demand=42 * one, **rule)
    >>> cost.ordering, cost.lost_sales  # 1 of 21 is lost
    (array([20.]), array([16.]))
    """
    shape = np.broadcast_shapes(reorder_point.shape, lot.shape)
    points, lots = np.broadcast_to(reorder_point, shape), np.broadcast_to(lot, shape)
    demand, order, holding, lost_sale = (
        _each(value, shape)
        for value in (
            yearly_demand,
            terms.order_cost,
            terms.holding_cost,
            terms.lost_sale_cost,
        )
    )
    lost = protection.expected_short(points) - protection.expected_short(points + lots)
    cycle = lots + lost
    selling = _each(protection.outcome_mean, shape) * lots / cycle
    held = np.maximum(points + (lots + 1) / 2 - selling, 0.0)
    return YearlyCost(
        ordering=order * demand / cycle,
        holding=holding * held,
        lost_sales=lost_sale * demand * lost / cycle,
    )


def cost_without_stock(terms: PeriodTerms, yearly_demand: Numbers) -> YearlyCost:
    """Return what it costs a year to lose every sale."""
    none = np.zeros(len(yearly_demand))
    return YearlyCost(ordering=none, holding=none, lost_sales=terms.lost_sale_cost * yearly_demand)


def _reorder_points(protection: Distribution) -> Numbers:
    """Reorder points worth trying, n × points: 0, and outcomes up to the largest."""
    step = -(-protection.units.shape[1] // _POINTS_TRIED)
    outcomes = protection.units[:, ::-step][:, ::-1]
    return np.concatenate([np.zeros((len(outcomes), 1)), outcomes], axis=1)


def _lots(terms: PeriodTerms, yearly_demand: Numbers, *, least_units: Numbers) -> Numbers:
    """Lots worth trying, n × lots: about the economic one, or a year's if keeping costs nothing."""
    economic = economic_order_quantity(
        demand_rate=yearly_demand,
        order_cost=terms.order_cost,
        holding_cost=terms.holding_cost,
    )
    usual = np.where(np.isnan(economic), yearly_demand, economic)[:, None] * _LOTS_TRIED
    least = np.maximum.reduce([terms.pack_size_units, least_units, np.ones(len(least_units))])
    return terms.orderable(np.maximum(usual, least[:, None]))


def _each(value: Numbers, shape: tuple[int, ...]) -> Numbers:
    """Stretch one number for each product to n × anything."""
    return np.broadcast_to(value.reshape(-1, *(1 for _ in shape[1:])), shape)
