"""Alerts about no single product, each with what can be done about it at once."""

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows
from inventory_core.monitoring.alerts import AlertKind
from inventory_core.shop.suppliers import use_real_lead_times
from pages.shared import session, widgets
from pages.shared.product_labels import plain

_UPLOAD = "pages/data/upload/upload.py"


def show(alerts: Frame) -> None:
    """Show each of these alerts, and beneath it the way to mend what is wrong."""
    for row in rows(alerts):
        st.warning(plain(row.advice), icon=":material/info:")
        if row.alert == AlertKind.SLOW_SUPPLIER:
            _offer_lead_time(row)
            continue
        script, label, icon = _way(row.alert)
        st.page_link(script, label=label, icon=icon)


def _way(kind: str) -> tuple[str, str, str]:
    """Return where something is done about a kind of alert, in which words, and an icon."""
    return {
        AlertKind.FILES_WAITING: (_UPLOAD, _("Answer about the files"), ":material/upload_file:"),
        AlertKind.STALE_DATA: (_UPLOAD, _("Upload a newer export"), ":material/upload_file:"),
        AlertKind.OLDER_CHANNEL: (_UPLOAD, _("Upload a newer export"), ":material/upload_file:"),
        AlertKind.NO_STOCK_COUNT: (
            "pages/order/optimization/optimization.py",
            _("Count them"),
            ":material/pin:",
        ),
        AlertKind.CASH_SHORT: (
            "pages/shop/cash.py",
            _("See when money is missing"),
            ":material/payments:",
        ),
    }[AlertKind(kind)]


def _offer_lead_time(row: Row) -> None:
    """Let the plan count on what the orders of a supplier took."""
    label = _("Use the real lead times of {supplier}").format(supplier=plain(row.supplier))
    if st.button(label, icon=":material/schedule:", key=f"lead time of {row.supplier}"):
        orders = session.current().outlook.purchase_orders
        use_real_lead_times(session.store(), row.supplier, orders, now=session.now())
        widgets.say_after_rerun(_("Kept: the plan counts on them from now on."))
        st.rerun()
