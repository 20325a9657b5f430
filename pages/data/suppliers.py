"""What suppliers ask for: smallest orders, and prices that fall with larger ones."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.shared import supplier_tables, widgets

st.title(_("Suppliers"))
widgets.show_message()
supplier_tables.show_terms()
supplier_tables.show_joint_orders()
supplier_tables.show_price_breaks()
