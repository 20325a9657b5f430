"""Lazada orders: Seller Center, Orders, Export. One row per piece, so that there is no quantity.

Headings and statuses are English in all countries: technical names (`orderItemId`) in newer files,
words (“Order Item Id”) in older ones, which are the same names.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.order_lines import one_unit_each
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    # A parcel that the carrier lost was wanted all the same.
    sold=(
        *("pending", "topack", "packed", "repacked", "toship", "ready_to_ship"),
        *("ready_to_ship_pending", "shipped", "delivered", "confirmed"),
        *("Lost by 3PL", "Damaged by 3PL"),
    ),
    cancelled=("canceled", "cancelled"),
    unpaid=("unpaid",),
    returned=(
        *("returned", "Package Returned", "In Transit: Returning to seller", "Package scrapped"),
        *("failed", "failed delivery", "delivery failed", "shipped_back…"),
    ),
)

_SHIPPING = Shipping(
    field="status",
    waiting=(
        *("pending", "topack", "packed", "repacked", "toship", "ready_to_ship"),
        "ready_to_ship_pending",
    ),
)

LAZADA_ORDERS = order_format(
    "lazada orders",
    label=N_("Lazada orders"),
    channel="Lazada",
    signs=(("orderItemId", "lazadaSku"), ("orderItemId", "sellerSku", "itemName")),
    fields=order_fields(
        day="createTime | Created at",
        order_id="orderNumber",
        line="orderItemId",
        sku="sellerSku",
        listing="lazadaSku",
        name="itemName",
        variant="variation",
        unit_price="unitPrice | paidPrice",
        status="status",
        promised_day="rtsSla",
    ),
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    prepare=one_unit_each,
)

FORMATS = (LAZADA_ORDERS,)
