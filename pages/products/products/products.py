"""Every product at a glance, and what is known of each, in a table to type in."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.products.products import facts, glance
from pages.shared import session, widgets

SECTION, GLANCE, FACTS = "section of products", "glance", "facts"

widgets.title(_("Products"), _("See how each product does, and tell what it costs."))
widgets.show_message()
sold = session.shop().past.covered_days is not None
if not sold and session.shop().outlook.products.empty:
    facts.add()
    widgets.need_sales()
labels = {GLANCE: _("At a glance"), FACTS: _("Costs, suppliers and stock")}
section = FACTS
if sold:
    section = st.segmented_control(
        _("Section"),
        list(labels),
        default=GLANCE,
        required=True,
        format_func=labels.__getitem__,
        label_visibility="collapsed",
        key=SECTION,
        persist_state="session",
    )
if section == GLANCE:
    glance.show()
else:
    facts.show()
