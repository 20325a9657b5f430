"""The declared columns of a stocktake."""

from inventory_core.domain.columns import Schema, money, text, units, words
from inventory_core.domain.frames import MOST_UNITS
from inventory_core.domain.language import N_

STOCKTAKE: Schema = {
    "sku": text(N_("SKU")),
    "units": units(N_("Counted"), limits=(0, MOST_UNITS)),
    "reason": text(N_("Why it differs"), N_("Empty where nobody knows, or it was miscounted.")),
}
"""One row per product that is to be counted; units: so far, empty where it was not. reason: a kind
of move that the seller tells by hand, "" where none is told."""

STOCKTAKE_LINES: Schema = {
    "sku": STOCKTAKE["sku"],
    "units": STOCKTAKE["units"],
    "name": words(N_("Product")),
    "on_hand": units(N_("By the ledger")),
    "difference": units(N_("Difference")),
    "value": money(N_("Worth"), N_("The difference at what a unit costs.")),
    "reason": STOCKTAKE["reason"],
}
"""The same, beside what the ledger of moves says."""
