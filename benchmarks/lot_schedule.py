"""When to order how much while demand is known: the schedule that costs least.

Source: Wagner and Whitin 1958; with sales that may be let go, Aksen, Altınkemer and Chand 2003.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inventory_core.domain.demand import Numbers
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.amounts import amounts

Periods = npt.NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class LotSchedule:
    """The orders of each period, counted from 0.

    quantities: units. next_orders: if one orders in this period, the period of the order after it;
    the number of periods where there is none. cost: of ordering, buying, holding and lost sales.
    """

    quantities: Numbers
    next_orders: Periods
    cost: float


@dataclass(frozen=True, kw_only=True)
class PeriodPrices:
    """Money in each period; a single number holds for all of them.

    order_cost: for an order. holding_cost: for each unit kept from this period to the next. cost:
    of buying a unit. lost_sale_cost: of a unit not sold; without it every sale must be served.
    """

    order_cost: npt.ArrayLike
    holding_cost: npt.ArrayLike
    cost: npt.ArrayLike = 0.0
    lost_sale_cost: npt.ArrayLike | None = None


def best_schedule(demand: npt.ArrayLike, prices: PeriodPrices) -> LotSchedule:
    """Return the orders that serve known demand at the least cost.

    An order is placed only when stock has run out, and covers whole periods. So the least cost from
    a period on is found from the last period back: the least, over all next orders, of the cost
    until then and the least cost from then on. Orders arrive at once; nothing is in stock at first.
    With lost sales priced, nobody who does not know the future can do better.

    Args:
        demand: units in each period.
        prices: of each period.

    >>> prices = PeriodPrices(order_cost=500, holding_cost=2)
    >>> schedule = best_schedule([90, 120, 80, 70], prices)
    >>> schedule.quantities.tolist(), schedule.cost
    ([210.0, 0.0, 150.0, 0.0], 1380.0)
    """
    units = amounts(_("demand"), demand)
    ordered, lost, served = _block_costs(units, prices)
    blocks = np.minimum(ordered, lost)
    periods = units.size
    least, next_orders = np.zeros(periods + 1), np.zeros(periods, dtype=np.intp)
    for period in reversed(range(periods)):
        totals = blocks[period, period:] + least[period + 1 :]
        best = int(np.argmin(totals))
        least[period], next_orders[period] = totals[best], period + 1 + best
    quantities, period = np.zeros(periods), 0
    while period < periods:
        until = next_orders[period]
        if ordered[period, until - 1] < lost[period, until - 1]:
            quantities[period] = units[period:until] @ served[period, period:until]
        period = int(until)
    return LotSchedule(quantities=quantities, next_orders=next_orders, cost=float(least[0]))


def _block_costs(units: Numbers, prices: PeriodPrices) -> tuple[Numbers, Numbers, Numbers]:
    """Costs of the periods from the row's to the column's: if ordered first, and if all is lost.

    Third, whether the row's order serves the column's demand.
    """
    count = units.size
    order = amounts(_("order cost"), prices.order_cost, count)
    cost = amounts(_("cost"), prices.cost, count)
    held = amounts(_("holding cost"), prices.holding_cost, count)
    until = np.append(0.0, np.cumsum(held)[:-1])
    serving = cost[:, None] + np.maximum(until[None, :] - until[:, None], 0.0)
    if prices.lost_sale_cost is None:
        losing = np.full(count, np.inf)
    else:
        losing = amounts(_("cost of a lost sale"), prices.lost_sale_cost, count)
    ordered = order[:, None] + np.cumsum(np.triu(units * np.minimum(serving, losing)), axis=1)
    forgone = np.multiply(units, losing, out=np.zeros(count), where=units > 0)
    lost = np.cumsum(np.triu(np.broadcast_to(forgone, serving.shape)), axis=1)
    return ordered, lost, (serving <= losing).astype(float)
