"""Counts of stock that are typed: of before or after a day's sales, and kept at once."""

from collections.abc import Mapping

import streamlit as st

from inventory_core.domain.language import gettext as _
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
    """Keep what was counted today on the own shelf; return the number by which it is taken back.

    Raises:
        StockError: a code is unknown, or units are below none.
    """
    return count_stock(
        session.current().outlook,
        units,
        on=session.today(),
        before_sales=before_sales(),
        now=session.now(),
    )
