"""What was ordered from suppliers, and what of it came: kept, and taken back."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from inventory_core.domain.errors import StoreError
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.purchase_orders import (
    ORDER_RECEIPTS,
    ORDERED_GOODS,
    PURCHASE_LINES,
    PURCHASE_ORDERS,
)
from inventory_core.store.database import Database, next_in, raise_versions
from inventory_core.store.engine import Connection


@dataclass(frozen=True, eq=False, kw_only=True)
class PurchaseTables:
    """PURCHASE_ORDERS, PURCHASE_LINES, ORDER_RECEIPTS and ORDERED_GOODS at one moment."""

    orders: pd.DataFrame
    lines: pd.DataFrame
    receipts: pd.DataFrame
    goods: pd.DataFrame


class Purchases:
    """The purchase orders of a database; each change is one transaction that raises a version."""

    def __init__(self, database: Database) -> None:
        """Keep them in this database."""
        self._database = database

    def tables(self) -> PurchaseTables:
        """Return all purchase orders, with their lines and receipts."""
        with self._database.reading() as connection:
            return PurchaseTables(
                orders=typed(connection.table("purchase_orders").df(), PURCHASE_ORDERS),
                lines=typed(
                    connection.table("purchase_lines").order("number, sku").df(), PURCHASE_LINES
                ),
                receipts=typed(
                    connection.table("order_receipts").order("id, sku").df(), ORDER_RECEIPTS
                ),
                goods=typed(connection.table("ordered_goods").order("all").df(), ORDERED_GOODS),
            )

    def place(self, orders: pd.DataFrame, lines: pd.DataFrame) -> tuple[int, ...]:
        """Keep new orders (PURCHASE_ORDERS, PURCHASE_LINES), and return their numbers.

        The numbers that they come with only say which line is of which order.
        """
        with self._changing() as connection:
            first = next_in(connection, "number", "purchase_orders")
            numbers = {told: first + row for row, told in enumerate(orders["number"])}
            for table, schema, frame in (
                ("purchase_orders", PURCHASE_ORDERS, orders),
                ("purchase_lines", PURCHASE_LINES, lines),
            ):
                rows = check(frame.assign(number=frame["number"].map(numbers)), schema)
                connection.register("placed", rows)
                connection.execute(f"insert into {table} by name select * from placed")  # noqa: S608
        return tuple(numbers.values())

    def change(
        self,
        number: int,
        facts: Mapping[str, object],
        *,
        units: Mapping[str, float],
        unit_prices: Mapping[str, float | None],
    ) -> None:
        """Keep what is otherwise about an order; what is not named stays as it is.

        Args:
            number: of the order.
            facts: columns of PURCHASE_ORDERS; None for what stays.
            units, unit_prices: of its lines, by product.
        """
        with self._changing() as connection:
            connection.execute(
                "update purchase_orders set expected_on = coalesce($expected_on, expected_on), "
                "reference = coalesce($reference, reference), note = coalesce($note, note), "
                "freight = coalesce($freight, freight), paid = coalesce($paid, paid), "
                "currency = coalesce($currency, currency), rate = coalesce($rate, rate) "
                "where number = $number",
                {**facts, "number": number},
            )
            if facts["expected_on"] is not None:
                # A day that the seller typed is that of all that was ordered.
                connection.execute(
                    "update purchase_lines set days_before = 0 where number = ?", [number]
                )
            for sku, told in units.items():
                connection.execute(
                    "update purchase_lines set units = ? where number = ? and sku = ?",
                    [told, number, sku],
                )
            for sku, price in unit_prices.items():
                connection.execute(
                    "update purchase_lines set unit_price = ? where number = ? and sku = ?",
                    [price, number, sku],
                )
            connection.execute(
                "update purchase_lines set unit_cost = unit_price * "
                "(select rate from purchase_orders where number = $number) "
                "where number = $number",
                {"number": number},
            )

    def receive(self, number: int, units: Mapping[str, float], *, on: date, now: datetime) -> int:
        """Keep what came of an order on a day, by product; return the number of the receipt."""
        with self._changing() as connection:
            receipt = next_in(connection, "id", "order_receipts")
            connection.execute(
                "insert into order_receipts select ?, ?, unnest(?), unnest(?), ?, ?, false",
                [receipt, number, list(units), list(units.values()), on, now],
            )
        return receipt

    def undo_receipt(self, receipt: int) -> bool:
        """Take a receipt back; False, and no change, where it was taken back before.

        Raises:
            StoreError: there is no such receipt.
        """
        with self._changing() as connection:
            stands = connection.execute(
                "select bool_and(not undone) from order_receipts where id = ?", [receipt]
            ).fetchall()[0][0]
            if stands is None:
                raise StoreError(
                    _("There is no receipt {number}: list them by “orders --all”.").format(
                        number=receipt
                    )
                )
            connection.execute("update order_receipts set undone = true where id = ?", [receipt])
        return bool(stands)

    def close_short(self, number: int, skus: Collection[str], *, closed: bool = True) -> None:
        """Count these lines of an order as not coming any more, or open them again."""
        with self._changing() as connection:
            connection.execute(
                "update purchase_lines set closed_short = ? "
                "where number = ? and list_contains(?, sku)",
                [closed, number, list(skus)],
            )

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            yield connection
            raise_versions(connection, "stock")
