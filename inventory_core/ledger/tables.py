"""The lines of a purchase order as the seller sees them, and types what came."""

from collections.abc import Mapping

import pandas as pd

from inventory_core.domain.columns import Schema, some_of, text, units, words
from inventory_core.domain.frames import MOST_UNITS, typed
from inventory_core.domain.language import N_
from inventory_core.domain.purchase_orders import PURCHASE_LINES
from inventory_core.ledger.purchase_orders import PurchaseOrder

ORDER_LINES: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "units": PURCHASE_LINES["units"],
    "received": units(N_("Arrived so far")),
    "coming": units(N_("To come")),
}
"""One row per product of a purchase order, with what came of it and what is still to come."""

ARRIVALS: Schema = {
    "sku": ORDER_LINES["sku"],
    "arrived": units(N_("Arrived now"), N_("More than ordered is fine."), limits=(0, MOST_UNITS)),
    **some_of(ORDER_LINES, "coming", "name", "units", "received"),
}
"""The same, with what arrived just now: at first, all that is to come.

It stands beside the code, where a telephone shows it.
"""


def line_rows(order: PurchaseOrder, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the lines of an order (ARRIVALS), with the products' names by their codes."""
    rows = [
        (line.sku, names.get(line.sku, line.sku), line.units, line.received, line.coming)
        for line in order.lines
    ]
    frame = pd.DataFrame(rows, columns=list(ORDER_LINES))
    return typed(frame.assign(arrived=frame["coming"]), ARRIVALS)


def arrived_units(edited: pd.DataFrame) -> dict[str, float]:
    """Return what arrived of each product, by ARRIVALS as the seller left them."""
    came = edited[edited["arrived"] > 0]
    return dict(zip(came["sku"], came["arrived"], strict=True))
