"""What can be done about one customer order: ship, change, cancel, take back."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from inventory_core.domain.customer_orders import CUSTOMER_ORDERS
from inventory_core.domain.errors import OrderError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day
from inventory_core.ledger.customer_orders import CustomerOrder
from inventory_core.shop import customer_orders
from pages.shared import session, widgets


def offer_shipping(order: CustomerOrder, ready: Mapping[str, float]) -> None:
    """Offer to ship today what can be: all, or a part."""
    if not ready:
        return
    all_of_it = all(ready.get(line.sku) == line.open for line in order.lines if line.open)
    st.button(
        _("Shipped") if all_of_it else _("Shipped what can ship now"),
        type="primary",
        icon=":material/local_shipping:",
        key=f"ship {order.number}",
        on_click=_keep_shipped,
        args=(order.number, ready, session.today()),
    )


def ask_part(order: CustomerOrder, ready: Mapping[str, float]) -> bool:
    """Ask what was shipped, and when; tell whether the seller is typing it."""
    box = st.popover(
        _("Shipped otherwise"),
        icon=":material/edit_note:",
        key=f"part of {order.number}",
        on_change="rerun",
    )
    with box, st.form(f"shipping {order.number}", border=False):
        units = {
            line.sku: st.number_input(
                _("{sku}, of {open} waiting").format(sku=line.sku, open=f"{line.open:.0f}"),
                0.0,
                line.open,
                ready.get(line.sku, 0.0),
                step=1.0,
                format="%.0f",
                key=f"shipped {order.number} {line.sku}",
            )
            for line in order.lines
            if line.open
        }
        on = st.date_input(
            _("Shipped on"),
            session.today(),
            min_value=order.ordered_on,
            max_value=session.today(),
            key=f"day shipped {order.number}",
        )
        if st.form_submit_button(_("Keep as shipped"), type="primary"):
            told = {sku: number for sku, number in units.items() if number}
            if not told:
                st.warning(_("Type how many were shipped of at least one product."))
            else:
                _keep_shipped(order.number, told, on)
                st.rerun()
    return bool(box.open)


def _keep_shipped(number: int, units: Mapping[str, float], on: date) -> None:
    """Keep what was shipped, or say why not: the order may have changed since it was shown."""
    outlook = session.current().outlook
    try:
        customer_orders.ship_order(outlook, number, units, on=on, now=session.now())
    except OrderError as error:
        widgets.warn_after_rerun(str(error))
        return
    widgets.say_after_rerun(
        _("Customer order {number}: shipped on {day}.").format(number=number, day=day(on))
    )


def ask_change(order: CustomerOrder) -> bool:
    """Ask what is otherwise about an order; tell whether the seller is typing it."""
    box = st.popover(
        _("Change it"), icon=":material/edit:", key=f"change {order.number}", on_change="rerun"
    )
    with box, st.form(f"changing {order.number}", border=False):
        promised_on = st.date_input(
            _("Promised for"),
            order.promised_on,
            min_value=order.ordered_on,
            key=f"promised {order.number}",
        )
        note = st.text_input(
            _("Your note"),
            order.note,
            max_chars=int(CUSTOMER_ORDERS["note"].limits[1]),
            key=f"note of {order.number}",
        )
        paid = st.checkbox(_("Paid"), order.paid, key=f"paid {order.number}")
        pinned = st.checkbox(_("First in line"), order.pinned, key=f"first {order.number}")
        if st.form_submit_button(_("Keep the changes"), icon=":material/check:"):
            customer_orders.change_order(
                session.current().outlook,
                order.number,
                promised_on=promised_on,
                paid=paid,
                pinned=pinned,
                note=note,
            )
            widgets.say_after_rerun(_("Kept."))
            st.rerun()
    return bool(box.open)


def ask_cancelling(order: CustomerOrder) -> bool:
    """Let the seller cancel what waits, of some products or all; tell whether it is open."""
    box = st.popover(
        _("Cancel"), icon=":material/block:", key=f"cancel {order.number}", on_change="rerun"
    )
    with box:
        chosen = st.multiselect(
            _("Products"),
            [line.sku for line in order.lines if line.open],
            placeholder=_("All that waits"),
            key=f"cancelled of {order.number}",
        )
        st.button(
            _("It is not wanted any more"),
            key=f"cancelling {order.number}",
            on_click=_cancel,
            args=(order, chosen),
        )
    return bool(box.open)


def _cancel(order: CustomerOrder, skus: list[str]) -> None:
    units = {line.sku: line.open for line in order.lines if line.sku in skus}
    try:
        customer_orders.cancel_order(session.current().outlook, order.number, units or None)
    except OrderError as error:
        widgets.warn_after_rerun(str(error))
        return
    widgets.say_after_rerun(_("Cancelled: it is kept aside no more."))


def offer_revival(order: CustomerOrder) -> None:
    """Let what was cancelled be wanted after all."""
    if not any(line.cancelled for line in order.lines):
        return
    st.button(
        _("It is wanted after all"),
        icon=":material/undo:",
        key=f"revive {order.number}",
        on_click=_revive,
        args=(order.number,),
    )


def _revive(number: int) -> None:
    customer_orders.revive_order(session.current().outlook, number)
    widgets.say_after_rerun(_("It waits again."))


def offer_undo(order: CustomerOrder) -> None:
    """Let the seller take back the last shipment."""
    last = order.last_shipment
    if last is None:
        return
    st.button(
        _("Take back what was shipped on {day}").format(day=day(last.day)),
        icon=":material/undo:",
        key=f"undo {order.number}",
        on_click=_undo,
        args=(last.id,),
    )


def _undo(shipment: int) -> None:
    session.store().customer_orders.undo_shipment(shipment)
    widgets.say_after_rerun(_("Taken back: it waits again."))
