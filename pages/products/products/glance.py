"""Every product at a glance: each row leads to the page of its product."""

import streamlit as st

from inventory_core.domain.frames import matching
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from inventory_core.monitoring.alert_words import alert_label
from inventory_core.monitoring.product_list import PRODUCT_LIST
from pages.shared import comparison, session, tables, widgets


def show() -> None:
    """Show how each product sold of late, how long it lasts and what it brings."""
    widgets.need_sales()
    comparison.tell_if_not_final()
    search = st.text_input(
        _("Search"),
        placeholder=_("Part of a code, name or supplier"),
        label_visibility="collapsed",
        key="search at a glance",
    )
    listed = session.shop().product_list
    found = matching(listed, search, ["sku", "name", "supplier"])
    sentence = ngettext(
        "{found} of {products} product", "{found} of {products} products", len(listed)
    )
    st.caption(sentence.format(found=whole(len(found)), products=whole(len(listed))))
    words = {"alert": lambda kind: alert_label(kind) if kind else ""}
    tables.show(found, PRODUCT_LIST, key="glance", words=words, pinned="name", height=640)
