"""What is said of customer orders."""

from collections.abc import Collection

import pandas as pd

from inventory_core.domain.customer_orders import UNMARKED
from inventory_core.domain.frames import check
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import day, rows, whole
from inventory_core.domain.settings import QueueRule
from inventory_core.ledger.allocation import Allocation, Mark
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder, Shipment, Stage


def stage_label(order: CustomerOrder) -> str:
    """Name how far an order has come."""
    return {
        Stage.WAITING: _("Waiting"),
        Stage.PART_SHIPPED: _("Partly shipped"),
        Stage.SHIPPED: _("Shipped"),
        Stage.CANCELLED: _("Cancelled"),
    }[order.stage]


def rule_label(rule: QueueRule) -> str:
    """Name what decides whose turn it is."""
    return {
        QueueRule.PROMISED: _("The earlier promised day"),
        QueueRule.PAID: _("Paid before unpaid"),
        QueueRule.VALUE: _("The higher value"),
        QueueRule.AGE: _("The older order"),
    }[rule]


def order_title(order: CustomerOrder) -> str:
    """Name an order by its number and by where it was ordered."""
    if order.reference:
        sentence = _("Customer order {number} · {channel} {reference}")
    else:
        sentence = _("Customer order {number} · {channel}")
    return sentence.format(number=order.number, channel=order.channel, reference=order.reference)


def order_sentence(order: CustomerOrder) -> str:
    """Say of an order when it was placed, for when it is promised, and how it stands."""
    if order.promised_on:
        sentence = _("{title}: ordered on {ordered}, promised for {promised}. {state}.")
    else:
        sentence = _("{title}: ordered on {ordered}. {state}.")
    told = sentence.format(
        title=order_title(order),
        ordered=day(order.ordered_on),
        promised=day(order.promised_on) if order.promised_on else "",
        state=stage_label(order),
    )
    facts = [told]
    if order.paid:
        facts.append(_("Paid."))
    if order.pinned:
        facts.append(_("First in line."))
    return together(*facts)


def line_sentence(line: CustomerLine, name: str = "") -> str:
    """Say of one product how many were ordered, shipped and cancelled, and how many wait.

    name: of the product, where that is to be told beside its code.
    """
    if line.open == line.units:
        sentence = _("{product}: {units} ordered.")
    elif line.open and line.cancelled:
        sentence = _(
            "{product}: {units} ordered, {shipped} shipped, {cancelled} cancelled, {open} waiting."
        )
    elif line.open:
        sentence = _("{product}: {units} ordered, {shipped} shipped, {open} waiting.")
    elif line.cancelled:
        sentence = _("{product}: {units} ordered, {shipped} shipped, {cancelled} cancelled.")
    else:
        sentence = _("{product}: {units} ordered, {shipped} shipped.")
    return sentence.format(
        product=f"{name} · {line.sku}" if name else line.sku,
        units=whole(line.units),
        shipped=whole(line.shipped),
        cancelled=whole(line.cancelled),
        open=whole(line.open),
    )


def mark_sentence(allocation: Allocation) -> str:
    """Say of a line that waits what of it can be shipped now, and when the rest can."""
    part = ""
    if 0 < allocation.ready < allocation.line.open:
        part = _("{ready} of {open} can ship now.").format(
            ready=whole(allocation.ready), open=whole(allocation.line.open)
        )
    return together(part, _mark(allocation))


def _mark(allocation: Allocation) -> str:
    sentence = {
        Mark.READY: _("Can ship now."),
        Mark.ENOUGH_FOR_THIS: _("Enough for this one, not for all."),
        Mark.ON_ITS_WAY: _("On its way, expected on {day}."),
        Mark.NOT_ENOUGH: _("Not enough for this one."),
        Mark.UNCOUNTED: _("Never counted: look whether it is there."),
    }[allocation.mark]
    if allocation.mark is Mark.ENOUGH_FOR_THIS and allocation.arrives:
        sentence = _("Enough for this one, not for all; more is expected on {day}.")
    return sentence.format(day=day(allocation.arrives) if allocation.arrives else "")


def shipment_sentence(shipment: Shipment) -> str:
    """Say what left on one day, and by which number it is taken back where that can be."""
    if shipment.id:
        sentence = _("Shipment {number}, {day}: {units}.")
    else:
        sentence = _("Shipped by what a file says, {day}: {units}.")
    units = ", ".join(f"{whole(number)} × {sku}" for sku, number in shipment.units)
    return sentence.format(number=shipment.id, day=day(shipment.day), units=units)


def unmarked_sentences(unmarked: pd.DataFrame) -> list[str]:
    """Say of which orders (UNMARKED) no file says that they were shipped, and why none waits."""
    return [
        (
            ngettext(
                "{channel}: {orders} order older than 30 days is not marked as shipped there. It "
                "is taken for shipped; mark it there if it was.",
                "{channel}: {orders} orders older than 30 days are not marked as shipped there. "
                "They are taken for shipped; mark them there if they were.",
                int(row.orders),
            )
            if row.marks
            else ngettext(
                "{channel}: {orders} order is not marked as shipped there, and neither are most of "
                "its older ones: so it is taken for shipped. Mark there what you ship, and what "
                "waits is shown here.",
                "{channel}: {orders} orders are not marked as shipped there, and neither are most "
                "of its older ones: so they are taken for shipped. Mark there what you ship, and "
                "what waits is shown here.",
                int(row.orders),
            )
        ).format(channel=row.channel, orders=whole(row.orders))
        for row in rows(check(unmarked, UNMARKED))
    ]


def freed_sentence(before: Collection[Allocation], after: Collection[Allocation]) -> str:
    """Say of which customer orders more can ship than before; "" where of none."""
    ready = {(one.order.number, one.line.sku): one.ready for one in before}
    numbers = {
        one.order.number
        for one in after
        if one.ready > ready.get((one.order.number, one.line.sku), 0.0)
    }
    if not numbers:
        return ""
    return ngettext(
        "Customer order {numbers} can ship now, or more of it.",
        "Customer orders {numbers} can ship now, or more of them.",
        len(numbers),
    ).format(numbers=", ".join(map(str, sorted(numbers))))
