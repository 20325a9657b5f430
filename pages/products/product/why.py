"""The plan of one product: why so many, what lot costs least, and how its stock will run."""

from math import isnan

import streamlit as st

from inventory_core.domain.forecast import NO_MODEL
from inventory_core.domain.frames import OVERRIDES
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, day, decimal, money, percent, rows, short, whole
from inventory_core.domain.products import cells_of
from inventory_core.domain.settings import RANGES, Settings
from inventory_core.forecasting.words import model_label
from inventory_core.optimization.eoq import cost_curve
from pages.shared import charts, drawer, money_charts, session, widgets

_WORTH_TELLING = 0.5
"""Fewer units lost than that are none."""


def show(sku: str, settings: Settings) -> None:
    """Show the plan of one product."""
    plan = session.shop().plan
    row = next(rows(plan[plan["sku"] == sku]))
    st.markdown(f"**{session.shop().reasons(plan[plan['sku'] == sku])[0]}**")
    widgets.metrics(
        [
            (_("Order"), whole(row.order_units), _("After pack size and minimum order")),
            (_("Spend"), money(row.spend, settings.currency), ""),
            (_("Order by"), day(row.order_by), _("The last day on which an order is in time")),
            (
                _("Sales a day"),
                decimal(row.daily_demand),
                _("Expected sales a day, forecast by {model}").format(model=model_label(row.model)),
            ),
        ]
    )
    st.subheader(_("Projected stock"))
    _show_stock(row)
    if opened := drawer.pulled_out():
        with opened:
            _show_rule(row)
            st.subheader(_("What a lot costs"))
            _show_costs(row, settings)
            st.subheader(_("Settings of this product alone"))
            _show_overrides(sku, settings)


def _show_rule(row: Row) -> None:
    """Show the numbers of the ordering rule."""
    widgets.metrics(
        [
            (_("Stock position"), whole(row.stock_position), _("On hand + on order − committed")),
            (
                _("Reorder point"),
                whole(row.reorder_point),
                _(
                    "Expected demand + safety stock until the next order could be here. What is "
                    "lost before an order of today comes needs no stock."
                ),
            ),
            (
                _("Safety stock"),
                whole(row.safety_stock),
                _("Reorder point − expected demand until the next order could be here"),
            ),
            (
                _("Stockouts a year"),
                decimal(row.stockouts_a_year),
                _(
                    "Once orders follow the plan, at a chance of {level} to last until the next "
                    "order has arrived"
                ).format(level=percent(row.service_level, 1)),
            ),
        ]
    )


def _show_costs(row: Row, settings: Settings) -> None:
    if not row.eoq_units > 0:
        st.info(
            _("The economic order quantity needs sales, a cost and a holding cost: add the cost."),
            icon=":material/sell:",
        )
        return
    curve = cost_curve(
        best=row.eoq_units,
        chosen=row.order_units,
        demand_rate=row.yearly_demand,
        order_cost=row.order_cost,
        holding_cost=row.holding_rate * row.cost,
    )
    st.plotly_chart(
        money_charts.cost_chart(
            curve, best=row.eoq_units, chosen=row.order_units, currency=settings.currency
        ),
        key="costs",
    )
    st.caption(
        _(
            "The curve is flat near its lowest point: half as many or twice as many "
            "cost a quarter more."
        )
    )


def _show_stock(row: Row) -> None:
    if row.model == NO_MODEL:
        st.info(_("This product has never sold."), icon=":material/info:")
        return
    if isnan(row.stock_position):
        st.info(_("Count it to see how its stock will run."), icon=":material/info:")
        return
    stock = session.shop().stock_ahead(row.sku)
    point = None if row.lost_units >= _WORTH_TELLING else row.reorder_point
    st.plotly_chart(charts.stock_chart(stock, reorder_point=point), key="stock")
    incoming = session.shop().outlook.incoming
    on_its_way = incoming.loc[incoming["sku"] == row.sku, "units"].sum()
    if row.on_order > on_its_way:
        st.caption(_("Units already on order are counted from today on."))
    elif on_its_way:
        st.caption(_("What was ordered is counted from its expected day on."))


def _show_overrides(sku: str, settings: Settings) -> None:
    known = session.shop().outlook.product(sku)
    labels = {
        "holding_rate": _("Holding cost, share a year"),
        "order_cost": _("Cost per order"),
        "service_level": _("Service level, share"),
        "review_period_days": _("Days between orders"),
        "lead_time_allowance_days": _("Extra days on the way"),
    }
    st.caption(_("Empty means: as for the whole shop."))
    with st.form(f"overrides {sku}", border=False):
        typed = {}
        for column, field in zip(st.columns(len(OVERRIDES)), labels, strict=True):
            smallest, largest = RANGES[field]
            typed[field] = column.number_input(
                labels[field],
                float(smallest),
                float(largest),
                None if known.isna()[field] else float(known[field]),
                placeholder=short(getattr(settings, field)),
                step=1.0 if field.endswith("days") else 0.01,
                key=f"{field} {sku}",
            )
        if st.form_submit_button(_("Keep for this product")):
            session.store().edit_products(cells_of(sku, typed), now=session.now())
            widgets.say_after_rerun(_("Kept for {sku}.").format(sku=sku))
            st.rerun()
