"""The purchase list to take home, and to be remembered once it was ordered."""

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.ledger.words import waiting_sentence
from inventory_core.optimization.purchases import file_name, purchase_list
from inventory_core.optimization.tables import PURCHASES
from pages.shared import expectations, look_over, session, tables
from pages.shared.product_labels import plain


def offer(plan: Frame, *, supplier: str | None) -> None:
    """Offer to keep a plan (PLAN and its reason) as ordered, or to take it home.

    All of it, or what one supplier gets.
    """
    listed = purchase_list(plan, plan["reason"].tolist(), supplier=supplier)
    units = dict(zip(listed["sku"], listed["order_units"], strict=True))
    with st.container(horizontal=True):
        st.button(
            _("I ordered this"),
            icon=":material/local_shipping:",
            type="primary",
            help=_(
                "Keeps these products and units as purchase orders of today, one for each "
                "supplier, so that they are not ordered again. You can change them first. Nothing "
                "is sent to anybody."
            ),
            disabled=listed.empty or look_over.is_open(),
            key="ordered plan",
            on_click=look_over.begin_by_plan,
            args=(units,),
        )
        tables.download(
            _("Download the purchase list"),
            listed,
            PURCHASES,
            file_name=file_name(supplier),
            disabled=listed.empty,
            key="download plan",
            on_click=expectations.keep_ordered,
            args=(tuple(units),),
        )


def tell_of_orders() -> None:
    """Say who is closed soon, that something is on its way, and where to say that it arrived."""
    shop = session.shop()
    for closure in shop.outlook.suppliers.closure_sentences(shop.plan):
        st.info(plain(closure), icon=":material/event_busy:")
    sentence = waiting_sentence(shop.outlook.purchase_orders)
    if not sentence:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(sentence, width="content")
        st.page_link(
            "pages/order/purchases/purchases.py",
            label=_("Go to Purchases"),
            icon=":material/local_shipping:",
        )
