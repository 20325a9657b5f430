"""Loyverse's exports from its back office: items, and receipts by item."""

import re
from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import (
    catalogue_fields,
    catalogue_format,
    counted_at,
    without_counts,
)
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import filled_within, negated
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Statuses
from inventory_core.imports.texts import normalise, normalise_texts

_OPTIONS = ("option", "option_2", "option_3")
_COUNT = re.compile(r"(?:in stock|en inventario)(?: \[.*\])?")
_PRICE = re.compile(r"(?:price|precio) \[.*\]")
"""Of one shop, whose name stands between brackets."""


def _of_shops(sheet: Sheet, heading: re.Pattern[str]) -> list[str]:
    headings = (str(name) for name in sheet.table.cells.columns)
    return [name for name in headings if heading.fullmatch(normalise(name))]


def _as_sold(sheet: Sheet) -> Sheet:
    sheet = filled_within(sheet, key="handle", fields=("name", "category"))
    options = pd.DataFrame({name: sheet.texts(name) for name in _OPTIONS})
    joined = options.apply(lambda row: " / ".join(filter(None, row)), axis="columns")
    sheet = _priced(sheet.added("variant", joined.astype("str")))
    sheet = counted_at(sheet, _of_shops(sheet, _COUNT))
    # N, or No in the language of the account.
    return without_counts(sheet, sheet.texts("tracked").str.lower().str.startswith(("n", "н")))


def _priced(sheet: Sheet) -> Sheet:
    """Take the price of the first shop that has one; “variable” is asked for at the till."""
    prices = sheet.raw("price")
    for name in _of_shops(sheet, _PRICE):
        prices = prices.where(prices != "", sheet.table.cells[name])
    return sheet.added("price", prices.mask(~prices.str.contains("[0-9]"), ""))


def _components(sheet: Sheet) -> Sequence[Check]:
    part = sheet.filled("parent") & ~sheet.filled("sku")
    return [Check(reason=Reason.COMPONENT_ROW, field="parent", refused=part)]


LOYVERSE_ITEMS = catalogue_format(
    "loyverse items",
    label=N_("Loyverse items"),
    signs=(
        ("Handle", "SKU of included item"),
        ("Handle", "Track stock"),
        ("Handle", "Sold by weight"),
        ("SKU of included item", "Track stock"),
        ("REF del componente", "Seguir el Inventario"),
        ("Handle", "REF del componente"),
        ("Handle", "Seguir el Inventario"),
        ("Handle", "Vendido por peso"),
    ),
    fields=catalogue_fields(
        handle="Handle",
        sku="SKU | REF",
        name="Name | Nombre",
        option="Option 1 value | Opción 1 valor",
        option_2="Option 2 value | Opción 2 valor",
        option_3="Option 3 value | Opción 3 valor",
        category="Category | Categoria",
        supplier="Supplier | Proveedor",
        cost="Cost | Coste",
        price="Default price | Price | Precio predeterminado",
        tracked="Track stock | Seguir el Inventario",
        parent="SKU of included item | REF del componente",
    ),
    prepare=_as_sold,
    leave_out=_components,
)
"""Loyverse items: Items, Item list, “Export”. One row per variant, one below it per part of a set.

Each shop has its own columns of price and count, with its name between brackets. English and
Spanish headings.
"""


_RECEIPTS = Statuses(
    field="status",
    # What a refund takes back is told by its units; it is no sale.
    sold=("sale", "refund", ""),
)
_STATES = Statuses(field="item_status", sold=("closed", ""), cancelled=("cancelled", "canceled"))


def _refunds_negative(sheet: Sheet) -> Sheet:
    refunds = normalise_texts(sheet.raw("status")) == "refund"
    return negated(negated(sheet, refunds), refunds, field="line_total")


LOYVERSE_RECEIPTS = order_format(
    "loyverse receipts",
    label=N_("Loyverse receipts by item"),
    channel="Loyverse",
    signs=(
        ("Receipt number", "Receipt type", "Quantity"),
        ("Receipt number", "Quantity", "Cost of goods"),
        ("Receipt type", "Quantity", "Gross sales"),
    ),
    fields=order_fields(
        day="Date",
        order_id="Receipt number",
        sku="SKU",
        name="Item | Item name",
        variant="Variant",
        units="Quantity",
        # For all units of the row, before discounts.
        line_total="Gross sales | Net sales",
        status="Receipt type",
        item_status="Status",
        category="Category",
    ),
    statuses=(_RECEIPTS, _STATES),
    prepare=_refunds_negative,
)
"""Loyverse receipts by item: Reports, Receipts, “Export”, “Receipts by item”. One row per item.

A refund is a receipt of its own and takes its sale back; its units and money are negative in some
versions. “Modifiers applied” is how it was served, and makes no product of its own.
"""


LOYVERSE_RECEIPTS_SUMMED = order_format(
    "loyverse receipts summed",
    label=N_("Loyverse receipts"),
    channel="Loyverse",
    signs=(("Receipt number", "Receipt type", "Total collected"),),
    fields=order_fields(day="Date", order_id="Receipt number", status="Receipt type"),
    unusable=N_(
        "This file has one row per receipt, with all of its items in one cell: please export "
        "“Receipts by item” from the same page, and upload that."
    ),
)
"""Loyverse receipts: Reports, Receipts, “Export”, “Receipts”. Money only."""


LOYVERSE_SOLD = order_format(
    "loyverse sold",
    label=N_("Loyverse sales by item"),
    channel="Loyverse",
    signs=(("Item name", "Items sold", "Items refunded"),),
    fields=order_fields(sku="SKU", name="Item name", units="Items sold"),
    unusable=N_(
        "This report has totals of a whole period and does not say when anything was sold: please "
        "export “Receipts by item” (Reports, Receipts), and upload that."
    ),
)
"""Loyverse sales by item: Reports, Sales by item, “Export”. No days."""

FORMATS = (
    LOYVERSE_ITEMS,
    LOYVERSE_RECEIPTS,
    LOYVERSE_RECEIPTS_SUMMED,
    LOYVERSE_SOLD,
)
