"""What was ordered from suppliers: what is late, what is on its way, what arrived."""

from dataclasses import replace

import streamlit as st

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import MOST_MONEY
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import together
from inventory_core.domain.numbers import day
from inventory_core.domain.purchase_orders import PURCHASE_ORDERS
from inventory_core.domain.suppliers import SUPPLIER_FACTS
from inventory_core.ledger.changing import OrderChange
from inventory_core.ledger.customer_words import freed_sentence
from inventory_core.ledger.purchase_orders import PurchaseOrder, late_first
from inventory_core.ledger.tables import (
    AGREED,
    ARRIVALS,
    ORDER_LINES,
    agreed_change,
    arrived_units,
    line_rows,
)
from inventory_core.ledger.words import (
    counting_sentence,
    facts_sentences,
    on_order_sentence,
    order_sentence,
)
from inventory_core.shop import purchases
from inventory_core.shop.purchases import drafted_from_files
from pages.order.purchases import for_supplier
from pages.shared import look_over, session, tables, widgets
from pages.shared.product_labels import plain

widgets.title(_("Purchases"), _("Follow what you ordered until it is here and paid."))
widgets.show_message()
shop = session.shop()
outlook = shop.outlook
today = session.today()
names = outlook.names_by_code
sign = shop.settings.currency


MOST_UNFOLDED = 3
"""Where more orders are on their way, only those that are late show their goods at once."""


def show_open(order: PurchaseOrder, *, unfolded: bool) -> None:
    """Show an order of which something is to come, and ask what of it arrived."""
    with st.container(border=True):
        sentence = plain(order_sentence(order, today))
        if order.is_late(today):
            st.warning(sentence, icon=":material/schedule:")
        else:
            st.markdown(sentence)
        show_facts(order)
        if unfolded or order.is_late(today):
            ask_what_became(order)
            return
        part = st.expander(
            _("What arrived, and what else to do"),
            icon=":material/inventory_2:",
            key=f"folded {order.number}",
            on_change="rerun",
        )
        if part.open:
            with part:
                ask_what_became(order)


def ask_what_became(order: PurchaseOrder) -> None:
    """Ask what of an order arrived, and offer what else can be done about it."""
    ask_arrival(order)
    with st.container(horizontal=True):
        ask_day(order)
        ask_closing(order)
        offer_undo(order)
    for_supplier.offer(order)
    ask_change(order)


def show_facts(order: PurchaseOrder) -> None:
    """Say what an order costs, and what else is known of it."""
    st.caption(plain(together(*facts_sentences(order, sign))))


def ask_arrival(order: PurchaseOrder) -> None:
    """Ask what arrived, and when: all that was to come, if nothing is changed."""
    with st.form(f"arrival {order.number}", border=False):
        edited = tables.edit(
            line_rows(order, names),
            ARRIVALS,
            key=f"arrived of {order.number}",
            fixed=list(ORDER_LINES),
            pinned="sku",
        )
        left, right = st.columns([1, 2], vertical_alignment="bottom")
        on = left.date_input(_("Arrived on"), today, min_value=order.ordered_on, max_value=today)
        if right.form_submit_button(_("It arrived"), type="primary", icon=":material/inventory_2:"):
            units = arrived_units(edited)
            if not units:
                st.warning(_("Type how many arrived of at least one product."))
                return
            waiting = session.shop().waiting  # asked before anything changes
            purchases.receive_goods(outlook, order.number, units, on=on, now=session.now())
            freed = freed_sentence(waiting, session.current().waiting)
            say(_("Kept. {sentence}").format(sentence=f"{counting_sentence()} {freed}".strip()))


def ask_day(order: PurchaseOrder) -> None:
    """Let the seller move the day of an order that is late."""
    if not order.is_late(today):
        return
    with st.popover(_("It comes later"), icon=":material/event:"):
        told = st.date_input(
            _("Expected on"), today, min_value=today, key=f"later day of {order.number}"
        )
        if st.button(_("It comes then"), key=f"later {order.number}"):
            keep(order, OrderChange(expected_on=told))


def ask_change(order: PurchaseOrder) -> None:
    """Let the seller correct what was agreed, and note what else belongs to an order."""
    part = st.expander(
        _("Change this order"),
        icon=":material/edit:",
        key=f"changing {order.number}",
        on_change="rerun",
    )
    if not part.open:
        return
    with part, st.form(f"change {order.number}", border=False):
        told = ask_facts(order)
        edited = tables.edit(
            line_rows(order, names),
            AGREED,
            key=f"agreed of {order.number}",
            fixed=["sku", "name"],
            pinned="sku",
        )
        if st.form_submit_button(_("Keep the changes"), icon=":material/check:"):
            agreed = agreed_change(order, edited)
            keep(order, replace(told, units=agreed.units, unit_prices=agreed.unit_prices))


def ask_facts(order: PurchaseOrder) -> OrderChange:
    """Ask for day, reference, money and note of an order."""
    left, middle, right = st.columns(3)
    expected_on = left.date_input(
        _("Expected on"),
        order.expected_on,
        min_value=order.ordered_on,
        key=f"day of {order.number}",
    )
    reference = middle.text_input(
        _("Their reference"), order.reference, max_chars=80, key=f"reference of {order.number}"
    )
    freight = right.number_input(
        _("Freight and other costs"),
        0.0,
        MOST_MONEY,
        order.freight,
        help=_(PURCHASE_ORDERS["freight"].help),
        key=f"freight of {order.number}",
    )
    note = st.text_input(_("Your note"), order.note, max_chars=200, key=f"note of {order.number}")
    currency, rate = ask_currency(order)
    paid = st.checkbox(_("Paid"), order.paid, key=f"paid of {order.number}")
    return OrderChange(
        expected_on=expected_on,
        reference=reference,
        note=note,
        freight=freight,
        paid=paid,
        currency=currency,
        rate=rate,
    )


def ask_currency(order: PurchaseOrder) -> tuple[str, float | None]:
    """Ask for the money of an order's prices, and what one of it costs."""
    left, right = st.columns(2)
    currency = left.text_input(
        _("Currency of its prices"),
        order.currency,
        max_chars=8,
        placeholder=_("Your own"),
        help=_("The prices stay as they were agreed; what they cost you follows the rate."),
        key=f"currency of {order.number}",
    )
    rate = right.number_input(
        _("Rate"),
        0.0,
        value=order.rate if order.currency else None,
        format="%.6g",
        help=_(SUPPLIER_FACTS["rate"].help),
        key=f"rate of {order.number}",
    )
    return currency.strip(), rate


def keep(order: PurchaseOrder, change: OrderChange) -> None:
    """Keep what is otherwise about an order, or say why not."""
    try:
        purchases.change_order(outlook, order.number, change)
    except PurchaseError as error:
        st.warning(str(error))
        return
    say(_("Kept."))


def ask_closing(order: PurchaseOrder) -> None:
    """Let the seller give up what has not come, of some products or of all."""
    with st.popover(_("Not coming any more"), icon=":material/block:"):
        missing = [line.sku for line in order.lines if line.coming]
        chosen = st.multiselect(
            _("Products"),
            missing,
            placeholder=_("All that has not come"),
            help=_("Without a product, the order is cancelled as far as it has not come."),
            key=f"given up of {order.number}",
        )
        if st.button(_("They are not coming any more"), key=f"close {order.number}"):
            purchases.close_short(outlook, order.number, chosen or missing)
            say(_("Kept: what is not coming any more can be ordered again."))


def offer_undo(order: PurchaseOrder) -> None:
    """Let the seller take back the last receipt."""
    if not order.receipts:
        return
    last = order.receipts[-1]
    label = _("Take back what arrived on {day}").format(day=day(last.day))
    if st.button(label, icon=":material/undo:", key=f"undo {order.number}"):
        outlook.past.store.purchases.undo_receipt(last.id)
        say(_("Taken back: it counts as on its way again."))


def show_done(order: PurchaseOrder) -> None:
    """Show an order of which nothing is to come, with the ways back."""
    part = st.expander(
        plain(order_sentence(order, today)), key=f"done {order.number}", on_change="rerun"
    )
    if not part.open:  # there may be hundreds
        return
    with part:
        show_facts(order)
        tables.show(line_rows(order, names), ORDER_LINES, key=f"lines of {order.number}")
        with st.container(horizontal=True):
            closed = [line.sku for line in order.lines if line.closed_short and line.missing]
            if closed and st.button(
                _("It is coming after all"), icon=":material/lock_open:", key=f"open {order.number}"
            ):
                purchases.close_short(outlook, order.number, closed, closed=False)
                say(_("Kept: it counts as on its way again."))
            offer_undo(order)
        for_supplier.offer(order)
        ask_change(order)


def say(message: str) -> None:
    """Show the page anew, with what was done."""
    widgets.say_after_rerun(message)
    st.rerun()


def offer_to_enter() -> None:
    """Offer as orders what only a stock file says is on order."""
    sentence = on_order_sentence(outlook.on_order_by_files)
    if not sentence or look_over.is_open():
        return
    st.info(sentence, icon=":material/edit_calendar:")
    st.button(_("Enter them as orders"), icon=":material/add:", on_click=enter_orders)


def enter_orders() -> None:
    """Let the seller look over, as orders, what only a stock file says is on order."""
    look_over.begin(drafted_from_files(session.shop()))


offer_to_enter()
look_over.show()
orders = outlook.purchase_orders
waiting = late_first(orders, today)
if not orders:
    st.info(
        _(
            "Nothing was ordered yet. On the Optimization page, press “I ordered this” once you "
            "have sent a purchase list to your supplier: it then stands here until it arrives, and "
            "is not ordered twice."
        ),
        icon=":material/local_shipping:",
    )
    st.page_link(
        "pages/order/optimization/optimization.py",
        label=_("Go to Optimization"),
        icon=":material/arrow_forward:",
    )
    st.stop()
if not waiting:
    st.success(_("Everything that you ordered is here or closed."), icon=":material/check_circle:")
for each in waiting:
    show_open(each, unfolded=len(waiting) <= MOST_UNFOLDED)
done = [order for order in reversed(orders) if not order.is_open]
if done:
    st.subheader(_("Done"))
for each in done:
    show_done(each)
