"""Where costs decide: whether a product is worth stocking, when to order it and how much.

What ordering, holding and lost sales cost a year is worked out for many reorder points and lots at
once, from the forecast's own distribution of demand over the protection period, and the cheapest
pair wins. If even that costs more than letting every sale go, the product is better not stocked.
Source of the cost: Hadley and Whitin 1963, chapter 4, the case of lost sales.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.distribution import Distribution
from inventory_core.optimization.eoq import economic_order_quantity
from inventory_core.optimization.reorder import order_quantity

Numbers = npt.NDArray[np.float64]

_POINTS_TRIED = 20
_LOTS_TRIED = (0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
"""Multiples of the economic order quantity: the cost is flat between them."""


@dataclass(frozen=True, eq=False, kw_only=True)
class StockingTerms:
    """What decides about n products; a single number holds for all of them.

    yearly_demand: units. order_cost: money for each order. holding_cost: for each unit held for a
    year. lost_sale_cost: for each unit not sold, margin and goodwill. moq_units, pack_size_units:
    an order is at least the one and a multiple of the other.
    """

    yearly_demand: Numbers
    order_cost: npt.ArrayLike
    holding_cost: npt.ArrayLike
    lost_sale_cost: npt.ArrayLike
    moq_units: npt.ArrayLike
    pack_size_units: npt.ArrayLike


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

    def where(self, chosen: npt.NDArray[np.bool_], other: "YearlyCost") -> "YearlyCost":
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

    stocked: npt.NDArray[np.bool_]
    reorder_point: Numbers
    lot: Numbers
    cost: YearlyCost

    def wanted(self, stock_position: Numbers) -> Numbers:
        """Units to order now, n: the lot, or what lifts the position to the reorder point.

        >>> rule = StockingRule(
        ...     stocked=np.array([True, True, True, False]),
        ...     reorder_point=np.array([5.0, 5.0, 5.0, 0.0]),
        ...     lot=np.array([10.0, 10.0, 10.0, 0.0]),
        ...     cost=YearlyCost(ordering=np.ones(4), holding=np.ones(4), lost_sales=np.ones(4)),
        ... )
        >>> rule.wanted(np.array([6.0, 5.0, -8.0, 0.0]))
        array([ 0., 10., 13.,  0.])
        """
        lacking = self.reorder_point - stock_position
        return np.where(self.stocked & (lacking >= 0), np.maximum(self.lot, lacking), 0.0)


def cheapest_rule(protection: Distribution, terms: StockingTerms) -> StockingRule:
    """Choose for n products whether to stock them, the reorder point and the lot.

    Reorder points tried are 0 and outcomes of demand over the protection period; lots are about the
    economic order quantity, lifted to what can be ordered. Between them the cost is flat.
    """
    rows = np.arange(len(terms.yearly_demand))
    points, lots = _reorder_points(protection), _lots(terms)
    tried = yearly_cost(protection, terms, reorder_point=points[:, None, :], lot=lots[:, :, None])
    lot, point = np.divmod(tried.total.reshape(len(rows), -1).argmin(axis=1), points.shape[1])
    cheapest, none = tried.at(rows, lot, point), cost_without_stock(terms)
    stocked = cheapest.total < none.total
    return StockingRule(
        stocked=stocked,
        reorder_point=np.where(stocked, points[rows, point], 0.0),
        lot=np.where(stocked, lots[rows, lot], 0.0),
        cost=cheapest.where(stocked, none),
    )


def yearly_cost(
    protection: Distribution,
    terms: StockingTerms,
    *,
    reorder_point: Numbers,
    lot: Numbers,
) -> YearlyCost:
    """Return what ordering, holding and lost sales are expected to cost a year.

    While a lot sells, ℓ = n(r) − n(r + Q) sales are lost, n(y) being what demand over the
    protection period is expected to exceed y by. So Q of Q + ℓ sales are served, D / (Q + ℓ) orders
    are placed a year, and r + (Q + 1) / 2 less what sells over the protection period is held.

    Args:
        protection: of n products.
        terms: of n products; yearly demand more than 0.
        reorder_point, lot: r and Q in units, n × anything; lots more than 0.

    >>> sure = Distribution(
    ...     units=np.array([[4.0, 6.0]]), chances=np.array([[0.5, 0.5]]), mean=np.array([5.0])
    ... )
    >>> terms = StockingTerms(
    ...     yearly_demand=np.array([42.0]), order_cost=10, holding_cost=2, lost_sale_cost=8,
    ...     moq_units=1, pack_size_units=1,
    ... )
    >>> cost = yearly_cost(sure, terms, reorder_point=np.array([4.0]), lot=np.array([20.0]))
    >>> cost.ordering, cost.lost_sales  # 1 of 21 is lost
    (array([20.]), array([16.]))
    """
    shape = np.broadcast_shapes(reorder_point.shape, lot.shape)
    points, lots = np.broadcast_to(reorder_point, shape), np.broadcast_to(lot, shape)
    demand, order, holding, lost_sale = (
        _each(value, shape)
        for value in (
            terms.yearly_demand,
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


def cost_without_stock(terms: StockingTerms) -> YearlyCost:
    """Return what it costs a year to lose every sale."""
    none = np.zeros(len(terms.yearly_demand))
    lost_sale = np.asarray(terms.lost_sale_cost, dtype=float)
    return YearlyCost(ordering=none, holding=none, lost_sales=lost_sale * terms.yearly_demand)


def _reorder_points(protection: Distribution) -> Numbers:
    """Reorder points worth trying, n × points: 0, and outcomes up to the largest."""
    step = -(-protection.units.shape[1] // _POINTS_TRIED)
    outcomes = protection.units[:, ::-step][:, ::-1]
    return np.concatenate([np.zeros((len(outcomes), 1)), outcomes], axis=1)


def _lots(terms: StockingTerms) -> Numbers:
    """Lots worth trying, n × lots: about the economic one, or a year's demand if there is none."""
    economic = economic_order_quantity(
        demand_rate=terms.yearly_demand,
        order_cost=terms.order_cost,
        holding_cost=terms.holding_cost,
    )
    usual = np.where(economic > 0, economic, terms.yearly_demand)[:, None] * _LOTS_TRIED
    pack = _each(terms.pack_size_units, usual.shape)
    return order_quantity(
        wanted_units=np.maximum(usual, pack),
        moq_units=_each(terms.moq_units, usual.shape),
        pack_size_units=pack,
    )


def _each(value: npt.ArrayLike, shape: tuple[int, ...]) -> Numbers:
    """Stretch one number, or one for each product, to n × anything."""
    numbers = np.broadcast_to(np.asarray(value, dtype=float), shape[:1])
    return np.broadcast_to(numbers.reshape(-1, *(1 for _ in shape[1:])), shape)
