"""The search above the menu: every page, product, supplier and order by any part of its name."""

from collections.abc import Iterable

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.shop.finding import Found, What, find
from pages.shared import session
from pages.shared.product_labels import name_and_code, plain
from pages.shared.product_page import ADDRESS, PAGE

_MOST = 5
"""Of each kind: who sees more types another letter."""


def show(pages: Iterable[st.Page]) -> None:
    """Ask for a part of a name, and lead to what has it; pages: of the menu."""
    text = st.text_input(
        _("Find anything"),
        placeholder=_("Search products, orders, pages"),
        label_visibility="collapsed",
        icon=":material/search:",
        key="search of the menu",
        persist_state="session",
    )
    if not text or not text.strip():
        return
    part = text.strip().casefold()
    named = [
        page for page in pages if page.visibility == "visible" and part in page.title.casefold()
    ]
    for page in named:
        st.page_link(page)
    found = find(session.shop().outlook, text, most=_MOST)
    for one in found:
        _lead(one)
    if not found and not named:
        st.caption(_("Nothing has that in its name."))


def _lead(found: Found) -> None:
    """Lead to the page of what was found."""
    if found.what is What.PRODUCT:
        label, icon = name_and_code(found.key, found.name), ":material/deployed_code:"
        st.page_link(PAGE, label=plain(label), icon=icon, query_params={ADDRESS: found.key})
    elif found.what is What.SUPPLIER:
        st.page_link(
            "pages/data/suppliers.py", label=plain(found.name), icon=":material/storefront:"
        )
    elif found.what is What.PURCHASE_ORDER:
        label = _("Purchase order {number}").format(number=found.key)
        _lead_to_order("pages/order/purchases/purchases.py", label, found, "local_shipping")
    else:
        label = _("Customer order {number}").format(number=found.key)
        script = "pages/order/customer_orders/customer_orders.py"
        _lead_to_order(script, label, found, "orders")


def _lead_to_order(script: str, label: str, found: Found, icon: str) -> None:
    told = f"{label} · {found.name}" if found.name else label
    st.page_link(script, label=plain(told), icon=f":material/{icon}:")
