"""Suppliers: their terms, how to write to them, their money, lead times, codes and prices."""

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.suppliers import (
    SUPPLIER_CLOSURES,
    SUPPLIER_CODES,
    SUPPLIER_FACTS,
    facts_of_each,
    typed_supplier_closures,
    typed_supplier_codes,
    typed_supplier_facts,
)
from inventory_core.ledger.lead_times import (
    LearnedLeadTime,
    learned_lead_times,
    learned_sentence,
)
from inventory_core.optimization.supplier_terms import typed_price_breaks, typed_suppliers
from inventory_core.optimization.supplier_words import joint_orders_sentence
from inventory_core.optimization.tables import JOINT_ORDERS
from inventory_core.shop.suppliers import stated_lead_time, use_lead_time
from pages.shared import kept_tables, session, tables, widgets
from pages.shared.product_labels import plain


def show_terms() -> None:
    """Show what suppliers ask for and when they are paid, for the seller to change."""
    st.subheader(_("Orders and payment"))
    st.caption(
        _(
            "The smallest order of all products together, what an order costs whatever is in it "
            "(freight, customs, your time), and when it is paid. The smallest order of a single "
            "product stands on the Products page."
        )
    )
    rows = session.shop().outlook.terms.suppliers
    kept_tables.edit_rows(
        "suppliers",
        SUPPLIERS,
        rows,
        check=typed_suppliers,
        options={"supplier": sorted({*known, *rows["supplier"]})},
    )


def show_facts() -> None:
    """Show how suppliers are written to, their money and lead time, for the seller to change."""
    st.subheader(_("Address, currency, lead time and order days"))
    st.caption(
        _(
            "Prices of orders at a supplier with a currency of its own are typed in that currency. "
            "Its lead time holds for all its products that have none of their own. Where it takes "
            "orders on some days only, the plan orders on these, for as long as until the next."
        )
    )
    kept_tables.edit_rows(
        "supplier facts",
        SUPPLIER_FACTS,
        facts_of_each(known, session.shop().outlook.suppliers.facts),
        check=typed_supplier_facts,
        num_rows="fixed",
        fixed=["supplier"],
        pinned="supplier",
    )


def show_closures() -> None:
    """Show when suppliers are closed, for the seller to change."""
    st.subheader(_("When they are closed"))
    st.caption(
        _(
            "What is ordered just before or during these days is expected so many days later, and "
            "the plan orders in time before them. Chinese New Year is a tick above; your own "
            "holidays stand on the Calendar page."
        )
    )
    rows = session.shop().outlook.suppliers.typed_closures
    kept_tables.edit_rows(
        "supplier closures",
        SUPPLIER_CLOSURES,
        rows,
        check=typed_supplier_closures,
        options={"supplier": sorted({*known, *rows["supplier"]})},
    )


def show_learned() -> None:
    """Say how long suppliers and their products really took, for the seller to use."""
    learned = learned_lead_times(session.shop().outlook.purchase_orders)
    if not learned:
        return
    st.subheader(_("How long they really take"))
    st.caption(
        _(
            "From ordering until half of what came was here, by what you said on the Purchases "
            "page. Nothing of it is used before you say so."
        )
    )
    for each in (one for one in learned if not one.sku):
        offer_learned(each)
    products = [one for one in learned if one.sku and one.can_be_used]
    if products:
        with st.expander(_("By product"), icon=":material/list:"):
            for each in products:
                offer_learned(each)


def offer_learned(learned: LearnedLeadTime) -> None:
    """Say how long orders really took, and offer to plan with that where it is something else."""
    outlook = session.shop().outlook
    stated = stated_lead_time(
        learned, products=outlook.bought_products, facts=outlook.suppliers.facts
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(learned_sentence(learned, stated)), width="stretch")
        says_more = learned.can_be_used and learned.usual_days != stated
        if says_more and st.button(_("Use it"), key=f"use {learned.supplier} {learned.sku}"):
            use_lead_time(session.store(), learned, now=session.now())
            widgets.say_after_rerun(_("Kept as the lead time: the plan goes by it now."))
            st.rerun()


def ask_sender() -> None:
    """Ask for the name and address that stand on orders."""
    sender = session.shop().settings.sender
    told = st.text_area(
        _("Your name and address, as they stand on your orders"), sender, max_chars=500, height=110
    )
    if told != sender:
        session.store().save_settings(sender=told)
        st.rerun()


def show_codes() -> None:
    """Show what suppliers call products, for the seller to change."""
    st.subheader(_("What they call your products"))
    st.caption(_("Their code and name of a product stand on the order that you send them."))
    rows = session.shop().outlook.suppliers.codes
    kept_tables.edit_rows(
        "supplier codes",
        SUPPLIER_CODES,
        rows,
        check=typed_supplier_codes,
        options={
            "supplier": sorted({*known, *rows["supplier"]}),
            "sku": session.shop().outlook.products["sku"].tolist(),
        },
    )


def show_joint_orders() -> None:
    """Say how often to order what together, where an order costs something by itself."""
    shop = session.shop()
    costs = shop.outlook.terms.suppliers["order_cost"]
    if shop.past.covered_days is None or not (costs > 0).any():
        return
    together, sign = shop.joint_orders, shop.settings.currency
    if together.empty:
        return
    st.subheader(_("Order together"))
    for _name, bought in together.groupby("supplier"):
        st.markdown(f"- {plain(joint_orders_sentence(bought, sign))}")
    st.caption(
        _(
            "The plan uses it: each product bears its share of the cost of an order, and what "
            "would be needed within half a cycle joins an order that is placed anyway."
        )
    )
    with st.expander(_("What is in each order"), icon=":material/list:"):
        tables.show(
            together,
            some_of(JOINT_ORDERS, "supplier", "sku", "order_units", "multiple", "order_cost"),
            key="order together",
            words={"sku": shop.outlook.sold_labels.__getitem__},
        )


def show_price_breaks() -> None:
    """Show prices that fall with larger orders, for the seller to change."""
    st.subheader(_("Prices that fall with larger orders"))
    st.caption(
        _(
            "One row for each lower price. Below the first, the product’s own cost holds, or the "
            "first price where that cost is lower or unknown. The plan orders more where that "
            "costs less a year, holding included."
        )
    )
    kept_tables.edit_rows(
        "price breaks",
        PRICE_BREAKS,
        session.shop().outlook.terms.price_breaks,
        check=typed_price_breaks,
        options={"sku": session.shop().outlook.products["sku"].tolist()},
    )


widgets.title(_("Suppliers"), _("Tell how each supplier delivers, and how it is paid."))
widgets.show_message()
known = sorted(set(session.shop().outlook.products["supplier"].dropna()) - {""})
if known:
    show_terms()
    show_facts()
    show_learned()
    show_closures()
    show_codes()
    ask_sender()
else:
    st.info(_("Name the suppliers of your products on the Products page first."))
show_joint_orders()
show_price_breaks()
