"""What changed elsewhere since a page was shown: shown by itself, or offered where one may type."""

from contextlib import suppress

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from pages.shared import once, session


@st.fragment(run_every="2s")
def follow() -> None:
    """Show what another program did meanwhile; not for a page on which something is being typed."""
    if session.is_behind():
        once.draw_anew()


def notice() -> None:
    """Say in the sidebar when files of the watched folder came in since the page was shown."""
    if session.shop().settings.watching:
        with st.sidebar:
            _look_for_news()


@st.fragment(run_every="2s")
def _look_for_news() -> None:
    behind = False
    with suppress(SellerError):  # a busy file is asked again; what else is wrong the page says
        behind = session.is_behind()
    if behind:
        st.caption(_(":material/sync: Your data changed since this page was shown."))
        if st.button(_("Show what is new")):
            st.rerun()
