"""What a season may sell, from what the seller knows of it: four ways to one answer."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from inventory_core.domain.demand import HORIZON_DAYS, Numbers
from inventory_core.domain.distribution import AnyDistribution
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import PRODUCTS
from inventory_core.domain.language import gettext as _
from inventory_core.forecasting.new_products import like_another
from inventory_core.optimization import newsvendor
from inventory_core.optimization.one_shot_words import past_sales_sentence
from inventory_core.optimization.past_sales import (
    LARGEST_SEASON,
    past_sales_distribution,
    read_sales,
)
from pages.shared import session, widgets

Pace = Sequence[float] | Numbers
"""Expected units of each day of a season."""


@dataclass(frozen=True, kw_only=True)
class Season:
    """What may be asked for in all, and when.

    demand: None until the seller has told enough. pace: expected units of each day; None where
    days were not asked for. sku: the product, where it is one of the shop.
    """

    demand: AnyDistribution | None = None
    pace: Pace | None = None
    sku: str = ""


def ask() -> Season:
    """Ask where demand is known from, and for what that takes."""
    ways = {
        _("Forecast of a product"): _by_forecast,
        _("Like another product"): _like_another,
        _("Past sales that I type"): _by_past_sales,
        _("A number that I type"): _typed,
    }
    return ways[st.selectbox(_("Demand"), list(ways), key="demand source")]()


def ask_days() -> int:
    """Ask how long the season lasts."""
    label = _("Selling season, days from now")
    return st.slider(label, 7, HORIZON_DAYS, 60, key="season days")


def _by_forecast() -> Season:
    flagged = bool(session.shop().plan["one_shot"].any())
    only = st.toggle(_("Only products marked as one-shot"), value=flagged, disabled=not flagged)
    sku = widgets.pick_product(only_one_shot=only)
    days = ask_days()
    if sku is None:
        return Season(pace=(1.0,) * days)
    return _first_days(session.shop().outlook.forecast.align([sku]), days, sku=sku)


def _like_another() -> Season:
    labels = session.shop().outlook.sold_labels
    sku = st.selectbox(
        _("Sells like"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("Type a code or a name"),
        help=_("For what is not in your shop yet: a product that it will sell like."),
        key="season like",
    )
    factor = st.number_input(
        _("Times as much"), *PRODUCTS["like_factor"].limits, 1.0, step=0.1, key="season like factor"
    )
    days = ask_days()
    if sku is None:
        return Season(pace=(1.0,) * days)
    return _first_days(like_another(session.shop().outlook.forecast, sku, factor), days)


def _first_days(forecast: Forecast, days: int, *, sku: str = "") -> Season:
    demand = forecast.total(days).in_whole_units()
    return Season(demand=demand, pace=forecast.mean[0, :days], sku=sku)


def _by_past_sales() -> Season:
    text = st.text_input(
        _("Units sold in past seasons"),
        placeholder="38, 52, 41",
        help=_(
            "What sold each time, such as at your last markets. If you were sold out, type what "
            "you could have sold. The fewer numbers, the wider the guess for the next time."
        ),
        key="past sales",
    )
    try:
        sold = read_sales(text)
    except SettingsError as error:
        st.error(str(error), icon=":material/error:")
        return Season()
    if not sold.size:
        return Season()
    demand = past_sales_distribution(sold)
    st.caption(past_sales_sentence(sold, demand))
    return Season(demand=demand)


def _typed() -> Season:
    mean = st.number_input(
        _("Expected sales, units"), 0.0, float(LARGEST_SEASON), 100.0, step=10.0, key="season mean"
    )
    spread = st.number_input(
        _("Give or take, units"),
        0.0,
        float(LARGEST_SEASON),
        30.0,
        step=5.0,
        help=_("Two of three outcomes lie within so many units of the expected sales."),
        key="season spread",
    )
    return Season(demand=newsvendor.typed_distribution(mean, spread))
