"""Shopify orders: Orders, Export, “Plain CSV file”. One row per product in an order.

What is said once for an order (day, payment, cancellation) stands in its first row only. Money that
was refunded stands there too, and says nothing about units. The times are on the shop's own clock.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.format import Columns
from inventory_core.imports.formats.order_lines import filled_down
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Statuses

_FINANCIAL = Statuses(
    field="status",
    # Cash on delivery stays pending for ever, and is most of what some shops sell.
    sold=("pending", "authorized", "paid", "partially_paid", "partially_refunded"),
    cancelled=("voided", "expired"),
    returned=("refunded",),
)


def _prepare(columns: Columns) -> Columns:
    once = ("day", "other_day", "status", "cancelled_day", "currency")
    return filled_down(columns, key="order_id", fields=once)


SHOPIFY_ORDERS = order_format(
    "shopify orders",
    label=_("Shopify orders"),
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
    ),
    statuses=(_FINANCIAL,),
    prepare=_prepare,
)
