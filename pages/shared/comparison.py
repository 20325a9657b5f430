"""The contest of the models that take all products at once, held in the background.

It begins by itself whenever the history is no longer the one that models were compared on, and the
plan goes by their combination as soon as it is there. Meanwhile every page can be used.
"""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.forecasting import engine
from inventory_core.forecasting.engine import Fitted
from inventory_core.shop import actions
from inventory_core.shop.past import Past
from pages.shared import once, session

_DONE, _SINCE, _WHOLE_PAGE = "comparison done", "comparison since", "comparison on a whole page"
_SECONDS_BETWEEN_LOOKS = 2
_KEPT = 3

_BACKGROUND = ThreadPoolExecutor(max_workers=1, thread_name_prefix="comparison")
"""Compares models while pages are shown; most of that is done without Python's lock."""


def catalogue(past: Past) -> Fitted:
    """Return what came of the contest, and wait for it."""
    with st.spinner(_("Comparing models on your history…"), show_time=True):
        return _contest(*_history(past), past).result()


def status() -> None:
    """Show in the sidebar that models are being compared; nothing where that is done."""
    past = session.shop().past
    if past.covered_days is None or st.session_state.get(_DONE) == _history(past):
        return
    if st.session_state.get(_SINCE, (None,))[0] != _history(past):
        st.session_state[_SINCE] = (_history(past), time.monotonic())
    st.session_state[_WHOLE_PAGE] = True
    with st.sidebar:
        follow()


@st.fragment(run_every=_SECONDS_BETWEEN_LOOKS)
def follow() -> None:
    """Look whether the contest is over, and show how long it has been going on."""
    whole_page = st.session_state.pop(_WHOLE_PAGE, False)
    # Not that of the page: another tab may have changed the sales since.
    outlook = session.current().outlook
    past = outlook.past
    if st.session_state.get(_DONE) == _history(past):
        return
    # Not while a whole page is drawn: that would hold it up, and lose the click that it follows.
    if not whole_page:
        if outlook.is_compared:
            st.session_state[_DONE] = _history(past)
            return
        contest = _contest(*_history(past), past)
        if contest.done():
            actions.compare_catalogue(past, contest.result())
            st.toast(
                _("Models were compared: the plan goes by the best of them now."),
                icon=":material/check_circle:",
            )
            once.draw_anew()
    seconds = time.monotonic() - st.session_state[_SINCE][1]
    if seconds > _SECONDS_BETWEEN_LOOKS:
        st.caption(
            _(":material/hourglass_top: Comparing models on your history for {seconds} s…").format(
                seconds=round(seconds)
            ),
            help=_("Meanwhile the plan goes by Count; it gets better by itself."),
        )


def tell_if_not_final() -> None:
    """Say above numbers of the plan that they may still change by themselves."""
    if not session.shop().outlook.is_compared:
        st.caption(
            _(
                ":material/hourglass_top: Models are still being compared on your history: these "
                "numbers may change a little once that is done."
            )
        )


def _history(past: Past) -> tuple[Path, int, date]:
    """Return what changes whenever models are to be compared anew."""
    return past.store.path, past.version, past.today


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _contest(path: Path, version: int, day: date, _past: Past) -> Future[Fitted]:  # noqa: ARG001
    return _BACKGROUND.submit(engine.fit_catalogue, _past.demand)
