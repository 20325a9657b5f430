"""Maps without a map: places as points in a plane, so that nothing is asked for in the network."""

from collections.abc import Sequence
from html import escape
from itertools import cycle
from math import cos, radians

import plotly.graph_objects as go

from inventory_core.domain.deliveries import Place
from inventory_core.domain.language import gettext as _
from inventory_core.routing.rounds import Round
from inventory_core.routing.route_sheet import RouteSheet
from inventory_core.routing.words import called, clock
from pages.shared.drawing import ACCENT, CALM, INK

_COLORS = (INK, ACCENT, CALM, "#b4457f", "#2b7cc9", "#8a6d3b")
_HEIGHT = 460
_HOME = "#1f2a2e"


def rounds_map(sheet: RouteSheet, home: Place) -> go.Figure:
    """Draw the rounds of a day: numbered stops, lines from each to the next, north above."""
    figure = go.Figure()
    figure.update_layout(
        height=_HEIGHT,
        margin={"l": 0, "r": 0, "t": 10, "b": 0},
        legend={"orientation": "h", "yanchor": "top", "y": -0.02, "x": 0},
        font_size=14,
        dragmode="pan",
    )
    figure.update_xaxes(visible=False, scaleanchor="y", constrain="domain")
    figure.update_yaxes(visible=False)
    for (number, driven), color in zip(
        enumerate(sheet.rounds.rounds, start=1), cycle(_COLORS), strict=False
    ):
        figure.add_trace(_way(_("Round {number}").format(number=number), driven, home, color))
        figure.add_trace(_stops(sheet, driven, home, color))
    x, y = _plane([home], home)
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            name=_("Your place"),
            mode="markers",
            marker={"size": 18, "color": _HOME, "symbol": "square", "line": _EDGE},
            hovertemplate=_("Your place") + "<extra></extra>",
        )
    )
    return figure


_EDGE = {"color": "white", "width": 1.5}
"""Tells points apart that lie close together."""


def _way(name: str, driven: Round, home: Place, color: str) -> go.Scatter:
    x, y = _plane([home, *(visit.stop.place for visit in driven.visits), home], home)
    return go.Scatter(
        x=x, y=y, name=name, mode="lines", line={"color": color, "width": 2}, hoverinfo="skip"
    )


def _stops(sheet: RouteSheet, driven: Round, home: Place, color: str) -> go.Scatter:
    x, y = _plane([visit.stop.place for visit in driven.visits], home)
    return go.Scatter(
        x=x,
        y=y,
        mode="markers+text",
        text=[str(number) for number in range(1, len(driven.visits) + 1)],
        textfont={"color": "white", "size": 12},
        marker={"size": 22, "color": color, "line": _EDGE},
        customdata=[
            f"{clock(visit.arrives)} · {escape(called(sheet.deliveries[visit.stop.number]))}"
            for visit in driven.visits
        ],
        hovertemplate="%{text} · %{customdata}<extra></extra>",
        showlegend=False,
    )


def _plane(places: Sequence[Place], around: Place) -> tuple[list[float], list[float]]:
    """Return places as points in a plane that is right around one of them."""
    narrow = cos(radians(around.latitude))
    return (
        [place.longitude * narrow for place in places],
        [place.latitude for place in places],
    )
