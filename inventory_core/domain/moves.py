"""The declared columns of the ledger of stock, and the kinds of what moves it."""

from enum import StrEnum

from inventory_core.domain.columns import Schema, day, money, sentence, text, units
from inventory_core.domain.language import N_

OWN_SHELF = "shop"
"""The place of stock that no channel keeps for the seller."""


class MoveKind(StrEnum):
    """What happened to stock."""

    OPENING = "opening"
    SALE = "sale"
    RECEIPT = "receipt"
    RECEIPT_UNDONE = "receipt undone"
    PURCHASE = "purchase"
    COUNT = "count"
    BEYOND = "beyond"
    DAMAGE = "damage"
    LOSS = "loss"
    FOUND = "found"
    RETURNED = "returned"
    OWN_USE = "own use"
    SENT = "sent"
    MADE = "made"
    USED_UP = "used up"
    CORRECTION = "correction"


ADDING = (MoveKind.FOUND, MoveKind.RETURNED, MoveKind.MADE)
TAKING = (
    MoveKind.DAMAGE,
    MoveKind.LOSS,
    MoveKind.OWN_USE,
    MoveKind.SENT,
    MoveKind.USED_UP,
)
"""What a seller tells by hand adds units to a shelf, or takes them off it."""

MOVES: Schema = {
    "place": text(N_("Place")),
    "sku": text(N_("Product")),
    "day": day(N_("Date")),
    "told": day(),
    "units": units(N_("Units")),
    "kind": text(N_("What happened")),
    "document": text(N_("Document")),
    "note": sentence(N_("Your note")),
    "unit_cost": money(N_("Unit cost")),
}
"""One row per move of stock: units that came, or less than zero that went, on a day.

told: when the seller or a sheet of purchases said so, empty for sales and counts. document: the
number of a purchase order, of a purchase in a sheet or of what was typed; the channel of a sale.
The sum of all moves of a product in a place up to a day is what lies there in its evening, from its
first count on.
"""

TOLD_MOVES: Schema = {
    "place": MOVES["place"],
    "sku": MOVES["sku"],
    "day": MOVES["day"],
    "units": MOVES["units"],
    "kind": MOVES["kind"],
    "note": MOVES["note"],
}
"""What a seller tells at once by hand: a row per product and place."""
