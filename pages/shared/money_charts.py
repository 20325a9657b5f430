"""Figures of money: what lots cost, budgets bring and stock is worth, and what is to be paid."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import (
    day_pattern,
    rows,
)
from inventory_core.optimization.markdown import BEST, CLEAR, KEEP
from inventory_core.optimization.markdown_words import choice_label
from inventory_core.optimization.service import STEADY, VARYING
from pages.shared.drawing import ACCENT, CALM, GREY, INK, band_of, begun, d3, line_of, mark


def cost_chart(curve: pd.DataFrame, *, best: float, chosen: float, currency: str) -> go.Figure:
    """Draw what a year costs for each lot: columns quantity, ordering, holding and total."""
    figure = begun(
        x_title=_("Units per order"), y_title=_("Cost a year {sign}").format(sign=currency)
    )
    figure.add_trace(line_of(_("Ordering"), curve["quantity"], curve["ordering"], GREY, dash="dot"))
    figure.add_trace(line_of(_("Holding"), curve["quantity"], curve["holding"], CALM, dash="dot"))
    figure.add_trace(line_of(_("Together"), curve["quantity"], curve["total"], INK, width=2.5))
    mark(figure, curve, at=best, label=_("Economic order quantity"), symbol="circle-open")
    if chosen > 0:
        mark(figure, curve, at=chosen, label=_("This order"), symbol="x-thin-open")
    return figure


def budget_chart(steps: pd.DataFrame, *, spend: float, profit: float, currency: str) -> go.Figure:
    """Draw what more and more money brings: columns cumulated_spend and cumulated_profit."""
    figure = begun(
        x_title=_("Money spent {sign}").format(sign=currency),
        y_title=_("Expected to bring {sign}").format(sign=currency),
    )
    spent = pd.concat([pd.Series([0.0]), steps["cumulated_spend"]])
    brought = pd.concat([pd.Series([0.0]), steps["cumulated_profit"]])
    figure.add_trace(line_of(_("The best for the money first"), spent, brought, INK, width=2.5))
    figure.add_trace(
        go.Scatter(
            x=[spend],
            y=[profit],
            name=_("This budget"),
            mode="markers",
            marker={"size": 15, "color": ACCENT, "symbol": "circle-open", "line_width": 3},
        )
    )
    return figure


def payments_chart(weeks: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what is paid in each week, part upon part, and what sales bring (CASH)."""
    figure = begun(x_title="", y_title=_("Money a week {sign}").format(sign=currency))
    figure.update_layout(barmode="stack", bargap=0.25, legend_traceorder="normal")
    figure.update_xaxes(hoverformat=_("Week from {day}").format(day=d3(day_pattern())))
    for name, column, color in (
        (_("Deposits"), "deposits", ACCENT),
        (_("Balances"), "balances", INK),
        (_("Order costs"), "order_costs", GREY),
    ):
        if weeks[column].any():
            bars = go.Bar(x=weeks["first_day"], y=weeks[column], name=name, marker_color=color)
            figure.add_trace(bars)
    line = line_of(_("Takings"), weeks["first_day"], weeks["takings"], CALM, dash="dot", width=2)
    return figure.add_trace(line).update_traces(hovertemplate="%{y:,.0f}")


def stock_value_chart(values: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what the stock is worth over time: columns day and stock_value."""
    return _money_chart(_("Stock at cost"), values["day"], values["stock_value"], currency)


def balances_chart(balances: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw the money on the evening of each day (BALANCES), beside none."""
    figure = _money_chart(_("In your account"), balances["day"], balances["balance"], currency)
    return figure.add_hline(0.0, line={"color": ACCENT, "dash": "dot"})


def _money_chart(name: str, days: pd.Series, money: pd.Series, currency: str) -> go.Figure:
    figure = begun(x_title="", y_title=_("Money {sign}").format(sign=currency))
    line = line_of(name, days, money, INK, width=2.5)
    return figure.add_trace(line.update(hovertemplate="%{y:,.0f}", showlegend=False))


def stock_weeks_chart(weeks: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what the stock was and will be worth (STOCK_VALUES)."""
    ahead = weeks["ahead"].astype(bool)
    figure = stock_value_chart(weeks[~ahead], currency=currency)
    coming = weeks[ahead | ahead.shift(-1, fill_value=False)]  # the line goes on from today
    line = line_of(_("Expected"), coming["day"], coming["stock_value"], INK, width=2.5, dash="dot")
    return figure.add_trace(line).update_traces(hovertemplate="%{y:,.0f}", showlegend=True)


def ages_chart(ages: pd.DataFrame, labels: Sequence[str], *, currency: str) -> go.Figure:
    """Draw the stock by its age, the newest on top: one row, a column for each of the labels."""
    figure = begun(x_title=_("Money {sign}").format(sign=currency), y_title="")
    figure.update_layout(hovermode="closest", yaxis_autorange="reversed")
    colors = [INK, INK, INK, ACCENT, ACCENT, GREY]
    bars = go.Bar(x=ages.iloc[0], y=list(labels), orientation="h", marker_color=colors)
    return figure.add_trace(bars.update(hovertemplate="%{y}: %{x:,.0f}<extra></extra>"))


def classes_chart(products: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what each product brings a year over how unsteadily it sells (PRODUCT_FIGURES)."""
    figure = begun(
        x_title=_("Unsteadiness of demand"),
        y_title=_("Profit a year {sign}").format(sign=currency),
    )
    figure.update_layout(hovermode="closest", xaxis_type="log")
    for border in (STEADY, VARYING):
        figure.add_vline(x=border, line={"color": GREY, "dash": "dot", "width": 1})
    for profit, color in (("A", INK), ("B", ACCENT), ("C", GREY)):
        part = products[products["class"].str.startswith(profit)]
        figure.add_trace(
            go.Scatter(
                x=part["variation"],
                y=part["profit_a_year"],
                customdata=part["sku"],
                text=part["name"].map(escape) + " · " + part["class"],
                name=profit,
                mode="markers",
                marker={"size": 10, "color": color, "opacity": 0.7},
                hovertemplate="%{text}: %{y:,.0f}<extra></extra>",
            )
        )
    return figure


def profit_chart(curve: pd.DataFrame, *, best: float, currency: str) -> go.Figure:
    """Draw the expected profit of each quantity: columns quantity and profit."""
    figure = begun(
        x_title=_("Units bought"), y_title=_("Expected profit {sign}").format(sign=currency)
    )
    figure.update_yaxes(rangemode="normal")
    figure.add_trace(
        line_of(_("Expected profit"), curve["quantity"], curve["profit"], INK, width=2.5)
    )
    mark(
        figure,
        curve.rename(columns={"profit": "total"}),
        at=best,
        label=_("Best quantity"),
    )
    return figure


def second_order_chart(orders: pd.DataFrame, *, usual: pd.Series, x_title: str) -> go.Figure:
    """Draw how many more to buy after so many sold: sold_units, order_units and chance."""
    figure = begun(x_title=x_title, y_title=_("Units to buy then"))
    curve = orders.rename(columns={"sold_units": "quantity", "order_units": "total"})
    likely = curve["quantity"][curve["chance"].cumsum().between(0.1, 0.9)]
    top = pd.Series(curve["total"].max(), index=likely.index)
    figure.add_trace(band_of(_("8 of 10 lie in this band"), likely, 0 * top, top))
    figure.add_trace(line_of(_("Buy then"), curve["quantity"], curve["total"], INK, width=2.5))
    mark(figure, curve, at=usual["sold_units"], label=_("Median"))
    return figure


def markdown_chart(curve: pd.DataFrame, compared: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what each price brings more than the usual one, and the prices compared.

    Args:
        curve: columns price, gain, low and high.
        compared: MARKDOWNS.
        currency: sign of the shop's money.
    """
    figure = begun(
        x_title=_("Price {sign}").format(sign=currency),
        y_title=_("More than waiting brings {sign}").format(sign=currency),
    )
    figure.update_yaxes(rangemode="normal")
    figure.add_trace(
        band_of(_("Buyers respond weakly to strongly"), curve["price"], curve["low"], curve["high"])
    )
    figure.add_trace(line_of(_("As expected"), curve["price"], curve["gain"], INK, width=2.5))
    signs = {KEEP: (GREY, "circle"), CLEAR: (CALM, "diamond"), BEST: (ACCENT, "circle-open")}
    for row in rows(compared):
        color, symbol = signs[row.choice]
        figure.add_trace(
            go.Scatter(
                x=[row.price],
                y=[row.gain],
                name=choice_label(row.choice),
                mode="markers",
                marker={"size": 13, "color": color, "symbol": symbol, "line_width": 3},
            )
        )
    return figure
