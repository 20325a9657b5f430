"""The lines of a purchase order as the seller sees them, and types what came or was agreed."""

from collections.abc import Mapping

import pandas as pd

from inventory_core.domain.columns import Schema, flag, money, number, some_of, text, units, words
from inventory_core.domain.frames import MONEY_LIMITS, MOST_UNITS, typed
from inventory_core.domain.language import N_
from inventory_core.domain.moves import MOVES
from inventory_core.domain.purchase_orders import PURCHASE_LINES
from inventory_core.ledger.changing import OrderChange
from inventory_core.ledger.landed_costs import landed_costs
from inventory_core.ledger.purchase_orders import PurchaseOrder

LEDGER: Schema = {
    **some_of(MOVES, "day", "kind", "document", "units"),
    "left": units(N_("Left"), N_("What lay there after it.")),
    **some_of(MOVES, "unit_cost", "note"),
}
"""The moves of one product in one place, with what lay there after each."""

ORDER_LINES: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "units": PURCHASE_LINES["units"],
    "received": units(N_("Arrived so far")),
    "coming": units(N_("To come")),
    "unit_cost": PURCHASE_LINES["unit_cost"],
    "landed_cost": money(
        N_("Cost with freight"), N_("Of a unit, with its share of freight and other costs.")
    ),
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

AGREED: Schema = {
    "sku": ORDER_LINES["sku"],
    "units": units(N_("Ordered"), limits=(0, MOST_UNITS)),
    "unit_price": number(
        N_("Unit price"),
        N_("As agreed, in the currency of the order; empty where unknown."),
        limits=MONEY_LIMITS,
    ),
    "name": ORDER_LINES["name"],
}
"""What was agreed about each product of an order, for the seller to correct."""

DRAFTED: Schema = {"wanted": flag(N_("In the order")), **AGREED}
"""The same before it is kept. wanted: it was ordered; other rows are left out."""


def line_rows(order: PurchaseOrder, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the lines of an order (ARRIVALS), with the products' names by their codes."""
    landed = landed_costs(order.lines, freight=order.freight)
    frame = pd.DataFrame(
        {
            "sku": [line.sku for line in order.lines],
            "units": [line.units for line in order.lines],
            "received": [line.received for line in order.lines],
            "coming": [line.coming for line in order.lines],
            "unit_cost": [line.unit_cost for line in order.lines],
            "unit_price": [line.unit_price for line in order.lines],
            "landed_cost": [landed[line.sku] for line in order.lines],
        }
    )
    named = frame.assign(name=_named(frame["sku"], names), arrived=frame["coming"])
    return typed(named, {**ORDER_LINES, **ARRIVALS, **AGREED})


def arrived_units(edited: pd.DataFrame) -> dict[str, float]:
    """Return what arrived of each product, by ARRIVALS as the seller left them."""
    came = edited[edited["arrived"] > 0]
    return dict(zip(came["sku"], came["arrived"], strict=True))


def agreed_change(order: PurchaseOrder, edited: pd.DataFrame) -> OrderChange:
    """Return what the seller corrected in the lines of an order (AGREED)."""
    before = {line.sku: line for line in order.lines}
    units = dict(zip(edited["sku"], edited["units"], strict=True))
    prices = {
        sku: None if pd.isna(price) else float(price)
        for sku, price in zip(edited["sku"], edited["unit_price"], strict=True)
    }
    return OrderChange(
        units={sku: told for sku, told in units.items() if told != before[sku].units},
        unit_prices={sku: told for sku, told in prices.items() if told != before[sku].unit_price},
    )


def draft_rows(lines: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return PURCHASE_LINES of one order that is not kept yet (DRAFTED): all of them wanted."""
    return typed(
        lines.assign(wanted=True, name=_named(lines["sku"], names)),
        DRAFTED,
    )


def ordered_lines(lines: pd.DataFrame, edited: pd.DataFrame) -> pd.DataFrame:
    """Return PURCHASE_LINES of one order as the seller left them (DRAFTED)."""
    told = lines.reset_index(drop=True).assign(
        units=edited["units"].to_numpy(), unit_price=edited["unit_price"].to_numpy()
    )
    wanted = edited["wanted"].to_numpy(dtype=bool) & (told["units"] != 0)
    return typed(told[wanted], PURCHASE_LINES)


def _named(skus: pd.Series, names: Mapping[str, str]) -> pd.Series:
    return skus.map(lambda sku: names.get(sku, sku)).astype("str")
