"""One-shot buys: how many to buy of a product that can be bought only once."""

import streamlit as st

from inventory_core.demand import HORIZON_DAYS
from inventory_core.language import gettext as _
from inventory_core.optimization import newsvendor
from inventory_core.optimization.newsvendor import OneShot
from inventory_core.settings import Settings
from inventory_core.wording.numbers import money, whole
from pages.shared import charts, session, widgets


def show(settings: Settings) -> None:
    """Ask for price, cost and demand; show the quantity that pays best and what others bring."""
    st.caption(
        _(
            "For what you can buy only once: a season, a fair, a print run. Too few lose margin, "
            "too many lose money on the leftovers; the best quantity balances the two."
        )
    )
    answer = st.container()
    left, right = st.columns([1, 2])
    with left:
        demand, product = _ask()
    if demand is None or product is None:
        answer.info(_("Enter price, cost and demand to see the best quantity."))
        return
    best = newsvendor.best_quantity(
        demand, short_cost=product.short_cost, over_cost=product.over_cost
    )
    with answer:
        _show_answer(demand, product, best=best, currency=settings.currency)
    with right:
        curve = newsvendor.profit_curve(demand, product)
        figure = charts.profit_chart(curve, best=best, currency=settings.currency)
        st.plotly_chart(figure, key="profit")


def _ask() -> tuple[newsvendor.Distribution | None, OneShot | None]:
    source = st.radio(
        _("Demand"), [_("I type it"), _("Forecast of a product")], horizontal=True, index=1
    )
    row, demand = None, None
    if source == _("I type it"):
        mean = st.number_input(_("Expected sales, units"), 0.0, None, 100.0, step=10.0)
        spread = st.number_input(
            _("Give or take, units"),
            0.0,
            None,
            30.0,
            step=5.0,
            help=_("Two of three outcomes lie within so many units of the expected sales."),
        )
        demand = newsvendor.typed_distribution(mean, spread)
    else:
        sku = _pick()
        days = st.slider(_("Selling season, days from now"), 7, HORIZON_DAYS, 60)
        if sku is not None:
            plan = session.plan()
            row = next(plan[plan["sku"] == sku].itertuples())
            forecast = session.forecast().align([sku])
            demand = newsvendor.forecast_distribution(forecast.total_distribution(days)[0])
    return demand, _ask_money(row)


def _pick() -> str | None:
    flagged = bool(session.plan()["one_shot"].any())
    only = st.toggle(_("Only products marked as one-shot"), value=flagged, disabled=not flagged)
    return widgets.pick_product(only_one_shot=only)


def _ask_money(row: object | None) -> OneShot | None:
    known = session.product(row.sku) if row is not None else None
    key = row.sku if row is not None else ""

    def ask(label: str, field: str, default: float | None, explanation: str) -> float | None:
        value = known[field] if known is not None else None
        shown = default if value is None or value != value else float(value)
        return st.number_input(label, 0.0, None, shown, help=explanation, key=f"{field} once {key}")

    price = ask(_("Price"), "price", None, _("What a customer pays."))
    cost = ask(_("Cost"), "cost", None, _("What a unit costs you."))
    salvage = ask(_("Salvage value"), "salvage_value", 0.0, _("What a leftover still brings."))
    goodwill = ask(
        _("Goodwill cost"), "goodwill_cost", 0.0, _("Loss beyond the margin when one is missing.")
    )
    if not price or not cost:
        return None
    return OneShot(
        price=price, cost=cost, salvage_value=salvage or 0.0, goodwill_cost=goodwill or 0.0
    )


def _show_answer(
    demand: newsvendor.Distribution, product: OneShot, *, best: float, currency: str
) -> None:
    widgets.metrics(
        [
            (
                _("Best quantity"),
                whole(best),
                _("The quantile of demand at the critical ratio."),
            ),
            (
                _("Critical ratio"),
                f"{product.critical_ratio:.0%}",
                _(
                    "Being one short costs {short}, being one over {over}: short / (short + over)."
                ).format(
                    short=money(product.short_cost, currency),
                    over=money(product.over_cost, currency),
                ),
            ),
            (
                _("Expected profit"),
                money(newsvendor.expected_profit(demand, best, product), currency),
                "",
            ),
            (
                _("Share of demand served"),
                f"{newsvendor.fill_rate(demand, best):.0%}",
                "",
            ),
        ]
    )
