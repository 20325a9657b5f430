"""The purchase list to take home, and to be remembered once it was ordered."""

from datetime import date

import streamlit as st

from inventory_core.domain.errors import PurchaseError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows
from inventory_core.ledger.placing import Draft
from inventory_core.ledger.tables import DRAFTED, draft_rows, ordered_lines
from inventory_core.ledger.words import draft_label, waiting_sentence
from inventory_core.optimization.purchases import file_name, purchase_list
from inventory_core.optimization.tables import PURCHASES
from inventory_core.shop.purchases import drafted, place_orders
from pages.shared import expectations, session, tables, widgets
from pages.shared.product_labels import plain

_DRAFT = "draft of purchase orders"

"""A tab keeps it, so that a slider that moves meanwhile changes nothing of what is being typed."""


def download(plan: Frame, *, key: str, supplier: str | None = None) -> None:
    """Offer the purchase list of a plan (PLAN and its reason), of one supplier or of all."""
    listed = purchase_list(plan, plan["reason"].tolist(), supplier=supplier)
    units = dict(zip(listed["sku"], listed["order_units"], strict=True))
    tables.download(
        _("Download the purchase list"),
        listed,
        PURCHASES,
        file_name=file_name(supplier),
        type="primary",
        disabled=listed.empty,
        width="stretch",
        key=key,
        on_click=expectations.keep_ordered,
        args=(tuple(units),),
    )
    st.button(
        _("I ordered this"),
        icon=":material/local_shipping:",
        help=_(
            "Keeps these products and units as purchase orders of today, one for each supplier, so "
            "that they are not ordered again. You can change them first. Nothing is sent to "
            "anybody."
        ),
        disabled=listed.empty or _DRAFT in st.session_state,
        width="stretch",
        key=f"ordered {key}",
        on_click=_draft,
        args=(units,),
    )


def _draft(units: dict[str, float]) -> None:
    st.session_state[_DRAFT] = drafted(session.shop(), units, ordered_on=session.today())


def look_over() -> None:
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
                "Correct units, prices and days where your order differs from the list, and untick "
                "what you did not order. Then keep it."
            )
        )
        asked = [_ask_order(order, draft.lines_of(order.number)) for order in rows(draft.orders)]
        with st.container(horizontal=True):
            kept = st.form_submit_button(
                _("Keep as ordered today"), type="primary", icon=":material/check:"
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
    widgets.say_after_rerun(_("Kept as ordered today."))
    st.rerun()


def _let_go() -> None:
    st.session_state.pop(_DRAFT, None)


def tell_of_orders() -> None:
    """Say who is closed soon, that something is on its way, and where to say that it arrived."""
    for closure in session.shop().closure_sentences:
        st.info(plain(closure), icon=":material/event_busy:")
    sentence = waiting_sentence(session.shop().outlook.purchase_orders)
    if not sentence:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(sentence, width="content")
        st.page_link(
            "pages/plan/purchases.py",
            label=_("Go to Purchases"),
            icon=":material/local_shipping:",
        )
