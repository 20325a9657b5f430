"""What the money that there is buys and brings, and what a little more of it would."""

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import Settings
from inventory_core.optimization.budget import Purchase
from inventory_core.optimization.budget_words import (
    next_buy_sentence,
    nothing_bought_sentence,
    purchase_figures,
)
from pages.shared import money_charts, session, widgets

_MORE_SHARE = 0.1
"""How much more money "the next" stands for, as a share of the budget."""


def show_figures(purchase: Purchase, bought: Frame, settings: Settings) -> None:
    """Say what the money buys and brings, or why it buys nothing."""
    if not bought["order_units"].any():
        sentence = nothing_bought_sentence(session.shop().ranking, settings.currency)
        st.info(sentence, icon=":material/savings:")
        return
    spend = float(bought["spend"].sum())
    widgets.metrics(purchase_figures(purchase, spend=spend, currency=settings.currency))


def show_more(purchase: Purchase, settings: Settings) -> None:
    """Show what money brings, and what a little more of it would buy."""
    ranking, shop = session.shop().ranking, session.shop()
    left, right = st.columns([3, 2])
    with left:
        st.subheader(_("What money brings"))
        chart = money_charts.budget_chart(
            ranking.ranked_steps(purchase),
            spend=purchase.spend,
            profit=purchase.profit,
            currency=settings.currency,
        )
        st.plotly_chart(chart, key="budget curve")
    with right:
        st.subheader(_("With a little more"))
        more = max(_MORE_SHARE * purchase.budget, 1.0)
        further = ranking.next_buy(purchase, more)
        gained = shop.plan.assign(gained=further.units - purchase.units).set_index("name")["gained"]
        st.write(
            next_buy_sentence(
                gained[gained > 0],
                more=more,
                profit=further.profit - purchase.profit,
                currency=settings.currency,
            )
        )
