"""Shopify products: Products, Export, “Plain CSV file”. One row per variant, then one per picture.

What is said once for a product stands in its first row only. The quantity is there for shops with a
single location; others export the inventory. The vendor is a brand, and the best that Shopify has
for a supplier.
"""

from collections.abc import Sequence

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.catalogue import (
    catalogue_fields,
    catalogue_format,
    without_counts,
)
from inventory_core.imports.formats.format import Check, Columns
from inventory_core.imports.formats.shopify_names import named_as_in_orders


def _prepare(columns: Columns) -> Columns:
    named = named_as_in_orders(columns)
    # Shopify writes 0 for what it does not count, such as a download.
    untracked = ~columns.filled("tracked") & columns.has("tracked")
    return without_counts(named, untracked)


def _leave_out(columns: Columns) -> Sequence[Check]:
    variant = columns.filled("sku") | columns.filled("option") | columns.filled("price")
    return (Check(reason="picture_row", field="handle", refused=~variant),)


SHOPIFY_PRODUCTS = catalogue_format(
    "shopify products",
    label=_("Shopify products"),
    signs=(
        ("Handle", "Variant SKU"),
        ("URL handle", "Inventory quantity"),
        ("URL handle", "Option1 value", "SKU"),
    ),
    fields=catalogue_fields(
        sku=("Variant SKU", "SKU"),
        name="Title",
        handle=("Handle", "URL handle"),
        option="Option1 Value",
        option_2="Option2 Value",
        option_3="Option3 Value",
        category=("Type", "Custom Product Type", "Product category"),
        supplier="Vendor",
        cost="Cost per item",
        price=("Variant Price", "Price"),
        on_hand=("Variant Inventory Qty", "Inventory quantity"),
        tracked=("Variant Inventory Tracker", "Inventory tracker"),
    ),
    prepare=_prepare,
    leave_out=_leave_out,
)
