"""The tables that the seller types, declared once: their columns, and what rises with them."""

from dataclasses import dataclass

from inventory_core.domain.columns import Schema
from inventory_core.domain.frames import (
    CLOSURES,
    COMPONENTS,
    PRICE_BREAKS,
    PROMOTIONS,
    SUPPLIERS,
    SWITCHED_OFF,
)
from inventory_core.domain.suppliers import SUPPLIER_CLOSURES, SUPPLIER_CODES, SUPPLIER_FACTS


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """A table of the database: its name there, its columns, and the versions that rise with it."""

    name: str
    schema: Schema
    raises: tuple[str, ...]


TABLES = (
    Table(name="suppliers", schema=SUPPLIERS, raises=("products",)),
    Table(name="supplier_facts", schema=SUPPLIER_FACTS, raises=("products",)),
    Table(name="supplier_closures", schema=SUPPLIER_CLOSURES, raises=("products",)),
    Table(name="supplier_codes", schema=SUPPLIER_CODES, raises=("products",)),
    Table(name="price_breaks", schema=PRICE_BREAKS, raises=("products",)),
    Table(name="promotions", schema=PROMOTIONS, raises=("sales",)),
    Table(name="closures", schema=CLOSURES, raises=("sales",)),
    Table(name="corrections_off", schema=SWITCHED_OFF, raises=("sales",)),
    Table(name="components", schema=COMPONENTS, raises=("sales", "products", "stock")),
)


def table_of(schema: Schema) -> Table:
    """Return the table that is kept with these columns.

    Raises:
        ValueError: the seller types no such table.

    >>> table_of(SUPPLIERS).name
    'suppliers'
    """
    for table in TABLES:
        if table.schema is schema:
            return table
    raise ValueError(f"schema must be one of TABLES, not that of columns {list(schema)}")
