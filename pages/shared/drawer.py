"""The drawer of the tools for experts, on each page that has some: open or shut on all alike."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.language import gettext as _
from pages.shared import session

_KEY = "drawer"


def pulled_out() -> DeltaGenerator | None:
    """Show the drawer where the page stands; return it where it is open, and else None."""
    # What is kept is the truth, also when another page or tab has changed it.
    st.session_state[_KEY] = session.shop().settings.expert
    drawer = st.expander(_("For experts"), icon=":material/science:", key=_KEY, on_change=_keep)
    return drawer if drawer.open else None


def _keep() -> None:
    session.store().save_settings(expert=st.session_state[_KEY])
