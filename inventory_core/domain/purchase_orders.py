"""The declared columns of what was ordered from suppliers, and of what of it came."""

from inventory_core.domain.columns import (
    Schema,
    day,
    days,
    flag,
    money,
    number,
    sentence,
    text,
    units,
)
from inventory_core.domain.frames import MONEY_LIMITS
from inventory_core.domain.language import N_

PURCHASE_ORDERS: Schema = {
    "number": number(N_("Purchase order"), digits=0),
    "supplier": text(N_("Supplier")),
    "ordered_on": day(N_("Ordered on")),
    "expected_on": day(N_("Expected on")),
    "reference": text(N_("Their reference")),
    "note": sentence(N_("Your note")),
    "freight": money(
        N_("Freight and other costs"),
        N_("Of the whole order, such as freight and customs: spread over its products by value."),
        limits=MONEY_LIMITS,
    ),
    "paid": flag(N_("Paid")),
    "currency": text(N_("Currency")),
    "rate": number(N_("Rate")),
}
"""One row per order at a supplier ("" where none is known); its state follows from its lines.

freight: what the order cost beside its goods; 0 where nothing is known. paid: all of it. currency,
rate: of its prices, and what one of it costs in the shop's money: "" and 1 where that is the same.
"""

PURCHASE_LINES: Schema = {
    "number": PURCHASE_ORDERS["number"],
    "sku": text(N_("Product")),
    "units": units(N_("Ordered")),
    "unit_cost": money(N_("Unit cost")),
    "unit_price": number(N_("Unit price")),
    "closed_short": flag(N_("Not coming any more")),
    "days_before": days(),
}
"""One row per product of a purchase order.

unit_price: as agreed, in the currency of the order. unit_cost: the same in the shop's money. Both
are empty where unknown. closed_short: what has not come by now will not come. days_before: it is
expected so many days before the last of its order.
"""

ORDER_RECEIPTS: Schema = {
    "id": number(N_("Receipt"), digits=0),
    "number": PURCHASE_ORDERS["number"],
    "sku": PURCHASE_LINES["sku"],
    "units": units(N_("Arrived")),
    "day": day(N_("Arrived on")),
    "told": day(),
    "undone": flag(N_("Taken back")),
}
"""One row per product of a receipt, which is what came of a purchase order on one day.

told: the moment at which the seller said so. undone: the seller took it back.
"""

ORDERED_GOODS: Schema = {"code": text(), "sku": text(), "units": units()}
"""Which products an ordered code is now, and how many of each are in one of it: packs are opened,
aliases are the product that they stand for."""

INCOMING: Schema = {
    "number": PURCHASE_ORDERS["number"],
    "supplier": PURCHASE_ORDERS["supplier"],
    "sku": PURCHASE_LINES["sku"],
    "units": units(N_("On its way")),
    "ordered_on": PURCHASE_ORDERS["ordered_on"],
    "expected_on": PURCHASE_ORDERS["expected_on"],
    "arrives": day(),
    "late": flag(N_("Late")),
}
"""One row per product of a purchase order of which units are still to come, by the day.

arrives: the day from which they count, which for what is late is tomorrow.
"""
