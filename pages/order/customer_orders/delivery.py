"""Where an order is brought by the seller: typed once, and kept until it is done."""

from dataclasses import replace

import streamlit as st

from inventory_core.domain.deliveries import LONGEST_TEXT, Delivery, Priority
from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.customer_orders import CustomerOrder
from inventory_core.routing.words import priority_label
from inventory_core.shop.deliveries import keep_delivery, place_told
from pages.shared import session, widgets


def ask_delivery(order: CustomerOrder) -> bool:
    """Ask where an order is brought to; tell whether the seller is typing it."""
    known = session.shop().outlook.deliveries.get(order.number)
    box = st.popover(
        _("Bring it"),
        icon=":material/local_shipping:" if known else ":material/add_location:",
        key=f"delivery of {order.number}",
        on_change="rerun",
    )
    if not box.open:
        return False
    with box:
        st.caption(
            _(
                "For those who deliver themselves. It stays on this computer, stands on the route "
                "sheet alone, and is deleted 30 days after the order is done."
            )
        )
        st.page_link(
            "pages/order/deliveries/deliveries.py",
            label=_("Go to Deliveries"),
            icon=":material/arrow_forward:",
        )
        with st.form(f"bringing {order.number}", border=False):
            place, told = _ask(order.number, known)
            if st.form_submit_button(_("Keep the place"), type="primary", icon=":material/check:"):
                _keep(order.number, place, told)
        if known:
            st.button(
                _("Delete what is typed here"),
                icon=":material/delete:",
                key=f"forget delivery {order.number}",
                on_click=_forget,
                args=(order.number,),
            )
    return True


def _ask(number: int, known: Delivery | None) -> tuple[str, dict[str, object]]:
    """Return the place as it is typed, and all else by its names in Delivery."""
    place = st.text_input(
        _("Place"),
        str(known.place) if known else "",
        help=_(
            "Paste the link of a map, or latitude and longitude such as 48.1374, 11.5755. A "
            "postcode will do once a sheet of postcodes is kept on the page Deliveries."
        ),
        key=f"place of {number}",
    )
    texts = {
        name: st.text_input(
            label,
            getattr(known, name, ""),
            max_chars=LONGEST_TEXT,
            key=f"{name} of delivery {number}",
        )
        for name, label in (
            ("name", _("Name")),
            ("street", _("Street and place")),
            ("note", _("Note for the delivery")),
        )
    }
    left, right = st.columns(2)
    earliest = left.time_input(
        _("There from"), known.earliest if known else None, key=f"earliest of {number}"
    )
    latest = right.time_input(
        _("There until"), known.latest if known else None, key=f"latest of {number}"
    )
    priority = st.selectbox(
        _("Priority"),
        list(Priority),
        int(known.priority if known else Priority.USUAL),
        format_func=priority_label,
        help=_("Where not all fit into the day, those of low priority are left out first."),
        key=f"priority of {number}",
    )
    return place, {**texts, "earliest": earliest, "latest": latest, "priority": priority}


def _keep(number: int, place: str, told: dict[str, object]) -> None:
    try:
        at = Delivery(number=number, place=place_told(session.store(), place))
        keep_delivery(session.current().outlook, replace(at, **told))  # type: ignore[arg-type]
    except SellerError as error:
        st.warning(str(error))
        return
    widgets.say_after_rerun(_("Kept: it is in today’s rounds on the page Deliveries."))
    st.rerun()


def _forget(number: int) -> None:
    session.store().deliveries.forget(number)
    widgets.say_after_rerun(_("Deleted."))
