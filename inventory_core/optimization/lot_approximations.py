"""Reorder point and lot without a search for the exact best: formulas for everyday use.

Sources: Hadley and Whitin 1963; Zheng 1992; Snyder and Shen, Fundamentals of Supply Chain Theory,
chapter 5.
"""

from collections.abc import Callable

from scipy import optimize

from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import both_above_zero
from inventory_core.optimization.eoq import economic_order_quantity, holding_cost_with_backorders
from inventory_core.optimization.newsvendor import best_quantity
from inventory_core.optimization.reorder_lots import LotCosts, ReorderLot, best_reorder_point
from inventory_core.optimization.shortage import Distribution, expected_short, summed_short

_CLOSE_ENOUGH_UNITS = 1e-6
_MOST_ROUNDS = 1000


def economic_lot_with_safety_stock(demand: Distribution, costs: LotCosts) -> ReorderLot:
    """Return the economic order quantity, and as reorder point the newsvendor's level.

    Source: Snyder and Shen, example 5.5.
    """
    return ReorderLot(
        reorder_point=best_quantity(demand, **both_above_zero(**costs.sides)),
        lot=costs.economic_lot,
    )


def economic_lot_with_backorders(demand: Distribution, costs: LotCosts) -> ReorderLot:
    """Return the lot of the economic order quantity with backorders, and its best reorder point.

    Source: Zheng 1992.
    """
    sides = both_above_zero(**costs.sides)
    holding = holding_cost_with_backorders(
        holding_cost=sides["over_cost"], stockout_cost=sides["short_cost"]
    )
    lot = float(
        economic_order_quantity(
            demand_rate=costs.demand_rate, order_cost=costs.order_cost, holding_cost=holding
        )
    )
    return ReorderLot(reorder_point=best_reorder_point(demand, costs, lot), lot=lot)


def by_expected_inventory(demand: Distribution, costs: LotCosts) -> ReorderLot:
    """Return reorder point and lot by the expected-inventory-level approximation.

    Here the stockout cost is for each unit short, however long. In turn 1 − F(r) = Q h / (p D) and
    Q = sqrt(2 D (K + p n(r)) / h). Source: Snyder and Shen, example 5.2.

    Raises:
        SettingsError: a stockout costs so little that it never pays to keep stock.

    >>> from inventory_core.optimization.newsvendor import normal_distribution
    >>> costs = LotCosts(demand_rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=7.5)
    >>> demand = normal_distribution(1300 / 12, 150 / 12**0.5)
    >>> policy = by_expected_inventory(demand, costs)
    >>> round(policy.reorder_point, 2), round(policy.lot, 2)
    (213.97, 318.59)
    """
    sides = both_above_zero(**costs.sides)

    def point_of(lot: float) -> float:
        chance_short = lot * sides["over_cost"] / (sides["short_cost"] * costs.demand_rate)
        if chance_short >= 1:
            raise SettingsError(
                _(
                    "A stockout costs less than holding stock against it: please enter a higher "
                    "stockout cost than {cost:g}."
                ).format(cost=costs.stockout_cost)
            )
        return float(demand.isf(chance_short))

    def lot_of(point: float) -> float:
        order = costs.order_cost + costs.stockout_cost * float(expected_short(demand, point))
        return float((2 * costs.demand_rate * order / costs.holding_cost) ** 0.5)

    return _in_turn(point_of, lot_of, first_lot=costs.economic_lot)


def expected_inventory_cost(demand: Distribution, costs: LotCosts, policy: ReorderLot) -> float:
    """Return the cost that the expected-inventory-level approximation makes least.

    h (r − E[D] + Q / 2) + (K + p n(r)) D / Q; the stockout cost is for each unit short.
    """
    safety_stock = policy.reorder_point - float(demand.mean())
    short = float(expected_short(demand, policy.reorder_point))
    each_order = costs.order_cost + costs.stockout_cost * short
    holding = costs.holding_cost * (safety_stock + policy.lot / 2)
    return holding + each_order * costs.demand_rate / policy.lot


def by_losses(demand: Distribution, costs: LotCosts) -> ReorderLot:
    """Return reorder point and lot by the loss-function approximation.

    As the exact model, but without waiting just after an order arrived. In turn n(r) = Q h / (h +
    p) and Q = sqrt(2 (K D + (h + p) n⁽²⁾(r)) / h). Source: Snyder and Shen, example 5.6.

    >>> from inventory_core.optimization.newsvendor import normal_distribution
    >>> costs = LotCosts(demand_rate=1300, order_cost=8, holding_cost=0.225, stockout_cost=7.5)
    >>> demand = normal_distribution(1300 / 12, 150 / 12**0.5)
    >>> policy = by_losses(demand, costs)
    >>> round(policy.reorder_point, 2), round(policy.lot, 2)
    (126.87, 328.45)
    """
    both = sum(both_above_zero(**costs.sides).values())
    ordering = costs.order_cost * costs.demand_rate

    def point_of(lot: float) -> float:
        return _level_with_short(demand, lot * costs.holding_cost / both)

    def lot_of(point: float) -> float:
        waiting = both * float(summed_short(demand, point))
        return float((2 * (ordering + waiting) / costs.holding_cost) ** 0.5)

    return _in_turn(point_of, lot_of, first_lot=costs.economic_lot)


def _level_with_short(demand: Distribution, short: float) -> float:
    """The stock level at which so many units are expected to be short."""
    lowest = float(demand.mean()) - short - 1
    highest = max(float(demand.isf(1e-15)), lowest + 2)
    return float(
        optimize.brentq(
            lambda level: float(expected_short(demand, level)) - short, lowest, highest, xtol=1e-12
        )
    )


def _in_turn(
    point_of: Callable[[float], float], lot_of: Callable[[float], float], *, first_lot: float
) -> ReorderLot:
    """Find reorder point and lot that follow from each other, to a millionth of a unit."""
    # Where ordering is free, the search cannot start from no lot at all.
    lot = max(first_lot, 1.0)
    for _round in range(_MOST_ROUNDS):
        point, before = point_of(lot), lot
        lot = lot_of(point)
        if abs(lot - before) <= _CLOSE_ENOUGH_UNITS:
            break
    return ReorderLot(reorder_point=point, lot=lot)
