"""The commands about purchase orders: what was ordered, what of it came, what will not come."""

import argparse
import os
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.imports.order_list import OrderList, order_list
from inventory_core.imports.spreadsheet import read_tables
from inventory_core.ledger.changing import OrderChange
from inventory_core.ledger.customer_words import freed_sentence
from inventory_core.ledger.fonts import font_files
from inventory_core.ledger.landed_costs import landed_costs
from inventory_core.ledger.order_pdf import order_pdf
from inventory_core.ledger.purchase_orders import PurchaseOrder, late_first, order_of
from inventory_core.ledger.words import (
    counting_sentence,
    facts_sentences,
    left_out_sentence,
    line_sentence,
    order_sentence,
)
from inventory_core.shop import purchases
from inventory_core.shop.shop import Shop
from inventory_core.store.store import Store
from inventory_core.terminal.options import add_day, opened_shop, read_file, units_of
from inventory_core.terminal.output import say, write_file, write_json


def add_ordering(command: argparse.ArgumentParser) -> None:
    """Add what `order` takes."""
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "list",
        type=Path,
        nargs="?",
        metavar="LIST",
        help=_("a list with the columns SKU and quantity, such as the purchase list"),
    )
    what.add_argument("--plan", action="store_true", help=_("what the plan says"))
    add_day(command, _("the day on which it was ordered, if that is not today"))
    command.add_argument(
        "--expected",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("when it comes; without it, after the lead time"),
    )
    command.add_argument("--supplier", help=_("only this supplier's products"))


def add_listing(command: argparse.ArgumentParser) -> None:
    """Add what `orders` takes."""
    command.add_argument(
        "--all", action="store_true", help=_("those that are done too, and all receipts")
    )


def add_receiving(command: argparse.ArgumentParser) -> None:
    """Add what `receive` takes."""
    _add_number(command)
    command.add_argument(
        "units",
        type=units_of,
        nargs="*",
        metavar="SKU=UNITS",
        help=_("what arrived; without it, all that was to come"),
    )
    add_day(command, _("the day on which it arrived, if that is not today"))


def add_closing(command: argparse.ArgumentParser) -> None:
    """Add what `close` takes."""
    _add_number(command)
    command.add_argument(
        "sku", nargs="*", metavar="SKU", help=_("only these products; without them, all")
    )
    command.add_argument("--reopen", action="store_true", help=_("it is coming after all"))


def add_change(command: argparse.ArgumentParser) -> None:
    """Add what `change-order` takes."""
    _add_number(command)
    command.add_argument(
        "--expected",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("the day on which it comes now"),
    )
    command.add_argument("--reference", metavar="TEXT", help=_("what the supplier calls it"))
    command.add_argument("--note", metavar="TEXT", help=_("your note"))
    command.add_argument(
        "--freight",
        type=float,
        metavar="MONEY",
        help=_("freight and other costs of the whole order"),
    )
    command.add_argument(
        "--paid", action=argparse.BooleanOptionalAction, help=_("whether all of it is paid")
    )
    command.add_argument(
        "--currency", metavar="SIGN", help=_("of its prices, such as ¥; empty for your own")
    )
    command.add_argument(
        "--rate", type=float, metavar="MONEY", help=_("what one of that currency costs")
    )


def add_document(command: argparse.ArgumentParser) -> None:
    """Add what `order-file` takes."""
    _add_number(command)
    command.add_argument(
        "file", type=Path, metavar="FILE", help=_("where to write it, such as order.pdf or .csv")
    )


def add_receipt(command: argparse.ArgumentParser) -> None:
    """Add what `undo-receipt` takes."""
    command.add_argument("receipt", type=int, metavar="RECEIPT", help=_("its number"))


def order(options: argparse.Namespace) -> int:
    """Keep that the plan, or a list, was ordered."""
    shop = opened_shop(options)
    listed = _listed(options)
    wanted = _wanted(shop, listed, options)
    left_out = _never_counted(shop, wanted) if options.plan else {}
    if left_out and not options.json:
        say(left_out_sentence(left_out))
    numbers = purchases.order_goods(
        shop,
        {sku: units for sku, units in wanted.items() if sku not in left_out},
        ordered_on=options.day or listed.ordered_on or options.today,
        expected_on=options.expected or listed.expected_on,
    )
    return _say_orders(options, *numbers, left_out=left_out)


def orders(options: argparse.Namespace) -> int:
    """Say what is on its way, what is late first."""
    shop = opened_shop(options)
    known = shop.outlook.purchase_orders
    waiting = late_first(known, options.today)
    done = [one for one in reversed(known) if not one.is_open] if options.all else []
    if options.json:
        write_json({"orders": [_record(one, options.today) for one in (*waiting, *done)]})
        return 0
    if not waiting:
        say(_("Nothing is on its way by a purchase order."))
    for one in (*waiting, *done):
        _say_order(one, shop, receipts=options.all)
    return 0


def receive(options: argparse.Namespace) -> int:
    """Keep what of an order arrived."""
    shop = opened_shop(options)
    waiting = shop.waiting  # asked before anything changes
    receipt = purchases.receive_goods(
        shop.outlook,
        options.number,
        dict(options.units),
        on=options.day or options.today,
        now=options.now,
    )
    if not options.json:
        say(
            _("Receipt {number} is kept. {sentence}").format(
                number=receipt, sentence=counting_sentence()
            )
        )
        if freed := freed_sentence(waiting, opened_shop(options).waiting):
            say(freed)
    return _say_orders(options, options.number)


def close(options: argparse.Namespace) -> int:
    """Count what has not come of an order as not coming any more, or as coming after all."""
    outlook = opened_shop(options).outlook
    purchases.close_short(outlook, options.number, options.sku, closed=not options.reopen)
    return _say_orders(options, options.number)


def change_order(options: argparse.Namespace) -> int:
    """Keep what is otherwise about an order."""
    change = OrderChange(
        expected_on=options.expected,
        reference=options.reference,
        note=options.note,
        freight=options.freight,
        paid=options.paid,
        currency=options.currency,
        rate=options.rate,
    )
    purchases.change_order(opened_shop(options).outlook, options.number, change)
    return _say_orders(options, options.number)


def order_file(options: argparse.Namespace) -> int:
    """Write an order for its supplier, as PDF or CSV by the name of the file; say the letter."""
    document = purchases.supplier_order(opened_shop(options), options.number)
    if options.file.suffix.lower() == ".pdf":
        fonts = font_files(os.environ, Path.home())
        write_file(options.file, order_pdf(document, fonts=fonts, now=options.now))
    else:
        write_file(options.file, document.csv())
    if options.json:
        write_json({"file": str(options.file), "mail": document.mail_text()})
    else:
        say(document.mail_text())
    return 0


def undo_receipt(options: argparse.Namespace) -> int:
    """Take a receipt back."""
    changed = Store(options.database).purchases.undo_receipt(options.receipt)
    if options.json:
        write_json({"receipt": options.receipt, "changed": changed})
        return 0
    sentence = _("Receipt {number} is taken back.")
    if not changed:
        sentence = _("Receipt {number} was taken back before.")
    say(sentence.format(number=options.receipt))
    return 0


def _add_number(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=int, metavar="NUMBER", help=_("of the purchase order"))


def _listed(options: argparse.Namespace) -> OrderList:
    """Return what the list that was named tells; nothing where the plan was."""
    if not options.list:
        return OrderList(units={})
    return order_list(read_tables(options.list.name, read_file(options.list))[0])


def _wanted(shop: Shop, listed: OrderList, options: argparse.Namespace) -> dict[str, float]:
    """Return the units to order of each product, by a list or by the plan."""
    plan = shop.plan
    by_plan = dict(zip(plan["sku"], plan["order_units"], strict=True))
    wanted = listed.units if options.list else by_plan
    suppliers = dict(zip(plan["sku"], plan["supplier"], strict=True))
    return {
        sku: units
        for sku, units in wanted.items()
        if units > 0 and options.supplier in (None, suppliers.get(sku))
    }


def _never_counted(shop: Shop, wanted: Mapping[str, float]) -> dict[str, float]:
    """Return what is wanted in all of products that were never counted."""
    unknown = shop.plan.loc[~shop.plan["stock_known"], "sku"]
    return {sku: wanted[sku] for sku in unknown if sku in wanted}


def _say_orders(options: argparse.Namespace, *numbers: int, left_out: Collection[str] = ()) -> int:
    """Say how these orders stand now, and to programs which products they leave out."""
    shop = opened_shop(options)
    told = [order_of(shop.outlook.purchase_orders, number) for number in numbers]
    if options.json:
        answer: dict[str, object] = {"orders": [_record(one, options.today) for one in told]}
        write_json(answer | ({"left_out": list(left_out)} if left_out else {}))
        return 0
    for one in told:
        _say_order(one, shop)
    return 0


def _say_order(one: PurchaseOrder, shop: Shop, *, receipts: bool = False) -> None:
    say(order_sentence(one, shop.past.today))
    say("  " + " ".join(facts_sentences(one, shop.settings.currency)))
    for line in one.lines:
        say(f"  {line_sentence(line)}")
    for receipt in one.receipts if receipts else ():
        units = ", ".join(f"{whole(number)} {sku}" for sku, number in receipt.units)
        say(
            "  "
            + _("Receipt {number}, {day}: {units}.").format(
                number=receipt.id, day=day(receipt.day), units=units
            )
        )


def _record(one: PurchaseOrder, today: date) -> dict[str, object]:
    landed = landed_costs(one.lines, freight=one.freight)
    return {
        "number": one.number,
        "supplier": one.supplier,
        "ordered_on": one.ordered_on.isoformat(),
        "expected_on": one.expected_on.isoformat(),
        "state": one.state,
        "late": one.is_late(today),
        "reference": one.reference,
        "note": one.note,
        "freight": one.freight,
        "paid": one.paid,
        "currency": one.currency,
        "rate": one.rate,
        "lines": [
            {
                "sku": line.sku,
                "units": line.units,
                "unit_cost": line.unit_cost,
                "unit_price": line.unit_price,
                "landed_cost": landed[line.sku],
                "received": line.received,
                "coming": line.coming,
                "closed_short": line.closed_short,
            }
            for line in one.lines
        ],
        "receipts": [
            {"id": receipt.id, "day": receipt.day.isoformat(), "units": dict(receipt.units)}
            for receipt in one.receipts
        ],
    }
