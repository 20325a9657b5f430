"""Etsy sold orders: Shop Manager, Settings, Options, Download Data, “Orders”. One row per order.

What was sold is not in it; its statuses complete the file of sold order items.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format

ETSY_ORDERS = order_format(
    "etsy orders",
    label=_("Etsy sold orders"),
    channel="Etsy",
    signs=(("Number of Items", "Order Value"),),
    fields=order_fields(day="Sale Date", order_id="Order ID", status="Status"),
    unusable=_(
        "Etsy's “Orders” file does not say which products were sold: please download “Order Items” "
        "of the same period, from the same page, and upload it, best together with this file."
    ),
)
