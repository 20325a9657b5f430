"""What each product is expected to sell, how sure that is, and which model says so."""

import streamlit as st

from inventory_core.domain.demand import HORIZON_DAYS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day
from inventory_core.domain.products import AUTOMATIC
from inventory_core.forecasting import engine, outlook
from inventory_core.forecasting.words import (
    comparison_sentence,
    model_label,
    price_effect_sentence,
    total_figures,
)
from inventory_core.shop import actions
from pages.products.forecast import (
    correction_switches,
    forecast_run,
    model_table,
    months,
    new_product,
    other_models,
)
from pages.shared import charts, comparison, demand_figure, drawer, session, widgets
from pages.shared.demand_figure import WEEK

widgets.title(_("Forecast"), _("See what will sell, and how sure that is."))
widgets.show_message()
widgets.need_sales()

with st.expander(_("Forecast everything"), icon=":material/play_circle:"):
    forecast_run.show()

first, second, third, fourth = st.columns([3, 2, 2, 1.4], vertical_alignment="bottom")
with first:
    chosen = widgets.pick_product()
if chosen is None:
    st.stop()
sku: str = chosen
shop = session.shop()
past = shop.past
sold = past.has_sold(sku)
menu = [AUTOMATIC, *engine.MODEL_NAMES] if sold else [AUTOMATIC]
model = second.selectbox(
    _("Model"),
    menu,
    index=menu.index(shop.outlook.choice(sku)) if sold else 0,
    format_func=model_label,
    key=f"model {sku}",
)
days = third.slider(_("Horizon, days"), 7, HORIZON_DAYS, 56, step=7)
grains = {1: _("Day"), WEEK: _("Week")}
days_per_point = (
    fourth.segmented_control(
        _("Each point"), list(grains), default=WEEK, required=True, format_func=grains.__getitem__
    )
    or WEEK
)
if past.is_new(sku):
    new_product.show(sku)
contest = shop.outlook.contest(sku) if sold else None
with st.spinner(_("Fitting the model…")):
    by_model = shop.outlook.forecast_by(model, sku)
if by_model is None:
    st.info(_("It never sold, so nothing is expected of it yet."), icon=":material/info:")
    st.stop()
used = str(by_model.models[0])
forecast = shop.outlook.with_hand_changes(by_model)
totals = outlook.totals(forecast, days=days)
widgets.metrics(total_figures(totals, days=days))
st.caption(
    _("Forecast by {model} from {day} on.").format(model=model_label(used), day=day(forecast.start))
)


def choose_model() -> None:
    """Let the product go by the model that is looked at from now on."""
    actions.choose_model(past, sku=sku, model=model, now=session.now())


figure = demand_figure.drawn(sku, by_model, days=days, days_per_point=days_per_point)
chart = st.container()
if sold:
    compared = other_models.pick(sku, used)
    others = {
        name: outlook.outlook(made, days=days, days_per_point=days_per_point)
        for name, made in compared.items()
    }
    charts.add_models(figure, others)
chart.plotly_chart(figure, key="demand")
if sold:
    st.caption(price_effect_sentence(past.price_effect(sku)))
    correction_switches.show(sku, past.corrections_of(sku))
months.show(by_model)

left, right = st.columns(2)
with right:
    st.subheader(_("Total from {day} on").format(day=day(past.demand.start)))
    st.plotly_chart(charts.totals_chart(totals), key="totals")
if not sold:
    st.stop()
with left:
    st.subheader(_("How the models did"))
    if model != shop.outlook.choice(sku):
        st.button(
            _("Use this model in the plan"),
            icon=":material/check:",
            on_click=choose_model,
        )
    if contest is None or not contest.finished:
        # The chart stands already; it is drawn again once the winner is known.
        with st.spinner(_("Comparing models on this product…")):
            actions.forecast_product(shop.outlook, comparison.catalogue(past), sku)
        st.rerun()
    st.write(comparison_sentence(contest.scores, used))
if opened := drawer.pulled_out():
    with opened:
        model_table.show(contest.scores)
