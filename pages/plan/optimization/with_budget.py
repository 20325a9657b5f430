"""What to buy with the money that there is: the budget, the curve, and the list it buys."""

import math

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import Settings
from inventory_core.optimization.budget import Purchase, Ranking
from inventory_core.optimization.budget_words import (
    bought_reasons,
    next_buy_sentence,
    nothing_bought_sentence,
    purchase_figures,
)
from inventory_core.optimization.tables import PLAN_ON_SCREEN
from pages.plan.optimization import purchases
from pages.shared import charts, look_over, session, tables, widgets

_MORE_SHARE = 0.1
"""How much more money "the next" stands for, as a share of the budget."""


def show(settings: Settings) -> None:
    """Let the seller name a budget, and show what it buys."""
    shop = session.shop()
    with st.spinner(_("Ranking what to buy…")):
        ranking = shop.ranking
    smallest, sign = ranking.smallest_order, settings.currency
    if math.isnan(smallest):
        _tell_of_nothing(nothing_bought_sentence(ranking, sign), all_counted=shop.to_count.empty)
        return
    most = max(ranking.largest_order, smallest)
    budget = _ask(shop.usual_budget, most=most, sign=sign)
    if budget < smallest:
        st.info(nothing_bought_sentence(ranking, sign), icon=":material/savings:")
        return
    purchase, bought = shop.buy(budget)
    bought = bought.assign(reason=bought_reasons(bought, purchase.reasons.tolist(), sign))
    spend = float(bought["spend"].sum())
    widgets.metrics(purchase_figures(purchase, spend=spend, currency=sign))
    _show_curve(ranking, purchase, settings)
    _show_list(bought)


def _tell_of_nothing(sentence: str, *, all_counted: bool) -> None:
    """Say why nothing is bought; what was never counted is no reason to be content."""
    if all_counted:
        st.success(sentence, icon=":material/check_circle:")
    else:
        st.info(sentence, icon=":material/inventory_2:")


def _ask(usual: float, *, most: float, sign: str) -> float:
    """Ask for a budget by a slider, or to the cent beside it."""
    step = float(max(10 ** math.floor(math.log10(usual)) / 10, 1))
    top = step * math.ceil(most / step)
    number, slider = "budget", f"budget slider to {top:.0f}"
    budget = st.session_state.setdefault(number, float(math.ceil(usual)))
    st.session_state.setdefault(slider, min(budget, top))

    def follow(leader: str, follower: str) -> None:
        st.session_state[follower] = min(st.session_state[leader], top)

    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.slider(
        _("Budget {sign}").format(sign=sign),
        0.0,
        top,
        step=step,
        format="%.0f",
        help=_(
            "What you can spend now. At first, what the plan without a budget would spend, but no "
            "more than pays."
        ),
        key=slider,
        on_change=follow,
        args=(slider, number),
    )
    return right.number_input(
        _("Budget to the cent"),
        min_value=0.0,
        step=step,
        format="%.2f",
        label_visibility="collapsed",
        key=number,
        on_change=follow,
        args=(number, slider),
    )


def _show_curve(ranking: Ranking, purchase: Purchase, settings: Settings) -> None:
    left, right = st.columns([3, 2])
    steps = ranking.ranked_steps(purchase)
    with left:
        st.subheader(_("What money brings"))
        st.plotly_chart(
            charts.budget_chart(
                steps, spend=purchase.spend, profit=purchase.profit, currency=settings.currency
            ),
            key="budget curve",
        )
    with right:
        st.subheader(_("With a little more"))
        more = max(_MORE_SHARE * purchase.budget, 1.0)
        further = ranking.next_buy(purchase, more)
        plan = session.shop().plan.assign(gained=further.units - purchase.units)
        gained = plan.set_index("name")["gained"]
        st.write(
            next_buy_sentence(
                gained[gained > 0],
                more=more,
                profit=further.profit - purchase.profit,
                currency=settings.currency,
            )
        )


def _show_list(bought: Frame) -> None:
    left, right = st.columns([3, 1.4], vertical_alignment="bottom")
    only = left.toggle(_("Only what is bought"), value=True)
    with right:
        purchases.download(bought, key="download budget list")
    look_over.show()
    rows = bought[bought["order_units"] > 0] if only else bought
    names = ("sku", "name", "order_units", "spend", "reason", "stock_position", "supplier")
    tables.show(
        rows.sort_values("spend", ascending=False),
        some_of(PLAN_ON_SCREEN, *names),
        key="budget list",
        pinned="sku",
    )
