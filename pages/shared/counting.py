"""Counts of stock that are typed: of before or after a day's sales, and kept at once."""

from collections.abc import Mapping

import streamlit as st

from inventory_core.domain.errors import StockError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.moves import OWN_SHELF
from inventory_core.shop.stock import count_stock
from pages.shared import session

_BEFORE = "counted before the day's sales"
"""What the seller chose; Streamlit forgets what the control holds while another page is shown."""


def ask_moment(key: str) -> None:
    """Ask whether a count is of before or after its day's sales, where there may be such.

    key: of the control, whose page asks.
    """
    if session.shop().past.covered_days is None:
        return
    st.session_state.setdefault(key, st.session_state.get(_BEFORE, False))
    st.segmented_control(
        _("Counted"),
        [False, True],
        format_func=_moment,
        key=key,
        required=True,
    )
    st.session_state[_BEFORE] = st.session_state[key]


def _moment(before: object) -> str:
    return _("before the day’s sales") if before else _("after the day’s sales")


def before_sales() -> bool:
    """Tell which of them the seller said last."""
    return bool(st.session_state.get(_BEFORE))


def keep(units: Mapping[str, float]) -> int:
    """Keep what was counted today, and return the number by which it is taken back.

    Raises:
        StockError: a code is unknown, units are below none, or a product lies elsewhere too.
    """
    outlook = session.current().outlook
    stock = outlook.stock
    elsewhere = stock.loc[stock["sku"].isin(list(units)) & (stock["place"] != OWN_SHELF), "sku"]
    if len(elsewhere):
        raise StockError(
            _(
                "{products} lies in another place too, such as a channel’s warehouse, so that one "
                "number does not say what lies where: upload a stock file of each place."
            ).format(products=", ".join(elsewhere))
        )
    return count_stock(
        outlook, units, on=session.today(), before_sales=before_sales(), now=session.now()
    )
