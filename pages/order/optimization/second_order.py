"""The second order of a season: its questions, and the answer that goes with it."""

from dataclasses import replace
from datetime import timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, money, whole
from inventory_core.domain.settings import LONGEST_LEAD_TIME_DAYS, Settings
from inventory_core.optimization.one_shot_words import first_buy_sentence
from inventory_core.optimization.reorder_once import FirstBuy, Reorder
from inventory_core.optimization.tables import SECOND_ORDERS
from pages.order.optimization import season_demand
from pages.order.optimization.season_demand import Pace, Season
from pages.shared import money_charts, session, tables, widgets


def ask(season: Season, *, cost: float | None, settings: Settings) -> tuple[Reorder, Pace] | None:
    """Ask whether, when and at what cost more can be bought, and how the season runs (pace)."""
    if not st.toggle(_("I can reorder once"), key="reorder once"):
        return None
    pace = season.pace
    if pace is None:
        pace = (1.0,) * season_demand.ask_days()
    left, right = st.columns(2)
    arrival, lead_time = _ask_when(left, right, season.sku, days=len(pace), settings=settings)
    unit_cost = left.number_input(
        _("Cost per unit then"),
        0.0,
        None,
        None,
        placeholder=_("as now"),
        help=_("Small or quick orders are often dearer."),
        key=f"second cost {season.sku}",
    )
    order_cost = right.number_input(
        _("Cost of that order"),
        0.0,
        None,
        settings.order_cost,
        help=_("Freight, time and fees, whatever its size."),
        key="second order cost",
    )
    reorder = Reorder(
        arrival_day=arrival,
        lead_time_days=lead_time,
        cost=(cost or 0.0) if unit_cost is None else unit_cost,
        order_cost=order_cost,
    )
    return reorder, pace


def _ask_when(
    left: DeltaGenerator, right: DeltaGenerator, sku: str, *, days: int, settings: Settings
) -> tuple[int, int]:
    """Ask on which day of the season the second delivery is there, and how long it takes."""
    arrival = left.number_input(
        _("There after, days"),
        1,
        HORIZON_DAYS,
        days // 2,
        help=_("Days from now until the second delivery is there."),
        key=f"second arrival {days}",
    )
    usual = session.shop().outlook.fact(sku, "lead_time_days")
    lead_time = right.number_input(
        _("It takes, days"),
        0,
        LONGEST_LEAD_TIME_DAYS,
        int(usual or settings.lead_time_days),
        help=_("From ordering to delivery: you decide so many days before it is there."),
        key=f"second lead time {sku}",
    )
    return arrival, lead_time


def show(found: FirstBuy, reorder: Reorder, *, currency: str) -> None:
    """Show how many to buy now, how many more by what sold, and what the chance is worth."""
    decided = session.shop().past.demand.start + timedelta(days=reorder.decision_day)
    st.subheader(first_buy_sentence(found, decided=decided, currency=currency))
    if not found.worth > 0:
        return
    widgets.metrics(
        [
            (_("Expected profit"), money(found.profit, currency), ""),
            (
                _("Without reordering"),
                money(found.profit_without, currency),
                _("Expected profit of buying {units} once.").format(
                    units=whole(found.units_without)
                ),
            ),
        ]
    )
    label = _("Sold by {day}").format(day=day(decided))
    st.plotly_chart(
        money_charts.second_order_chart(found.second_orders, usual=found.usual, x_title=label),
        key="second order",
    )
    sold = replace(SECOND_ORDERS["sold_units"], label=label)
    tables.show(
        found.some_second_orders(), {**SECOND_ORDERS, "sold_units": sold}, key="second orders"
    )
    st.caption(
        _(
            "Where all is sold by then, more may have been asked for. What is asked for between "
            "that day and the second delivery sells from what is left of the first, and is lost "
            "beyond it."
        )
    )
