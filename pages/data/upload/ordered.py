"""A purchase list, or an order for a supplier, that is dropped: entered as what was ordered."""

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.imports.order_list import OrderList, order_list
from inventory_core.imports.table import Table
from inventory_core.shop.purchases import drafted_from_list, is_kept
from pages.data.upload import waiting
from pages.shared import look_over, session, widgets


def offer(table: Table, content: bytes) -> None:
    """Offer to enter a list of ours as purchase orders, unless it is kept as one.

    Raises:
        FileError: a quantity is no number.
    """
    listed = order_list(table)
    if is_kept(session.shop().outlook, listed):
        st.info(
            _("It is kept as purchase order {number}: say there what arrived of it.").format(
                number=listed.number
            ),
            icon=":material/local_shipping:",
        )
        st.page_link(
            "pages/order/purchases/purchases.py",
            label=_("Go to Purchases"),
            icon=":material/arrow_forward:",
        )
        return
    st.info(
        _(
            "This list says what to order, and nothing of what arrived. If you ordered it, enter "
            "it as a purchase order: then it is not ordered again, and counts from the day on "
            "which it comes."
        ),
        icon=":material/local_shipping:",
    )
    st.button(
        _("I ordered this"),
        type="primary",
        icon=":material/local_shipping:",
        disabled=look_over.is_open(),
        on_click=_draft,
        args=(listed, content),
        key=f"ordered {hash(content)}",
    )


def _draft(listed: OrderList, content: bytes) -> None:
    try:
        look_over.begin(drafted_from_list(session.shop(), listed))
    except SellerError as error:
        widgets.warn_after_rerun(str(error))
        return
    waiting.let_go(content)
