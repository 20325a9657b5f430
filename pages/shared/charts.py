"""All figures: pure functions from frames and forecasts to Plotly, the only room that knows it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import cycle

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from inventory_core.corrections.big_days import BIG_DAY
from inventory_core.corrections.bulk_orders import BULK_ORDER
from inventory_core.corrections.calendar import CLOSED, HOLIDAY, NOT_COVERED
from inventory_core.corrections.known_days import OLDER_CHANNEL, PARTIAL_DAY
from inventory_core.corrections.promotions import PRICE_DROP, PROMOTION
from inventory_core.corrections.sold_out import NOT_BACK, SOLD_OUT
from inventory_core.corrections.words import correction_label
from inventory_core.domain.language import ENGLISH, language
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import (
    day_pattern,
    month_name,
    month_pattern,
    number_signs,
    rows,
    whole,
)
from inventory_core.optimization.markdown import BEST, CLEAR, KEEP
from inventory_core.optimization.markdown_words import choice_label
from inventory_core.optimization.service import STEADY, VARYING
from inventory_core.simulation.past_words import rule_label

Figure = go.Figure
INK = "#12857a"
ACCENT = "#d97706"
CALM = "#6d6af0"
BAND = "rgba(217, 119, 6, 0.18)"
GREY = "#8a9499"
_REAL = "#b4457f"
"""Of what really happened, after the four rules."""
_SHADES = {
    SOLD_OUT: GREY,
    NOT_BACK: GREY,
    BULK_ORDER: CALM,
    BIG_DAY: CALM,
    PROMOTION: "#4b8f29",
    PRICE_DROP: "#8fbf3f",
    HOLIDAY: "#b4457f",
    CLOSED: "#5b4636",
    NOT_COVERED: "#5b4636",
    OLDER_CHANNEL: "#8a6d3b",
    PARTIAL_DAY: "#8a6d3b",
}
"""Of days that show no usual demand, by kind of correction."""
_OTHERS = ("#6d6af0", "#b4457f", "#4b8f29", "#2b7cc9", "#8a6d3b")
"""Of the models compared with the one in use."""


def _figure(*, x_title: str, y_title: str, height: int = 380) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 10, "r": 10, "t": 30, "b": 10},
        hovermode="x unified",
        legend={"orientation": "h", "yanchor": "top", "y": -0.3 if x_title else -0.18, "x": 0},
        xaxis_title=x_title,
        yaxis_title=y_title,
        yaxis_rangemode="tozero",
        font_size=14,
        separators=number_signs(),
    )
    # What has no title of its own shows days.
    return figure if x_title else _count_days(figure)


def _count_days(figure: go.Figure) -> go.Figure:
    """Write the days of a chart in the language in use; Plotly itself does so in English."""
    if language() == ENGLISH:
        return figure
    day, month = _d3(day_pattern()), _d3(month_pattern())
    return figure.update_xaxes(
        hoverformat=day,
        tickformatstops=[
            {"dtickrange": [None, "M1"], "value": day},
            {"dtickrange": ["M1", "M12"], "value": month},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    )


def _d3(pattern: str) -> str:
    """Turn a pattern of Unicode's CLDR into one that Plotly knows.

    >>> _d3("d MMM yyyy"), _d3("y年M月d日")
    ('%-d %b %Y', '%Y年%-m月%-d日')
    """
    letters = {"y": "%Y", "yyyy": "%Y", "MMM": "%b", "MM": "%m", "M": "%-m", "d": "%-d", "dd": "%d"}
    return re.sub("y+|M+|d+", lambda part: letters[part[0]], pattern)


def _line(
    name: str,
    x: pd.Series | Sequence[float],
    y: pd.Series | Sequence[float],
    color: str,
    **line: object,
) -> go.Scatter:
    return go.Scatter(x=x, y=y, name=name, mode="lines", line={"color": color, **line})


def _band(name: str, x: pd.Series, low: pd.Series, high: pd.Series) -> go.Scatter:
    return go.Scatter(
        x=pd.concat([x, x[::-1]]),
        y=pd.concat([high, low[::-1]]),
        name=name,
        fill="toself",
        mode="lines",
        fillcolor=BAND,
        line={"width": 0},
        hoverinfo="skip",
    )


def demand_chart(history: pd.DataFrame, outlook: pd.DataFrame, *, grain: str) -> go.Figure:
    """Draw what was sold, and what is expected.

    Args:
        history: columns day and units.
        outlook: columns day, median, mean, low and high.
        grain: what one point stands for, in words.
    """
    figure = _figure(x_title="", y_title=grain)
    figure.update_xaxes(type="date")
    figure.add_trace(_line(_("Sold"), history["day"], history["units"], INK, width=1.5))
    figure.add_trace(
        _band(_("8 of 10 lie in this band"), outlook["day"], outlook["low"], outlook["high"])
    )
    figure.add_trace(_line(_("Median"), outlook["day"], outlook["median"], ACCENT, width=2.5))
    figure.add_trace(
        _line(_("Average expected"), outlook["day"], outlook["mean"], ACCENT, dash="dot", width=1.5)
    )
    return figure


def add_corrections(figure: go.Figure, corrections: pd.DataFrame) -> None:
    """Shade on a demand chart the days that show no usual demand: CORRECTIONS, where active."""
    active = corrections[corrections["active"]]
    for row in rows(active):
        figure.add_vrect(
            x0=row.first_day,
            x1=row.last_day + pd.Timedelta(days=1),
            fillcolor=_SHADES[row.kind],
            opacity=0.22,
            line_width=0,
        )
    # A rectangle has no entry in the legend: an empty trace lends it one.
    for kind in active["kind"].unique():
        square = {"size": 14, "color": _SHADES[kind], "opacity": 0.4, "symbol": "square"}
        figure.add_trace(
            go.Scatter(
                x=figure.data[0].x[:1],
                y=[None],
                name=correction_label(kind),
                mode="markers",
                marker=square,
            )
        )


def add_usual(figure: go.Figure, history: pd.DataFrame) -> None:
    """Draw on a demand chart what was sold without what was set aside: columns day and units."""
    figure.add_trace(
        _line(_("Usual demand"), history["day"], history["units"], CALM, dash="dot", width=1.5)
    )


def add_hand_changes(
    figure: go.Figure, *, model: pd.DataFrame, outlook: pd.DataFrame, changes: pd.DataFrame
) -> None:
    """Draw on a demand chart what the seller changed, and what the model would expect instead.

    Args:
        figure: from demand_chart.
        model, outlook: columns day and mean, without and with the changes.
        changes: columns month (its first day), units and note.
    """
    month = outlook["day"].dt.to_period("M").dt.to_timestamp()
    told = {
        change.month: _("{units} in {month}, typed by you. {note}").format(
            units=whole(change.units), month=month_name(change.month), note=escape(change.note)
        )
        for change in rows(changes)
    }
    figure.add_trace(
        _line(_("The model alone"), model["day"], model["mean"], GREY, dash="dash", width=1.5)
    )
    changed = _line(
        _("Changed by you"), outlook["day"], outlook["mean"].where(month.isin(told)), CALM, width=3
    )
    # A single week between others is a point, not a line.
    changed.update(mode="lines+markers", text=month.map(told), hovertemplate="%{y:,.1f} · %{text}")
    figure.add_trace(changed)


def add_models(figure: go.Figure, outlooks: Mapping[str, pd.DataFrame]) -> None:
    """Draw on a demand chart what other models expect on average: columns day and mean, by name."""
    for (name, outlook), color in zip(outlooks.items(), cycle(_OTHERS), strict=False):
        figure.add_trace(
            _line(name, outlook["day"], outlook["mean"], color, dash="dashdot", width=1.5)
        )


def track_record_chart(record: pd.DataFrame) -> go.Figure:
    """Draw what was expected against what was sold, of each judged forecast (TRACK_RECORD)."""
    figure = _figure(x_title=_("Units expected"), y_title=_("Units sold"))
    figure.update_layout(hovermode="closest", xaxis_rangemode="tozero")
    top = float(max(record["expected_units"].max(), record["actual_units"].max(), 1.0))
    figure.add_trace(_line(_("As expected"), [0.0, top], [0.0, top], GREY, dash="dot"))
    for inside, name, color in (
        (True, _("In the band of 8 of 10"), INK),
        (False, _("Beyond it"), ACCENT),
    ):
        part = record[record["in_band"] == inside]
        figure.add_trace(
            go.Scatter(
                x=part["expected_units"],
                y=part["actual_units"],
                text=part["sku"].map(escape) + part["start"].dt.strftime(" · %Y-%m-%d"),
                name=name,
                mode="markers",
                marker={"size": 8, "color": color, "opacity": 0.6},
                hovertemplate=_("%{text}: %{x:,.0f} expected, %{y:,.0f} sold") + "<extra></extra>",
            )
        )
    return figure


def expectations_chart(sums: pd.DataFrame) -> go.Figure:
    """Draw all products together over time: columns start, expected_units and actual_units."""
    figure = _figure(x_title=_("First day of the forecast"), y_title=_("Units of all products"))
    _count_days(figure)
    for name, column, color in (
        (_("Sold"), "actual_units", INK),
        (_("Expected"), "expected_units", ACCENT),
    ):
        line = _line(name, sums["start"], sums[column], color, width=2)
        figure.add_trace(line.update(mode="lines+markers"))
    return figure


def totals_chart(totals: pd.DataFrame) -> go.Figure:
    """Draw the total demand of the next days: columns days, median, low, high and safe."""
    figure = _figure(x_title=_("Days from then on"), y_title=_("Units in all"), height=300)
    figure.add_trace(
        _band(_("8 of 10 lie in this band"), totals["days"], totals["low"], totals["high"])
    )
    figure.add_trace(_line(_("Median"), totals["days"], totals["median"], ACCENT, width=2.5))
    figure.add_trace(
        _line(_("Enough in 95 of 100 cases"), totals["days"], totals["safe"], INK, dash="dash")
    )
    return figure


def cost_chart(curve: pd.DataFrame, *, best: float, chosen: float, currency: str) -> go.Figure:
    """Draw what a year costs for each lot: columns quantity, ordering, holding and total."""
    figure = _figure(
        x_title=_("Units per order"), y_title=_("Cost a year {sign}").format(sign=currency)
    )
    figure.add_trace(_line(_("Ordering"), curve["quantity"], curve["ordering"], GREY, dash="dot"))
    figure.add_trace(_line(_("Holding"), curve["quantity"], curve["holding"], CALM, dash="dot"))
    figure.add_trace(_line(_("Together"), curve["quantity"], curve["total"], INK, width=2.5))
    _mark(figure, curve, at=best, label=_("Economic order quantity"), symbol="circle-open")
    if chosen > 0:
        _mark(figure, curve, at=chosen, label=_("This order"), symbol="x-thin-open")
    return figure


def budget_chart(steps: pd.DataFrame, *, spend: float, profit: float, currency: str) -> go.Figure:
    """Draw what more and more money brings: columns cumulated_spend and cumulated_profit."""
    figure = _figure(
        x_title=_("Money spent {sign}").format(sign=currency),
        y_title=_("Expected to bring {sign}").format(sign=currency),
    )
    spent = pd.concat([pd.Series([0.0]), steps["cumulated_spend"]])
    brought = pd.concat([pd.Series([0.0]), steps["cumulated_profit"]])
    figure.add_trace(_line(_("The best for the money first"), spent, brought, INK, width=2.5))
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


def rules_chart(lines: pd.DataFrame, column: str, *, y_title: str) -> go.Figure:
    """Draw one line per rule: columns rule, day and the one named."""
    figure = _figure(x_title="", y_title=y_title)
    colors = cycle((INK, ACCENT, CALM, GREY, _REAL))
    for rule, line in lines.groupby("rule", sort=False):
        name = rule_label(str(rule))
        figure.add_trace(_line(name, line["day"], line[column], next(colors), width=2))
    return figure


def payments_chart(weeks: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what is paid in each week, part upon part, and what sales bring (CASH)."""
    figure = _figure(x_title="", y_title=_("Money a week {sign}").format(sign=currency))
    figure.update_layout(barmode="stack", bargap=0.25, legend_traceorder="normal")
    figure.update_xaxes(hoverformat=_("Week from {day}").format(day=_d3(day_pattern())))
    for name, column, color in (
        (_("Deposits"), "deposits", ACCENT),
        (_("Balances"), "balances", INK),
        (_("Order costs"), "order_costs", GREY),
    ):
        if weeks[column].any():
            bars = go.Bar(x=weeks["first_day"], y=weeks[column], name=name, marker_color=color)
            figure.add_trace(bars)
    line = _line(_("Takings"), weeks["first_day"], weeks["takings"], CALM, dash="dot", width=2)
    return figure.add_trace(line).update_traces(hovertemplate="%{y:,.0f}")


def stock_value_chart(values: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what the stock is worth over time: columns day and stock_value."""
    return _money_chart(_("Stock at cost"), values["day"], values["stock_value"], currency)


def balances_chart(balances: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw the money on the evening of each day (BALANCES), beside none."""
    figure = _money_chart(_("In your account"), balances["day"], balances["balance"], currency)
    return figure.add_hline(0.0, line={"color": ACCENT, "dash": "dot"})


def _money_chart(name: str, days: pd.Series, money: pd.Series, currency: str) -> go.Figure:
    figure = _figure(x_title="", y_title=_("Money {sign}").format(sign=currency))
    line = _line(name, days, money, INK, width=2.5)
    return figure.add_trace(line.update(hovertemplate="%{y:,.0f}", showlegend=False))


def stock_weeks_chart(weeks: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what the stock was and will be worth (STOCK_VALUES)."""
    ahead = weeks["ahead"].astype(bool)
    figure = stock_value_chart(weeks[~ahead], currency=currency)
    coming = weeks[ahead | ahead.shift(-1, fill_value=False)]  # the line goes on from today
    line = _line(_("Expected"), coming["day"], coming["stock_value"], INK, width=2.5, dash="dot")
    return figure.add_trace(line).update_traces(hovertemplate="%{y:,.0f}", showlegend=True)


def ages_chart(ages: pd.DataFrame, labels: Sequence[str], *, currency: str) -> go.Figure:
    """Draw the stock by its age, the newest on top: one row, a column for each of the labels."""
    figure = _figure(x_title=_("Money {sign}").format(sign=currency), y_title="")
    figure.update_layout(hovermode="closest", yaxis_autorange="reversed")
    colors = [INK, INK, INK, ACCENT, ACCENT, GREY]
    bars = go.Bar(x=ages.iloc[0], y=list(labels), orientation="h", marker_color=colors)
    return figure.add_trace(bars.update(hovertemplate="%{y}: %{x:,.0f}<extra></extra>"))


def classes_chart(products: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what each product brings a year over how unsteadily it sells (PRODUCT_FIGURES)."""
    figure = _figure(
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


def _mark(
    figure: go.Figure,
    curve: pd.DataFrame,
    *,
    at: float,
    label: str,
    symbol: str = "circle",
) -> None:
    height = float(np.interp(at, curve["quantity"], curve["total"]))
    figure.add_trace(
        go.Scatter(
            x=[at],
            y=[height],
            name=f"{label}: {whole(at)}",
            mode="markers",
            marker={"size": 15, "color": ACCENT, "symbol": symbol, "line_width": 2},
        )
    )


def stock_chart(stock: pd.DataFrame, *, reorder_point: float) -> go.Figure:
    """Draw the projected stock: columns day, without_order, with_order and high_demand."""
    figure = _figure(x_title="", y_title=_("Units on hand"))
    figure.add_trace(
        _line(_("Without the order"), stock["day"], stock["without_order"], GREY, width=2)
    )
    figure.add_trace(_line(_("With the order"), stock["day"], stock["with_order"], INK, width=2.5))
    figure.add_trace(
        _line(
            _("With the order, high demand"), stock["day"], stock["high_demand"], ACCENT, dash="dot"
        )
    )
    figure.add_hline(
        y=reorder_point,
        line={"color": GREY, "dash": "dash", "width": 1},
        annotation_text=_("Reorder point"),
    )
    return figure


def stock_history(lines: pd.DataFrame, *, until: date) -> go.Figure:
    """Draw what lay there in the evening of each day until today (LEDGER)."""
    figure = _figure(x_title="", y_title=_("Units on hand"), height=260)
    evenings = lines.groupby("day")["left"].last().reset_index()
    today = pd.DataFrame({"day": [pd.Timestamp(until)], "left": evenings["left"].iloc[-1]})
    drawn = pd.concat([evenings, today])
    line = _line(_("On hand"), drawn["day"], drawn["left"], INK, width=2.5, shape="hv")
    if len(pd.date_range(drawn["day"].min(), until)) <= 7:  # else it would tick by the hour
        figure.update_xaxes(dtick=86_400_000)  # a day, in milliseconds
    return figure.add_trace(line.update(showlegend=False))


def profit_chart(curve: pd.DataFrame, *, best: float, currency: str) -> go.Figure:
    """Draw the expected profit of each quantity: columns quantity and profit."""
    figure = _figure(
        x_title=_("Units bought"), y_title=_("Expected profit {sign}").format(sign=currency)
    )
    figure.update_yaxes(rangemode="normal")
    figure.add_trace(
        _line(_("Expected profit"), curve["quantity"], curve["profit"], INK, width=2.5)
    )
    _mark(
        figure,
        curve.rename(columns={"profit": "total"}),
        at=best,
        label=_("Best quantity"),
    )
    return figure


def second_order_chart(orders: pd.DataFrame, *, usual: pd.Series, x_title: str) -> go.Figure:
    """Draw how many more to buy after so many sold: sold_units, order_units and chance."""
    figure = _figure(x_title=x_title, y_title=_("Units to buy then"))
    curve = orders.rename(columns={"sold_units": "quantity", "order_units": "total"})
    likely = curve["quantity"][curve["chance"].cumsum().between(0.1, 0.9)]
    top = pd.Series(curve["total"].max(), index=likely.index)
    figure.add_trace(_band(_("8 of 10 lie in this band"), likely, 0 * top, top))
    figure.add_trace(_line(_("Buy then"), curve["quantity"], curve["total"], INK, width=2.5))
    _mark(figure, curve, at=usual["sold_units"], label=_("Median"))
    return figure


def markdown_chart(curve: pd.DataFrame, compared: pd.DataFrame, *, currency: str) -> go.Figure:
    """Draw what each price brings more than the usual one, and the prices compared.

    Args:
        curve: columns price, gain, low and high.
        compared: MARKDOWNS.
        currency: sign of the shop's money.
    """
    figure = _figure(
        x_title=_("Price {sign}").format(sign=currency),
        y_title=_("More than waiting brings {sign}").format(sign=currency),
    )
    figure.update_yaxes(rangemode="normal")
    figure.add_trace(
        _band(_("Buyers respond weakly to strongly"), curve["price"], curve["low"], curve["high"])
    )
    figure.add_trace(_line(_("As expected"), curve["price"], curve["gain"], INK, width=2.5))
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
