"""Customer orders as the seller types, picks and packs them, and what of them misses its day."""

from collections.abc import Collection, Mapping

import pandas as pd

from inventory_core.domain.columns import Schema, some_of, text, units, words
from inventory_core.domain.customer_orders import CUSTOMER_LINES, CUSTOMER_ORDERS, PROMISES
from inventory_core.domain.frames import check, typed
from inventory_core.domain.language import N_
from inventory_core.ledger.allocation import Allocation, Supply
from inventory_core.ledger.customer_orders import CustomerLine

WANTED: Schema = some_of(CUSTOMER_LINES, "sku", "units", "unit_price")
"""The lines of a new order, as they are typed."""

PICK_LIST: Schema = {
    "sku": text(N_("SKU")),
    "name": words(N_("Product")),
    "units": units(N_("Take")),
    "on_hand": units(N_("On hand")),
    "orders": text(N_("For customer orders")),
}
"""One row per product to take from the shelf for what can be shipped; packs as what is in them."""

PACKING: Schema = {
    "number": CUSTOMER_ORDERS["number"],
    "channel": CUSTOMER_ORDERS["channel"],
    "reference": CUSTOMER_ORDERS["reference"],
    **some_of(PICK_LIST, "sku", "name"),
    "units": units(N_("Pack")),
    "open": units(N_("Waiting")),
    "note": CUSTOMER_ORDERS["note"],
}
"""One row per product to put into the parcel of each order that can be shipped."""


def wanted_lines(edited: pd.DataFrame) -> tuple[CustomerLine, ...]:
    """Return the lines of a new order, by WANTED as the seller typed them; empty rows are none."""
    told = edited.dropna(subset=["sku", "units"])
    return tuple(
        CustomerLine(sku=sku, units=units, unit_price=None if pd.isna(price) else price)
        for sku, units, price in told[list(WANTED)].itertuples(index=False)
    )


def names_of_ordered(supply: Supply, names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of products, and of the codes of files that stand for one of them."""
    meant = {
        code: names[sku]
        for code, inside in supply.contents.items()
        for sku, units in inside.items()
        if units == 1 and len(inside) == 1 and sku in names
    }
    return meant | dict(names)


def pick_list(
    waiting: Collection[Allocation], supply: Supply, names: Mapping[str, str]
) -> pd.DataFrame:
    """Return what to take from the shelf for what can be shipped now (PICK_LIST)."""
    rows = [
        (sku, one.ready * each, one.order.number)
        for one in waiting
        if one.ready
        for sku, each in supply.contents[one.line.sku].items()
    ]
    taken = pd.DataFrame(rows, columns=["sku", "units", "number"]).groupby("sku", as_index=False)
    listed = taken.agg(
        units=("units", "sum"),
        orders=("number", lambda numbers: ", ".join(map(str, sorted(set(numbers))))),
    )
    return typed(
        listed.assign(
            name=[names.get(sku, sku) for sku in listed["sku"]],
            on_hand=listed["sku"].map(supply.on_hand),
        ),
        PICK_LIST,
    )


def packing_list(waiting: Collection[Allocation], names: Mapping[str, str]) -> pd.DataFrame:
    """Return what goes into the parcel of each order that can be shipped now (PACKING)."""
    rows = [
        (
            *(one.order.number, one.order.channel, one.order.reference, one.line.sku),
            *(names.get(one.line.sku, one.line.sku), one.ready, one.line.open, one.order.note),
        )
        for one in waiting
        if one.ready
    ]
    return typed(pd.DataFrame(rows, columns=list(PACKING)), PACKING)


def promises_missed(waiting: Collection[Allocation]) -> pd.DataFrame:
    """Return what cannot be shipped by its promised day (PROMISES), the earliest first."""
    rows = [
        (one.order.number, sku, units, one.order.promised_on)
        for one in waiting
        if one.misses_its_day
        for sku, units in one.lacks
    ]
    frame = typed(pd.DataFrame(rows, columns=list(PROMISES)), PROMISES)
    return check(frame.sort_values(["promised_on", "number"], ignore_index=True), PROMISES)
