"""The lists of the Track record page; a click on a row opens the product's forecast."""

import streamlit as st

from inventory_core.domain.columns import Schema
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.forecasting.words import model_label
from inventory_core.monitoring.tables import CHANGES, JUDGED_FORECASTS, WORST, WRONG_MODELS
from inventory_core.monitoring.track_record_words import why_other_model
from pages.shared import session, tables

_SHOWN = 200


def show_wanted(wanted: Frame) -> None:
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
    _show(wanted, WRONG_MODELS, key="wanted", words={"why": why_other_model})


def show_record(record: Frame) -> None:
    """Show each forecast whose days are over (TRACK_RECORD), the newest first."""
    newest = record.sort_values(["start", "miss_money"], ascending=False, kind="stable")
    band = [
        f"{whole(low)} – {whole(high)}"
        for low, high in zip(newest["low_units"], newest["high_units"], strict=True)
    ]
    _show(newest.assign(band=band), JUDGED_FORECASTS, key="record")


def show_changed(changes: Frame) -> None:
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
    _show(changes, CHANGES, key="changed")


def show_worst(worst: Frame) -> None:
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
    _show(worst, WORST, key="worst")


def _show(frame: Frame, columns: Schema, *, key: str, words: tables.Words | None = None) -> None:
    """Show products with their names."""
    names = session.shop().plan.set_index("sku")["name"]
    listed = frame.head(_SHOWN)
    listed = listed.assign(name=listed["sku"].map(names))
    spoken = {"model": model_label, **(words or {})}
    tables.show(listed, columns, key=key, words=spoken, pinned="sku")
    if len(frame) > _SHOWN:
        st.caption(_("The first {rows} are shown.").format(rows=_SHOWN))
