"""The language of a session: that of its tab, which starts with the one in the settings."""

from contextlib import suppress

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inventory_core.domain import language
from inventory_core.domain.errors import SellerError
from pages.shared import session

LANGUAGE = "language"
"""Where a session keeps its language."""


def speak() -> None:
    """Speak the session's language from here on, and in its callbacks and fragments."""
    language.follow(_session_language)
    if LANGUAGE not in st.session_state:
        with suppress(SellerError):  # the page says what is wrong
            st.session_state[LANGUAGE] = session.current().settings.language
    language.use(_session_language() or language.ENGLISH)


def _session_language() -> str | None:
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    chosen: str | None = st.session_state.get(LANGUAGE)
    return chosen
