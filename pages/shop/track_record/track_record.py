"""How good past forecasts were, and which products a seller should look at."""

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.monitoring import track_record
from inventory_core.monitoring.track_record_words import summary_figures
from pages.shared import charts, expectations, session, widgets
from pages.shop.track_record import lists

widgets.title(_("Track record"), _("See how good the forecasts were."))
widgets.need_sales()
expectations.keep()
shop = session.shop()

RECORD, CHANGED, WORST = _("How good they were"), _("Changed most"), _("Forecast worst")
section = st.segmented_control(
    _("Section"),
    [RECORD, CHANGED, WORST],
    default=RECORD,
    required=True,
    label_visibility="collapsed",
    key="record section",
)


def kept_forecasts() -> Frame:
    """Return what plans expected (KEPT_FORECASTS), oldest first."""
    return session.latest("kept forecasts", session.stamp(), session.store().kept_for_later)


def show_record() -> None:
    """Show how good the forecasts were whose days are over."""
    record = session.latest(
        "track record",
        session.stamp(),
        lambda: track_record.score(kept_forecasts(), shop.past.demand),
    )
    if record.empty:
        show_when()
        return
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    period = left.segmented_control(
        _("Total over"),
        track_record.PERIODS,
        default=track_record.FOUR_WEEKS,
        required=True,
        format_func=PERIOD_LABELS.__getitem__,
        key="record period",
    )
    acted_on = right.toggle(_("Only those I ordered by"), key="record ordered")
    chosen = record[record["period"] == period]
    if acted_on:
        chosen = chosen[chosen["acted_on"]]
    told = track_record.summary(chosen)
    show_summary(told)
    if told.judged == 0:
        st.info(_("None of these forecasts can be judged yet."), icon=":material/schedule:")
        return
    judged = chosen[chosen["judged"]]
    first, second = st.columns(2)
    with first:
        st.subheader(_("All products together"))
        st.plotly_chart(charts.expectations_chart(track_record.by_start(judged)), key="over time")
    with second:
        st.subheader(_("Each forecast"))
        st.plotly_chart(charts.track_record_chart(judged), key="each forecast")
    st.subheader(_("Where the model should change"))
    lists.show_wanted(track_record.better_models_wanted(chosen))
    st.subheader(_("All of them"))
    lists.show_record(chosen)


def show_summary(told: track_record.Summary) -> None:
    """Show how good the chosen forecasts were, in a few numbers."""
    widgets.metrics(summary_figures(told, shop.settings.currency))
    if told.not_judged:
        st.caption(
            _(
                "{forecasts} more cannot be judged: the product was sold out or closed on many of "
                "their days, so that sales say little about what was asked for."
            ).format(forecasts=whole(told.not_judged))
        )


def show_when() -> None:
    """Say when there will be something to see."""
    waiting = kept_forecasts()
    first = waiting[waiting["period"] == track_record.FOUR_WEEKS]["start"].min()
    st.info(
        _(
            "Forecasts are kept from now on: whenever you look at the plan, and when you take a "
            "purchase list home. Each is judged once sales of all its days are uploaded: the first "
            "ones cover 28 days from {day} on. Come back after the upload that reaches further."
        ).format(day=day(first)),
        icon=":material/schedule:",
    )


PERIOD_LABELS = {
    track_record.FOUR_WEEKS: _("28 days"),
    track_record.PROTECTION: _("Lead time and review"),
}

if section == RECORD:
    show_record()
elif section == CHANGED:
    lists.show_changed(track_record.changed_most(kept_forecasts(), start=shop.past.demand.start))
else:
    plan = shop.plan.set_index("sku")
    lists.show_worst(track_record.forecast_worst(shop.outlook.scores, plan["model"], plan["cost"]))
