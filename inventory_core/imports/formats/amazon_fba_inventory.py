"""Amazon, goods in Amazon's warehouses: Reports, Fulfilment, “Manage FBA Inventory”; with tabs.

Sellable is what can be fulfilled; on order is what is on its way into the warehouses. The seller's
own shelf (mfn) is no part of this stock.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.catalogue import (
    catalogue_fields,
    catalogue_format,
    without_counts,
)
from inventory_core.imports.formats.format import Columns


def _prepare(columns: Columns) -> Columns:
    # What is only sent by the seller must not be counted as none at Amazon.
    own_shelf = columns.texts("tracked").str.lower() == "no"
    return without_counts(columns, own_shelf & ~(columns.numbers("on_hand") > 0))


AMAZON_FBA_INVENTORY = catalogue_format(
    "amazon fba inventory",
    label=_("Amazon FBA inventory"),
    channel="Amazon",
    signs=(("afn-fulfillable-quantity",),),
    fields=catalogue_fields(
        sku=("sku", "seller-sku", "merchant-sku"),
        name="product-name",
        price="your-price",
        on_hand="afn-fulfillable-quantity",
        on_order="afn-inbound-working-quantity",
        on_order_2="afn-inbound-shipped-quantity",
        on_order_3="afn-inbound-receiving-quantity",
        tracked="afn-listing-exists",
    ),
    prepare=_prepare,
)
