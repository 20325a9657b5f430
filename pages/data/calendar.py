"""What the seller knows of days unlike others: holidays, closures, promotions."""

from dataclasses import replace
from functools import partial

import streamlit as st

from inventory_core.corrections.calendar import countries, typed_by_seller
from inventory_core.domain.frames import CLOSURES, PROMOTIONS
from inventory_core.domain.language import gettext as _
from pages.shared import kept_tables, session, widgets

st.title(_("Calendar"))
widgets.show_message()
st.caption(
    _(
        "The forecast learns from usual days. What is told here is left out of the past, and "
        "counted in for the days to come."
    )
)

settings = session.shop().settings
names = {"": _("None")} | countries()
first, second = st.columns(2)
chosen = replace(
    settings,
    country=first.selectbox(
        _("Country, for its public holidays"),
        list(names),
        index=list(names).index(settings.country) if settings.country in names else 0,
        format_func=names.__getitem__,
        help=_(
            "How much a holiday changes your sales is learned from earlier ones of the same name."
        ),
    ),
    lost_share=second.slider(
        _("Share of sales really lost when sold out, %"),
        0,
        100,
        round(settings.lost_share * 100),
        step=5,
        help=_(
            "At 100 %, a day on which a product was sold out tells nothing of demand. Lower it "
            "where customers wait, and buy once the product is back."
        ),
    )
    / 100,
)
if changes := chosen.changes_from(settings):
    session.store().save_settings(**changes)
    st.rerun()

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
