"""Amazon orders: Reports, Fulfilment, “All Orders” (tab-separated text). One row per product.

Also the “Amazon Fulfilled Shipments” and “Order Report” of the same place, which have no statuses.
Times are in UTC. The price is for all units of the row. An order can be shipped although one of its
products was cancelled: that row has a status of its own, or 0 units.
"""

from collections.abc import Sequence
from dataclasses import replace

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.format import Check, Columns
from inventory_core.imports.formats.order_lines import filled_down
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Statuses

AMAZON_STATUSES = Statuses(
    field="status",
    sold=(
        # Pending: the payment is being checked, or is made on delivery. Nearly all are sent.
        *("pending", "pending - waiting for pick up", "pendingavailability", "unshipped"),
        *("partially shipped", "partiallyshipped", "shipping", "shipped", "complete"),
        *("invoiceunconfirmed", "shipped - picked up", "shipped - out for delivery"),
        *("shipped - delivered to buyer", "shipped - lost in transit", "shipped - damaged"),
    ),
    cancelled=("cancelled", "canceled"),
    returned=(
        *("shipped - returned to seller", "shipped - returning to seller"),
        *("shipped - rejected by buyer", "shipped - undeliverable"),
    ),
    ask=("unfulfillable",),
)

_ITEM_STATUSES = replace(
    AMAZON_STATUSES, field="item_status", sold=(*AMAZON_STATUSES.sold, ""), ask=()
)


def without_units(columns: Columns) -> Sequence[Check]:
    """Leave out products of which 0 were sent: they were cancelled, whatever the order's status."""
    return [Check(reason="cancelled", field="units", refused=columns.numbers("units") == 0)]


def _prepare(columns: Columns) -> Columns:
    return filled_down(columns, key="order_id", fields=("day", "currency", "status"))


AMAZON_ORDERS = order_format(
    "amazon orders",
    label=_("Amazon orders"),
    channel="Amazon",
    signs=(
        ("amazon-order-id", "purchase-date"),
        ("order-id", "order-item-id", "purchase-date", "quantity-purchased"),
    ),
    # Neither the line's number nor the marketplace tells lines apart: not all reports have them,
    # and the same order must be known in each.
    fields=order_fields(
        day="purchase-date",
        order_id=("amazon-order-id", "order-id"),
        sku=("sku", "seller-sku"),
        listing="asin",
        name=("product-name", "title"),
        units=("quantity", "quantity-purchased", "quantity-shipped"),
        line_total="item-price",
        currency="currency",
        status="order-status",
        item_status="item-status",
    ),
    statuses=(AMAZON_STATUSES, _ITEM_STATUSES),
    prepare=_prepare,
    leave_out=without_units,
)
