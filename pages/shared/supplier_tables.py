"""The tables in which the seller types what suppliers ask for."""

import pandas as pd
import streamlit as st

from inventory_core.language import gettext as _
from inventory_core.optimization.supplier_terms import typed_price_breaks, typed_suppliers
from pages.shared import session, widgets


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
    known = sorted(set(session.products()["supplier"].dropna()) - {""})
    if not known:
        st.info(_("Name the suppliers of your products on the Products page first."))
        return
    kept = session.suppliers()
    kept = kept.assign(deposit_share=100 * kept["deposit_share"])
    column = st.column_config
    widgets.edit_rows(
        kept,
        {
            "supplier": column.SelectboxColumn(
                _("Supplier"), options=sorted({*known, *kept["supplier"]}), required=True
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
        version=session.products_version(),
        save=_save_terms,
        saved=_("Saved. The plan uses it from now on."),
    )


def _save_terms(rows: pd.DataFrame) -> None:
    shares = rows.assign(deposit_share=rows["deposit_share"].astype(float) / 100)
    session.store().save_suppliers(typed_suppliers(shares))


def show_price_breaks() -> None:
    """Show prices that fall with larger orders, for the seller to change."""
    st.subheader(_("Prices that fall with larger orders"))
    st.caption(
        _(
            "One row for each lower price. Below the first, the product’s own cost holds. The plan "
            "orders more where that costs less a year, holding included."
        )
    )
    column = st.column_config
    widgets.edit_rows(
        session.price_breaks(),
        {
            "sku": column.SelectboxColumn(
                _("Product"), options=session.products()["sku"].tolist(), required=True
            ),
            "from_units": column.NumberColumn(_("From units"), min_value=1, step=1, required=True),
            "unit_cost": column.NumberColumn(
                _("Cost of a unit"), min_value=0.0, format="%.4g", required=True
            ),
            "whole_order": column.CheckboxColumn(
                _("For the whole order"),
                default=True,
                help=_("If not, only the units from there on cost less."),
            ),
        },
        key="price breaks",
        version=session.products_version(),
        save=lambda rows: session.store().save_price_breaks(typed_price_breaks(rows)),
        saved=_("Saved. The plan uses it from now on."),
    )
