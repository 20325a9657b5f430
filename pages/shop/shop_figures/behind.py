"""The products behind the shop's figures, each of which leads to its own page."""

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.language import gettext as _
from inventory_core.monitoring.figures.figures import ShopFigures
from inventory_core.monitoring.figures.tables import PRODUCT_FIGURES
from inventory_core.monitoring.figures.words import (
    TABLES_BEHIND,
    behind_label,
    columns_behind,
    products_behind,
)
from pages.shared import money_charts, tables
from pages.shared.product_page import open_product

_SELLERS = some_of(
    PRODUCT_FIGURES, "name", "recent_units", "recent_takings", "on_hand", "stock_value"
)


def show(told: ShopFigures) -> None:
    """Let the seller choose a figure, and show the products behind it."""
    st.subheader(_("The products behind a figure"))
    chosen = st.selectbox(_("Figure"), TABLES_BEHIND, format_func=behind_label, key="behind")
    columns = columns_behind(chosen)
    listed = products_behind(chosen, told)
    if listed.empty:
        st.info(_("Of no product this is known."), icon=":material/help:")
        return
    tables.show(listed, columns, key=f"behind {chosen}", pinned="sku")
    tables.download(
        _("Download these products"), listed, columns, file_name=f"{chosen.replace('_', '-')}.csv"
    )


def show_classes(told: ShopFigures, *, currency: str) -> None:
    """Show what products bring over how steadily they sell; a point leads to its product."""
    st.subheader(_("What brings most, and what sells steadily"))
    known = told.products[told.products["profit_a_year"].notna()]
    if known.empty:
        st.info(_("It takes costs and prices to tell."), icon=":material/sell:")
        return
    event = st.plotly_chart(
        money_charts.classes_chart(known, currency=currency),
        key="classes",
        on_select="rerun",
        selection_mode="points",
    )
    st.caption(
        _(
            "A brings 80 % of all profit expected, B the next 15 %, C the rest. Left of the first "
            "line demand is steady (X), right of the second it is erratic (Z). Choose a point to "
            "open the page of its product."
        )
    )
    if points := event.selection.points:
        open_product(str(points[0]["customdata"]))


def show_sellers(told: ShopFigures) -> None:
    """Show what sold best and what sold worst."""
    st.subheader(_("Best and worst sellers of 13 weeks"))
    best, worst = st.tabs([_("Best"), _("Worst")])
    with best:
        tables.show(told.best_sellers(), _SELLERS, key="best sellers")
    with worst:
        tables.show(told.worst_sellers(), _SELLERS, key="worst sellers")
        st.caption(_("Of what lies there and has been on sale for 60 days or more."))
