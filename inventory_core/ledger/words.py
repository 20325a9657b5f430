"""What is said of purchase orders."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import Row, day, money, short, whole
from inventory_core.ledger.purchase_orders import Line, PurchaseOrder, State


def state_label(order: PurchaseOrder, today: date) -> str:
    """Name how far an order has come."""
    if order.is_late(today):
        return _("Late")
    return {
        State.ORDERED: _("Ordered"),
        State.PART_RECEIVED: _("Partly here"),
        State.RECEIVED: _("All here"),
        State.CLOSED: _("Closed"),
        State.CANCELLED: _("Cancelled"),
    }[order.state]


def draft_label(supplier: str, currency: str) -> str:
    """Name an order that is not kept yet by its supplier, and the money of its prices."""
    if not supplier:
        return _("Without a supplier")
    if not currency:
        return _("At {supplier}").format(supplier=supplier)
    return _("At {supplier}, prices in {currency}").format(supplier=supplier, currency=currency)


def uncounted_sentence(in_all: Mapping[str, float]) -> str:
    """Ask what was ordered of products that were never counted, by their units in all."""
    return ngettext(
        "{products} was never counted, so nobody knows how many of its units lay there already. "
        "Type how many you ordered; at 0 it is left out.",
        "{products} were never counted, so nobody knows how many of their units lay there already. "
        "Type how many you ordered of each; those at 0 are left out.",
        len(in_all),
    ).format(products=_in_all(in_all))


def left_out_sentence(in_all: Mapping[str, float]) -> str:
    """Say that products that were never counted are left out of an order, and what to do."""
    return ngettext(
        "Left out: {products}, which was never counted, so nobody knows how many of its units lie "
        "there already. Count it by “count” and order again, or name its units in a list of your "
        "own.",
        "Left out: {products}, which were never counted, so nobody knows how many of their units "
        "lie there already. Count them by “count” and order again, or name their units in a list "
        "of your own.",
        len(in_all),
    ).format(products=_in_all(in_all))


def _in_all(in_all: Mapping[str, float]) -> str:
    return ", ".join(
        _("{sku} ({units} in all)").format(sku=sku, units=whole(units))
        for sku, units in in_all.items()
    )


def order_sentence(order: PurchaseOrder, today: date) -> str:
    """Say of an order at whom and when it was placed, when it is expected, and how it stands."""
    if order.supplier:
        sentence = _(
            "Purchase order {number} at {supplier}: ordered on {ordered}, expected on {expected}. "
            "{state}."
        )
    else:
        sentence = _(
            "Purchase order {number}: ordered on {ordered}, expected on {expected}. {state}."
        )
    return sentence.format(
        number=order.number,
        supplier=order.supplier,
        ordered=day(order.ordered_on),
        expected=day(order.expected_on),
        state=state_label(order, today),
    )


def facts_sentences(order: PurchaseOrder, currency: str) -> list[str]:
    """Say what an order costs, whether it is paid, and what else was noted of it."""
    told = [_("Paid.") if order.paid else _("Not paid yet.")]
    told.append(_goods_sentence(order, currency))
    if order.freight:
        told.append(
            _("Freight and other costs: {money}.").format(money=money(order.freight, currency))
        )
    if order.reference:
        told.append(_("Their reference: {reference}.").format(reference=order.reference))
    if order.note:
        told.append(_("Your note: {note}").format(note=order.note))
    return told


def _goods_sentence(order: PurchaseOrder, currency: str) -> str:
    if order.goods_price is None:
        return _("The cost of some of its goods is unknown.")
    if not order.currency:
        return _("Goods for {money}.").format(money=money(order.goods_price, currency))
    return _("Goods for {price}, which is {money} at {rate}.").format(
        price=money(order.goods_price, order.currency),
        money=money(order.goods_price * order.rate, currency),
        rate=short(order.rate),
    )


def on_order_sentence(by_files: pd.DataFrame) -> str:
    """Say how much only a stock file says is on order (STOCK); "" where nothing is."""
    if by_files.empty:
        return ""
    return ngettext(
        "Your stock file says that {units} of {products} product are on order, and not from whom "
        "or when they come: they count as there. Entered as an order, they count from their day.",
        "Your stock file says that {units} units of {products} products are on order, and not from "
        "whom or when they come: they count as there. Entered as orders, they count from their "
        "day.",
        len(by_files),
    ).format(units=whole(by_files["on_order"].sum()), products=whole(len(by_files)))


def waiting_sentence(orders: tuple[PurchaseOrder, ...]) -> str:
    """Say how many orders something is to come of, and the first day; "" where none is open."""
    days = [order.expected_on for order in orders if order.is_open]
    if not days:
        return ""
    return ngettext(
        "{orders} purchase order is on the way, expected on {day}: what is in it is not ordered "
        "again.",
        "{orders} purchase orders are on the way, the first expected on {day}: what is in them is "
        "not ordered again.",
        len(days),
    ).format(orders=whole(len(days)), day=day(min(days)))


def coming_sentence(coming: Row) -> str:
    """Say of a product of a purchase order (a row of INCOMING) how many come, and when."""
    sentence = _("{units} of purchase order {number}, expected on {day}.")
    if coming.late:
        sentence = _("{units} of purchase order {number} are late: expected on {day}.")
    return sentence.format(
        units=whole(coming.units), number=whole(coming.number), day=day(coming.expected_on)
    )


def line_sentence(line: Line) -> str:
    """Say of one product how many were ordered, came and are to come."""
    if line.beyond:
        sentence = _("{sku}: {units} ordered, {received} arrived, {beyond} more than ordered.")
    elif line.closed_short and line.missing:
        sentence = _("{sku}: {units} ordered, {received} arrived, {missing} not coming any more.")
    elif line.coming:
        sentence = _("{sku}: {units} ordered, {received} arrived, {missing} to come.")
    else:
        sentence = _("{sku}: {units} ordered, all arrived.")
    return sentence.format(
        sku=line.sku,
        units=whole(line.units),
        received=whole(line.received),
        beyond=whole(line.beyond),
        missing=whole(line.missing),
    )


def counting_sentence() -> str:
    """Say how goods that arrived and a count of the stock go together."""
    return _(
        "What arrived is added to your stock, unless that was counted after it came: then it is "
        "in the count."
    )
