"""The tables in which the seller types promotions and closures."""

import pandas as pd
import streamlit as st

from inventory_core.corrections.calendar import typed_by_seller
from inventory_core.domain.columns import Schema
from inventory_core.domain.frames import CLOSURES, PROMOTIONS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day_pattern
from pages.shared import session, widgets


def show_promotions() -> None:
    """Show the promotions, past and planned, for the seller to change."""
    st.subheader(_("Promotions"))
    st.caption(
        _(
            "Promotions with lower prices are found in your sales. Type here what prices do not "
            "show, and what you plan: the forecast adds what earlier promotions sold more. Leave "
            "product and category empty where all are meant."
        )
    )
    products = session.shop().outlook.products
    choice = st.column_config.SelectboxColumn
    columns = {
        "name": st.column_config.TextColumn(_("Name"), max_chars=80, required=True),
        **_day_columns(),
        "sku": choice(_("Product"), options=products["sku"].tolist()),
        "category": choice(
            _("Category"), options=sorted(set(products["category"].dropna()) - {""})
        ),
    }
    _edit(session.shop().past.promotions, columns, PROMOTIONS)


def show_closures() -> None:
    """Show the days on which the seller sells nothing, for the seller to change."""
    st.subheader(_("Closed"))
    st.caption(_("Your own holidays, past and to come: nothing is expected to sell in them."))
    columns = {
        **_day_columns(),
        "note": st.column_config.TextColumn(_("Your note"), max_chars=80, width="large"),
    }
    _edit(session.shop().past.closures, columns, CLOSURES)


def _day_columns() -> dict[str, object]:
    column = st.column_config.DateColumn
    return {
        "first_day": column(
            _("First day"), format=widgets.day_format(day_pattern()), required=True
        ),
        "last_day": column(_("Last day"), format=widgets.day_format(day_pattern()), required=True),
    }


def _edit(kept: pd.DataFrame, columns: dict[str, object], schema: Schema) -> None:
    widgets.edit_rows(
        kept,
        columns,
        key="promotions" if schema is PROMOTIONS else "closures",
        save=lambda rows: session.store().replace(schema, typed_by_seller(rows, schema)),
        saved=_("Saved. The forecast uses it from now on."),
    )
