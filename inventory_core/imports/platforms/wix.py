"""Wix's exports: orders and products of a shop."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format, without_counts
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import filled_down
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses

_PAYMENTS = Statuses(
    field="status",
    sold=("paid", "partially paid", "partially refunded", "authorized", ""),
    cancelled=("canceled", "cancelled", "voided"),
    unpaid=("unpaid", "not paid", "pending", "declined", "failed"),
    returned=("refunded", "fully refunded"),
    ask=("chargeback",),
)
_FULFILLMENTS = Statuses(
    field="item_status",
    sold=(
        *("fulfilled", "partially fulfilled", "unfulfilled", "not fulfilled", ""),
        *("ready for pickup", "picked up", "in progress", "shipped", "delivered"),
    ),
    cancelled=("canceled", "cancelled"),
)
_SHIPPING = Shipping(
    field="item_status",
    waiting=("unfulfilled", "not fulfilled", "ready for pickup", "in progress"),
    unsure=("partially fulfilled", "canceled", "cancelled"),
)

WIX_ORDERS = order_format(
    "wix orders",
    label=N_("Wix orders"),
    channel="Wix",
    signs=(
        ("Order number", "Date created", "Qty"),
        ("Total order quantity", "Qty"),
        ("Qty", "Quantity refunded"),
    ),
    fields=order_fields(
        day="Date created",
        order_id="Order number",
        sku="SKU",
        name="Item",
        variant="Variant",
        units="Qty",
        returned_units="Quantity refunded",
        unit_price="Price",
        currency="Currency",
        status="Payment status",
        item_status="Fulfillment status",
        promised_day="Fulfill by",
    ),
    statuses=(_PAYMENTS, _FULFILLMENTS),
    shipping=(_SHIPPING,),
)
"""Wix orders: Sales, Orders, “Export”, one row per item. What an order is called repeats in each.

“Custom text” is what a buyer wants written on it, and makes no product of its own.
"""


_OPTIONS = ("option", "option_2", "option_3", "option_4", "option_5", "option_6")
_COLOUR = "^#[0-9A-Fa-f]{3,8}:"
"""Wix writes a colour as `#0000ff:Blue`."""


def _variants(sheet: Sheet) -> pd.Series:
    return sheet.texts("kind").str.lower() == "variant"


def _as_sold(sheet: Sheet) -> Sheet:
    """Name and price each variant, which has only its options and its surcharge of its own."""
    sheet = filled_down(sheet, key="handle", fields=("name", "category", "price", "cost"))
    options = pd.DataFrame({name: sheet.texts(name) for name in _OPTIONS})
    told = options.replace(_COLOUR, "", regex=True).where(_variants(sheet), "")
    joined = told.apply(lambda row: ", ".join(filter(None, row)), axis="columns")
    sheet = sheet.added("variant", joined.astype("str"))
    price, surcharge = sheet.numbers("price"), sheet.numbers("surcharge")
    dearer = _variants(sheet) & (surcharge.fillna(0.0) != 0)
    total = (price + surcharge).astype("str")
    sheet = sheet.put("price", sheet.raw("price").where(~dearer, total))
    # InStock and OutOfStock: the shop does not count it.
    return without_counts(sheet, sheet.numbers("on_hand").isna())


def _parents(sheet: Sheet) -> Sequence[Check]:
    variants = _variants(sheet)
    parent = ~variants & sheet.raw("handle").isin(sheet.raw("handle")[variants])
    return [Check(reason=Reason.PARENT_ROW, field="kind", refused=parent)]


WIX_PRODUCTS = catalogue_format(
    "wix products",
    label=N_("Wix products"),
    signs=(
        ("handleId", "fieldType"),
        ("handleId", "productOptionName1"),
        ("handle", "fieldType", "productOptionName[1]"),
        ("handle", "fieldType", "strikethroughPrice"),
    ),
    fields=catalogue_fields(
        handle="handleId | handle",
        kind="fieldType",
        sku="sku",
        name="name",
        option="productOptionDescription1 | productOptionChoices[1]",
        option_2="productOptionDescription2 | productOptionChoices[2]",
        option_3="productOptionDescription3 | productOptionChoices[3]",
        option_4="productOptionDescription4 | productOptionChoices[4]",
        option_5="productOptionDescription5 | productOptionChoices[5]",
        option_6="productOptionDescription6 | productOptionChoices[6]",
        category="collection",
        cost="cost",
        price="price",
        surcharge="surcharge",
        on_hand="inventory",
    ),
    prepare=_as_sold,
    leave_out=_parents,
)
"""Wix products: Catalog, Store Products, “Export”. A row per product, below it one per variant.

A product that has variants lists all of their options in its own row, and is none itself. Files of
the newer catalogue begin with `handle`, and their variants have prices of their own.
"""

FORMATS = (
    WIX_ORDERS,
    WIX_PRODUCTS,
)
