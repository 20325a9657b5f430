"""The shop's sliders: each change is kept at once, so that every page plans alike."""

from dataclasses import replace

import streamlit as st

from inventory_core.language import gettext as _
from inventory_core.settings import (
    LONGEST_ALLOWANCE_DAYS,
    LONGEST_REVIEW_DAYS,
    RANGES,
    Settings,
)
from pages.shared import session


def tune() -> Settings:
    """Show the sliders; keep and return the settings that they stand for."""
    settings = session.store().settings()
    tuned = _ask(settings)
    if tuned != settings:
        session.store().save_settings(tuned)
    return tuned


def _ask(settings: Settings) -> Settings:
    columns = st.columns(5)
    holding = columns[0].slider(
        _("Holding cost, % a year"),
        0,
        100,
        round(settings.holding_rate * 100),
        help=_("What keeping a unit for a year costs, as a share of its cost."),
    )
    order_cost = columns[1].slider(
        _("Cost per order"),
        0.0,
        max(200.0, settings.order_cost),
        settings.order_cost,
        step=1.0,
        help=_("What ordering one product costs whatever the quantity: freight, time, fees."),
    )
    service = columns[2].slider(
        _("Service level, %"),
        RANGES["service_level"][0] * 100,
        RANGES["service_level"][1] * 100,
        round(settings.service_level * 100, 1),
        step=0.5,
        help=_("Chance that a product lasts from one order to the arrival of the next."),
    )
    review = columns[3].slider(
        _("Review period, days"),
        1,
        LONGEST_REVIEW_DAYS,
        settings.review_period_days,
        help=_("How often you look at this plan and order."),
    )
    allowance = columns[4].slider(
        _("Lead time allowance, days"),
        0,
        LONGEST_ALLOWANCE_DAYS,
        settings.lead_time_allowance_days,
        help=_("Added to every lead time, for holidays or trouble ahead."),
    )
    return replace(
        settings,
        holding_rate=holding / 100,
        order_cost=order_cost,
        service_level=round(service / 100, 4),
        review_period_days=review,
        lead_time_allowance_days=allowance,
    )
