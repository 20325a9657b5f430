"""The commands about customer orders: taken in, listed, shipped, cancelled, taken back."""

import argparse
from datetime import date

from inventory_core.domain.customer_orders import DIRECT
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.allocation import Allocation
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, customer_order_of
from inventory_core.ledger.customer_words import (
    line_sentence,
    mark_sentence,
    order_sentence,
    shipment_sentence,
    unmarked_sentences,
)
from inventory_core.shop import customer_orders
from inventory_core.store.store import Store
from inventory_core.terminal.delivery_commands import add_place, check_place, keep_place
from inventory_core.terminal.options import Command, add_day, opened_shop, units_of
from inventory_core.terminal.output import say, write_json


def commands() -> tuple[Command, ...]:
    """Return name, work, explanation and options of each command about customer orders."""
    return (
        ("sell", sell, _("keep what a customer ordered"), add_taking),
        ("customers", customers, _("what customers wait for"), add_listing),
        ("ship", ship, _("keep what left"), add_shipping),
        ("change-sale", change_sale, _("change what is known of a customer order"), add_change),
        ("cancel", cancel, _("keep what a customer does not want any more"), add_cancelling),
        ("undo-shipment", undo_shipment, _("take back what was said to have left"), add_shipment),
    )


def add_taking(command: argparse.ArgumentParser) -> None:
    """Add what `sell` takes."""
    command.add_argument(
        "lines",
        type=_line_of,
        nargs="+",
        metavar="SKU=UNITS[@PRICE]",
        help=_("a product, how many, and the price of one"),
    )
    command.add_argument("--channel", default=DIRECT, help=_("where it was ordered"))
    command.add_argument(
        "--reference", default="", metavar="NUMBER", help=_("the number of the order there")
    )
    add_day(command, _("the day on which it was ordered, if that is not today"))
    command.add_argument(
        "--promised",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the day by which it should be shipped"),
    )
    command.add_argument("--paid", action="store_true", help=_("it is paid"))
    command.add_argument("--first", action="store_true", help=_("it comes before all others"))
    command.add_argument("--note", default="", help=_("your note; no name and no address"))
    add_place(command)


def add_listing(command: argparse.ArgumentParser) -> None:
    """Add what `customers` takes."""
    command.add_argument(
        "--all", action="store_true", help=_("those that are done too, and all shipments")
    )


def add_shipping(command: argparse.ArgumentParser) -> None:
    """Add what `ship` takes."""
    _add_number(command)
    _add_units(command, _("what was shipped; without it, all that was waiting"))
    add_day(command, _("the day on which it was shipped, if that is not today"))


def add_change(command: argparse.ArgumentParser) -> None:
    """Add what `change-sale` takes."""
    _add_number(command)
    command.add_argument(
        "--promised",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the day by which it should be shipped"),
    )
    command.add_argument(
        "--paid", action=argparse.BooleanOptionalAction, help=_("whether it is paid")
    )
    command.add_argument(
        "--first",
        action=argparse.BooleanOptionalAction,
        help=_("whether it comes before all others"),
    )
    command.add_argument("--note", help=_("your note; no name and no address"))
    add_place(command)


def add_cancelling(command: argparse.ArgumentParser) -> None:
    """Add what `cancel` takes."""
    _add_number(command)
    _add_units(command, _("what is not wanted any more; without it, all that was waiting"))
    command.add_argument(
        "--revive", action="store_true", help=_("all that was cancelled is wanted after all")
    )


def add_shipment(command: argparse.ArgumentParser) -> None:
    """Add what `undo-shipment` takes."""
    command.add_argument("shipment", type=int, metavar="SHIPMENT", help=_("its number"))


def sell(options: argparse.Namespace) -> int:
    """Keep what a customer ordered."""
    order = CustomerOrder(
        channel=options.channel,
        reference=options.reference,
        ordered_on=options.day or options.today,
        promised_on=options.promised,
        paid=options.paid,
        pinned=options.first,
        note=options.note,
        lines=tuple(options.lines),
    )
    check_place(options)
    number = customer_orders.take_order(opened_shop(options).outlook, order)
    keep_place(options, number)
    return _say_order_of(options, number)


def customers(options: argparse.Namespace) -> int:
    """Say what waits for customers, in their turn."""
    shop = opened_shop(options)
    known = shop.outlook.customer_orders
    waiting = list(dict.fromkeys(one.order for one in shop.waiting))
    done = [one for one in reversed(known) if not one.is_open] if options.all else []
    notes = unmarked_sentences(shop.outlook.unmarked_orders)
    if options.json:
        records = [_record(one, shop.waiting) for one in (*waiting, *done)]
        write_json({"orders": records, "notes": notes})
        return 0
    if not waiting:
        say(_("No customer order is waiting."))
    for one in (*waiting, *done):
        _say_order(one, shop.waiting, shipments=options.all)
    for note in notes:
        say(note)
    return 0


def ship(options: argparse.Namespace) -> int:
    """Keep what of an order was shipped."""
    shipment = customer_orders.ship_order(
        opened_shop(options).outlook,
        options.number,
        dict(options.units),
        on=options.day or options.today,
        now=options.now,
    )
    if not options.json:
        say(_("Shipment {number} is kept.").format(number=shipment))
    return _say_order_of(options, options.number)


def change_sale(options: argparse.Namespace) -> int:
    """Keep what is otherwise about an order; what is not named stays."""
    outlook = opened_shop(options).outlook
    order = customer_order_of(outlook.customer_orders, options.number)
    keep_place(options, order.number)
    customer_orders.change_order(
        outlook,
        order.number,
        promised_on=options.promised or order.promised_on,
        paid=order.paid if options.paid is None else options.paid,
        pinned=order.pinned if options.first is None else options.first,
        note=order.note if options.note is None else options.note,
    )
    return _say_order_of(options, order.number)


def cancel(options: argparse.Namespace) -> int:
    """Keep what a customer does not want any more, or wants after all."""
    outlook = opened_shop(options).outlook
    if options.revive:
        customer_orders.revive_order(outlook, options.number, [sku for sku, _n in options.units])
    else:
        customer_orders.cancel_order(outlook, options.number, dict(options.units))
    return _say_order_of(options, options.number)


def undo_shipment(options: argparse.Namespace) -> int:
    """Take a shipment back."""
    changed = Store(options.database).customer_orders.undo_shipment(options.shipment)
    if options.json:
        write_json({"shipment": options.shipment, "changed": changed})
        return 0
    sentence = _("Shipment {number} is taken back.")
    if not changed:
        sentence = _("Shipment {number} was taken back before.")
    say(sentence.format(number=options.shipment))
    return 0


def _add_number(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=int, metavar="NUMBER", help=_("of the customer order"))


def _add_units(command: argparse.ArgumentParser, explanation: str) -> None:
    command.add_argument("units", type=units_of, nargs="*", metavar="SKU=UNITS", help=explanation)


def _line_of(text: str) -> CustomerLine:
    """Read a product, its units and perhaps its price, such as MUG=3@9.50."""
    sku, _equals, amounts = text.rpartition("=")
    units, _at, price = amounts.partition("@")
    if not sku:
        raise ValueError(text)
    return CustomerLine(sku=sku, units=float(units), unit_price=float(price) if price else None)


def _say_order_of(options: argparse.Namespace, number: int) -> int:
    """Say how an order stands now."""
    shop = opened_shop(options)
    order = customer_order_of(shop.outlook.customer_orders, number)
    if options.json:
        write_json({"orders": [_record(order, shop.waiting)]})
        return 0
    _say_order(order, shop.waiting)
    return 0


def _say_order(
    order: CustomerOrder, waiting: tuple[Allocation, ...], *, shipments: bool = False
) -> None:
    say(order_sentence(order))
    marks = {one.line.sku: mark_sentence(one) for one in waiting if one.order is order}
    for line in order.lines:
        say("  " + " ".join(filter(None, (line_sentence(line), marks.get(line.sku)))))
    for shipment in order.shipments if shipments else ():
        say("  " + shipment_sentence(shipment))


def _record(order: CustomerOrder, waiting: tuple[Allocation, ...]) -> dict[str, object]:
    gets = {one.line.sku: one for one in waiting if one.order is order}
    return {
        "number": order.number,
        "channel": order.channel,
        "reference": order.reference,
        "ordered_on": order.ordered_on.isoformat(),
        "promised_on": order.promised_on and order.promised_on.isoformat(),
        "paid": order.paid,
        "first": order.pinned,
        "note": order.note,
        "state": order.stage,
        "lines": [_line_record(line, gets.get(line.sku)) for line in order.lines],
        "shipments": [
            {"id": one.id or None, "day": one.day.isoformat(), "units": dict(one.units)}
            for one in order.shipments
        ],
    }


def _line_record(line: CustomerLine, gets: Allocation | None) -> dict[str, object]:
    return {
        "sku": line.sku,
        "units": line.units,
        "unit_price": line.unit_price,
        "cancelled": line.cancelled,
        "shipped": line.shipped,
        "waiting": line.open,
        "ready": gets.ready if gets else 0.0,
        "mark": gets and gets.mark,
        "arrives": gets and gets.arrives and gets.arrives.isoformat(),
    }
