"""The tables in which the seller types what suppliers ask for."""

import pandas as pd
import streamlit as st

from inventory_core.domain.frames import PRICE_BREAKS, SUPPLIERS
from inventory_core.domain.language import gettext as _
from inventory_core.optimization.plan_words import joint_orders_sentence
from inventory_core.optimization.supplier_terms import typed_price_breaks, typed_suppliers
from pages.shared import session, widgets
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
    known = sorted(set(session.shop().outlook.products["supplier"].dropna()) - {""})
    if not known:
        st.info(_("Name the suppliers of your products on the Products page first."))
        return
    kept = session.shop().outlook.terms.suppliers
    kept = kept.assign(deposit_share=100 * kept["deposit_share"])
    column = st.column_config
    widgets.edit_rows(
        kept,
        {
            "supplier": column.SelectboxColumn(
                _("Supplier"), options=sorted({*known, *kept["supplier"]})
            ),
            "least_units": column.NumberColumn(_("Units at least"), min_value=0, step=1, default=0),
            "least_money": column.NumberColumn(
                _("Money at least"), min_value=0.0, format="%.2f", default=0.0
            ),
            "order_cost": column.NumberColumn(
                _("Cost per order"),
                min_value=0.0,
                format="%.2f",
                default=0.0,
                help=_("Shared by all products in it. 0 where each product is ordered by itself."),
            ),
            "deposit_share": column.NumberColumn(
                _("Deposit, %"),
                min_value=0.0,
                max_value=100.0,
                format="%.4g",
                default=0.0,
                help=_("Paid with the order; the rest when it is due."),
            ),
            "balance_days": column.NumberColumn(
                _("Rest due, days after arrival"), min_value=0, step=1, default=0
            ),
        },
        key="suppliers",
        save=_save_terms,
        saved=_("Saved. The plan uses it from now on."),
    )


def _save_terms(rows: pd.DataFrame) -> None:
    shares = rows.assign(deposit_share=rows["deposit_share"].astype(float) / 100)
    session.store().replace(SUPPLIERS, typed_suppliers(shares))


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
    together = together.assign(product=together["sku"].map(shop.outlook.sold_labels))
    with st.expander(_("What is in each order"), icon=":material/list:"):
        widgets.table(
            together.round({"order_units": 0}),
            {
                "supplier": st.column_config.TextColumn(_("Supplier")),
                "product": st.column_config.TextColumn(_("Product"), width="medium"),
                "order_units": widgets.units_column(_("Units")),
                "multiple": widgets.units_column(
                    _("In every … order"), help_text=_("2: in every second order")
                ),
                "order_cost": widgets.money_column(
                    _("Share of the order’s cost"),
                    help_text=_(
                        "Of the supplier’s cost per order and of what adding each product costs"
                    ),
                ),
            },
            key="order together",
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
    column = st.column_config
    widgets.edit_rows(
        session.shop().outlook.terms.price_breaks,
        {
            "sku": column.SelectboxColumn(
                _("Product"), options=session.shop().outlook.products["sku"].tolist()
            ),
            "from_units": column.NumberColumn(_("From units"), min_value=1, step=1),
            "unit_cost": column.NumberColumn(_("Cost of a unit"), min_value=0.0, format="%.4g"),
            "whole_order": column.CheckboxColumn(
                _("For the whole order"),
                default=True,
                help=_("If not, only the units from there on cost less."),
            ),
        },
        key="price breaks",
        save=lambda rows: session.store().replace(PRICE_BREAKS, typed_price_breaks(rows)),
        saved=_("Saved. The plan uses it from now on."),
    )
