"""The forecast of each month of one product, for the seller to change by hand."""

import streamlit as st

from inventory_core.domain.forecast import Forecast
from inventory_core.domain.frames import HAND_CHANGES, MONTHS, Frame, typed
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import rows, whole
from inventory_core.forecasting.hand_changes import by_month
from inventory_core.forecasting.words import hand_change_sentence
from inventory_core.shop import actions
from pages.shared import session, tables, widgets


def show(forecast: Forecast) -> None:
    """Show the months ahead of one product with what its model expects, and keep what is typed."""
    sku = str(forecast.skus[0])
    outlook = session.shop().outlook
    changes = outlook.hand_changes_of(sku)
    sold = float(outlook.past.sold_this_month.get(sku, 0.0))
    months = by_month(forecast, sold=sold)
    with st.expander(
        _("Change the forecast by hand"), icon=":material/edit:", expanded=not changes.empty
    ):
        st.caption(
            _(
                "Type how many units you expect in a whole month; the plan goes by your number at "
                "once, also after new uploads, until you clear it. In the month that is running, "
                "what was sold so far counts (but no bulk orders), and the rest is spread over the "
                "days still ahead. "
                "Where more was sold than you typed, the model’s forecast stands again."
            )
        )
        before = months.merge(changes[["month", "units", "note"]], on="month", how="left")
        after = _edited(before, sku)
        same = after[["units", "note"]].equals(before[["units", "note"]])
        if st.button(
            _("No changes to save") if same else _("Save your numbers"),
            disabled=same,
            icon=":material/save:",
            key="save hand changes",
        ):
            _save(after, sku)
        past = changes[~changes["month"].isin(months["month"])]
        for change in rows(past):
            st.caption(hand_change_sentence(change))


def _edited(months: Frame, sku: str) -> Frame:
    return tables.edit(
        months,
        MONTHS,
        key=f"months {sku} {session.shop().outlook.versions.forecasts}",
        fixed=("month", "expected_units", "sold_units"),
        placeholder="",
    )


def _save(months: Frame, sku: str) -> None:
    told = months.assign(sku=sku, note=months["note"].fillna("").str.strip())
    actions.change_by_hand(session.shop().past, typed(told, HAND_CHANGES))
    widgets.say_after_rerun(
        _("Saved. {months} months of {sku} go by your numbers.").format(
            months=whole(told["units"].notna().sum()), sku=sku
        )
    )
    st.rerun()
