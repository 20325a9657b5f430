"""The economic order quantity: the lot at which ordering and holding cost the same."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from inventory_core.domain.demand import Numbers


def economic_order_quantity(
    *, demand_rate: npt.ArrayLike, order_cost: npt.ArrayLike, holding_cost: npt.ArrayLike
) -> Numbers:
    """Return the lot that costs least: Q* = sqrt(2 D K / h).

    Source: Harris 1913; Snyder and Shen, Fundamentals of Supply Chain Theory, equation (3.4).

    Args:
        demand_rate: D, units a year.
        order_cost: K, money for each order, whatever its size.
        holding_cost: h, money for each unit held for a year. Where it is 0 or unknown, there is no
            such lot: the result is NaN.

    >>> economic_order_quantity(demand_rate=1300, order_cost=8, holding_cost=0.225).round(2)
    np.float64(304.05)
    """
    demand, order, holding = np.broadcast_arrays(
        *(np.asarray(value, dtype=float) for value in (demand_rate, order_cost, holding_cost))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        quantity = np.sqrt(2 * demand * order / holding)
    return np.where(holding > 0, quantity, np.nan)[()]


def yearly_cost(
    quantity: npt.ArrayLike,
    *,
    demand_rate: npt.ArrayLike,
    order_cost: npt.ArrayLike,
    holding_cost: npt.ArrayLike,
) -> Numbers:
    """Return what ordering and holding cost a year with lots of this size: K D / Q + h Q / 2.

    Source: Snyder and Shen, equation (3.3).

    >>> yearly_cost(250, demand_rate=1300, order_cost=8, holding_cost=0.225).round(3)
    np.float64(69.725)
    """
    lot = np.asarray(quantity, dtype=float)
    spent = np.asarray(order_cost, dtype=float) * np.asarray(demand_rate, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        ordering = np.where(spent == 0, 0.0, spent / lot)
    return np.asarray(ordering + np.asarray(holding_cost) * lot / 2)[()]


def cost_curve(
    *, best: float, chosen: float, demand_rate: float, order_cost: float, holding_cost: float
) -> pd.DataFrame:
    """Return what lots from a fifth of the best to beyond the chosen one cost a year.

    Columns: quantity in units; ordering, holding and total in money.
    """
    largest = max(3 * best, 1.2 * chosen)
    quantity = np.linspace(best / 5, largest, 120)
    ordering = order_cost * demand_rate / quantity
    holding = holding_cost * quantity / 2
    return pd.DataFrame(
        {
            "quantity": quantity,
            "ordering": ordering,
            "holding": holding,
            "total": ordering + holding,
        }
    )
