"""Joint orders: products of one supplier share the cost of an order and a common cycle."""

from dataclasses import dataclass

import numpy as np

from inventory_core.domain.demand import Numbers, Places
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import above_zero, amount, amounts


@dataclass(frozen=True, kw_only=True)
class JointProducts:
    """Products that are ordered together, one number for each.

    Rates are units a year, costs money: of adding the product to an order, of holding a unit for a
    year, and, shared, of the order itself.
    """

    demand_rates: Numbers
    holding_costs: Numbers
    order_costs: Numbers
    shared_order_cost: float

    def __post_init__(self) -> None:
        amount(_("order cost"), self.shared_order_cost)
        for name, words in (
            ("demand_rates", _("yearly demand")),
            ("holding_costs", _("holding cost")),
            ("order_costs", _("cost of adding a product to an order")),
        ):
            values = amounts(words, getattr(self, name), len(self.demand_rates))
            object.__setattr__(self, name, values)
        if (self.demand_rates > 0).any():
            above_zero(_("holding cost"), float(self.holding_costs[self.demand_rates > 0].min()))

    def select(self, rows: Places, *, shared_order_cost: float) -> "JointProducts":
        """Return some of the products, whose order costs so much itself."""
        return JointProducts(
            demand_rates=self.demand_rates[rows],
            holding_costs=self.holding_costs[rows],
            order_costs=self.order_costs[rows],
            shared_order_cost=shared_order_cost,
        )


@dataclass(frozen=True, kw_only=True)
class JointCycle:
    """How often to order, and which products each time.

    cycle_years: from one order to the next. multiples: 2 for a product that is in every second
    order; 0 for one that does not sell and is in none.
    """

    cycle_years: float
    multiples: Places


def best_cycle(products: JointProducts) -> JointCycle:
    """Find how often to order, and the products that need not be in every order.

    Silver's heuristic: the product that is worth ordering most often is in every order, each other
    one in every m-th, with m the nearest whole number to sqrt(k / (h D) · h₁ D₁ / (K + k₁)).
    Source: Silver 1976; Snyder and Shen, Fundamentals of Supply Chain Theory.

    Raises:
        SettingsError: nothing sells, or ordering costs nothing, so that there is no cycle.

    >>> products = JointProducts(
    ...     demand_rates=[1, 1, 1],
    ...     holding_costs=[160, 20, 50],
    ...     order_costs=[120, 840, 300],
    ...     shared_order_cost=600,
    ... )
    >>> cycle = best_cycle(products)
    >>> round(cycle.cycle_years, 3), cycle.multiples.tolist()
    (3.103, [1, 3, 1])
    """
    turnover = products.holding_costs * products.demand_rates
    sold = turnover > 0
    if not sold.any():
        raise SettingsError(_("None of the products sells: please choose others to order jointly."))
    ratio = np.full(turnover.shape, np.inf)
    np.divide(products.order_costs, turnover, out=ratio, where=sold)
    first = int(np.argmin(ratio))
    base = above_zero(
        _("cost of an order"), products.shared_order_cost + products.order_costs[first]
    )
    wanted = np.sqrt(np.where(sold, ratio, 0.0) * turnover[first] / base)
    multiples = np.where(sold, np.maximum(np.round(wanted), 1), 0).astype(np.int64)
    multiples[first] = 1
    ordering, holding = _ordering_and_holding(products, multiples)
    return JointCycle(cycle_years=float(np.sqrt(2 * ordering / holding)), multiples=multiples)


def _ordering_and_holding(products: JointProducts, multiples: Places) -> tuple[float, float]:
    """Money for an average order, and for a year of holding if cycles took two years."""
    ordered = multiples > 0
    own = float((products.order_costs[ordered] / multiples[ordered]).sum())
    holding = float((products.holding_costs * multiples * products.demand_rates).sum())
    return products.shared_order_cost + own, holding
