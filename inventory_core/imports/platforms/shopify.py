"""Shopify's exports: orders, products, inventory."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import (
    catalogue_fields,
    catalogue_format,
    counted_at,
    without_counts,
)
from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.checks import UNCOUNTED
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import filled_down
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise, normalise_texts

_OPTIONS = ("option", "option_2", "option_3")
_ONLY_VARIANT = "Default Title"


def _named_as_in_orders(sheet: Sheet) -> Sheet:
    """Name every variant like `Mug - Blue / Large`.

    What is the same for all variants of a product may stand in its first row only.
    """
    filled = filled_down(sheet, key="handle", fields=("name", "category", "supplier"))
    name, variant = filled.raw("name"), _variants(filled)
    with_variant = name + " - " + variant
    return filled.put("name", with_variant.where((name != "") & (variant != ""), name))


def _variants(sheet: Sheet) -> pd.Series:
    """Return the option values of each row, joined; empty where there is only one variant."""
    joined = pd.Series("", index=sheet.table.cells.index, dtype="str")
    for option in _OPTIONS:
        value = sheet.texts(option)
        between = (" / " + value).where(joined != "", value)
        joined += between.where((value != "") & (value != _ONLY_VARIANT), "")
    return joined


SHOPIFY_INVENTORY = catalogue_format(
    "shopify inventory",
    label=N_("Shopify inventory"),
    signs=(("Handle", "Location", "On hand"), ("Handle", "Location", "On hand (current)")),
    fields=catalogue_fields(
        sku="SKU",
        name="Title",
        handle="Handle",
        option="Option1 Value",
        option_2="Option2 Value",
        option_3="Option3 Value",
        on_hand="On hand (current) | On hand",
        on_order="Incoming",
        committed="Committed",
    ),
    prepare=_named_as_in_orders,
)
"""Shopify inventory: Products, Inventory, Export, all states. One row per variant and location.

On hand includes what Shopify calls unavailable, such as damaged units. “(not editable)” and
“(current)” came into the headings in 2024; “On hand (new)” is for the seller to fill in.
"""


_OPTION_HEADINGS = tuple(
    f"option{number} {part}" for number in (1, 2, 3) for part in ("name", "value")
)
_SIGNS = frozenset(("handle", "title", "option1 value", "sku", "hs code", "coo"))
_NOT_LOCATIONS = _SIGNS | {*_OPTION_HEADINGS, "barcode", "bin name", "total", "sum"}


def _has_locations(headings: Sequence[str]) -> bool:
    told = {normalise(heading) for heading in headings}
    return told >= _SIGNS and "location" not in told and bool(told - _NOT_LOCATIONS)


def _locations(sheet: Sheet) -> list[str]:
    found = []
    for heading, cells in sheet.table.cells.items():
        filled = cells[cells != ""]
        counts = parse_numbers(filled).notna() | normalise_texts(filled).isin(UNCOUNTED)
        if normalise(str(heading)) not in _NOT_LOCATIONS and counts.mean() > 0.5:
            found.append(str(heading))
    return found


def _with_locations(sheet: Sheet) -> Sheet:
    return _named_as_in_orders(counted_at(sheet, _locations(sheet)))


SHOPIFY_LOCATIONS = catalogue_format(
    "shopify locations",
    label=N_("Shopify inventory by location"),
    signs=(),
    fits=_has_locations,
    fields=catalogue_fields(
        sku="SKU",
        name="Title",
        handle="Handle",
        option="Option1 Value",
        option_2="Option2 Value",
        option_3="Option3 Value",
    ),
    prepare=_with_locations,
)
"""Shopify inventory, “available” only: one row per variant and one column per location.

The locations are columns called as the seller calls them, so they are told by what they hold: every
column that Shopify does not name itself and that mostly holds numbers or “not stocked” is one. A
column of numbers that the seller has added would be counted too, unless it is called a total.
"""


_FINANCIAL = Statuses(
    field="status",
    # Cash on delivery stays pending for ever, and is most of what some shops sell.
    sold=("pending", "authorized", "paid", "partially_paid", "partially_refunded"),
    cancelled=("voided", "expired"),
    returned=("refunded",),
)


_SHIPPING = Shipping(
    field="shipping",
    waiting=("unfulfilled", "pending", "open", "in_progress", "on_hold", "scheduled"),
    unsure=("partial", "partially_fulfilled", "restocked", "nothing to ship"),
)


def _told_once(sheet: Sheet) -> Sheet:
    once = ("day", "other_day", "status", "cancelled_day", "currency", "shipping", "shipped_day")
    sheet = filled_down(sheet, key="order_id", fields=once)
    # A download or a service waits for ever.
    nothing = sheet.raw("needs_shipping").str.lower() == "false"
    return sheet.put("line_shipping", sheet.raw("line_shipping").mask(nothing, "nothing to ship"))


SHOPIFY_ORDERS = order_format(
    "shopify orders",
    label=N_("Shopify orders"),
    channel="Shopify",
    signs=(("Lineitem quantity", "Lineitem name"),),
    fields=order_fields(
        day="Created at",
        other_day="Paid at",
        order_id="Name",
        sku="Lineitem sku",
        # Product and variant in one; the product may itself contain the “ - ” between them.
        name="Lineitem name",
        units="Lineitem quantity",
        unit_price="Lineitem price",
        currency="Currency",
        status="Financial Status",
        cancelled_day="Cancelled at",
        shipping="Fulfillment Status",
        line_shipping="Lineitem fulfillment status",
        shipped_day="Fulfilled at",
        needs_shipping="Lineitem requires shipping",
    ),
    statuses=(_FINANCIAL,),
    shipping=(replace(_SHIPPING, field="line_shipping"), _SHIPPING),
    prepare=_told_once,
)
"""Shopify orders: Orders, Export, “Plain CSV file”. One row per product in an order.

What is said once for an order (day, payment, cancellation) stands in its first row only. Money that
was refunded stands there too, and says nothing about units. The times are on the shop's own clock.
"""


def _counted(sheet: Sheet) -> Sheet:
    named = _named_as_in_orders(sheet)
    # Shopify writes 0 for what it does not count, such as a download.
    untracked = ~sheet.filled("tracked") & sheet.has("tracked")
    return without_counts(named, untracked)


def _pictures(sheet: Sheet) -> Sequence[Check]:
    variant = sheet.filled("sku") | sheet.filled("option") | sheet.filled("price")
    return (Check(reason=Reason.PICTURE_ROW, field="handle", refused=~variant),)


SHOPIFY_PRODUCTS = catalogue_format(
    "shopify products",
    label=N_("Shopify products"),
    signs=(
        ("Handle", "Variant SKU"),
        ("URL handle", "Inventory quantity"),
        ("URL handle", "Option1 value", "SKU"),
    ),
    fields=catalogue_fields(
        sku="Variant SKU | SKU",
        name="Title",
        handle="Handle | URL handle",
        option="Option1 Value",
        option_2="Option2 Value",
        option_3="Option3 Value",
        category="Type | Custom Product Type | Product category",
        supplier="Vendor",
        cost="Cost per item",
        price="Variant Price | Price",
        on_hand="Variant Inventory Qty | Inventory quantity",
        tracked="Variant Inventory Tracker | Inventory tracker",
    ),
    prepare=_counted,
    leave_out=_pictures,
)
"""Shopify products: Products, Export, “Plain CSV file”. One row per variant, then one per picture.

What is said once for a product stands in its first row only. The quantity is there for shops with a
single location; others export the inventory. The vendor is a brand, and the best that Shopify has
for a supplier.
"""


_BY_TYPE = frozenset(("product type", "net quantity"))
_PRODUCTS = frozenset(
    ("product title", "product", "product sku", "product variant sku", "variant sku", "sku")
)


def _names_only_types(headings: Sequence[str]) -> bool:
    told = {normalise(heading) for heading in headings}
    return told >= _BY_TYPE and not told & _PRODUCTS


SHOPIFY_SALES_BY_TYPE = order_format(
    "shopify sales by type",
    label=N_("Shopify sales by product type"),
    channel="Shopify",
    signs=(),
    fits=_names_only_types,
    fields=order_fields(category="Product Type", units="Net Quantity"),
    unusable=N_(
        "This report has totals of product types and names no products: please export the orders "
        "(Orders, “Export”, “Plain CSV file”) and upload that."
    ),
)
"""Shopify retail sales by product type: Analytics, Reports. By product and day they are usable."""

FORMATS = (
    SHOPIFY_INVENTORY,
    SHOPIFY_LOCATIONS,
    SHOPIFY_ORDERS,
    SHOPIFY_PRODUCTS,
    SHOPIFY_SALES_BY_TYPE,
)
