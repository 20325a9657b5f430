"""Amazon restock: Inventory, FBA, “Restock inventory”, download. One row per product and country.

Amazon's own advice of what to send in is left aside: it knows neither the seller's supplier nor the
seller's shelf. A product that the seller sends by himself has no stock at Amazon.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.catalogue import (
    catalogue_fields,
    catalogue_format,
    without_counts,
)
from inventory_core.imports.formats.format import Columns


def _prepare(columns: Columns) -> Columns:
    own_shelf = columns.texts("tracked").str.lower().isin(("merchant", "seller"))
    return without_counts(columns, own_shelf & ~(columns.numbers("on_hand") > 0))


AMAZON_RESTOCK = catalogue_format(
    "amazon restock",
    label=_("Amazon restock report"),
    channel="Amazon",
    signs=(("Merchant SKU", "Recommended replenishment qty"),),
    fields=catalogue_fields(
        sku="Merchant SKU",
        name="Product Name",
        supplier="Supplier",
        price="Price",
        currency="Currency code",
        on_hand="Available",
        on_order="Inbound",
        tracked="Fulfilled by",
    ),
    prepare=_prepare,
)
