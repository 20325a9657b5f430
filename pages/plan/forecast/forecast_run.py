"""The run over all products: progress, the time left, and a stop that keeps what is done."""

import os
import time
from contextlib import closing

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core import actions
from inventory_core.actions import Progress
from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import time_left, whole
from pages.shared import comparison, session, widgets

_RUNNING = "forecast run"


def show() -> None:
    """Offer the run, or show it while it goes on."""
    st.write(
        _(
            "Lets the models of one product alone compete too, on each product's own history, and "
            "keeps the winner. Only products whose history changed are done again."
        )
    )
    # One place for both, so that nothing of the one is left while the other is shown.
    place = st.empty()
    try:
        with place.container():
            if st.session_state.get(_RUNNING):
                _run()
            else:
                _offer()
    except SellerError as error:
        st.session_state[_RUNNING] = False
        with place.container():
            st.error(str(error), icon=":material/error:")
            _offer()


def _offer() -> None:
    _ask_scheduler()
    if st.button(_("Forecast everything"), type="primary", icon=":material/play_arrow:"):
        st.session_state[_RUNNING] = True
        st.rerun()


def _ask_scheduler() -> None:
    settings = session.shop().settings
    address = st.text_input(
        _("Dask scheduler (optional)"),
        settings.scheduler,
        placeholder="tcp://192.168.1.5:8786",
        help=_(
            "Where other computers help: the address of their scheduler. Each product's history "
            "goes to them, so name only computers that are yours. Empty, this computer does all."
        ),
    ).strip()
    if address != settings.scheduler:
        session.store().save_settings(scheduler=address)


def _run() -> None:
    # A click on Stop runs the page anew, which ends the loop below at its next sign of life.
    st.button(_("Stop"), icon=":material/stop_circle:", on_click=_stop)
    bar = st.progress(0.0, _("Comparing the models that take all products at once…"))
    shop = session.shop()
    catalogue = comparison.catalogue(shop.past)
    started = time.monotonic()
    run = actions.forecast_everything(
        shop.outlook,
        catalogue,
        processes=os.cpu_count() or 1,
        scheduler=shop.settings.scheduler,
    )
    progress = Progress(done=0, total=0)
    with closing(run):
        for progress in run:
            if progress.done == 0:  # what came before is no measure of what is left
                started = time.monotonic()
            _show_progress(bar, progress, seconds=time.monotonic() - started)
    st.session_state[_RUNNING] = False
    widgets.say_after_rerun(
        _("All products are forecast; {products} had models of their own compared.").format(
            products=whole(progress.total)
        )
        + "".join(f"\n- {failure}" for failure in progress.failures)
    )
    st.rerun()


def _stop() -> None:
    st.session_state[_RUNNING] = False
    widgets.say_after_rerun(_("Stopped. What was done is kept; the next run goes on from there."))


def _show_progress(bar: DeltaGenerator, progress: Progress, *, seconds: float) -> None:
    share = progress.done / progress.total if progress.total else 1.0
    bar.progress(
        share,
        _("{done} of {total} products, {left}").format(
            done=whole(progress.done),
            total=whole(progress.total),
            left=time_left(seconds, share),
        ),
    )
