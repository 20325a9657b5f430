"""A product that no file told of: its code, its name, and what else is known of it."""

from functools import partial
from typing import Any

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import MOST_UNITS, PRODUCTS
from inventory_core.domain.language import gettext as _
from inventory_core.shop.products import add_product
from pages.shared import counting, kept_tables, session, widgets

_FORM = "product to add"


def show() -> None:
    """Offer to add a product."""
    with st.expander(_("Add a product"), icon=":material/add:"):
        with st.form(_FORM, border=False):
            sku, facts, units = _ask()
            wanted = st.form_submit_button(_("Add the product"), type="primary")
        st.caption(
            _(
                "What has no sales yet is planned as one that it sells like; without one, nobody "
                "knows how much of it will be asked for."
            )
        )
    if wanted:
        _keep(sku, facts, units)


def sold_labels() -> dict[str, str]:
    """Return what another product may sell like, by its code."""
    outlook = session.shop().outlook
    return outlook.sold_labels if outlook.past.covered_days else {}


def _ask() -> tuple[str, dict[str, Any], float | None]:
    """Ask for the code, what else is known, and how many lie there."""
    outlook = session.shop().outlook
    first, second, third = st.columns(3)
    facts: dict[str, Any] = {}
    sku = first.text_input(_("SKU"), help=_(PRODUCTS["sku"].help))
    facts["name"] = second.text_input(_("Product name"))
    for place, name in ((third, "category"), (first, "supplier")):
        facts[name] = place.selectbox(
            _(PRODUCTS[name].label),
            sorted(set(outlook.products[name].dropna()) - {""}),
            index=None,
            placeholder=_("Choose one or type a new one"),
            accept_new_options=True,
        )
    for place, name in ((second, "cost"), (third, "price")):
        smallest, largest = PRODUCTS[name].limits
        facts[name] = place.number_input(
            _(PRODUCTS[name].label), smallest, largest, None, key=f"{name} to add"
        )
    labels = sold_labels()
    facts["like_sku"] = first.selectbox(
        _("Sells like"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("Type a code or a name"),
    )
    facts["like_factor"] = second.number_input(
        _("Times as much"), *PRODUCTS["like_factor"].limits, None, step=0.1
    )
    units = third.number_input(
        _("On hand"), 0.0, float(MOST_UNITS), None, step=1.0, format="%.0f", key="units to add"
    )
    return sku, facts, units


def _keep(sku: str, facts: dict[str, Any], units: float | None) -> None:
    try:
        numbers = [add_product(session.shop().outlook, sku, facts, now=session.now())]
        if units is not None:
            numbers.append(counting.keep({sku.strip(): units}))
    except SellerError as error:
        st.error(str(error), icon=":material/error:")
        return
    added = _("{sku} is added.").format(sku=sku.strip())
    kept_tables.was_kept("products", added, partial(kept_tables.undo_uploads, *numbers))
    widgets.say_after_rerun(added)
    st.rerun()
