"""What is to be ordered today, supplier by supplier with its money, each kept by one click."""

from collections.abc import Sequence

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import money, whole
from inventory_core.optimization.budget_words import nothing_bought_sentence
from inventory_core.optimization.purchases import SupplierShare, shares_of_suppliers
from inventory_core.optimization.supplier_words import supplier_label
from pages.shared import look_over, money_to_spend, session
from pages.shared.product_labels import plain

_MOST = 6
"""Suppliers shown here, the dearest; all are on the page of the plan."""


def show() -> None:
    """Show whom to order from today; nothing where nothing is to be ordered."""
    shop = session.shop()
    if not shares_of_suppliers(shop.plan):
        return
    with st.container(border=True):
        heading, field = st.columns([2, 1], vertical_alignment="bottom")
        heading.subheader(_("Order today"))
        with field:
            limit = money_to_spend.ask(shop.settings, key="budget today")
        plan = shop.plan if limit is None else money_to_spend.buy(limit)[1]
        shares = shares_of_suppliers(plan)
        st.caption(
            _total(shares, float(plan["spend"].sum()))
            if shares
            else nothing_bought_sentence(shop.ranking, shop.settings.currency)
        )
        for share in shares[:_MOST]:
            _show_supplier(share)
        if (more := len(shares) - _MOST) > 0:
            sentence = ngettext(
                "{more} more supplier is on the list.",
                "{more} more suppliers are on the list.",
                more,
            )
            st.caption(sentence.format(more=whole(more)))
        st.page_link(
            "pages/order/optimization/optimization.py",
            label=_("See the whole list"),
            icon=":material/shopping_cart:",
        )
    look_over.show()


def _total(shares: Sequence[SupplierShare], spend: float) -> str:
    """Say what all of them get."""
    products = sum(len(share.units) for share in shares)
    sentence = ngettext(
        "{products} product for {spend} in all.",
        "{products} products for {spend} in all.",
        products,
    )
    told = money(spend, session.shop().settings.currency)
    return plain(sentence.format(products=whole(products), spend=told))


def _show_supplier(share: SupplierShare) -> None:
    """Show what one supplier gets, and let the seller say that it was ordered."""
    products = len(share.units)
    facts = ngettext("{products} product", "{products} products", products)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{plain(supplier_label(share.supplier))}** · "
            f"{facts.format(products=whole(products))} · "
            f"{plain(money(share.spend, session.shop().settings.currency))}",
            width="stretch",
        )
        st.button(
            _("I ordered this"),
            icon=":material/local_shipping:",
            help=_("Keeps what the plan says of them as a purchase order; you look it over first."),
            disabled=look_over.is_open(),
            key=f"ordered today {share.supplier}",
            on_click=look_over.begin_by_plan,
            args=(share.units,),
        )
