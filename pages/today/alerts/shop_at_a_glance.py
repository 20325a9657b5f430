"""How the shop does, at a glance beneath its alerts: four figures, each with its last weeks."""

from datetime import timedelta

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, money, whole
from pages.shared import session, widgets

_WEEKS = 4
"""So many of the last weeks are added up."""


def show() -> None:
    """Show what was sold, taken and earned of late, and what the stock is worth."""
    shop = session.shop()
    with st.spinner(_("Working out the figures…")):
        told = shop.figures
    sign, weeks = shop.settings.currency, told.weeks
    if weeks.empty:
        return
    st.subheader(_("Your shop at a glance"))
    until = shop.past.demand.start - timedelta(days=1)
    st.caption(
        _("Until {day}, the day of your newest sale; stock as it was counted and has sold.").format(
            day=day(until)
        )
    )
    behind = told.stock_values[~told.stock_values["ahead"].astype(bool)]
    taken, earned = (_known_sum(weeks, name, sign) for name in ("takings", "margin"))
    sold = whole(weeks["units"].tail(_WEEKS).sum())
    worth = money(behind["stock_value"].iloc[-1], sign) if len(behind) else _("unknown")
    with st.container(horizontal=True):
        _show(_("Taken in {n} weeks").format(n=_WEEKS), taken, weeks, "takings")
        _show(_("Earned in {n} weeks").format(n=_WEEKS), earned, weeks, "margin")
        _show(_("Units sold in {n} weeks").format(n=_WEEKS), sold, weeks, "units")
        # A line that rises as products are counted for the first time would mislead.
        line = behind.tail(1) if told.lately_counted else behind
        _show(_("Stock at cost"), worth, line, "stock_value")
    st.page_link(
        "pages/shop/shop_figures/shop_figures.py",
        label=_("See all figures, and what they stand on"),
        icon=":material/monitoring:",
    )


def _known_sum(weeks: Frame, name: str, currency: str) -> str:
    """Return what the last weeks brought; unknown where that is so of all of them."""
    brought = weeks[name].tail(_WEEKS).dropna()
    return money(brought.sum(), currency) if len(brought) else _("unknown")


def _show(label: str, value: str, weeks: Frame, name: str) -> None:
    """Show a figure above its weeks; a single one is no line."""
    line = weeks[name].dropna().tolist()
    st.metric(
        label,
        value,
        border=True,
        width=widgets.metric_width(),
        chart_data=line if len(line) > 1 else None,
        chart_type="area",
    )
