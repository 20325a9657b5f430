"""Better settings: a search of each product's own past, its result, and a button to use it."""

from dataclasses import replace

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from inventory_core.domain.settings import Settings
from inventory_core.shop.shop import Shop
from inventory_core.simulation.tables import BETTER_SETTINGS
from inventory_core.simulation.tuning import FEWEST_DAYS, UNSEEN_DAYS, BetterSettings
from inventory_core.simulation.tuning_words import (
    doubt_sentence,
    found_sentence,
    search_sentence,
    tuning_explanation,
)
from pages.shared import session, tables, widgets
from pages.shared.long_run import LongRun
from pages.shared.product_labels import plain

_RUN, _FOUND = LongRun(name="better settings run", resumes=False), "better settings"


def show(shop: Shop) -> None:
    """Offer the search, or show what it found."""
    st.subheader(_("Better settings"))
    if shop.past.demand.days < FEWEST_DAYS:
        st.caption(
            _("A search for better settings of each product needs {days} days of sales.").format(
                days=FEWEST_DAYS
            )
        )
        return
    found = _found(shop)
    # One place for all, so that nothing of the one is left while the other is shown.
    with st.empty().container():
        if _RUN.goes_on:
            _search(shop)
        elif found is None:
            st.write(search_sentence())
            st.button(_("Search for better settings"), icon=":material/tune:", on_click=_RUN.start)
        else:
            _show_found(found, shop.settings)


def _found(shop: Shop) -> BetterSettings | None:
    """Return what the last search found; None where it is out of date."""
    searched, found = st.session_state.get(_FOUND, (None, None))
    return found if searched == shop.moment else None


def _search(shop: Shop) -> None:
    label = _("Walking through your past with other settings…")
    with _RUN.bar(label) as bar:
        found = shop.better_settings(lambda share: bar.show(share, label))
        st.session_state[_FOUND] = (shop.moment, found)


def _show_found(found: BetterSettings, settings: Settings) -> None:
    st.markdown(f"**{plain(found_sentence(found, currency=settings.currency))}**")
    if len(found.offered):
        st.caption(plain(doubt_sentence(found, currency=settings.currency)))
        _show_table(found.offered, key="better settings")
        st.button(
            ngettext(
                "Use for this {number} product",
                "Use for these {number} products",
                len(found.offered),
            ).format(number=whole(len(found.offered))),
            type="primary",
            icon=":material/check:",
            on_click=_use,
            args=(found,),
        )
    if len(found.picked) > len(found.offered):
        with st.expander(_("All that the search picked"), icon=":material/search:"):
            _show_table(found.picked, key="picked settings")
    with st.expander(_("How this was tested"), icon=":material/info:"):
        st.markdown("\n".join(f"- {plain(line)}" for line in tuning_explanation(found)))


def _use(found: BetterSettings) -> None:
    session.store().edit_products(found.cells(), now=session.now())
    widgets.say_after_rerun(
        ngettext(
            "Kept for {number} product. Undo it on the Upload page, under “What was uploaded”.",
            "Kept for {number} products. Undo it on the Upload page, under “What was uploaded”.",
            len(found.offered),
        ).format(number=whole(len(found.offered)))
    )


def _show_table(products: Frame, *, key: str) -> None:
    unseen = _("On the last {days} days, which the search did not see").format(days=UNSEEN_DAYS)
    shown = some_of(
        BETTER_SETTINGS,
        *("sku", "name", "service_level", "picked_level"),
        *("review_period_days", "picked_review_days", "unseen_cost", "picked_unseen_cost"),
        *("searched_cost", "picked_searched_cost"),
    )
    told = {name: replace(shown[name], help=unseen) for name in shown if "unseen" in name}
    tables.show(products, {**shown, **told}, key=key, pinned="sku")
