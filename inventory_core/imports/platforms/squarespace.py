"""Squarespace orders: Commerce, Orders, “Download CSV”. One row per product in an order.

The headings are like Shopify's. What is said once for an order (payment, day, status) stands in its
first row only. The money refunded is that of the order and says nothing about units.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet, Statuses
from inventory_core.imports.order_lines import filled_down
from inventory_core.imports.orders import order_fields, order_format

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


def _told_once(sheet: Sheet) -> Sheet:
    once = ("day", "other_day", "status", "item_status", "currency")
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
    ),
    statuses=(_PAYMENTS, _FULFILLMENTS),
    prepare=_told_once,
)

FORMATS = (SQUARESPACE_ORDERS,)
