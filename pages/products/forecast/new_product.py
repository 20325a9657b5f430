"""A new product: which other one it will sell like, and how many times as much."""

import streamlit as st

from inventory_core.domain.frames import PRODUCTS
from inventory_core.domain.language import gettext as _
from inventory_core.domain.products import cells_of
from inventory_core.forecasting.new_products import GIVES_WAY_DAYS
from pages.shared import session, widgets


def show(sku: str) -> None:
    """Ask for the other product, and keep the answer or take it back."""
    outlook = session.shop().outlook
    told = outlook.like(sku)
    like, usual_factor = told or (outlook.suggested_like(sku), 1.0)
    labels = {other: label for other, label in outlook.sold_labels.items() if other != sku}
    if not labels:
        return
    with st.container(border=True):
        st.markdown(_("**New: which product will it sell like?**"))
        first, second, third = st.columns([4, 1.4, 1.6], vertical_alignment="bottom")
        chosen = first.selectbox(
            _("Sells like"),
            list(labels),
            index=list(labels).index(like) if like in labels else None,
            format_func=labels.__getitem__,
            placeholder=_("Type a code or a name"),
            key=f"like {sku}",
        )
        factor = second.number_input(
            _("Times as much"),
            *PRODUCTS["like_factor"].limits,
            usual_factor,
            step=0.1,
            key=f"like factor {sku}",
        )
        third.button(
            _("Use in the plan"),
            icon=":material/check:",
            type="primary",
            disabled=chosen is None or (chosen, factor) == told,
            on_click=_keep,
            args=(sku, chosen, factor),
            width="stretch",
        )
        st.caption(_explanation(told=told is not None, proposed=like is not None))
        if told:
            st.button(_("No longer"), icon=":material/close:", on_click=_keep, args=(sku, "", None))


def _explanation(*, told: bool, proposed: bool) -> str:
    lasting = _(
        "Its own sales correct this from the first one on, and after {days} days on sale they "
        "alone decide."
    ).format(days=GIVES_WAY_DAYS)
    if told or not proposed:
        return lasting
    why = _("Proposed: a usual seller of its category, or else of all, at about its price.")
    return f"{why} {lasting}"


def _keep(sku: str, like: str, factor: float | None) -> None:
    values = {"like_sku": like or None, "like_factor": factor}
    session.store().edit_products(cells_of(sku, values), now=session.now())
    widgets.say_after_rerun(_("Kept for {sku}.").format(sku=sku))
