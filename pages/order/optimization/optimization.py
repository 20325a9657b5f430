"""What to order now, under settings that the seller tunes with sliders."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.order.optimization import (
    one_shot,
    overstock,
    service_rules,
    sliders,
    uncounted,
    what_to_order,
)
from pages.shared import drawer, expectations, session, widgets

widgets.title(_("Optimization"), _("Decide what to order, and how many."))
widgets.show_message()
widgets.need_sales()

settings = session.shop().settings
uncounted.show()
PLAN, ONE_SHOT, OVERSTOCK = _("What to order"), _("One-shot buys"), _("Overstock")
section = st.segmented_control(
    _("Section"),
    [PLAN, ONE_SHOT, OVERSTOCK],
    default=PLAN,
    required=True,
    label_visibility="collapsed",
    key="section",
)
with st.expander(_("Costs, and how sure not to run out"), icon=":material/tune:", expanded=True):
    service_rules.tell_of_new_rule(settings)
    sliders.tune(settings)
    service_rules.ask_leaning(settings)
    sliders.offer_undo()
if section == PLAN:
    what_to_order.show(settings)
elif section == ONE_SHOT:
    one_shot.show(settings)
else:
    overstock.show(settings)
if opened := drawer.pulled_out():
    with opened:
        service_rules.choose(settings)
        if section == PLAN:
            what_to_order.show_sensitivity(settings)
expectations.keep()
