"""Had you ordered like this: the shop's own past, walked again by several rules."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, whole
from inventory_core.simulation.past import FEWEST_KNOWN_DAYS, Walked
from inventory_core.simulation.past_words import (
    real_past_hint,
    real_past_label,
    real_past_sentence,
    replay_sentence,
    replay_sentence_left_out,
    rule_explanation,
    rule_label,
)
from inventory_core.simulation.tables import RULES
from pages.shared import charts, drawer, session, tables, widgets
from pages.shop.replay import better_settings

widgets.title(_("Replay"), _("Try other rules of ordering on your own past."))
widgets.show_message()
widgets.need_sales()
st.write(
    _(
        "Walks through your past day by day, each rule knowing only what was known then: what "
        "would have sold, been lost and cost?"
    )
)
shop = session.shop()
spans = [days for days in (90, 180, 365) if shop.past.demand.days - days >= FEWEST_KNOWN_DAYS]
if not spans:
    st.info(
        _("A replay needs half a year of sales: {days} days to learn from, and 90 to walk.").format(
            days=FEWEST_KNOWN_DAYS
        ),
        icon=":material/history:",
    )
    st.stop()
days = st.segmented_control(
    _("Days to walk"),
    spans,
    default=spans[0],
    required=True,
    format_func=whole,
)
counted = len(shop.outlook.real_past(days).skus)
beside = counted > 0 and st.toggle(real_past_label(counted), key="beside real past")
if not counted:
    st.caption(real_past_hint())


def walk() -> Walked:
    """Walk through the shop's last days once, however often the page runs again."""
    # Always there, or else all below would move by one place and the old stay for a while.
    bar = st.empty()

    def show_progress(share: float) -> None:
        bar.progress(share, text=_("Walking through your past…"))

    # Only the latest is kept: a year of a thousand products takes seventy megabytes.
    walked = session.latest(
        "walked",
        (shop.moment, days, beside),
        lambda: shop.replay(days, beside_real_past=beside, progress=show_progress),
    )
    bar.empty()
    return walked


walked = walk()
totals = walked.totals()
sign = shop.settings.currency
if beside:
    st.subheader(real_past_sentence(totals, products=len(walked.skus), currency=sign))
else:
    st.subheader(replay_sentence(totals, currency=sign))
st.caption(
    _("From {day} on.").format(day=day(walked.first_day))
    + " "
    + replay_sentence_left_out(walked.left_out)
)
tables.show(totals, RULES, key="replay", words={"rule": rule_label})
left, right = st.columns(2)
lines = walked.by_day()
with left:
    st.subheader(_("Cost so far"))
    st.plotly_chart(
        charts.rules_chart(lines, "cost", y_title=_("Money {sign}").format(sign=sign)), key="cost"
    )
with right:
    st.subheader(_("Stock at cost"))
    st.plotly_chart(
        charts.rules_chart(lines, "stock_value", y_title=_("Money {sign}").format(sign=sign)),
        key="stock value",
    )
known = shop.outlook.sold_labels
labels = {sku: known[sku] for sku in walked.skus}
sku = st.selectbox(
    _("Stock of one product"), list(labels), format_func=labels.__getitem__, key="replayed product"
)
st.plotly_chart(
    charts.rules_chart(walked.stock_of(sku), "on_hand", y_title=_("Units on hand")),
    key="one product",
)
review = shop.settings.review_period_days
with st.expander(_("What is assumed"), icon=":material/info:"):
    assumed = rule_explanation(review, beside_real_past=beside)
    st.markdown("\n".join(f"- {line}" for line in assumed))
if opened := drawer.pulled_out():
    with opened:
        better_settings.show(shop)
