"""What customers ordered, and what of it was shipped: kept, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from inventory_core.domain.customer_orders import (
    CUSTOMER_LINES,
    CUSTOMER_ORDERS,
    SHIPMENTS,
    UNMARKED,
)
from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import check, empty, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.purchase_orders import ORDERED_GOODS
from inventory_core.store.database import Database, next_in, raise_versions
from inventory_core.store.engine import Connection


@dataclass(frozen=True, eq=False, kw_only=True)
class CustomerTables:
    """CUSTOMER_ORDERS, CUSTOMER_LINES, SHIPMENTS, and the products in each line's code.

    goods: ORDERED_GOODS. Lines are as files tell them, where one tells the same order.
    """

    orders: pd.DataFrame
    lines: pd.DataFrame
    shipments: pd.DataFrame
    goods: pd.DataFrame


_ORDERS = (
    "select o.* replace (coalesce(o.promised_on, told.promised_on) as promised_on) "
    "from customer_orders o join (select number, min(promised_on) as promised_on from told "
    "group by number) told using (number) order by number"
)
_SHIPMENTS = (
    "select id, number, sku, units, day, told, undone from shipments semi join told using (number) "
    "union all select 0, number, sku, left_by_file, left_on, left_on, false "
    "from told where left_by_file > 0 order by all"
)


class CustomerOrders:
    """The customer orders of a database; each change is one transaction that raises a version."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def tables(self) -> CustomerTables:
        """Return all customer orders, with their lines and shipments."""
        with self._database.reading() as connection:
            # Where there are none, all that was ever sold need not be looked through for them.
            ((there_are,),) = connection.execute("select exists (from customer_orders)").fetchall()
            if not there_are:
                return CustomerTables(
                    orders=empty(CUSTOMER_ORDERS),
                    lines=empty(CUSTOMER_LINES),
                    shipments=empty(SHIPMENTS),
                    goods=empty(ORDERED_GOODS),
                )
            told = connection.execute("from ordered_lines order by number, sku").df()
            connection.register("told", told)
            return CustomerTables(
                orders=typed(connection.execute(_ORDERS).df(), CUSTOMER_ORDERS),
                lines=typed(told, CUSTOMER_LINES),
                shipments=typed(connection.execute(_SHIPMENTS).df(), SHIPMENTS),
                goods=typed(connection.table("customer_goods").order("all").df(), ORDERED_GOODS),
            )

    def unmarked(self) -> pd.DataFrame:
        """Return which orders of files are not taken for open, though not told as shipped."""
        with self._database.reading() as connection:
            return typed(connection.table("unmarked_orders").order("all").df(), UNMARKED)

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
            _forget_told(connection, number)
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


def take_told(connection: Connection, upload: int) -> None:
    """Give numbers to the orders that wait by a file that was added, where they have none.

    Those of its last 30 days, since older ones are not taken for open; the channel's other files
    may only reach further.
    """
    ((waits,),) = connection.execute(
        "select exists (from sales where upload = ? and waiting > 0)", [upload]
    ).fetchall()
    if not waits:
        return
    connection.execute(
        "insert into customer_orders by name with told as (from sales where upload = $upload), "
        "lately as (select channel, max(day) - 30 as day from told group by channel), "
        "waiting as (select channel, order_id, min(day) as ordered_on from told "
        "where waiting > 0 group by all) "
        "select $first - 1 + row_number() over (order by ordered_on, channel, order_id) as number, "
        "channel, order_id as reference, ordered_on, null as promised_on, false as paid, "
        "false as pinned, '' as note, false as typed "
        "from waiting join lately using (channel) anti join typed_lines using (channel, order_id) "
        "where ordered_on > lately.day",
        {"upload": upload, "first": next_in(connection, "number", "customer_orders")},
    )
    connection.execute(
        "insert or ignore into customer_lines select number, sku, sum(units), null, 0 "
        "from sales join customer_orders o on o.channel = sales.channel and reference = order_id "
        "where upload = ? and not typed and units > 0 group by number, sku",
        [upload],
    )


def _refuse_twice(connection: Connection, number: int) -> None:
    earlier = connection.execute(
        "select e.number, e.channel, e.order_id from typed_lines e join typed_lines n "
        "using (channel, order_id) where n.number = ? and e.number < n.number",
        [number],
    ).fetchone()
    if earlier:
        raise StoreError(
            _(
                "Order {reference} on {channel} is known already, as customer order {number}: "
                "it need not be typed."
            ).format(number=earlier[0], channel=earlier[1], reference=earlier[2])
        )


def _forget_told(connection: Connection, number: int) -> None:
    """Let a typed order take the place of one that files told which were undone."""
    told = connection.execute(
        "select o.number from customer_orders o join typed_lines t "
        "on lower(o.channel) = lower(t.channel) and reference = order_id "
        "where not o.typed and t.number = ?",
        [number],
    ).fetchone()
    if told:
        for table in ("customer_orders", "customer_lines"):
            connection.execute(f"delete from {table} where number = ?", list(told))  # noqa: S608
        connection.execute("update deliveries set number = ? where number = ?", [number, *told])


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
