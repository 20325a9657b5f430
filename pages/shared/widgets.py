"""Pieces of the screen that several pages share."""

from collections.abc import Sequence
from unicodedata import east_asian_width

import streamlit as st

from inventory_core.domain.errors import ForecastError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import day, whole
from pages.shared import once, sample_shop, session, window

_MESSAGE, _WARNING = "message", "warning"
_METRIC_WIDTH, _METRIC_WIDTH_ON_A_PHONE = 195, 164
"""In pixels: five fit beside each other on a laptop, three on a small one; two on a telephone."""
_LETTER_WIDTH, _WIDE_LETTER_WIDTH = 20, 36


def status() -> None:
    """Show in the sidebar which data are open."""
    outlook = session.shop().outlook
    covered = outlook.past.covered_days
    with st.sidebar:
        if covered is None:
            st.caption(_("No sales yet. Start on the Upload page."))
            return
        products = len(outlook.products)
        sentence = ngettext(
            "{products} product · sales from {first} to {last}",
            "{products} products · sales from {first} to {last}",
            products,
        )
        st.caption(
            sentence.format(products=whole(products), first=day(covered[0]), last=day(covered[1]))
        )
        if sample_shop.is_open():
            st.caption(
                _(":material/science: This is the sample shop. Remove it on the Upload page.")
            )


def title(name: str, purpose: str) -> None:
    """Begin a page by its name and what a seller does there."""
    st.title(name)
    st.caption(purpose)


def need_sales() -> None:
    """Show a friendly way out where there are no sales yet, and end the page."""
    shop = session.shop()
    if shop.past.covered_days is not None:
        try:
            with st.spinner(_("Reading your sales…")):
                _demand = shop.past.demand
        except ForecastError as error:
            st.info(str(error))
            st.stop()
        with st.spinner(_("Forecasting your products…")):
            _forecast = shop.outlook.forecast
        return
    st.info(
        _("There is nothing to plan from yet. Upload a sales file, or try the sample shop."),
        icon=":material/upload_file:",
    )
    st.page_link(
        "pages/data/upload/upload.py", label=_("Go to Upload"), icon=":material/arrow_forward:"
    )
    st.stop()


def say_after_rerun(message: str) -> None:
    """Keep a message for the next run of the page, which a change of data brings about."""
    once.leave(_MESSAGE, message)


def warn_after_rerun(message: str) -> None:
    """Keep a message for the next run of the page: what was asked for was not done."""
    once.leave(_WARNING, message)


def warn_of_change_elsewhere() -> None:
    """Say in the next run that what should have been taken back was not there any more."""
    warn_after_rerun(
        _("Nothing was taken back: it was changed elsewhere since. What counts is shown.")
    )


def show_message() -> None:
    """Show the message kept by the last run, once."""
    if message := once.take(_MESSAGE):
        st.success(message, icon=":material/check_circle:")
    if warning := once.take(_WARNING):
        st.warning(warning, icon=":material/info:")


def float_message() -> None:
    """Show the message kept by the last run, once, above a page whose rows should not move."""
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.toast(message, icon=":material/check_circle:")


def pick_product(*, only_one_shot: bool = False) -> str | None:
    """Let the seller search a product by its code or name; None where there is none."""
    shop = session.shop()
    if shop.past.covered_days is None:
        products = shop.outlook.products
    else:
        # The best sellers first: they are what a seller looks at without searching.
        products = shop.plan.sort_values("daily_demand", ascending=False, kind="stable")
    if only_one_shot:
        products = products[products["one_shot"]]
    names = products["name"].fillna(products["sku"])
    labels = dict(zip(products["sku"], products["sku"] + " · " + names, strict=True))
    return st.selectbox(
        _("Product"),
        list(labels),
        format_func=labels.__getitem__,
        placeholder=_("Type a code or a name"),
        key="product",
    )


def metrics(numbers: Sequence[tuple[str, str, str]]) -> None:
    """Show labelled numbers, each with its explanation, in as many rows as the window needs."""
    with st.container(horizontal=True):
        for label, value, explanation in numbers:
            width = max(metric_width(), _width(value))
            st.metric(label, value, help=explanation or None, border=True, width=width)


def metric_width() -> int:
    """Return the width of a figure in its frame, in pixels."""
    return _METRIC_WIDTH_ON_A_PHONE if window.is_phone() else _METRIC_WIDTH


def _width(value: str) -> int:
    """Return the width of a metric that holds a number or a day, in pixels with its border."""
    wide = sum(east_asian_width(letter) in "WF" for letter in value)
    return _LETTER_WIDTH * (len(value) - wide) + _WIDE_LETTER_WIDTH * wide
