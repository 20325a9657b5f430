"""What a seller does about customer orders: takes them in, ships them, cancels, and takes back.

Like those of actions.py, these write into the store and leave the views of shop.py as they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from math import inf

from inventory_core.domain.errors import OrderError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, rows
from inventory_core.domain.products import no_such_product
from inventory_core.ledger.customer_orders import (
    CustomerLine,
    CustomerOrder,
    added,
    cancelling,
    customer_order_of,
    shipping,
    tables_of,
)
from inventory_core.shop.outlook import Outlook


def order_labels(outlook: Outlook) -> dict[str, str]:
    """Return code and name of all that can be ordered, products and packs, by their codes."""
    return {
        row.sku: f"{row.sku} · {row.name}" if row.name else row.sku
        for row in rows(outlook.names)
        if not row.product
    }


def take_order(outlook: Outlook, order: CustomerOrder) -> int:
    """Keep what a customer ordered, and return the order's number.

    Raises:
        OrderError: a product is unknown, units or a price make no sense, or a day does not.
        StoreError: its number on the channel is that of an order which was typed before.
    """
    if order.ordered_on > outlook.past.today:
        raise OrderError(
            _("It cannot have been ordered on {day}, which is still to come: give its day.").format(
                day=day(order.ordered_on)
            )
        )
    _check_promise(order.ordered_on, order.promised_on)
    placed = replace(order, lines=_checked(outlook, order.lines))
    return outlook.past.store.customer_orders.add(*tables_of(placed))


def change_order(
    outlook: Outlook,
    number: int,
    *,
    promised_on: date | None,
    paid: bool,
    pinned: bool,
    note: str,
) -> None:
    """Keep what of an order can change: the promised day, whether it is paid, its turn, the note.

    Raises:
        OrderError: there is no such order, or it cannot be promised for that day.
    """
    order = customer_order_of(outlook.customer_orders, number)
    _check_promise(order.ordered_on, promised_on)
    outlook.past.store.customer_orders.change(
        number, promised_on=promised_on, paid=paid, pinned=pinned, note=note
    )


def ship_order(
    outlook: Outlook,
    number: int,
    units: Mapping[str, float] | None,
    *,
    on: date,
    now: datetime,
) -> int:
    """Keep what of an order was shipped on a day, all that was waiting if nothing is said.

    Returns the number by which it is taken back.

    Raises:
        OrderError: there is no such order, or what is told does not go with it.
    """
    order = customer_order_of(outlook.customer_orders, number)
    shipped = shipping(order, units, on=on, today=outlook.past.today)
    return outlook.past.store.customer_orders.ship(number, shipped, on=on, now=now)


def cancel_order(outlook: Outlook, number: int, units: Mapping[str, float] | None = None) -> None:
    """Cancel so many units of what is waiting of an order, all of it if nothing is said.

    Raises:
        OrderError: there is no such order, or what is told does not go with it.
    """
    order = customer_order_of(outlook.customer_orders, number)
    outlook.past.store.customer_orders.cancel(number, cancelling(order, units))


def revive_order(outlook: Outlook, number: int, skus: Collection[str] = ()) -> None:
    """Let what was cancelled of an order, or of some of its products, be wanted after all.

    Raises:
        OrderError: there is no such order, or a product is not in it.
    """
    order = customer_order_of(outlook.customer_orders, number)
    named = [order.line(sku).sku for sku in skus] or [line.sku for line in order.lines]
    outlook.past.store.customer_orders.cancel(number, dict.fromkeys(named, 0.0))


def _check_promise(ordered_on: date, promised_on: date | None) -> None:
    if promised_on and promised_on < ordered_on:
        raise OrderError(
            _("It cannot be promised for {promised}, before it was ordered on {ordered}.").format(
                promised=day(promised_on), ordered=day(ordered_on)
            )
        )


def _checked(outlook: Outlook, told: tuple[CustomerLine, ...]) -> tuple[CustomerLine, ...]:
    """Return lines by the products that their codes stand for, one for each."""
    aliases = {row.sku: row.product for row in rows(outlook.names) if row.product}
    unknown = sorted({line.sku for line in told} - outlook.codes)
    if unknown:
        raise OrderError(no_such_product(unknown))
    if not told or not all(
        0 < line.units < inf and 0 <= (line.unit_price or 0) < inf for line in told
    ):
        raise OrderError(
            _("Nothing is ordered: give units above 0 for each product, and no price below 0.")
        )
    lines: dict[str, CustomerLine] = {}
    for line in told:
        named = replace(line, sku=aliases.get(line.sku, line.sku))
        lines[named.sku] = added(lines[named.sku], named) if named.sku in lines else named
    return tuple(lines.values())
