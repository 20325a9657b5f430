"""The contest of the models that take all products at once, held in the background.

It begins by itself whenever the history is no longer the one that models were compared on, and the
plan goes by the winners as soon as they are known. Meanwhile every page can be used.
"""

import time

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.shared import session

_DONE, _SINCE, _WHOLE_PAGE = "comparison done", "comparison since", "comparison on a whole page"
_SECONDS_BETWEEN_LOOKS = 2


def status() -> None:
    """Show in the sidebar that models are being compared; nothing where that is done."""
    stamp = session.history_stamp()
    if session.covered_days() is None or st.session_state.get(_DONE) == stamp:
        return
    if st.session_state.get(_SINCE, (None,))[0] != stamp:
        st.session_state[_SINCE] = (stamp, time.monotonic())
    st.session_state[_WHOLE_PAGE] = True
    with st.sidebar:
        _follow()


@st.fragment(run_every=_SECONDS_BETWEEN_LOOKS)
def _follow() -> None:
    """Look whether the contest is over, and show how long it has been going on."""
    whole_page = st.session_state.pop(_WHOLE_PAGE, False)
    if st.session_state.get(_DONE) == session.history_stamp():
        return
    # Not while a whole page is drawn: that would hold it up, and lose the click that it follows.
    if not whole_page:
        if session.is_compared():
            st.session_state[_DONE] = session.history_stamp()
            return
        if session.catalogue_is_ready():
            session.keep_catalogue()
            st.rerun()
    seconds = time.monotonic() - st.session_state[_SINCE][1]
    if seconds > _SECONDS_BETWEEN_LOOKS:
        st.caption(
            _(":material/hourglass_top: Comparing models on your history for {seconds} s…").format(
                seconds=round(seconds)
            ),
            help=_("Meanwhile the plan goes by Count; it gets better by itself."),
        )
