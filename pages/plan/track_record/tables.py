"""The lists of the Track record page; a click on a row opens the product's forecast."""

import pandas as pd
import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.forecasting.words import model_label
from inventory_core.monitoring.track_record_words import why_other_model
from pages.shared import session, widgets

_SHOWN = 200
_FORECAST = "pages/plan/forecast/forecast.py"


def show_wanted(wanted: pd.DataFrame) -> None:
    """Show products whose model should change (see track_record.better_models_wanted)."""
    if wanted.empty:
        st.success(
            _("No product was wrong in the same way three times in a row."),
            icon=":material/check_circle:",
        )
        return
    st.caption(
        _(
            "Choose another model on the Forecast page, or run “Forecast everything” there. Only "
            "forecasts that share no day count here."
        )
    )
    units = widgets.units_column
    _show(
        wanted.assign(why=wanted["why"].map(why_other_model)),
        {
            "why": st.column_config.TextColumn(_("What is wrong"), width="medium"),
            "forecasts": units(_("Forecasts")),
            "expected_units": units(_("Expected")),
            "actual_units": units(_("Sold")),
            "miss_units": units(_("Missed by")),
            "repeat_miss_units": units(_("Repeating missed by")),
            "miss_money": widgets.money_column(_("Missed by, money")),
        },
        key="wanted",
    )


def show_record(record: pd.DataFrame) -> None:
    """Show each forecast whose days are over (TRACK_RECORD), the newest first."""
    units = widgets.units_column
    newest = record.sort_values(["start", "miss_money"], ascending=False, kind="stable")
    _show(
        newest.assign(
            band=[
                f"{whole(low)} – {whole(high)}"
                for low, high in zip(newest["low_units"], newest["high_units"], strict=True)
            ]
        ),
        {
            "start": widgets.day_column(_("From")),
            "days": units(_("Days")),
            "expected_units": units(_("Expected")),
            "band": st.column_config.TextColumn(_("8 of 10 times")),
            "actual_units": units(_("Sold")),
            "in_band": st.column_config.CheckboxColumn(_("In the band")),
            "miss_units": units(_("Missed by")),
            "miss_money": widgets.money_column(_("Missed by, money")),
            "acted_on": st.column_config.CheckboxColumn(_("Ordered by it")),
            "judged": st.column_config.CheckboxColumn(_("Judged")),
        },
        key="record",
    )


def show_changed(changes: pd.DataFrame) -> None:
    """Show whose forecast changed most (see track_record.changed_most)."""
    if changes.empty:
        st.info(
            _("There is one forecast so far: upload newer sales to see what they change."),
            icon=":material/upload_file:",
        )
        return
    st.caption(
        _("Units expected in 28 days now, and as planned from {day} on.").format(
            day=day(changes["start_before"].iloc[0])
        )
    )
    units = widgets.units_column
    _show(
        changes,
        {
            "before_units": units(_("Expected before")),
            "now_units": units(_("Expected now")),
            "change_units": units(_("Change")),
            "change_money": widgets.money_column(_("Change, money")),
        },
        key="changed",
    )


def show_worst(worst: pd.DataFrame) -> None:
    """Show whose forecast is worst in backtests (see track_record.forecast_worst)."""
    if worst.empty:
        st.info(
            _("No models were compared yet: press “Forecast everything” on the Forecast page."),
            icon=":material/play_circle:",
        )
        return
    st.caption(
        _(
            "From tests on the last months, 28 days each. The loss counts how far off the model "
            "was at five chances, so also how sure it was; at cost it is money."
        )
    )
    units = widgets.units_column
    _show(
        worst,
        {
            "actual_units": units(_("Sold in 28 days")),
            "miss_units": units(_("Usual miss")),
            "loss_units": units(_("Loss")),
            "loss_rate": st.column_config.NumberColumn(_("Loss, share of units"), format="percent"),
            "loss_money": widgets.money_column(_("Loss, money")),
        },
        key="worst",
    )


def _show(frame: pd.DataFrame, columns: dict[str, object], *, key: str) -> None:
    """Show products with their names, and open the forecast of the one that is clicked."""
    names = session.shop().plan.set_index("sku")["name"]
    listed = frame.head(_SHOWN).reset_index(drop=True)
    told = listed.assign(
        name=listed["sku"].map(names), model=listed["model"].map(model_label)
    ).round({name: 1 for name in listed if name.endswith("_units")})
    text = st.column_config.TextColumn
    ends = {"model": text(_("Model"))}
    shown = {
        "sku": text(_("SKU"), pinned=True),
        "name": text(_("Product"), width="medium"),
        **columns,
        **ends,
    }
    chosen = st.dataframe(
        told,
        column_order=list(shown),
        column_config=shown,
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    if len(frame) > _SHOWN:
        st.caption(_("The first {rows} are shown.").format(rows=_SHOWN))
    st.caption(_("Choose a row to open the forecast of its product."))
    for row in chosen.selection.rows:
        st.session_state["product"] = listed["sku"][row]
        st.switch_page(_FORECAST)
