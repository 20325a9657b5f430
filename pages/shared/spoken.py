"""The language of a session: that of its tab, which starts with the seller's or the browser's."""

from contextlib import suppress

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from inventory_core.domain import language
from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import language_name
from pages.shared import session

LANGUAGE = "language"
"""Where a session keeps its language."""
CHOICE = "language to choose"
"""The key of the control by which it is chosen."""


def speak() -> None:
    """Speak the session's language from here on, and in its callbacks and fragments."""
    language.follow(_session_language)
    if LANGUAGE not in st.session_state:
        with suppress(SellerError):  # the page says what is wrong
            kept = session.current().settings.language
            st.session_state[LANGUAGE] = kept or language.closest(st.context.locale or "")
    language.use(_session_language() or language.ENGLISH)


def offer() -> None:
    """Let the seller choose the language of this tab, in which the next ones start too."""
    every = language.languages()
    if len(every) == 1:
        return
    with st.sidebar:
        st.segmented_control(
            _("Language"),
            every,
            default=language.language(),
            required=True,
            format_func=language_name,
            key=CHOICE,
            on_change=_choose,
            label_visibility="collapsed",
        )


def _choose() -> None:
    st.session_state[LANGUAGE] = st.session_state[CHOICE]
    session.store().save_settings(language=st.session_state[CHOICE])


def _session_language() -> str | None:
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    chosen: str | None = st.session_state.get(LANGUAGE)
    return chosen
