"""The declared columns of a stocktake."""

from inventory_core.domain.columns import Schema, money, text, units, words
from inventory_core.domain.frames import MOST_UNITS
from inventory_core.domain.language import N_

STOCKTAKE: Schema = {
    "sku": text(N_("SKU")),
    "units": units(N_("Counted"), limits=(0, MOST_UNITS)),
}
"""One row per product that is to be counted; units: so far, empty where it was not."""

STOCKTAKE_LINES: Schema = {
    **STOCKTAKE,
    "name": words(N_("Product")),
    "on_hand": units(N_("By the ledger")),
    "difference": units(N_("Difference")),
    "value": money(N_("Worth"), N_("The difference at what a unit costs.")),
}
"""The same, beside what the ledger of moves says."""
