"""Deciding one period at a time, as if only this period and the next order's cost mattered.

Sources: Veinott 1966; Snyder and Shen, Fundamentals of Supply Chain Theory, chapter 4.
"""

from dataclasses import dataclass

from scipy import optimize

from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import above_zero, amount
from inventory_core.optimization.newsvendor import best_quantity, expected_cost
from inventory_core.optimization.shortage import Distribution


def costs_when_reordered(
    *,
    holding_cost: float,
    stockout_cost: float,
    cost: float,
    next_cost: float,
    discount: float = 1.0,
) -> tuple[float, float]:
    """Return what one unit short and one unit over cost where the rest is bought next time.

    A unit left over saves buying it at the next cost, a unit short is bought at it: together with
    the cost of the expected demand, short and over give the whole (myopic) cost of a period.

    >>> short, over = costs_when_reordered(
    ...     holding_cost=0.18, stockout_cost=0.7, cost=0.3, next_cost=0.35, discount=0.98
    ... )
    >>> round(short, 3), round(over, 3)
    (0.743, 0.137)
    """
    worth_later = amount(_("discount factor"), discount) * amount(_("next cost"), next_cost)
    dearer_now = amount(_("cost"), cost) - worth_later
    return (
        amount(_("stockout cost"), stockout_cost) - dearer_now,
        amount(_("holding cost"), holding_cost) + dearer_now,
    )


@dataclass(frozen=True, kw_only=True)
class MyopicBounds:
    """Levels between which the best reorder point and order-up-to level of a period lie."""

    lowest_reorder_point: float
    highest_reorder_point: float
    lowest_order_up_to: float
    highest_order_up_to: float


def myopic_bounds(
    demand: Distribution,
    *,
    short_cost: float,
    over_cost: float,
    order_cost: float,
    next_order_cost: float = 0.0,
) -> MyopicBounds:
    """Return bounds on the best (s, S) decision of a period, whatever comes after it.

    Away from the level that is best for this period alone, costs may rise by no more than the order
    cost (down, at most), by what ordering now costs more than next time (down, at least), or by
    what the next order costs (up, at most).

    Args:
        demand: of the period, continuous.
        short_cost, over_cost: of a unit, as from `costs_when_reordered`.
        order_cost: money for an order now.
        next_order_cost: money for an order in the next period, at its worth now.

    >>> from scipy import stats
    >>> bounds = myopic_bounds(
    ...     stats.norm(100, 20), short_cost=20, over_cost=1, order_cost=50, next_order_cost=50
    ... )
    >>> round(bounds.lowest_reorder_point, 2), round(bounds.highest_reorder_point, 2)
    (110.26, 133.37)
    >>> round(bounds.lowest_order_up_to, 2), round(bounds.highest_order_up_to, 2)
    (133.37, 191.66)
    """
    short = above_zero(_("cost of a unit too few"), short_cost)
    costs = {"short_cost": short, "over_cost": over_cost}
    best = best_quantity(demand, **costs)
    now, later = amount(_("order cost"), order_cost), amount(_("order cost"), next_order_cost)
    least, mean = float(expected_cost(demand, best, **costs)), float(demand.mean())

    def extra_cost(units: float, allowed: float) -> float:
        return float(expected_cost(demand, units, **costs)) - least - allowed

    def level(allowed: float, *, beyond: float) -> float:
        """The level towards `beyond` that costs so much more than the best one."""
        if allowed <= 0:
            return best
        return float(optimize.brentq(extra_cost, best, beyond, args=(allowed,), xtol=1e-12))

    lowest = mean - (least + now) / short_cost - 1
    return MyopicBounds(
        lowest_reorder_point=level(now, beyond=lowest),
        highest_reorder_point=level(now - later, beyond=lowest),
        lowest_order_up_to=best,
        highest_order_up_to=level(later, beyond=mean + (least + later) / over_cost + 1),
    )
