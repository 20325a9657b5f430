"""What the seller knows of days unlike others: holidays, closures, promotions."""

from functools import partial

import streamlit as st

from inventory_core.corrections.calendar import typed_by_seller
from inventory_core.domain.frames import CLOSURES, PROMOTIONS
from inventory_core.domain.language import gettext as _
from pages.shared import kept_tables, session, widgets

widgets.title(
    _("Calendar"),
    _(
        "The forecast learns from usual days. What is told here is left out of the past, and "
        "counted in for the days to come."
    ),
)
widgets.show_message()

st.page_link(
    "pages/data/settings/settings.py",
    label=_("Public holidays go by the country of your shop"),
    icon=":material/public:",
)
st.subheader(_("Promotions"))
st.caption(
    _(
        "Promotions with lower prices are found in your sales. Type here what prices do not "
        "show, and what you plan: the forecast adds what earlier promotions sold more. Leave "
        "product and category empty where all are meant."
    )
)
products = session.shop().outlook.products
kept_tables.edit_rows(
    "promotions",
    PROMOTIONS,
    session.shop().past.promotions,
    check=partial(typed_by_seller, schema=PROMOTIONS),
    options={
        "sku": products["sku"].tolist(),
        "category": sorted(set(products["category"].dropna()) - {""}),
    },
)
st.subheader(_("Closed"))
st.caption(_("Your own holidays, past and to come: nothing is expected to sell in them."))
kept_tables.edit_rows(
    "closures",
    CLOSURES,
    session.shop().past.closures,
    check=partial(typed_by_seller, schema=CLOSURES),
)
