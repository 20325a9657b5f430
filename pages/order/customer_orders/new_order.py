"""A customer order that came by no file: typed by hand."""

import streamlit as st

from inventory_core.domain.customer_orders import CUSTOMER_ORDERS, DIRECT
from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import empty
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.customer_orders import CustomerLine, CustomerOrder
from inventory_core.ledger.customer_tables import WANTED, wanted_lines
from inventory_core.shop.customer_orders import order_labels, take_order
from inventory_core.shop.outlook import Outlook
from pages.shared import session, tables, widgets

_IS_OPEN = "is typing a customer order"


def is_open() -> bool:
    """Tell whether the seller is typing an order."""
    return bool(st.session_state.get(_IS_OPEN))


def offer() -> None:
    """Offer to add an order, and ask for it."""
    if session.is_shown_anew():
        _close()
    if not is_open():
        st.button(_("Add an order"), icon=":material/add:", on_click=_open)
        return
    outlook = session.shop().outlook
    with st.form("new order"):
        st.subheader(_("What a customer ordered"))
        lines = _ask_lines(outlook)
        order = _ask_order(outlook, lines)
        with st.container(horizontal=True):
            kept = st.form_submit_button(
                _("Keep this order"), type="primary", icon=":material/check:"
            )
            st.form_submit_button(_("Not now"), on_click=_close)
    if kept:
        _keep(outlook, order)


def _ask_lines(outlook: Outlook) -> tuple[CustomerLine, ...]:
    edited = tables.edit(
        empty(WANTED),
        WANTED,
        key="lines of the new order",
        options={"sku": order_labels(outlook)},
        num_rows="dynamic",
    )
    return wanted_lines(edited)


def _ask_order(outlook: Outlook, lines: tuple[CustomerLine, ...]) -> CustomerOrder:
    today = session.today()
    channels = sorted({*outlook.past.known_until.index} - {DIRECT})
    left, middle, right = st.columns(3)
    channel = left.selectbox(_("Sold on"), [DIRECT, *channels], accept_new_options=True)
    reference = middle.text_input(
        _("Order number there"),
        max_chars=int(CUSTOMER_ORDERS["reference"].limits[1]),
        help=_("Where a file of yours tells this order too, its number makes them one order."),
    )
    ordered_on = right.date_input(_("Ordered on"), today, max_value=today)
    promised_on = left.date_input(_("Promised for"), None, help=_("Empty: no day was promised."))
    note = middle.text_input(
        _("Your note"),
        max_chars=int(CUSTOMER_ORDERS["note"].limits[1]),
        help=_("No name and no address: nothing of your customers is kept here."),
    )
    with right.container():
        paid = st.checkbox(_("Paid"))
        pinned = st.checkbox(_("First in line"))
    return CustomerOrder(
        channel=(channel or DIRECT).strip(),
        reference=reference,
        ordered_on=ordered_on,
        promised_on=promised_on,
        paid=paid,
        pinned=pinned,
        note=note,
        lines=lines,
    )


def _keep(outlook: Outlook, order: CustomerOrder) -> None:
    try:
        number = take_order(outlook, order)
    except SellerError as error:
        st.warning(str(error))
        return
    _close()
    widgets.say_after_rerun(_("Customer order {number} is kept.").format(number=number))
    st.rerun()


def _open() -> None:
    st.session_state[_IS_OPEN] = True


def _close() -> None:
    st.session_state.pop(_IS_OPEN, None)
