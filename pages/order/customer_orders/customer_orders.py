"""What customers ordered: what can be shipped today, what waits and why, what is done."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.domain.settings import QueueRule
from inventory_core.ledger.allocation import Mark, queue
from inventory_core.ledger.customer_orders import CustomerOrder
from inventory_core.ledger.customer_tables import (
    PACKING,
    PICK_LIST,
    names_of_ordered,
    packing_list,
    pick_list,
)
from inventory_core.ledger.customer_words import (
    line_sentence,
    mark_sentence,
    order_sentence,
    rule_label,
    unmarked_sentences,
)
from pages.order.customer_orders import delivery, new_order, one_order
from pages.shared import following, session, tables, widgets
from pages.shared.product_labels import plain

MARKS = {
    Mark.READY: ":green[:material/check_circle:]",
    Mark.ENOUGH_FOR_THIS: ":orange[:material/error:]",
    Mark.ON_ITS_WAY: ":blue[:material/schedule:]",
    Mark.NOT_ENOUGH: ":red[:material/cancel:]",
    Mark.UNCOUNTED: ":gray[:material/help:]",
}
_SHOWN_OPEN = 30
"""Orders that are shown of those that can ship, and of those that wait: the next ones follow."""
_SHOWN_DONE = 20
"""Orders that are done and shown; the others are in the way."""

widgets.title(_("Customer orders"), _("Ship what customers ordered, and see what they wait for."))
widgets.show_message()
shop = session.shop()
outlook, waiting = shop.outlook, shop.waiting
names = names_of_ordered(outlook.supply, outlook.names_by_code)


def show_open(order: CustomerOrder) -> None:
    """Show an order that waits, with what of it can be shipped now and what can be done."""
    ready = {one.line.sku: one.ready for one in waiting if one.order is order and one.ready}
    with st.container(border=True):
        st.markdown(plain(order_sentence(order)))
        if order.note:
            st.caption(plain(order.note))
        show_lines(order)
        with st.container(horizontal=True):
            one_order.offer_shipping(order, ready)
            editing.append(one_order.ask_part(order, ready))
            editing.append(one_order.ask_change(order))
            editing.append(delivery.ask_delivery(order))
            editing.append(one_order.ask_cancelling(order))
            one_order.offer_undo(order)


def show_lines(order: CustomerOrder) -> None:
    """Show what was ordered, and how each product stands; as text, which a telephone shows too."""
    gets = {one.line.sku: one for one in waiting if one.order is order}
    for line in order.lines:
        told = plain(line_sentence(line, names.get(line.sku, "")))
        if one := gets.get(line.sku):
            told = f"{MARKS[one.mark]} {told} **{plain(mark_sentence(one))}**"
        st.markdown(told)


def show_ready(orders: list[CustomerOrder]) -> None:
    """Show what can be shipped today, with the lists for the shelf and for the parcels."""
    st.subheader(_("Can ship today"))
    with st.container(horizontal=True):
        tables.download(
            _("Pick list"),
            pick_list(waiting, outlook.supply, names),
            PICK_LIST,
            file_name="pick-list.csv",
        )
        tables.download(
            _("Packing list"), packing_list(waiting, names), PACKING, file_name="packing-list.csv"
        )
    show_first(orders)


def show_first(orders: list[CustomerOrder]) -> None:
    """Show the orders whose turn comes first, and say how many follow."""
    for order in orders[:_SHOWN_OPEN]:
        show_open(order)
    if len(orders) > _SHOWN_OPEN:
        st.caption(
            _(
                "The first {shown} of {orders} are shown, and the next ones follow as these are "
                "shipped; “customers” lists all, and the pick and packing lists hold all that can "
                "ship."
            ).format(shown=whole(_SHOWN_OPEN), orders=whole(len(orders)))
        )


def show_done(orders: list[CustomerOrder]) -> None:
    """Show what is done, the newest first, with the ways back."""
    st.subheader(_("Done"))
    for order in orders[:_SHOWN_DONE]:
        with st.expander(plain(order_sentence(order))):
            show_lines(order)
            with st.container(horizontal=True):
                one_order.offer_revival(order)
                one_order.offer_undo(order)
    if len(orders) > _SHOWN_DONE:
        st.caption(
            _("The newest {shown} of {orders} are shown; “customers --all” lists all.").format(
                shown=whole(_SHOWN_DONE), orders=whole(len(orders))
            )
        )


def choose_rules() -> None:
    """Let the seller say whose turn it is where there is not enough for all."""
    chosen = st.multiselect(
        _("Who comes first where there is not enough for all"),
        list(QueueRule),
        list(shop.settings.queue_rules),
        format_func=rule_label,
        key="queue rules",
        on_change=keep_rules,
        help=_("The first rule decides, then the next. Orders that are first in line come before."),
    )
    if not chosen:
        st.caption(_("Without a rule, those that stand here at first decide."))


def keep_rules() -> None:
    """Keep the rules in the order in which they were chosen."""
    session.store().save_settings(queue_rules=tuple(st.session_state["queue rules"]))


if not outlook.codes:
    st.info(
        _(
            "Customers order products that the shop knows: upload a file that names them first, or "
            "add one on the Products page."
        ),
        icon=":material/inbox:",
    )
    st.page_link(
        "pages/data/upload/upload.py", label=_("Go to Upload"), icon=":material/arrow_forward:"
    )
    st.stop()
editing = [new_order.is_open()]
new_order.offer()
line = queue(outlook.customer_orders, shop.settings.queue_rules)
can_ship = [o for o in line if any(one.order is o and one.ready for one in waiting)]
must_wait = [order for order in line if order not in can_ship]
done = [order for order in reversed(outlook.customer_orders) if not order.is_open]
if not outlook.customer_orders:
    st.info(
        _(
            "No customer order is known yet. Those that your uploaded files tell as not yet "
            "shipped show here by themselves. Add what customers ordered by telephone, by mail or "
            "at the door: it is kept aside for them until you ship it, and counts as demand."
        ),
        icon=":material/inbox:",
    )
elif not line:
    st.success(_("No customer is waiting."), icon=":material/check_circle:")
if can_ship:
    show_ready(can_ship)
if must_wait:
    st.subheader(_("Waiting"))
    show_first(must_wait)
if line:
    choose_rules()
if done:
    show_done(done)
for sentence in unmarked_sentences(outlook.unmarked_orders):
    st.caption(plain(sentence))
if not any(editing):
    following.follow()
