"""Figures of demand, stock and forecasts: pure functions from frames to Plotly."""

from collections.abc import Mapping
from datetime import date
from html import escape
from itertools import cycle

import pandas as pd
import plotly.graph_objects as go

from inventory_core.corrections.big_days import BIG_DAY
from inventory_core.corrections.bulk_orders import BULK_ORDER
from inventory_core.corrections.calendar import CLOSED, HOLIDAY, NOT_COVERED
from inventory_core.corrections.known_days import OLDER_CHANNEL, PARTIAL_DAY
from inventory_core.corrections.promotions import PRICE_DROP, PROMOTION
from inventory_core.corrections.sold_out import NOT_BACK, SOLD_OUT
from inventory_core.corrections.words import correction_label
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import (
    month_name,
    rows,
    whole,
)
from inventory_core.simulation.past_words import rule_label
from pages.shared.drawing import ACCENT, CALM, GREY, INK, band_of, begun, count_days, line_of

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


def demand_chart(history: pd.DataFrame, outlook: pd.DataFrame, *, grain: str) -> go.Figure:
    """Draw what was sold, and what is expected.

    Args:
        history: columns day and units.
        outlook: columns day, median, mean, low and high.
        grain: what one point stands for, in words.
    """
    figure = begun(x_title="", y_title=grain)
    figure.update_xaxes(type="date")
    figure.add_trace(line_of(_("Sold"), history["day"], history["units"], INK, width=1.5))
    figure.add_trace(
        band_of(_("8 of 10 lie in this band"), outlook["day"], outlook["low"], outlook["high"])
    )
    figure.add_trace(line_of(_("Median"), outlook["day"], outlook["median"], ACCENT, width=2.5))
    figure.add_trace(
        line_of(
            _("Average expected"), outlook["day"], outlook["mean"], ACCENT, dash="dot", width=1.5
        )
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
        line_of(_("Usual demand"), history["day"], history["units"], CALM, dash="dot", width=1.5)
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
        line_of(_("The model alone"), model["day"], model["mean"], GREY, dash="dash", width=1.5)
    )
    changed = line_of(
        _("Changed by you"), outlook["day"], outlook["mean"].where(month.isin(told)), CALM, width=3
    )
    # A single week between others is a point, not a line.
    changed.update(mode="lines+markers", text=month.map(told), hovertemplate="%{y:,.1f} · %{text}")
    figure.add_trace(changed)


def add_models(figure: go.Figure, outlooks: Mapping[str, pd.DataFrame]) -> None:
    """Draw on a demand chart what other models expect on average: columns day and mean, by name."""
    for (name, outlook), color in zip(outlooks.items(), cycle(_OTHERS), strict=False):
        figure.add_trace(
            line_of(name, outlook["day"], outlook["mean"], color, dash="dashdot", width=1.5)
        )


def track_record_chart(record: pd.DataFrame) -> go.Figure:
    """Draw what was expected against what was sold, of each judged forecast (TRACK_RECORD)."""
    figure = begun(x_title=_("Units expected"), y_title=_("Units sold"))
    figure.update_layout(hovermode="closest", xaxis_rangemode="tozero")
    top = float(max(record["expected_units"].max(), record["actual_units"].max(), 1.0))
    figure.add_trace(line_of(_("As expected"), [0.0, top], [0.0, top], GREY, dash="dot"))
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
    figure = begun(x_title=_("First day of the forecast"), y_title=_("Units of all products"))
    count_days(figure)
    for name, column, color in (
        (_("Sold"), "actual_units", INK),
        (_("Expected"), "expected_units", ACCENT),
    ):
        line = line_of(name, sums["start"], sums[column], color, width=2)
        figure.add_trace(line.update(mode="lines+markers"))
    return figure


def totals_chart(totals: pd.DataFrame) -> go.Figure:
    """Draw the total demand of the next days: columns days, median, low, high and safe."""
    figure = begun(x_title=_("Days from then on"), y_title=_("Units in all"), height=300)
    figure.add_trace(
        band_of(_("8 of 10 lie in this band"), totals["days"], totals["low"], totals["high"])
    )
    figure.add_trace(line_of(_("Median"), totals["days"], totals["median"], ACCENT, width=2.5))
    figure.add_trace(
        line_of(_("Enough in 95 of 100 cases"), totals["days"], totals["safe"], INK, dash="dash")
    )
    return figure


def rules_chart(lines: pd.DataFrame, column: str, *, y_title: str) -> go.Figure:
    """Draw one line per rule: columns rule, day and the one named."""
    figure = begun(x_title="", y_title=y_title)
    colors = cycle((INK, ACCENT, CALM, GREY, _REAL))
    for rule, line in lines.groupby("rule", sort=False):
        name = rule_label(str(rule))
        figure.add_trace(line_of(name, line["day"], line[column], next(colors), width=2))
    return figure


def stock_chart(stock: pd.DataFrame, *, reorder_point: float | None) -> go.Figure:
    """Draw the projected stock: columns day, without_order, with_order and high_demand.

    reorder_point: None where it says nothing, since sales are lost before an order can come.
    """
    figure = begun(x_title="", y_title=_("Units on hand"))
    figure.add_trace(
        line_of(_("Without the order"), stock["day"], stock["without_order"], GREY, width=2)
    )
    figure.add_trace(
        line_of(_("With the order"), stock["day"], stock["with_order"], INK, width=2.5)
    )
    figure.add_trace(
        line_of(
            _("With the order, high demand"), stock["day"], stock["high_demand"], ACCENT, dash="dot"
        )
    )
    if reorder_point is not None:
        figure.add_hline(
            y=reorder_point,
            line={"color": GREY, "dash": "dash", "width": 1},
            annotation_text=_("Reorder point"),
        )
    return figure


def stock_history(lines: pd.DataFrame, *, until: date) -> go.Figure:
    """Draw what lay there in the evening of each day until today (LEDGER)."""
    figure = begun(x_title="", y_title=_("Units on hand"), height=260)
    evenings = lines.groupby("day")["left"].last().reset_index()
    today = pd.DataFrame({"day": [pd.Timestamp(until)], "left": evenings["left"].iloc[-1]})
    drawn = pd.concat([evenings, today])
    line = line_of(_("On hand"), drawn["day"], drawn["left"], INK, width=2.5, shape="hv")
    if len(pd.date_range(drawn["day"].min(), until)) <= 7:  # else it would tick by the hour
        figure.update_xaxes(dtick=86_400_000)  # a day, in milliseconds
    return figure.add_trace(line.update(showlegend=False))
