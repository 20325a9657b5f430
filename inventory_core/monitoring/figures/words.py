"""The shop in figures, in a shop owner's words: what each is called, means and stands on."""

from collections.abc import Mapping
from math import isnan

import pandas as pd

from inventory_core.domain.columns import Schema, some_of
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext, together
from inventory_core.domain.numbers import decimal, money, percent, whole
from inventory_core.domain.products import DAYS_A_YEAR
from inventory_core.monitoring.alert_words import data_notes
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.monitoring.figures.earnings import LAST_MONTH, LAST_YEAR, THIS_MONTH
from inventory_core.monitoring.figures.figures import Figure, FigureKind, ShopFigures
from inventory_core.monitoring.figures.tables import AGEING, PRODUCT_FIGURES
from inventory_core.monitoring.figures.year import LEAST_DAYS

_SHARES = (FigureKind.SELL_THROUGH, FigureKind.FILL_RATE, FigureKind.STOCKOUT_RATE)
_MONEY = (
    FigureKind.STOCK_VALUE,
    FigureKind.LOST_SALES,
    FigureKind.OVERSTOCK,
    FigureKind.DEAD_STOCK,
)

_DECIMALS = {FigureKind.COVER_DAYS: 0, FigureKind.TURNOVER: 1, FigureKind.GMROI: 2}

AGES, MARGINS = "ages", "margins"
"""Tables of products beside those behind one figure each."""

_ESTIMATES = (FigureKind.FILL_RATE, FigureKind.LOST_SALES, FigureKind.STOCKOUT_RATE)

_BEHIND: Mapping[str, tuple[str, ...]] = {
    FigureKind.STOCK_VALUE: ("stock_value", "on_hand", "cost"),
    FigureKind.COVER_DAYS: ("cover_days", "on_hand", "committed", "daily_demand", "stock_value"),
    FigureKind.TURNOVER: ("turnover", "cost_a_year", "average_value", "counted_days"),
    FigureKind.GMROI: ("gmroi", "margin_a_year", "average_value", "counted_days"),
    FigureKind.SELL_THROUGH: ("sell_through", "available_units", "taken_units"),
    FigureKind.FILL_RATE: ("fill_rate", "units", "lost_units", "stockout_days"),
    FigureKind.LOST_SALES: ("lost_money", "lost_units", "stockout_days", "fill_rate"),
    FigureKind.STOCKOUT_RATE: ("stockout_days", "days_on_sale", "lost_units"),
    FigureKind.OVERSTOCK: ("overstock_money", "on_hand", "cover_days", "stock_value"),
    FigureKind.DEAD_STOCK: ("dead_money", "on_hand", "recent_units", "stock_value"),
    AGES: ("stock_value", *AGEING),
    MARGINS: ("margin", "margin_rate", "takings", "cost_of_sales", "units", "unknown_units"),
}
"""What of PRODUCT_FIGURES lies behind a figure; the first column is the figure of a product."""

TABLES_BEHIND = tuple(_BEHIND)

_LOW_FIRST = (
    FigureKind.COVER_DAYS,
    FigureKind.TURNOVER,
    FigureKind.GMROI,
    FigureKind.SELL_THROUGH,
    FigureKind.FILL_RATE,
)
"""Where the lowest needs attention."""


def figure_label(kind: FigureKind) -> str:
    """Name a figure."""
    return {
        FigureKind.STOCK_VALUE: _("Stock at cost"),
        FigureKind.COVER_DAYS: _("Days of cover"),
        FigureKind.TURNOVER: _("Turns a year"),
        FigureKind.GMROI: _("GMROI"),
        FigureKind.SELL_THROUGH: _("Sell-through"),
        FigureKind.FILL_RATE: _("Fill rate (estimate)"),
        FigureKind.LOST_SALES: _("Lost sales (estimate)"),
        FigureKind.STOCKOUT_RATE: _("Stockout rate"),
        FigureKind.OVERSTOCK: _("Money in overstock"),
        FigureKind.DEAD_STOCK: _("Money in dead stock"),
    }[kind]


def definition(kind: FigureKind) -> str:
    """Say what a figure means."""
    return {
        FigureKind.STOCK_VALUE: _("What lies there, at what you pay for it today."),
        FigureKind.COVER_DAYS: _(
            "How long what lies there and is not promised lasts at the sales expected now, if "
            "nothing comes."
        ),
        FigureKind.TURNOVER: _(
            "How often you sell your stock in a year: what the units sold in 12 months cost, "
            "divided by the average stock at cost."
        ),
        FigureKind.GMROI: _(
            "What each 1.00 that lay in your stock earned in a year: the margin of 12 months, "
            "divided by the average stock at cost."
        ),
        FigureKind.SELL_THROUGH: _(
            "Of all that you had to sell in the last 13 weeks (what lay there and what came) so "
            "much is sold."
        ),
        FigureKind.FILL_RATE: _(
            "Of all units that customers asked for in 12 months so many were there. What was asked "
            "for on days without stock is estimated from the days around."
        ),
        FigureKind.LOST_SALES: _(
            "What customers would have bought in 12 months on days when it was sold out, at the "
            "price of today."
        ),
        FigureKind.STOCKOUT_RATE: _(
            "Of all days on which a product was on sale in 12 months, so many it was sold out: as "
            "counted, or as too long a silence tells."
        ),
        FigureKind.OVERSTOCK: _(
            "What those units cost that will not sell soon enough, and all of what is "
            "discontinued: as the Optimization page lists them below Overstock."
        ),
        FigureKind.DEAD_STOCK: _(
            "What those products that the alerts call dead stock, since they have not sold for so "
            "long, cost. A part of it may be in the overstock, too."
        ),
    }[kind]


def figure_text(figure: Figure, *, currency: str) -> str:
    """Write a figure; a dash where nothing is known."""
    if figure.kind in _MONEY:
        return money(figure.value, currency)
    if figure.kind in _SHARES and not isnan(figure.value):
        return percent(figure.value, 1)
    return decimal(
        figure.value, {FigureKind.COVER_DAYS: 0, FigureKind.GMROI: 2}.get(figure.kind, 1)
    )


def stands_on(figure: Figure, shop: ShopFigures) -> str:
    """Say on how many products and days a figure stands."""
    kind, products = figure.kind, len(shop.products)
    if kind in (FigureKind.TURNOVER, FigureKind.GMROI):
        return _turning(figure, shop)
    valued = _("Products whose stock and cost are known: {n} of {products}.")
    counted = _("Products whose stock is known, and a cost or price: {n} of {products}.")
    sentence = {
        FigureKind.STOCK_VALUE: valued,
        FigureKind.COVER_DAYS: valued,
        FigureKind.SELL_THROUGH: _(
            "Products whose stock has been known for 4 weeks: {n} of {products}."
        ),
        FigureKind.LOST_SALES: _("Products that sold and have a price: {n} of {products}."),
        FigureKind.OVERSTOCK: counted,
        FigureKind.DEAD_STOCK: counted,
    }.get(kind, _("Products that sold: {n} of {products}."))
    told = sentence.format(n=whole(figure.products), products=whole(products))
    return f"{told} {_silent(shop)}".strip() if kind in _ESTIMATES else told


def _silent(shop: ShopFigures) -> str:
    """Say how little tells that products were sold out that were never counted."""
    sold = shop.products[shop.products["units"] > 0]
    uncounted = int(sold["on_hand"].isna().sum())
    if not uncounted:
        return ""
    return ngettext(
        "{n} of them was never counted: only too long a silence tells that it was sold out.",
        "{n} of them were never counted: only too long a silence tells that they were sold out.",
        uncounted,
    ).format(n=whole(uncounted))


def _turning(figure: Figure, shop: ShopFigures) -> str:
    if not figure.products:
        return _(
            "Not known yet: it takes costs, and stock that has been known for {days} days."
        ).format(days=LEAST_DAYS)
    return _(
        "Products whose stock and cost are known: {n} of {products}, on {days} days of {year} on "
        "average; a whole year at their pace."
    ).format(
        n=whole(figure.products),
        products=whole(len(shop.products)),
        days=whole(shop.counted_days),
        year=whole(shop.year_days),
    )


def gaps(shop: ShopFigures, alerts: pd.DataFrame) -> list[str]:
    """Say what is missing from the figures, and what they have too few days of.

    Args:
        shop: in figures.
        alerts: ALERTS; those about days whose sales are unknown are told.
    """
    products = shop.products
    uncounted = int(products["on_hand"].isna().sum())
    uncosted = int(products["cost"].isna().sum())
    told = data_notes(alerts[alerts["alert"] != AlertKind.NO_STOCK_COUNT])
    if shop.year_days < DAYS_A_YEAR:
        told.append(
            ngettext(
                "Sales are known of {n} day only: where 12 months are named, it is that day.",
                "Sales are known of {n} days only: where 12 months are named, it is those days.",
                shop.year_days,
            ).format(n=whole(shop.year_days))
        )
    if uncounted:
        told.append(
            ngettext(
                "{n} product was never counted: its stock is in no figure.",
                "{n} products were never counted: their stock is in no figure.",
                uncounted,
            ).format(n=whole(uncounted))
        )
    if uncosted:
        told.append(
            ngettext(
                "The cost of {n} product is not known: it is in no money at cost and no margin.",
                "The costs of {n} products are not known: they are in no money at cost and no "
                "margin.",
                uncosted,
            ).format(n=whole(uncosted))
        )
    asleep = products.loc[products["cost"].isna(), ["overstock_money", "dead_money"]]
    if asleep.notna().any(axis=None):
        told.append(
            _("Only overstock and dead stock, as in the plan, go by a cost guessed from the price.")
        )
    return told


def history_sentence(shop: ShopFigures) -> str:
    """Say what the line of the stock's value shows."""
    told = _(
        "13 weeks until today as your stock was known, at the cost of today, and 26 weeks as the "
        "plan and the expected sales make it. What only a stock file says is on order counts as "
        "there from tomorrow on."
    )
    if not shop.lately_counted:
        return told
    lately = ngettext(
        "{n} product was first counted in these weeks, and is not in the line before.",
        "{n} products were first counted in these weeks, and are not in the line before.",
        shop.lately_counted,
    )
    return together(told, lately.format(n=whole(shop.lately_counted)))


def month_label(which: str) -> str:
    """Name a month beside others."""
    return {
        THIS_MONTH: _("The month of your newest sale"),
        LAST_MONTH: _("As many days of the month before"),
        LAST_YEAR: _("As many days a year before"),
    }[which]


def behind_label(name: str) -> str:
    """Name a table of products that lie behind figures."""
    if name in (AGES, MARGINS):
        return {AGES: _("Age of the stock"), MARGINS: _("Margin")}[name]
    return figure_label(FigureKind(name))


def columns_behind(name: str) -> Schema:
    """Return what of PRODUCT_FIGURES is shown of the products behind a figure."""
    return some_of(PRODUCT_FIGURES, "sku", "name", *_BEHIND[name], "supplier")


def products_behind(name: str, shop: ShopFigures) -> pd.DataFrame:
    """Return the products behind a figure, those that need attention first."""
    column = _BEHIND[name][0]
    known = shop.products[shop.products[column].notna()]
    return known.sort_values(column, ascending=name in _LOW_FIRST, kind="stable")
