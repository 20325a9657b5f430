"""Meesho orders: Supplier Panel, Orders, “Download Orders Data”. One row per sub-order.

The status stands under “Reason for Credit Entry”. RTO is what went back to its origin, undelivered.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    # A parcel that the carrier lost was wanted all the same.
    sold=(
        *("PENDING", "READY_TO_SHIP", "SHIPPED", "DELIVERED", "EXCHANGED"),
        *("DOOR_STEP_EXCHANGED", "LOST"),
    ),
    cancelled=("CANCELLED", "CANCELED"),
    returned=("RTO…", "RETURN…", "CUSTOMER_RETURN…"),
    ask=("HOLD", "ON_HOLD"),
)


def _without_free_size(sheet: Sheet) -> Sheet:
    sizes = sheet.raw("variant")
    return sheet.put("variant", sizes.mask(sizes.str.lower() == "free size", ""))


MEESHO_ORDERS = order_format(
    "meesho orders",
    label=N_("Meesho orders"),
    channel="Meesho",
    currency="₹",
    signs=(
        ("Sub Order No", "Reason for Credit Entry"),
        ("Sub Order No", "Packet Id"),
        ("Sub Order No", "Supplier Listed Price"),
    ),
    fields=order_fields(
        day="Order Date",
        order_id="Sub Order No",
        sku="SKU",
        name="Product Name",
        variant="Size",
        units="Quantity",
        unit_price="Supplier Discounted Price | Supplier Listed Price",
        status="Reason for Credit Entry",
    ),
    statuses=(_STATUSES,),
    shipping=(Shipping(field="status", waiting=("PENDING", "READY_TO_SHIP", "HOLD", "ON_HOLD")),),
    prepare=_without_free_size,
)

FORMATS = (MEESHO_ORDERS,)
