"""Price breaks: what a supplier asks for larger lots, and the lots that then may cost least."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import short
from inventory_core.optimization import eoq
from inventory_core.optimization.amounts import above_zero, amount


@dataclass(frozen=True, kw_only=True)
class PriceBreaks:
    """A supplier's prices: from so many units on, each unit costs so much.

    incremental: the lower price holds only for the units beyond the break, not for the whole lot.
    Lots smaller than the first break are not offered.

    >>> PriceBreaks(from_units=(1, 100, 100), unit_cost=(5, 4, 3))
    Traceback (most recent call last):
    inventory_core.domain.errors.SettingsError: The price from 100 units on follows the price \
from 100 units on: please enter each number of units once, the smallest first.
    """

    from_units: tuple[float, ...]
    unit_cost: tuple[float, ...]
    incremental: bool = False

    def __post_init__(self) -> None:
        if not self.from_units or len(self.from_units) != len(self.unit_cost):
            raise SettingsError(
                _(
                    "There are {prices} prices for {breaks} numbers of units: please enter one "
                    "price for each."
                ).format(prices=len(self.unit_cost), breaks=len(self.from_units))
            )
        for units, cost in zip(self.from_units, self.unit_cost, strict=True):
            amount(_("number of units of a price"), units)
            above_zero(_("price of a unit"), cost)
        self._check_order()

    def _check_order(self) -> None:
        for smaller, larger in pairwise(self.from_units):
            if larger <= smaller:
                raise SettingsError(
                    _(
                        "The price from {larger} units on follows the price from {smaller} "
                        "units on: please enter each number of units once, the smallest first."
                    ).format(larger=short(larger), smaller=short(smaller))
                )
        for fewer, more in pairwise(self.unit_cost):
            if more > fewer:
                raise SettingsError(
                    _(
                        "A larger lot costs {more} a unit, a smaller one {fewer}: please check "
                        "the prices, or leave out the higher one."
                    ).format(more=short(more), fewer=short(fewer))
                )

    def region(self, quantity: npt.ArrayLike) -> npt.NDArray[np.intp]:
        """Return which price holds for the last unit of a lot, counted from 0."""
        place = np.searchsorted(self.from_units, np.asarray(quantity, dtype=float), side="right")
        return np.asarray(np.maximum(place - 1, 0))[()]

    def lot_cost(self, quantity: npt.ArrayLike) -> Numbers:
        """Return what the supplier asks for a lot.

        >>> breaks = {"from_units": (1, 100), "unit_cost": (5, 4)}
        >>> PriceBreaks(**breaks).lot_cost([99, 100])
        array([495., 400.])
        >>> PriceBreaks(**breaks, incremental=True).lot_cost([99, 110])
        array([495., 540.])
        """
        place = self.region(quantity)
        lot = np.asarray(quantity, dtype=float)
        return np.asarray(np.asarray(self.unit_cost)[place] * lot + self.entry_costs[place])[()]

    def unit_cost_at(self, quantity: npt.ArrayLike) -> Numbers:
        """Return the average cost of a unit in a lot; of an empty one, the first price."""
        lot = np.asarray(quantity, dtype=float)
        first = np.full(lot.shape, float(self.unit_cost[0]))
        return np.divide(self.lot_cost(lot), lot, out=first, where=lot > 0)[()]

    @property
    def entry_costs(self) -> Numbers:
        """What a lot at each price costs beyond that price: 0 where it holds for the whole lot."""
        if not self.incremental:
            return np.zeros(len(self.unit_cost))
        saved = -np.diff(self.unit_cost, prepend=self.unit_cost[0])
        return np.cumsum(np.asarray(self.from_units) * saved)


def yearly_spending(
    breaks: PriceBreaks,
    quantity: npt.ArrayLike,
    *,
    demand_rate: float,
    order_cost: float,
    holding_rate: float,
) -> Numbers:
    """Return what buying, ordering and holding cost a year with lots of this size.

    c̄ D + K D / Q + r c̄ Q / 2, where c̄ is what a unit of the lot costs on average.
    Source: Snyder and Shen, Fundamentals of Supply Chain Theory, examples 3.6
    and 3.7.

    Args:
        breaks: the prices.
        quantity: Q, units.
        demand_rate: D, units a year.
        order_cost: K, money for each order.
        holding_rate: r, share of a unit's cost that holding it for a year costs.

    >>> breaks = PriceBreaks(from_units=(0, 400, 800), unit_cost=(0.75, 0.72, 0.68))
    >>> yearly_spending(breaks, 800, demand_rate=1300, order_cost=8, holding_rate=0.3).round(2)
    np.float64(978.6)
    """
    unit_cost = breaks.unit_cost_at(quantity)
    rest = eoq.yearly_cost(
        quantity,
        demand_rate=demand_rate,
        order_cost=order_cost,
        holding_cost=holding_rate * unit_cost,
    )
    return np.asarray(unit_cost * demand_rate + rest)[()]


def best_lots(
    breaks: PriceBreaks, *, demand_rate: float, order_cost: float, holding_rate: float
) -> Numbers:
    """Return of each price its own best lot, or the nearest to it.

    Arguments as in `yearly_spending`; the holding rate must be more than 0.

    >>> prices = {"from_units": (0, 400, 800), "unit_cost": (0.75, 0.72, 0.68)}
    >>> rates = {"demand_rate": 1300, "order_cost": 8, "holding_rate": 0.3}
    >>> best_lots(PriceBreaks(**prices), **rates).round(2)
    array([304.05, 400.  , 800.  ])
    """
    demand = amount(_("yearly demand"), demand_rate)
    fixed = amount(_("order cost"), order_cost) + breaks.entry_costs
    held = above_zero(_("holding cost"), holding_rate) * np.asarray(breaks.unit_cost)
    ends = np.array([*breaks.from_units[1:], np.inf])
    return np.clip(np.sqrt(2 * fixed * demand / held), breaks.from_units, ends)
