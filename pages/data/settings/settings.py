"""What holds for the whole shop: its money and country, what stands in for facts, its backups."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.corrections.calendar import countries
from inventory_core.domain.language import gettext as _
from inventory_core.domain.settings import LONGEST_LEAD_TIME_DAYS, RANGES, Settings
from pages.data.settings import copies
from pages.shared import session, widgets


def ask_of_shop(settings: Settings) -> Settings:
    """Ask for the currency and the country."""
    st.subheader(_("Your shop"))
    names = {"": _("None")} | countries()
    left, right = st.columns(2)
    return replace(
        settings,
        currency=left.text_input(_("Currency sign"), settings.currency, max_chars=4),
        country=right.selectbox(
            _("Country, for its public holidays"),
            list(names),
            index=list(names).index(settings.country) if settings.country in names else 0,
            format_func=names.__getitem__,
            help=_(
                "How much a holiday changes your sales is learned from earlier ones of the same "
                "name."
            ),
        ),
    )


def ask_defaults(settings: Settings) -> Settings:
    """Ask what stands in where nobody told a fact."""
    st.subheader(_("Where nothing else is known"))
    st.caption(_("They stand in wherever a product has an empty cell."))
    first, second, third = st.columns(3, vertical_alignment="bottom")
    return replace(
        settings,
        lead_time_days=first.number_input(
            _("Lead time, days"), 0, LONGEST_LEAD_TIME_DAYS, settings.lead_time_days
        ),
        cost_share_rate=second.number_input(
            _("Cost, % of the price"), 1, 100, round(settings.cost_share_rate * 100)
        )
        / 100,
        lost_share=third.slider(
            _("Share of sales really lost when sold out, %"),
            0,
            100,
            round(settings.lost_share * 100),
            step=5,
            help=_(
                "At 100 %, a day on which a product was sold out tells nothing of demand. Lower it "
                "where customers wait, and buy once the product is back."
            ),
        )
        / 100,
    )


def ask_when_to_warn(settings: Settings) -> Settings:
    """Ask from when on something is worth an alert."""
    st.subheader(_("When to warn you"))
    first, second, third = st.columns(3, vertical_alignment="bottom")
    return replace(
        settings,
        cover_days=_ask_days(
            first,
            _("Overstock: more than lead time and … days"),
            settings.cover_days,
            *RANGES["cover_days"],
        ),
        dead_stock_days=_ask_days(
            second,
            _("Dead stock: no sale for … days"),
            settings.dead_stock_days,
            *RANGES["dead_stock_days"],
        ),
        stale_days=_ask_days(
            third, _("Warn of data older than … days"), settings.stale_days, *RANGES["stale_days"]
        ),
    )


def _ask_days(place: DeltaGenerator, label: str, days: int, smallest: float, largest: float) -> int:
    return place.number_input(label, int(smallest), int(largest), days)


widgets.title(_("Settings"), _("Set what holds for the whole shop; each change is kept at once."))
widgets.show_message()
kept = session.shop().settings
chosen = ask_when_to_warn(ask_defaults(ask_of_shop(kept)))
if changes := chosen.changes_from(kept):
    session.store().save_settings(**changes)
    st.rerun()
st.subheader(_("Elsewhere"))
with st.container(horizontal=True):
    st.page_link(
        "pages/order/optimization/optimization.py",
        label=_("Costs, and how sure not to run out"),
        icon=":material/tune:",
    )
    st.page_link(
        "pages/data/reminders/reminders.py",
        label=_("Mail and calendar"),
        icon=":material/schedule_send:",
    )
    st.page_link(
        "pages/data/upload/upload.py",
        label=_("The watched folder"),
        icon=":material/folder_eye:",
    )
copies.show()
