"""What customers ordered, and what of it was shipped: kept, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from inventory_core.domain.customer_orders import CUSTOMER_LINES, CUSTOMER_ORDERS, SHIPMENTS
from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.purchase_orders import ORDERED_GOODS
from inventory_core.store.database import Connection, Database, next_in, raise_versions


@dataclass(frozen=True, eq=False, kw_only=True)
class CustomerTables:
    """CUSTOMER_ORDERS, CUSTOMER_LINES, SHIPMENTS, and the products in each line's code.

    goods: ORDERED_GOODS. Lines are as files tell them, where one tells the same order.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame
    shipments: pd.DataFrame
    goods: pd.DataFrame


class CustomerOrders:
    """The customer orders of a database; each change is one transaction that raises a version."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def tables(self) -> CustomerTables:
        """Return all customer orders, with their lines and shipments."""
        with self._database.reading() as connection:
            orders = typed(connection.table("customer_orders").df(), CUSTOMER_ORDERS)
            # Where there are none, all that was ever sold need not be looked through for them.
            lines = connection.table("ordered_lines" if len(orders) else "customer_lines")
            return CustomerTables(
                orders=orders,
                lines=typed(lines.order("number, sku").df(), CUSTOMER_LINES),
                shipments=typed(connection.table("shipments").order("id, sku").df(), SHIPMENTS),
                goods=typed(connection.table("customer_goods").order("all").df(), ORDERED_GOODS),
            )

    def add(self, order: pd.DataFrame, lines: pd.DataFrame) -> int:
        """Keep an order (CUSTOMER_ORDERS of one row, CUSTOMER_LINES), and return its number.

        The number that it comes with does not matter.

        Raises:
            StoreError: its number on the channel is that of an order which was typed before.
        """
        with self._database.writing() as connection:
            number = next_in(connection, "number", "customer_orders")
            for table, schema, frame in (
                ("customer_orders", CUSTOMER_ORDERS, order),
                ("customer_lines", CUSTOMER_LINES, lines),
            ):
                connection.register("added", check(frame.assign(number=float(number)), schema))
                connection.execute(f"insert into {table} by name select * from added")  # noqa: S608
            _refuse_twice(connection, number)
            _raise(connection, number)
        return number

    def change(
        self, number: int, *, promised_on: date | None, paid: bool, pinned: bool, note: str
    ) -> None:
        """Keep what of an order can change."""
        with self._database.writing() as connection:
            connection.execute(
                "update customer_orders set promised_on = ?, paid = ?, pinned = ?, note = ? "
                "where number = ?",
                [promised_on, paid, pinned, note, number],
            )
            _raise(connection)

    def cancel(self, number: int, units: Mapping[str, float]) -> None:
        """Keep how many units of these products of an order are cancelled in all."""
        with self._database.writing() as connection:
            connection.execute(
                "update customer_lines l set cancelled = c.units "
                "from (select unnest(?) as sku, unnest(?) as units) c "
                "where number = ? and l.sku = c.sku",
                [list(units), list(units.values()), number],
            )
            _raise(connection, number)

    def ship(self, number: int, units: Mapping[str, float], *, on: date, now: datetime) -> int:
        """Keep what of an order left on a day, by product; return the number of the shipment."""
        with self._database.writing() as connection:
            shipment = next_in(connection, "id", "shipments")
            connection.execute(
                "insert into shipments select ?, ?, unnest(?), unnest(?), ?, ?, false",
                [shipment, number, list(units), list(units.values()), on, now],
            )
            _raise(connection)
        return shipment

    def undo_shipment(self, shipment: int) -> bool:
        """Take a shipment back; False, and no change, where it was taken back before.

        Raises:
            StoreError: there is no such shipment.
        """
        with self._database.writing() as connection:
            stands = connection.execute(
                "select bool_and(not undone) from shipments where id = ?", [shipment]
            ).fetchall()[0][0]
            if stands is None:
                raise StoreError(
                    _("There is no shipment {number}: list them by “customers --all”.").format(
                        number=shipment
                    )
                )
            connection.execute("update shipments set undone = true where id = ?", [shipment])
            _raise(connection)
        return bool(stands)


def _refuse_twice(connection: Connection, number: int) -> None:
    earlier = connection.execute(
        "select e.number, e.channel, e.order_id from typed_lines e join typed_lines n "
        "using (channel, order_id) where n.number = ? and e.number < n.number",
        [number],
    ).fetchone()
    if earlier:
        raise StoreError(
            _(
                "Order {reference} on {channel} is typed already, as customer order {number}: "
                "look at the list of them."
            ).format(number=earlier[0], channel=earlier[1], reference=earlier[2])
        )


def _raise(connection: Connection, number: int | None = None) -> None:
    """Raise the version of stock, and of sales where the lines of an order are demand by now."""
    raise_versions(connection, "stock")
    if number is None:
        return
    ((is_demand,),) = connection.execute(
        "select exists (from typed_lines where number = ? and not in_file "
        "and ordered_on <= (select day from told_until))",
        [number],
    ).fetchall()
    if is_demand:
        raise_versions(connection, "sales")
