"""Faire orders: Orders, “Export”. One row per product that a retailer ordered."""

from inventory_core.domain.language import N_
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    # Retailers pay long after delivery; an order that the brand takes is demand.
    sold=(
        *("new", "processing", "accepted", "confirmed", "unfulfilled", "fulfilled"),
        *("pre transit", "in transit", "shipped", "partially shipped", "delivered", "completed"),
        *("ready to ship", "backordered", "paid", "partially refunded"),
    ),
    cancelled=("cancelled", "canceled", "rejected", "declined"),
    returned=("returned", "refunded"),
    ask=("pending", "pending retailer confirmation", "damaged or missing", "out of stock"),
)

_SHIPPING = Shipping(
    field="status",
    waiting=(
        *("new", "processing", "accepted", "confirmed", "unfulfilled", "ready to ship"),
        *("backordered", "pending", "pending retailer confirmation", "out of stock"),
    ),
    unsure=("paid", "partially refunded", "partially shipped"),
)

FAIRE_ORDERS = order_format(
    "faire orders",
    label=N_("Faire orders"),
    channel="Faire",
    signs=(("Retailer Name", "Wholesale Price"),),
    fields=order_fields(
        day="Order Date | Date",
        order_id="Order Number | Order ID",
        sku="SKU",
        name="Product Name | Product",
        variant="Option Name | Product Option | Variant | Option",
        units="Quantity | Qty | Units",
        unit_price="Wholesale Price",
        currency="Currency",
        status="Status | Order Status | Order State",
    ),
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
)

FORMATS = (FAIRE_ORDERS,)
