"""The money that there is to spend: one field, wherever it is asked what to order."""

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import Settings
from inventory_core.optimization.budget import Purchase
from pages.shared import session

_TYPED = "budget of this tab"
"""Where the money stays that was typed on any page."""


def ask(settings: Settings, *, key: str) -> float | None:
    """Return how much money there is to spend; None where the seller named no limit.

    key: of the field, another on each page.
    """
    st.session_state.setdefault(key, st.session_state.get(_TYPED))
    budget = st.number_input(
        _("I have only {sign} to spend").format(sign=settings.currency or "…"),
        min_value=0.0,
        value=None,
        step=100.0,
        format="%.2f",
        placeholder=_("no limit"),
        help=_("What is to be ordered is then what brings most for this money."),
        key=key,
    )
    st.session_state[_TYPED] = budget
    return budget or None


def buy(budget: float) -> tuple[Purchase, Frame]:
    """Return what the money buys, with the plan (PLAN and its reason) of just that."""
    with st.spinner(_("Ranking what to buy…")):
        return session.shop().buy(budget)
