"""One-shot buys: how many to buy of what can be bought only once, or once and then once more."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.distribution import AnyDistribution
from inventory_core.domain.errors import SettingsError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import Settings
from inventory_core.optimization import newsvendor
from inventory_core.optimization.newsvendor import OneShot
from inventory_core.optimization.one_shot_words import once_figures
from inventory_core.optimization.reorder_once import Reorder, best_first_buy
from pages.order.optimization import season_demand, second_order
from pages.order.optimization.season_demand import Pace
from pages.shared import money_charts, session, widgets


def show(settings: Settings) -> None:
    """Ask for demand, money and a second chance; show the quantity that pays best."""
    st.caption(
        _(
            "For what you can buy only once: a season, a fair, a print run. Too few lose margin, "
            "too many lose money on the leftovers; the best quantity balances the two."
        )
    )
    left, right = st.columns([2, 3], gap="large")
    with left:
        season = season_demand.ask()
        paid = _ask_money(season.sku)
        again = second_order.ask(season, cost=paid["cost"], settings=settings)
    with right:
        if season.demand is None or not paid["price"] or not paid["cost"]:
            st.info(_("Enter price, cost and demand to see the best quantity."))
            return
        try:
            product = OneShot(**{name: value or 0.0 for name, value in paid.items()})
            _answer(season.demand, product, again, currency=settings.currency)
        except SettingsError as error:
            st.error(str(error), icon=":material/error:")


def _ask_money(sku: str) -> dict[str, float | None]:
    """Ask what a unit costs and brings: the fields of OneShot."""
    left, right = st.columns(2)

    def ask(place: DeltaGenerator, label: str, field: str, explanation: str) -> float | None:
        usual = session.shop().outlook.fact(sku, field)
        if usual is None and field in ("salvage_value", "goodwill_cost"):
            usual = 0.0
        return place.number_input(
            label, 0.0, None, usual, help=explanation, key=f"{field} once {sku}"
        )

    return {
        "price": ask(left, _("Price"), "price", _("What a customer pays.")),
        "cost": ask(right, _("Cost"), "cost", _("What a unit costs you.")),
        "salvage_value": ask(
            left, _("Salvage value"), "salvage_value", _("What a leftover still brings.")
        ),
        "goodwill_cost": ask(
            right,
            _("Goodwill cost"),
            "goodwill_cost",
            _("Loss beyond the margin when one is missing."),
        ),
    }


def _answer(
    demand: AnyDistribution,
    product: OneShot,
    again: tuple[Reorder, Pace] | None,
    *,
    currency: str,
) -> None:
    """Show both orders where a second one pays, else the best quantity of one."""
    if again is not None:
        reorder, pace = again
        found = best_first_buy(demand, product, reorder, pace=pace)
        second_order.show(found, reorder, currency=currency)
        if found.worth > 0:
            return
    _show_once(demand, product, currency=currency)


def _show_once(demand: AnyDistribution, product: OneShot, *, currency: str) -> None:
    best = newsvendor.best_quantity(
        demand, short_cost=product.short_cost, over_cost=product.over_cost
    )
    widgets.metrics(once_figures(demand, best, product, currency))
    curve = newsvendor.profit_curve(demand, product)
    st.plotly_chart(money_charts.profit_chart(curve, best=best, currency=currency), key="profit")
