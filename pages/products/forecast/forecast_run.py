"""The run over all products: progress, the time left, and a stop that keeps what is done."""

import os
from contextlib import closing

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import whole
from inventory_core.forecasting.words import run_gain_sentence
from inventory_core.shop import actions
from inventory_core.shop.actions import Progress
from pages.shared import comparison, session, widgets
from pages.shared.long_run import LongRun

_RUN = LongRun(name="forecast run")


def show() -> None:
    """Offer the run, or show it while it goes on."""
    st.write(
        _(
            "Tests the models of one product alone too, on each product's own history. Only "
            "products whose history changed are done again."
        )
    )
    st.write(run_gain_sentence(session.shop().settings))
    # One place for both, so that nothing of the one is left while the other is shown.
    place = st.empty()
    try:
        with place.container():
            if _RUN.goes_on:
                _run()
            else:
                _offer()
    except SellerError as error:
        _RUN.end()
        with place.container():
            st.error(str(error), icon=":material/error:")
            _offer()


def _offer() -> None:
    if session.shop().settings.expert:
        _ask_scheduler()
    if st.button(_("Forecast everything"), type="primary", icon=":material/play_arrow:"):
        _RUN.start()
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
    stopped = _("Stopped. What was done is kept; the next run goes on from there.")
    label = _("Comparing the models that take all products at once…")
    with _RUN.bar(label, stopped=stopped) as bar:
        shop = session.shop()
        run = actions.forecast_everything(
            shop.outlook,
            comparison.catalogue(shop.past),
            processes=os.cpu_count() or 1,
            scheduler=shop.settings.scheduler,
        )
        progress = Progress(done=0, total=0)
        with closing(run):
            for progress in run:
                bar.count(progress.done, progress.total)
        widgets.say_after_rerun(
            _("All products are forecast; {products} had models of their own compared.").format(
                products=whole(progress.total)
            )
            + "".join(f"\n- {failure}" for failure in progress.failures)
        )
