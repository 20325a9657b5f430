"""What was ordered, looked over and corrected before it is kept."""

from datetime import date

import streamlit as st

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows
from inventory_core.ledger.placing import Draft
from inventory_core.ledger.tables import DRAFTED, draft_rows, ordered_lines
from inventory_core.ledger.words import draft_label, uncounted_sentence
from inventory_core.shop.purchases import drafted_by_plan, place_orders
from pages.shared import session, tables, widgets
from pages.shared.product_labels import plain

_DRAFT = "draft of purchase orders"
"""A tab keeps it, so that a slider that moves meanwhile changes nothing of what is being typed."""


def begin(draft: Draft) -> None:
    """Let this be looked over from the next run on."""
    st.session_state[_DRAFT] = draft


def begin_by_plan(units: dict[str, float]) -> None:
    """Let an order of so many units of products be looked over, as the plan says of them."""
    begin(drafted_by_plan(session.shop(), units, ordered_on=session.today()))


def is_open() -> bool:
    """Tell whether something is looked over."""
    return _DRAFT in st.session_state


def show() -> None:
    """Let the seller correct what was ordered, order by order, before it is kept."""
    if session.is_shown_anew():
        _let_go()
    draft: Draft | None = st.session_state.get(_DRAFT)
    if draft is None:
        return
    with st.form("look over", border=True):
        st.subheader(_("What you ordered"))
        st.caption(
            _(
                "Correct units, prices and days where your order differs from this, and untick "
                "what you did not order. Then keep it."
            )
        )
        if draft.in_all:
            st.info(plain(uncounted_sentence(draft.in_all)), icon=":material/help:")
        asked = [_ask_order(order, draft.lines_of(order.number)) for order in rows(draft.orders)]
        with st.container(horizontal=True):
            kept = st.form_submit_button(
                _("Keep as ordered"), type="primary", icon=":material/check:"
            )
            st.form_submit_button(_("Not now"), on_click=_let_go)
    if kept:
        _keep(draft.corrected(asked))


def _ask_order(order: Row, lines: Frame) -> tuple[date, Frame]:
    """Ask what of one order differs from the list; return its day, and its PURCHASE_LINES."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    left.markdown(f"**{plain(draft_label(order.supplier, order.currency))}**")
    expected_on = right.date_input(
        _("Expected on"),
        order.expected_on.date(),
        min_value=order.ordered_on.date(),
        key=f"expected of draft {order.number:.0f}",
    )
    edited = tables.edit(
        draft_rows(lines, session.shop().outlook.names_by_code),
        DRAFTED,
        key=f"lines of draft {order.number:.0f}",
        fixed=["sku", "name"],
        pinned="sku",
    )
    return expected_on, ordered_lines(lines, edited)


def _keep(draft: Draft) -> None:
    try:
        place_orders(session.shop(), draft)
    except PurchaseError as error:
        st.warning(str(error))
        return
    _let_go()
    widgets.say_after_rerun(_("Kept as ordered."))
    # The button stands far below that sentence.
    st.toast(_("Kept as ordered."), icon=":material/check_circle:")
    st.rerun()


def _let_go() -> None:
    st.session_state.pop(_DRAFT, None)
