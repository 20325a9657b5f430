"""What needs attention today, most urgent first."""

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import money, whole
from inventory_core.monitoring.alert_words import alert_label, at_stake
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.monitoring.tables import TOLD_ALERTS
from pages.shared import expectations, session, tables, widgets

st.title(_("Alerts"))
widgets.show_message()
widgets.need_sales()
expectations.keep()

shop = session.shop()
currency = shop.settings.currency
alerts = shop.alerts.assign(advice=shop.advice)

about_data = alerts[alerts["sku"] == ""]["advice"]
for sentence in about_data:
    st.warning(sentence, icon=":material/info:")
alerts = alerts[alerts["sku"] != ""]
if alerts.empty and len(about_data):
    st.stop()
if alerts.empty:
    st.success(
        _("Nothing needs your attention today: every product lasts until the next look."),
        icon=":material/check_circle:",
    )
    st.stop()

kinds = [kind for kind in AlertKind if (alerts["alert"] == kind).any()]
with st.container(horizontal=True):
    for kind in kinds:
        of_kind = alerts[alerts["alert"] == kind]
        amount = money(of_kind["money"].sum(), currency)
        st.metric(
            alert_label(kind),
            whole(len(of_kind)),
            at_stake(kind, amount) if of_kind["money"].notna().any() else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            width=widgets.METRIC_WIDTH,
        )
left, right = st.columns(2)
shown_kinds = left.multiselect(
    _("Show"), kinds, format_func=alert_label, placeholder=_("All kinds of alerts")
)
suppliers = sorted(set(alerts["supplier"]) - {""})
shown_suppliers = right.multiselect(
    _("Supplier"), suppliers, placeholder=_("All suppliers"), disabled=not suppliers
)
if shown_kinds:
    alerts = alerts[alerts["alert"].isin(shown_kinds)]
if shown_suppliers:
    alerts = alerts[alerts["supplier"].isin(shown_suppliers)]

COLUMNS = some_of(
    TOLD_ALERTS, "alert", "sku", "name", "units", "money", "day", "advice", "supplier"
)
words = {"alert": alert_label}
tables.show(alerts, COLUMNS, key="alerts", words=words)
tables.download(_("Download these alerts"), alerts, COLUMNS, file_name="alerts.csv", words=words)
