"""The search above the menu: every page, product, supplier and order by any part of its name."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.shop.finding import Found, What, find
from pages.shared import session
from pages.shared.product_labels import name_and_code, plain
from pages.shared.product_page import ADDRESS, PAGE

_MOST = 5
"""Of each kind: who sees more types another letter."""
_KEY, _LED = "search of the menu", "was led by the search"


@dataclass(frozen=True, kw_only=True)
class _Place:
    """A page where something is found; address: what its address names it by."""

    label: str
    icon: str
    page: str | st.Page
    address: dict[str, str] | None = None


def show(pages: Iterable[st.Page]) -> None:
    """Ask for a part of a name, and lead to what has it: at once where only one thing has.

    pages: that can be opened.
    """
    if st.session_state.pop(_LED, False):
        st.session_state[_KEY] = ""
    text = st.text_input(
        _("Find anything"),
        placeholder=_("Search products, orders, pages"),
        label_visibility="collapsed",
        icon=":material/search:",
        key=_KEY,
    )
    if not text.strip():
        return
    part = text.strip().casefold()
    places = [
        _Place(label=page.title, icon=page.icon, page=page)
        for page in pages
        if page.url_path and part in page.title.casefold()
    ]
    places += [_place(found) for found in find(session.shop().outlook, text, most=_MOST)]
    if not places:
        st.caption(_("Nothing has that in its name."))
    for number, place in enumerate(places):
        asked = st.button(
            plain(place.label), icon=place.icon, type="tertiary", key=f"{_KEY} {number}"
        )
        if asked or len(places) == 1:
            st.session_state[_LED] = True
            st.switch_page(place.page, query_params=place.address)


def _place(found: Found) -> _Place:
    """Return the page of what was found."""
    if found.what is What.PRODUCT:
        return _Place(
            label=name_and_code(found.key, found.name),
            icon=":material/deployed_code:",
            page=PAGE,
            address={ADDRESS: found.key},
        )
    if found.what is What.SUPPLIER:
        return _Place(
            label=found.name, icon=":material/storefront:", page="pages/data/suppliers.py"
        )
    label, icon, page = (
        (_("Purchase order {number}"), "local_shipping", "pages/order/purchases/purchases.py")
        if found.what is What.PURCHASE_ORDER
        else (
            _("Customer order {number}"),
            "orders",
            "pages/order/customer_orders/customer_orders.py",
        )
    )
    told = label.format(number=found.key)
    told = f"{told} · {found.name}" if found.name else told
    return _Place(label=told, icon=f":material/{icon}:", page=page)
