"""The shop in figures: what the stock is worth, how it turns, what it earns, what was missed."""

from collections.abc import Callable

import streamlit as st

from inventory_core.domain.columns import labels
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import language, using
from inventory_core.imports.upload_words import channel_label
from inventory_core.monitoring.figures.figures import Figure
from inventory_core.monitoring.figures.tables import AGEING, MARGIN_BY, MONTHS_BESIDE
from inventory_core.monitoring.figures.words import (
    definition,
    figure_label,
    figure_text,
    gaps,
    history_sentence,
    month_label,
    stands_on,
)
from inventory_core.optimization.supplier_words import supplier_label
from inventory_core.shop.everything import everything
from pages.shared import money_charts, session, tables, widgets
from pages.shared.product_labels import plain
from pages.shop.shop_figures import behind

_CARD_WIDTH = 260
"""In pixels: three beside each other on a small laptop, one on a telephone."""

widgets.title(_("Shop figures"), _("See how the shop does."))
widgets.need_sales()
shop = session.shop()
with st.spinner(_("Working out the figures…")):
    told = shop.figures
sign = shop.settings.currency


def show_card(figure: Figure) -> None:
    """Show a figure with what it means and what it stands on."""
    with st.container(border=True, width=_CARD_WIDTH, height="stretch"):
        st.metric(figure_label(figure.kind), figure_text(figure, currency=sign))
        st.caption(plain(definition(figure.kind)))
        st.caption(plain(stands_on(figure, told)))


def show_months() -> None:
    """Show the newest month beside the one before and the same of the year before."""
    st.subheader(_("The newest month beside others"))
    tables.show(told.months, MONTHS_BESIDE, key="months", words={"which": month_label})


def show_stock() -> None:
    """Show what the stock was and will be worth, and how long it has been there."""
    if not told.is_valued:
        st.info(
            _("It takes costs, and stock that was counted, to tell what the stock is worth."),
            icon=":material/sell:",
        )
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(_("What the stock is worth"))
        st.plotly_chart(
            money_charts.stock_weeks_chart(told.stock_values, currency=sign), key="value"
        )
        st.caption(history_sentence(told))
    with right:
        st.subheader(_("Age of the stock"))
        ages = told.ages()
        st.plotly_chart(money_charts.ages_chart(ages, labels(AGEING), currency=sign), key="ages")
        st.caption(
            _(
                "At cost, by the days since it came. What came first is taken to be sold first. Of "
                "what lay there at the first count nobody knows since when."
            )
        )


def show_margins() -> None:
    """Show what suppliers and channels brought."""
    st.subheader(_("Margin in 12 months"))
    by_supplier, by_channel = st.tabs([_("By supplier"), _("By channel")])
    with by_supplier:
        show_margin(told.suppliers, "supplier", supplier_label)
    with by_channel:
        show_margin(told.channels, "channel", channel_label)
    st.caption(
        _(
            "Takings less what the goods cost today, before fees, taxes and postage. Units of "
            "unknown price or cost are left out. The margin of each product stands above, among "
            "the products behind the figures."
        )
    )


def show_margin(margins: Frame, key: str, label: Callable[[str], str]) -> None:
    """Show what each supplier, or each channel, brought."""
    tables.show(margins, MARGIN_BY[key], key=f"margin by {key}", words={key: label})


def offer_everything() -> None:
    """Let the seller take home all data and results."""
    spoken = language()

    def archive() -> bytes:
        # It is made when the button is pressed, where nobody knows the language of the session.
        with using(spoken):
            return everything(shop)

    st.subheader(_("Everything as files"))
    st.caption(
        _(
            "All that you told SoloStock and all that follows from it, each as a CSV for your "
            "spreadsheet program, in one ZIP file."
        )
    )
    st.download_button(
        _("Download everything"),
        archive,
        file_name=f"solostock-{shop.past.today}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
    )


for sentence in gaps(told, shop.alerts):
    st.caption(f":material/info: {plain(sentence)}")
with st.container(horizontal=True):
    for one in told.figures:
        show_card(one)
behind.show(told)
show_months()
show_stock()
behind.show_classes(told, currency=sign)
behind.show_sellers(told)
show_margins()
offer_everything()
