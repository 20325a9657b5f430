"""The economic order quantity: the lot at which ordering and holding cost the same."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]


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


def holding_cost_with_backorders(
    *, holding_cost: npt.ArrayLike, stockout_cost: npt.ArrayLike
) -> Numbers:
    """Return what a unit of the lot costs a year where customers wait: h p / (h + p).

    Put in place of the holding cost, the economic order quantity and its yearly cost hold for
    orders that are placed only once the best share of demand waits.
    Source: Snyder and Shen, example 3.8.

    Args:
        holding_cost: h, money for each unit held for a year.
        stockout_cost: p, money for each unit that is waited for, for a year.

    >>> holding = holding_cost_with_backorders(holding_cost=0.225, stockout_cost=5)
    >>> economic_order_quantity(demand_rate=1300, order_cost=8, holding_cost=holding).round(2)
    np.float64(310.81)
    """
    holding, stockout = np.asarray(holding_cost, dtype=float), np.asarray(stockout_cost)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(holding * stockout / (holding + stockout))[()]


def backordered_share(*, holding_cost: npt.ArrayLike, stockout_cost: npt.ArrayLike) -> Numbers:
    """Return the share of demand that had best wait: h / (h + p).

    >>> backordered_share(holding_cost=0.225, stockout_cost=5).round(4)
    np.float64(0.0431)
    """
    holding = np.asarray(holding_cost, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(holding / (holding + np.asarray(stockout_cost)))[()]


def holding_cost_at_share(
    share: npt.ArrayLike, *, holding_cost: npt.ArrayLike, stockout_cost: npt.ArrayLike
) -> Numbers:
    """Return what a unit of the lot costs a year where any share of demand waits.

    h (1 − x)² + p x², least at the backordered share.

    >>> holding_cost_at_share(0.5, holding_cost=2, stockout_cost=6)
    np.float64(2.0)
    """
    waiting = np.asarray(share, dtype=float)
    held = np.asarray(holding_cost) * (1 - waiting) ** 2
    return np.asarray(held + np.asarray(stockout_cost) * waiting**2)[()]


def holding_cost_while_arriving(
    holding_cost: npt.ArrayLike, *, demand_rate: npt.ArrayLike, production_rate: npt.ArrayLike
) -> Numbers:
    """Return what a unit of the lot costs a year where lots arrive bit by bit: h (1 − D / P).

    Put in place of the holding cost, the economic order quantity becomes the economic production
    quantity, of which 1 − D / P is in stock at most. Where production does not exceed demand it is
    0 or less: there is no best lot. Source: Taft 1918.

    >>> holding = holding_cost_while_arriving(0.225, demand_rate=1300, production_rate=2000)
    >>> economic_order_quantity(demand_rate=1300, order_cost=8, holding_cost=holding).round(2)
    np.float64(513.93)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        used = np.asarray(demand_rate, dtype=float) / np.asarray(production_rate, dtype=float)
    return np.asarray(np.asarray(holding_cost, dtype=float) * (1 - used))[()]


def cost_ratio(quantity: npt.ArrayLike, best_quantity: npt.ArrayLike) -> Numbers:
    """Return how many times the least cost a lot costs: (Q/Q* + Q*/Q) / 2. It is flat near Q*.

    >>> cost_ratio(150, 100).round(3)
    np.float64(1.083)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.asarray(quantity, dtype=float) / np.asarray(best_quantity, dtype=float)
        return np.asarray((share + 1 / share) / 2)[()]


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
