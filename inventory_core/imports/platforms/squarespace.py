"""Squarespace orders: Commerce, Orders, “Download CSV”. One row per product in an order.

The headings are like Shopify's. What is said once for an order (payment, day, status) stands in its
first row only. The money refunded is that of the order and says nothing about units.
"""

from dataclasses import replace

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet
from inventory_core.imports.order_lines import filled_down
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_PAYMENTS = Statuses(
    field="status",
    sold=("paid", "partially_refunded", "pending", "authorized", ""),
    cancelled=("voided", "canceled", "cancelled"),
    unpaid=("unpaid", "failed", "declined"),
    returned=("refunded",),
)
_FULFILLMENTS = Statuses(
    field="item_status",
    sold=("fulfilled", "partially_fulfilled", "pending", "unfulfilled", ""),
    cancelled=("canceled", "cancelled"),
)
_SHIPPING = Shipping(
    field="item_status",
    waiting=("pending", "unfulfilled"),
    unsure=("partially_fulfilled", "canceled", "cancelled"),
)


def _told_once(sheet: Sheet) -> Sheet:
    once = ("day", "other_day", "status", "item_status", "currency", "shipped_day")
    return filled_down(sheet, key="order_id", fields=once)


SQUARESPACE_ORDERS = order_format(
    "squarespace orders",
    label=N_("Squarespace orders"),
    channel="Squarespace",
    signs=(
        ("Order ID", "Lineitem name", "Lineitem quantity"),
        ("Lineitem name", "Lineitem variant"),
    ),
    fields=order_fields(
        day="Created at",
        other_day="Paid at",
        order_id="Order ID",
        sku="Lineitem sku",
        name="Lineitem name",
        variant="Lineitem variant",
        units="Lineitem quantity",
        unit_price="Lineitem price",
        currency="Currency",
        status="Financial Status",
        item_status="Fulfillment Status",
        line_shipping="Lineitem fulfillment status",
        shipped_day="Fulfilled at",
    ),
    statuses=(_PAYMENTS, _FULFILLMENTS),
    shipping=(replace(_SHIPPING, field="line_shipping"), _SHIPPING),
    prepare=_told_once,
)

FORMATS = (SQUARESPACE_ORDERS,)
