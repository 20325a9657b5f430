"""How far off each model was on one product, as a small table."""

import pandas as pd
import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.forecasting.words import model_label
from pages.shared import widgets


def show(scores: pd.DataFrame) -> None:
    """Show backtests (SCORES of one product), the winner first."""
    if scores.empty:
        return
    number = st.column_config.NumberColumn
    ordered = scores.sort_values("loss_units", kind="stable")
    widgets.table(
        ordered.assign(label=ordered["model"].map(model_label)),
        {
            "label": st.column_config.TextColumn(_("Model")),
            "miss_units": number(
                _("Usual miss"),
                format="%.1f",
                help=_("Units by which its median missed the total of 28 days, on average."),
            ),
            "bias_units": number(
                _("Too low by"),
                format="%.1f",
                help=_("Average miss with its sign: below zero, it forecast too much."),
            ),
            "loss_units": number(
                _("Loss"),
                format="%.2f",
                help=_("Mean pinball loss over five chances, in units. The lowest wins."),
            ),
        },
        key="scores",
    )
