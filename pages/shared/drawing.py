"""What all figures share: axes, lines, bands and colours, in the language in use."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from inventory_core.domain.language import ENGLISH, language
from inventory_core.domain.numbers import (
    day_pattern,
    month_pattern,
    number_signs,
    whole,
)

Figure = go.Figure
INK = "#12857a"
ACCENT = "#d97706"
CALM = "#6d6af0"
BAND = "rgba(217, 119, 6, 0.18)"
GREY = "#8a9499"


def begun(*, x_title: str, y_title: str, height: int = 380) -> go.Figure:
    """Begin a figure; one without a title below has days there."""
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
    return figure if x_title else count_days(figure)


def count_days(figure: go.Figure) -> go.Figure:
    """Write the days of a chart in the language in use; Plotly itself does so in English."""
    if language() == ENGLISH:
        return figure
    day, month = d3(day_pattern()), d3(month_pattern())
    return figure.update_xaxes(
        hoverformat=day,
        tickformatstops=[
            {"dtickrange": [None, "M1"], "value": day},
            {"dtickrange": ["M1", "M12"], "value": month},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    )


def d3(pattern: str) -> str:
    """Turn a pattern of Unicode's CLDR into one that Plotly knows.

    >>> d3("d MMM yyyy"), d3("y年M月d日")
    ('%-d %b %Y', '%Y年%-m月%-d日')
    """
    letters = {"y": "%Y", "yyyy": "%Y", "MMM": "%b", "MM": "%m", "M": "%-m", "d": "%-d", "dd": "%d"}
    return re.sub("y+|M+|d+", lambda part: letters[part[0]], pattern)


def line_of(
    name: str,
    x: pd.Series | Sequence[float],
    y: pd.Series | Sequence[float],
    color: str,
    **line: object,
) -> go.Scatter:
    """Return a line with its name; `line` goes to Plotly."""
    return go.Scatter(x=x, y=y, name=name, mode="lines", line={"color": color, **line})


def band_of(name: str, x: pd.Series, low: pd.Series, high: pd.Series) -> go.Scatter:
    """Return a shaded band between two lines."""
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


def mark(
    figure: go.Figure,
    curve: pd.DataFrame,
    *,
    at: float,
    label: str,
    symbol: str = "circle",
) -> None:
    """Mark a quantity on a curve: columns quantity and total."""
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
