"""What lies there: a stocktake, and the way to each product's own moves."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.products.stock import stocktake
from pages.shared import session, widgets
from pages.shared.product_page import PAGE

widgets.title(_("Stock"), _("Count what lies there."))
widgets.show_message()
outlook = session.shop().outlook
if outlook.products.empty:
    widgets.need_sales()
stocktake.show(outlook)
st.page_link(
    PAGE,
    label=_("What came and went of one product stands on its page"),
    icon=":material/arrow_forward:",
)
