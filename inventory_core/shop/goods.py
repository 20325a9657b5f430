"""What of the goods lies there, what is on its way, and what is promised to customers."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from inventory_core.domain.deliveries import Delivery
from inventory_core.domain.moves import OWN_SHELF
from inventory_core.ledger.allocation import Supply, supply_of
from inventory_core.ledger.customer_orders import (
    CustomerOrder,
    customer_orders,
    with_customer_orders,
)
from inventory_core.ledger.purchase_orders import (
    PurchaseOrder,
    incoming,
    on_order_by_files,
    purchase_orders,
    with_orders,
)
from inventory_core.shop.past import Past
from inventory_core.store.customer_orders import CustomerTables
from inventory_core.store.purchases import PurchaseTables
from inventory_core.store.store import Store, Versions


@dataclass(frozen=True, eq=False, kw_only=True)
class Goods:
    """Stock and orders: the part of the outlook that needs no forecast."""

    past: Past
    versions: Versions

    @property
    def _store(self) -> Store:
        return self.past.store

    @cached_property
    def _purchases(self) -> PurchaseTables:
        return self._store.purchases.tables()

    @cached_property
    def purchase_orders(self) -> tuple[PurchaseOrder, ...]:
        """All orders at suppliers, by their numbers."""
        kept = self._purchases
        return purchase_orders(kept.orders, kept.lines, kept.receipts)

    @cached_property
    def incoming(self) -> pd.DataFrame:
        """What is on its way by purchase orders (INCOMING), the next first."""
        return incoming(self.purchase_orders, self._purchases.goods, today=self.past.today)

    @cached_property
    def on_order_by_files(self) -> pd.DataFrame:
        """What only a stock file says is on order (STOCK)."""
        return on_order_by_files(self._counted, self.purchase_orders, self._purchases.goods)

    @cached_property
    def _counted(self) -> pd.DataFrame:
        return self._store.stock()

    @cached_property
    def _taken_orders(self) -> CustomerTables:
        return self._store.customer_orders.tables()

    @cached_property
    def customer_orders(self) -> tuple[CustomerOrder, ...]:
        """The orders of customers that were typed or wait by a file, by their numbers."""
        kept = self._taken_orders
        return customer_orders(kept.orders, kept.lines, kept.shipments)

    @cached_property
    def deliveries(self) -> dict[int, Delivery]:
        """Where the seller brings orders to, by the numbers of the open customer orders."""
        kept = self._store.deliveries.all()
        open_orders = self._open_orders() if kept else set()
        return {one.number: one for one in kept if one.number in open_orders}

    def _open_orders(self) -> set[int]:
        return {order.number for order in self.customer_orders if order.is_open}

    def forget_done_deliveries(self) -> None:
        """Delete what was typed to bring orders that are done for 30 days."""
        kept = self._store.deliveries.all()
        if not kept:
            return
        today = self.past.today
        open_orders = self._open_orders()
        if not all(one.is_right(today, is_open=one.number in open_orders) for one in kept):
            self._store.deliveries.forget_done(open_orders, today=today)

    @cached_property
    def unmarked_orders(self) -> pd.DataFrame:
        """How many orders of files are not taken for open though not marked (UNMARKED)."""
        return self._store.customer_orders.unmarked()

    @cached_property
    def supply(self) -> Supply:
        """What there is for customers who wait: on the seller's own shelf, and on its way to it."""
        elsewhere = (self._counted["place"] != OWN_SHELF).any()
        shelf = self._store.stock(place=OWN_SHELF) if elsewhere else self._counted
        return supply_of(shelf, self.incoming, self._taken_orders.goods)

    @cached_property
    def stock(self) -> pd.DataFrame:
        """The latest counts with what left and came since, what is on its way and what is promised.

        STOCK.
        """
        bought = with_orders(
            self._counted, self.purchase_orders, self._purchases.goods, self.incoming
        )
        return with_customer_orders(bought, self.customer_orders, self._taken_orders.goods)

    @cached_property
    def waiting_files(self) -> tuple[Path, ...]:
        """Files of watched folders that wait for an answer of the seller."""
        return self._store.waiting_files.all()

    @cached_property
    def moves(self) -> pd.DataFrame:
        """All that moved stock (MOVES), oldest first."""
        return self._store.moves.all()
