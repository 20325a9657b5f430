"""All that is known of one product: stock, what is coming, its forecast, its plan, its moves."""

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, money, rows, whole
from inventory_core.domain.products import cells_of
from inventory_core.ledger.words import coming_sentence
from pages.products.product import moves, why
from pages.shared import (
    demand_figure,
    expectations,
    kept_tables,
    product_table,
    session,
    widgets,
)
from pages.shared.product_labels import plain
from pages.shared.product_page import ADDRESS, PAGE

_AHEAD_DAYS = 56
_FACTS = some_of(
    product_table.SHOWN,
    *("name", "supplier", "cost", "price", "lead_time_days", "moq_units"),
    *("pack_size_units", "shelf_life_days", "one_shot", "discontinued", "no_order_until"),
    "category",
)
"""What can be typed here; the rest stands on the Products page."""


def follow_address() -> None:
    """Choose the product that the address in the browser names, where that is a new one."""
    asked = st.query_params.get(ADDRESS)
    if asked and asked != st.session_state.get(PAGE) and asked in session.shop().outlook.codes:
        st.session_state["product"] = asked


def show_head(row: Row) -> None:
    """Show how much there is of a product, how long it lasts, and what it brings."""
    sign = session.shop().settings.currency
    st.subheader(plain(row.name or row.sku))
    st.caption(" · ".join(plain(fact) for fact in (row.sku, row.supplier, row.category) if fact))
    unknown = _("unknown")
    # No day is not equal to itself.
    lasts = row.stock_known and row.stockout_day == row.stockout_day
    is_over = lasts and row.stockout_day.date() < session.today()
    widgets.metrics(
        [
            (_("On hand"), whole(row.on_hand) if row.stock_known else unknown, counted(row.sku)),
            (_("On its way"), whole(row.on_order), ""),
            (
                _("It probably ran out on") if is_over else _("What is here lasts until"),
                day(row.stockout_day) if row.stock_known else unknown,
                _("What lies there, without what is on its way."),
            ),
            (
                _("A unit brings"),
                money(row.price - row.cost, sign),
                _("Its price less its cost, before fees and postage."),
            ),
        ]
    )
    coming = session.shop().outlook.incoming
    for order in rows(coming[coming["sku"] == row.sku]):
        st.caption(coming_sentence(order))


def counted(sku: str) -> str:
    """Say when a product was counted; "" where it never was."""
    stock = session.shop().outlook.stock
    days = stock.loc[stock["sku"] == sku, "day"].dropna()
    return "" if days.empty else _("As counted on {day}.").format(day=day(days.max()))


def show_demand(sku: str) -> None:
    """Show what it sold and is expected to sell."""
    st.subheader(_("Sales and forecast"))
    outlook = session.shop().outlook
    by_model = outlook.forecast_by(outlook.choice(sku), sku)
    if by_model is None:
        st.info(_("It never sold, so nothing is expected of it yet."), icon=":material/info:")
        return
    st.plotly_chart(demand_figure.drawn(sku, by_model, days=_AHEAD_DAYS), key="demand")
    st.page_link(
        "pages/products/forecast/forecast.py",
        label=_("Compare models, change months, switch corrections"),
        icon=":material/trending_up:",
    )


def show_facts(sku: str) -> None:
    """Show what is known of it, for the seller to change."""
    st.subheader(_("What is known of it"))
    products = session.shop().outlook.products
    own = products[products["sku"] == sku]
    table = product_table.of(own, _FACTS, name="one product", part=sku)
    kept_tables.edit(table, placeholder="–")
    ask_note(sku, own["note"].fillna("").iloc[0])


def ask_note(sku: str, note: str) -> None:
    """Ask for what is to be remembered of a product; it is kept at once."""
    typed = st.text_area(
        _("Your notes"),
        note,
        max_chars=2_000,
        height=90,
        placeholder=_("Whatever you want to remember of it"),
        key=f"note of {sku}",
    )
    if typed != note:
        session.store().edit_products(cells_of(sku, {"note": typed or None}), now=session.now())
        widgets.say_after_rerun(_("Your notes are kept."))
        st.rerun()


widgets.title(_("Product"), _("Look at one product from all sides."))
widgets.show_message()
if session.shop().outlook.products.empty:
    widgets.need_sales()
follow_address()
sku = widgets.pick_product()
if sku is None:
    st.stop()
st.query_params[ADDRESS] = st.session_state[PAGE] = sku
if session.shop().past.covered_days is not None:
    widgets.need_sales()
    plan = session.shop().plan
    show_head(next(rows(plan[plan["sku"] == sku])))
    show_demand(sku)
    st.subheader(_("What to order, and why"))
    why.show(sku, session.shop().settings)
    expectations.keep()
show_facts(sku)
st.subheader(_("What came and went"))
moves.show(sku)
