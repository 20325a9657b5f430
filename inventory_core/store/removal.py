"""Uploads taken out of the shop with all that was told of their products alone."""

from inventory_core.domain.upload import EDIT
from inventory_core.store import uploads
from inventory_core.store.database import Database, raise_versions
from inventory_core.store.engine import Connection

_GONE = (
    "create or replace temp table gone as select distinct sku from told_here "
    "where upload in (select unnest($numbers)) and sku not in (select sku from told_here "
    "join uploads on id = upload where id not in (select unnest($numbers)) and format <> $edit)"
)
_TOLD_HERE = (
    "create or replace temp view told_here as select upload, sku from sales union all "
    "select upload, sku from stock union all select upload, sku from receipts union all "
    "select upload, sku from product_facts"
)
_SUPPLIERS_GONE = (
    "create or replace temp table suppliers_gone as "
    "select value as supplier from product_facts where field = 'supplier' and sku in (from gone) "
    "except select value from product_facts where field = 'supplier' and sku not in (from gone)"
)
_ORDERS_GONE = (
    "create or replace temp table orders_gone as "
    "select number from {lines} group by number having bool_and(sku in (from gone))"
)
_BY_NUMBER = {
    "purchase_lines": ("order_receipts", "purchase_lines", "purchase_orders"),
    "customer_lines": ("shipments", "deliveries", "customer_lines", "customer_orders"),
}
"""The tables of an order by that of its lines, which comes before the order itself."""
_BY_PRODUCT = (
    *("stock", "product_facts", "told_moves", "stocktake", "aliases", "components"),
    *("price_breaks", "promotions", "corrections_off", "hand_changes", "kept_forecasts"),
)
_BY_SUPPLIER = ("suppliers", "supplier_facts", "supplier_closures", "supplier_codes")


class Removal:
    """What is removed of a database as if it had never been there."""

    def __init__(self, database: Database) -> None:
        """Remove from this database."""
        self._database = database

    def remove(self, *numbers: int) -> bool:
        """Take uploads back, and all that was typed and ordered of products which only they tell.

        An order that has a product of other files too stays. False, and no change, where all of
        them were taken back before.
        """
        with self._database.writing() as connection:
            standing = [number for number in numbers if uploads.stands(connection, number)]
            if not standing:
                return False
            _note_what_goes(connection, standing)
            for number in standing:
                uploads.forget(connection, number)
            _forget_products(connection)
            raise_versions(connection, "sales", "products", "stock", "forecasts")
        return True


def _note_what_goes(connection: Connection, numbers: list[int]) -> None:
    connection.execute(_TOLD_HERE)
    connection.execute(_GONE, {"numbers": numbers, "edit": EDIT})
    connection.execute(_SUPPLIERS_GONE)


def _forget_products(connection: Connection) -> None:
    for lines, tables in _BY_NUMBER.items():
        connection.execute(_ORDERS_GONE.format(lines=lines))
        for table in tables:
            connection.execute(f"delete from {table} where number in (from orders_gone)")  # noqa: S608
    for table in _BY_PRODUCT:
        connection.execute(f"delete from {table} where sku in (from gone)")  # noqa: S608
    for table in _BY_SUPPLIER:
        connection.execute(f"delete from {table} where supplier in (from suppliers_gone)")  # noqa: S608
    connection.execute(
        "delete from uploads where format = ? and id not in (select upload from told_here)", [EDIT]
    )
