"""Which codes are one product and what packs consist of, so that demand is counted once."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.data.names import packs, same_names
from pages.shared import session, widgets

st.title(_("Names and packs"))
# One decision follows the other here: the next row should not slip from under the finger.
widgets.float_message()
if session.shop().outlook.names.empty:
    widgets.need_sales()

same_names.show()
packs.show()
