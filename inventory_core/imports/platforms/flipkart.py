"""Flipkart orders: Seller Hub, Orders, “Download” of a tab. One row per product of an order.

A quotation mark guards the number of the line. The sales report of the tax pages is something else.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Statuses
from inventory_core.imports.orders import order_fields, order_format

_STATUSES = Statuses(
    field="status",
    sold=(
        *("Approved", "Packing in progress", "Packed", "Ready to dispatch", "Pickup complete"),
        *("Shipped", "In transit", "Out for delivery", "Delivered", "Completed"),
    ),
    cancelled=("Cancelled", "Canceled"),
    returned=("Returned", "RTO…"),
    ask=("Return requested", "Form failed", "On hold"),
)

FLIPKART_ORDERS = order_format(
    "flipkart orders",
    label=N_("Flipkart orders"),
    channel="Flipkart",
    currency="₹",
    signs=(
        ("ORDER ITEM ID", "FSN", "Order State"),
        ("ORDER ITEM ID", "FSN", "Ordered On"),
    ),
    fields=order_fields(
        day="Ordered On",
        order_id="Order Id",
        line="ORDER ITEM ID",
        sku="SKU",
        listing="FSN",
        name="Product",
        units="Quantity",
        unit_price="Selling Price Per Item",
        status="Order State",
    ),
    day_first=False,
    statuses=(_STATUSES,),
)

FORMATS = (FLIPKART_ORDERS,)
