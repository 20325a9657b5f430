"""What is still to be paid for orders that were placed already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from inventory_core.domain.frames import empty, typed
from inventory_core.domain.numbers import rows
from inventory_core.ledger.purchase_orders import PurchaseOrder
from inventory_core.simulation.tables import PAYMENTS

BALANCE, ORDER_COST = "balance", "order cost"
"""Parts of what an order costs: the rest after a deposit, and what it costs beside its goods."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Owed:
    """The payments for open orders (PAYMENTS), and the units on their way that they are for.

    units: of each product of orders that are paid, or whose payment is among these; index sku.
    """

    payments: pd.DataFrame
    units: pd.Series


NOTHING_OWED = Owed(payments=empty(PAYMENTS), units=pd.Series(dtype="float64"))
"""Where no order is open."""

_ON_ARRIVAL = (0.0, 0.0)
"""Share that was paid with the order, and days from arrival until the rest is due."""

_Due = tuple[date, str, str, date, bool, float]
"""A row of PAYMENTS."""


def owed(
    orders: Sequence[PurchaseOrder],
    *,
    incoming: pd.DataFrame,
    suppliers: pd.DataFrame,
    today: date,
) -> Owed:
    """Return what is still to be paid for open orders, by the terms of their suppliers.

    The deposit was paid with the order. The rest of what came and is to come is due so many days
    after the last of it arrives, its freight and other costs when it arrives. Of an order without
    all its prices nothing is told.

    Args:
        orders: all of them.
        incoming: INCOMING of these.
        suppliers: SUPPLIERS; who has no terms is paid on arrival.
        today: the running day.
    """
    unpaid = [order for order in orders if order.is_open and not order.paid]
    unpriced = [order.number for order in unpaid if order.goods_price is None]
    terms = {row.supplier: (row.deposit_share, row.balance_days) for row in rows(suppliers)}
    dues = [
        due
        for order in unpaid
        if order.number not in unpriced
        for due in _dues(order, terms.get(order.supplier, _ON_ARRIVAL), today)
    ]
    told = incoming[~incoming["number"].isin(unpriced)]
    return Owed(
        payments=typed(pd.DataFrame(dues, columns=list(PAYMENTS)), PAYMENTS),
        units=told.groupby("sku")["units"].sum(),
    )


def _dues(order: PurchaseOrder, terms: tuple[float, float], today: date) -> list[_Due]:
    deposit_share, balance_days = terms
    arrives = order.arrives(today)
    goods = sum(
        (line.received + line.coming) * line.unit_cost
        for line in order.lines
        if line.unit_cost is not None
    )
    later = timedelta(days=round(balance_days))
    parts = (
        (BALANCE, arrives + later, goods * (1 - deposit_share)),
        (ORDER_COST, arrives, order.freight),
    )
    return [
        (day, order.supplier, kind, order.ordered_on, True, money)
        for kind, day, money in parts
        if money > 0
    ]
