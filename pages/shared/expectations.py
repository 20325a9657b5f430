"""What plans expected, kept for the Track record whenever a plan is looked at or taken home."""

import streamlit as st

from inventory_core.shop import actions
from pages.shared import session

_KEPT = "expectations kept"


def keep() -> None:
    """Keep what the plan on the screen expects, unless this tab has kept just that."""
    expected = session.shop().expectations
    kept = st.session_state.get(_KEPT)
    if kept is None or not kept.equals(expected):
        actions.keep_expectations(session.shop())
        st.session_state[_KEPT] = expected


def keep_ordered(ordered: tuple[str, ...]) -> None:
    """Keep what the plan on the screen expects, as the forecast by which these are ordered."""
    actions.keep_expectations(session.shop(), ordered=ordered)
