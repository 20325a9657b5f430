"""What needs attention today, most urgent first."""

from datetime import date, timedelta

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import money, rows, whole
from inventory_core.domain.standing_alerts import FOR_GOOD
from inventory_core.monitoring.alert_words import alert_label, at_stake
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.monitoring.tables import TOLD_ALERTS
from inventory_core.shop import reminders
from pages.shared import comparison, expectations, following, session, tables, urgency, widgets
from pages.today.alerts import about_shop, order_today, shop_at_a_glance

COLUMNS = some_of(
    TOLD_ALERTS, "name", "alert", "advice", "money", "day", "units", "since", "sku", "supplier"
)
A_WEEK = timedelta(days=7)


def show_numbers(alerts: Frame) -> None:
    """Show how many alerts there are of each kind, and the money they are about."""
    currency = session.shop().settings.currency
    with st.container(horizontal=True):
        for kind in kinds_of(alerts):
            of_kind = alerts[alerts["alert"] == kind]
            amount = money(of_kind["money"].sum(), currency)
            # What is missed until goods come no order saves: no sum to lay beside the others.
            told = kind != AlertKind.ON_THE_WAY
            st.metric(
                urgency.marked(kind),
                whole(len(of_kind)),
                at_stake(kind, amount) if told and of_kind["money"].notna().any() else None,
                delta_color="off",
                delta_arrow="off",
                border=True,
                width=widgets.metric_width(),
            )


def kinds_of(alerts: Frame) -> list[AlertKind]:
    """Return the kinds of these alerts, most urgent first."""
    return [kind for kind in AlertKind if (alerts["alert"] == kind).any()]


def picked(alerts: Frame) -> Frame:
    """Let the seller pick kinds and suppliers, and return their alerts."""
    left, right = st.columns(2)
    kinds = left.multiselect(
        _("Show"),
        kinds_of(alerts),
        format_func=alert_label,
        placeholder=_("All kinds of alerts"),
    )
    suppliers = sorted(set(alerts["supplier"]) - {""})
    chosen = right.multiselect(
        _("Supplier"), suppliers, placeholder=_("All suppliers"), disabled=not suppliers
    )
    if kinds:
        alerts = alerts[alerts["alert"].isin(kinds)]
    return alerts[alerts["supplier"].isin(chosen)] if chosen else alerts


def show_list(alerts: Frame) -> None:
    """Show alerts, those of today first, and offer them as a file."""
    new = int(alerts["new"].sum())
    if new:
        st.caption(
            ngettext(
                "{new} of them is new today and stands first.",
                "{new} of them are new today and stand first.",
                new,
            ).format(new=whole(new))
        )
    words = {"alert": alert_label}
    tables.show(
        alerts,
        COLUMNS,
        key="alerts",
        words=words,
        pinned="name",
        height=560,
    )
    tables.download(
        _("Download these alerts"), alerts, COLUMNS, file_name="alerts.csv", words=words
    )


def show_ways(alerts: Frame) -> None:
    """Lead to where something is done about these."""
    with st.container(horizontal=True):
        for label, icon, script, kinds in ways():
            if alerts["alert"].isin(kinds).any():
                st.page_link(script, label=label, icon=icon, width="content")


def ways() -> tuple[tuple[str, str, str, tuple[AlertKind, ...]], ...]:
    """Return what is done about alerts: words, icon, page, and the kinds that it is done about."""
    too_much = (AlertKind.DEAD_STOCK, AlertKind.OVERSTOCK, AlertKind.SPOILS)
    ordered = (AlertKind.LATE_ORDER, AlertKind.ON_THE_WAY, AlertKind.OVER_ORDERED)
    surprising = (AlertKind.SELLS_FAST, AlertKind.SELLS_SLOWLY, AlertKind.OFF_TRACK)
    planning = "pages/order/optimization/optimization.py"
    return (
        (
            _("See customer orders"),
            ":material/orders:",
            "pages/order/customer_orders/customer_orders.py",
            (AlertKind.PROMISE_MISSED,),
        ),
        (
            _("See what is on its way"),
            ":material/local_shipping:",
            "pages/order/purchases/purchases.py",
            ordered,
        ),
        (
            _("Look at its forecast"),
            ":material/trending_up:",
            "pages/products/forecast/forecast.py",
            surprising,
        ),
        (
            _("Mend prices and costs"),
            ":material/sell:",
            "pages/products/products/products.py",
            (AlertKind.BELOW_COST,),
        ),
        (_("Sell off what is too much"), ":material/percent:", planning, too_much),
    )


def ask_silence(alerts: Frame) -> None:
    """Let the seller say which alerts not to hear, and for how long."""
    labels = labelled(alerts)
    with st.expander(_("Do not show some of these"), icon=":material/notifications_paused:"):
        chosen = st.multiselect(
            _("Alerts"),
            list(labels),
            format_func=labels.__getitem__,
            placeholder=_("Choose alerts"),
            key="alerts to silence",
        )
        told = alerts.loc[chosen]
        with st.container(horizontal=True):
            if st.button(_("For a week"), disabled=not chosen):
                silence(told, until=session.today() + A_WEEK)
            if st.button(_("Until it gets worse"), disabled=not chosen):
                silence(told, up_to=True)
            if st.button(_("For good"), disabled=not chosen):
                silence(told, until=FOR_GOOD)
        st.caption(_("Each is heard again when it comes back after it was over."))


def show_silent(alerts: Frame) -> None:
    """Show which alerts are silent, for the seller to hear them again."""
    if alerts.empty:
        return
    label = ngettext("{alerts} silent alert", "{alerts} silent alerts", len(alerts))
    labels = labelled(alerts)
    with st.expander(label.format(alerts=whole(len(alerts))), icon=":material/notifications_off:"):
        chosen = st.multiselect(
            _("Hear again"),
            list(labels),
            format_func=labels.__getitem__,
            placeholder=_("Choose alerts"),
            key="alerts to hear",
        )
        if st.button(_("Show them again"), disabled=not chosen):
            silence(alerts.loc[chosen])


def labelled(alerts: Frame) -> dict[int, str]:
    """Name each alert by its kind and what it is about, by its place in the shop's alerts."""
    return {
        row.Index: f"{alert_label(row.alert)}: {row.sku} · {row.name}".removesuffix(" · ")
        for row in rows(alerts)
    }


def silence(alerts: Frame, *, until: date | None = None, up_to: bool = False) -> None:
    """Keep that these are silent, or with neither not any more, and show the page anew."""
    session.store().alerts.silence(alerts, until=until, up_to=up_to)
    for key in ("alerts to silence", "alerts to hear"):
        st.session_state.pop(key, None)
    st.rerun()


widgets.title(_("Alerts"), _("See what needs you today."))
widgets.show_message()
widgets.need_sales()
expectations.keep()
comparison.tell_if_not_final()

every = reminders.told_alerts(session.shop())
heard, silent = every[~every["silent"]], every[every["silent"]]
about_shop.show(heard[heard["sku"] == ""])
order_today.show()
about_products = heard[heard["sku"] != ""]
if not about_products.empty:
    show_numbers(about_products)
    shown = picked(about_products)
    show_list(shown)
    show_ways(shown)
    ask_silence(shown)
elif heard.empty:
    st.success(
        _("Nothing needs your attention today: every product lasts until the next look."),
        icon=":material/check_circle:",
    )
show_silent(silent)
shop_at_a_glance.show()
if session.shop().settings.watching:
    following.follow()
