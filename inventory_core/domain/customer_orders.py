"""The declared columns of what customers ordered, and of what of it was shipped.

No buyer is in them: an order is known by its number, its channel and its number there.
"""

from math import inf

from inventory_core.domain.columns import (
    Schema,
    day,
    flag,
    money,
    number,
    sentence,
    text,
    units,
)
from inventory_core.domain.frames import AT_LEAST_ONE
from inventory_core.domain.language import N_

DIRECT = "direct"
"""The channel of orders that came by none, such as by telephone or at the door."""

CUSTOMER_ORDERS: Schema = {
    "number": number(N_("Customer order"), digits=0),
    "channel": text(N_("Sold on")),
    "reference": text(N_("Order number there"), limits=(0, 80)),
    "ordered_on": day(N_("Ordered on")),
    "promised_on": day(N_("Promised for")),
    "paid": flag(N_("Paid")),
    "pinned": flag(N_("First in line")),
    "note": sentence(N_("Your note"), limits=(0, 200)),
}
"""One row per order, typed by the seller or told by a file; its lines say how far it has come.

reference: its number on the channel, "" where it has none; by that a file tells the same order.
promised_on: empty where no day was promised.
"""

CUSTOMER_LINES: Schema = {
    "number": CUSTOMER_ORDERS["number"],
    "sku": text(N_("Product"), required=True),
    "units": units(N_("Ordered"), limits=AT_LEAST_ONE, required=True),
    "unit_price": money(N_("Unit price"), limits=(0, inf)),
    "cancelled": units(N_("Cancelled")),
}
"""One row per product of a customer order.

units: as a file tells them where one tells the same order. unit_price: empty where unknown.
cancelled: units of them that the customer does not want any more.
"""

SHIPMENTS: Schema = {
    "id": number(N_("Shipment"), digits=0),
    "number": CUSTOMER_ORDERS["number"],
    "sku": CUSTOMER_LINES["sku"],
    "units": units(N_("Shipped")),
    "day": day(N_("Shipped on")),
    "told": day(),
    "undone": flag(N_("Taken back")),
}
"""One row per product of a shipment, which is what left of a customer order on one day.

id: 0 for what only a file says left; that is taken back by no word of the seller. told: the moment
at which the seller said so. undone: the seller took it back.
"""

UNMARKED: Schema = {
    "channel": CUSTOMER_ORDERS["channel"],
    "marks": flag(N_("Marks what was shipped")),
    "orders": number(N_("Orders"), digits=0),
}
"""One row per channel with orders that were not told as shipped, and yet are not taken for open.

marks: most of its older orders are told as shipped, and these are too old; else most are not.
"""

PROMISES: Schema = {
    "number": CUSTOMER_ORDERS["number"],
    "sku": CUSTOMER_LINES["sku"],
    "units": units(N_("Missing")),
    "promised_on": CUSTOMER_ORDERS["promised_on"],
}
"""One row per product of a customer order of which units will not be there by the promised day."""
