"""What needs attention today, most urgent first."""

import streamlit as st

from inventory_core.domain.download import to_csv
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import money, whole
from inventory_core.monitoring.alert_words import alert_label, alert_sentences, at_stake
from inventory_core.monitoring.alerts import ALERT_KINDS
from pages.shared import expectations, session, widgets

st.title(_("Alerts"))
widgets.show_message()
widgets.need_sales()
expectations.keep()

shop = session.shop()
currency = shop.settings.currency
alerts = shop.alerts
alerts = alerts.assign(
    label=alerts["alert"].map(alert_label),
    advice=alert_sentences(alerts, currency),
    units=alerts["units"].round(),
)

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

kinds = [kind for kind in ALERT_KINDS if (alerts["alert"] == kind).any()]
with st.container(horizontal=True):
    for kind in kinds:
        of_kind = alerts[alerts["alert"] == kind]
        st.metric(
            alert_label(kind),
            whole(len(of_kind)),
            at_stake(kind, money(of_kind["money"].sum(), currency)),
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

widgets.table(
    alerts,
    {
        "label": st.column_config.TextColumn(_("Alert")),
        "sku": st.column_config.TextColumn(_("SKU")),
        "name": st.column_config.TextColumn(_("Product"), width="medium"),
        "units": widgets.units_column(
            _("Units"), help_text=_("Sales expected to be lost, or units too many")
        ),
        "money": widgets.money_column(
            _("At stake"), help_text=_("Profit expected to be lost, or money tied up")
        ),
        "day": widgets.day_column(_("Runs out")),
        "advice": st.column_config.TextColumn(_("What to do"), width="large"),
        "supplier": st.column_config.TextColumn(_("Supplier")),
    },
    key="alerts",
)
st.download_button(
    _("Download these alerts"),
    to_csv(
        alerts[["label", "sku", "name", "units", "money", "day", "advice", "supplier"]],
        [
            _("Alert"),
            _("SKU"),
            _("Product"),
            _("Units"),
            _("At stake"),
            _("Runs out"),
            _("What to do"),
            _("Supplier"),
        ],
    ),
    file_name="alerts.csv",
    mime="text/csv",
    icon=":material/download:",
)
