"""What was never counted and decides about money: number fields for it, kept as they are filled."""

from dataclasses import dataclass

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import MOST_UNITS, Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import rows, short, whole
from pages.shared import counting, session, widgets
from pages.shared.product_labels import name_and_code, plain

_SHOWN = 6
"""So many fields fit beside each other; a list of hundreds is told by a file."""
_WIDTH = 250
"""In pixels."""
_DONE = "counts from the box"


@dataclass(frozen=True, kw_only=True)
class _Count:
    """A count that was kept: in words, and the number by which it is taken back."""

    sentence: str
    number: int


def show() -> None:
    """Ask for the counts that matter most, and say how to tell the others."""
    found = session.shop().to_count
    done: list[_Count] = st.session_state.setdefault(_DONE, [])
    if found.empty and not done:
        return
    with st.container(border=True, key="count these"):
        if not found.empty:
            _ask(found.head(_SHOWN), unseen=max(len(found) - _SHOWN, 0))
        if done:
            _offer_undo(done[-1])


def _ask(found: Frame, *, unseen: int) -> None:
    st.markdown(_("**Count these**"))
    st.caption(
        _(
            "They were never counted, so nobody knows how many of their order lie there already. "
            "They are on the list less what you have, and in no sum of money. What you enter is "
            "kept at once, and the plan follows."
        )
    )
    counting.ask_moment("count these when")
    with st.container(horizontal=True):
        for row in rows(found):
            st.number_input(
                plain(name_and_code(row.sku, row.name)),
                0.0,
                float(MOST_UNITS),
                None,
                step=1.0,
                format="%.0f",
                placeholder=_("units on your shelf"),
                key=_key(row.sku),
                on_change=_keep,
                args=(row.sku,),
                width=_WIDTH,
            )
    if unseen:
        _tell_of_others(unseen)


def _tell_of_others(unseen: int) -> None:
    """Say that more are uncounted, and where many are told at once."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            ngettext(
                "{products} more was never counted: tell it in the column On hand, by a "
                "stocktake, or by a stock file.",
                "{products} more were never counted: tell them in the column On hand, by a "
                "stocktake, or by a stock file.",
                unseen,
            ).format(products=whole(unseen)),
            width="content",
        )
        st.page_link(
            "pages/products/products/products.py", label=_("Go to Products"), icon=":material/sell:"
        )
        st.page_link(
            "pages/products/stock/stock.py", label=_("Take stock"), icon=":material/inventory:"
        )
        st.page_link(
            "pages/data/upload/upload.py", label=_("Go to Upload"), icon=":material/upload_file:"
        )


def _key(sku: str) -> str:
    return f"count {sku}"


def _keep(sku: str) -> None:
    units = st.session_state[_key(sku)]
    if units is None:
        return
    try:
        number = counting.keep({sku: units})
    except SellerError as error:
        widgets.warn_after_rerun(str(error))
        return
    sentence = _("Kept: {units} of {sku} are on hand").format(units=short(units), sku=sku)
    st.session_state[_DONE].append(_Count(sentence=sentence, number=number))


def _offer_undo(last: _Count) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Undo"), key="take back count", icon=":material/undo:", on_click=_take_back)
        st.caption(plain(last.sentence), width="stretch")


def _take_back() -> None:
    last: _Count = st.session_state[_DONE].pop()
    if not session.store().undo(last.number):
        widgets.warn_of_change_elsewhere()
