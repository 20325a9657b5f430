"""All figures: pure functions from frames and forecasts to Plotly, the only room that knows it."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from inventory_core.language import gettext as _

INK = "#12857a"
ACCENT = "#d97706"
CALM = "#6d6af0"
BAND = "rgba(217, 119, 6, 0.18)"
GREY = "#8a9499"


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
    )
    return figure


def _line(name: str, x: pd.Series, y: pd.Series, color: str, **line: object) -> go.Scatter:
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


def demand_chart(
    history: pd.DataFrame, outlook: pd.DataFrame, *, stockouts: pd.DataFrame, grain: str
) -> go.Figure:
    """Draw what was sold, when nothing was there to sell, and what is expected.

    Args:
        history: columns day and units.
        outlook: columns day, median, mean, low and high.
        stockouts: columns first_day and last_day.
        grain: what one point stands for, in words.
    """
    figure = _figure(x_title="", y_title=grain)
    figure.update_xaxes(type="date")
    for first, last in zip(stockouts["first_day"], stockouts["last_day"], strict=True):
        figure.add_vrect(
            x0=first, x1=last + pd.Timedelta(days=1), fillcolor=GREY, opacity=0.18, line_width=0
        )
    if len(stockouts):
        # A rectangle has no entry in the legend: an empty trace lends it one.
        figure.add_trace(
            go.Scatter(
                x=history["day"].head(1),
                y=[None],
                name=_("Sold out, as counted"),
                mode="markers",
                marker={"size": 14, "color": GREY, "opacity": 0.4, "symbol": "square"},
            )
        )
    figure.add_trace(_line(_("Sold"), history["day"], history["units"], INK, width=1.5))
    figure.add_trace(
        _band(_("8 of 10 lie in this band"), outlook["day"], outlook["low"], outlook["high"])
    )
    figure.add_trace(_line(_("Median"), outlook["day"], outlook["median"], ACCENT, width=2.5))
    figure.add_trace(
        _line(_("Average expected"), outlook["day"], outlook["mean"], ACCENT, dash="dot", width=1.5)
    )
    return figure


def totals_chart(totals: pd.DataFrame) -> go.Figure:
    """Draw the total demand of the next days: columns days, median, low, high and safe."""
    figure = _figure(x_title=_("Days from now"), y_title=_("Units in all"), height=300)
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
            name=f"{label}: {at:,.0f}",
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
