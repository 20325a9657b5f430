"""What comes after files were saved: what they still lack, and the way to what they say."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from pages.shared import once, session

_SAVED = "files were just saved"


def begin() -> None:
    """Let the next run of the page say what comes next."""
    once.leave(_SAVED)


def show() -> None:
    """Say what comes next, right after files were saved, the best step first."""
    if not once.take(_SAVED):
        return
    shop = session.shop()
    if shop.past.covered_days is None:
        st.info(
            _("Next: drop what your shop exports about its sales, to see what to order."),
            icon=":material/upload_file:",
        )
        return
    with st.container(horizontal=True):
        st.page_link(
            "pages/today/alerts/alerts.py",
            label=_("See what needs attention"),
            icon=":material/notifications:",
        )
        st.page_link(
            "pages/order/optimization/optimization.py",
            label=_("See what to order"),
            icon=":material/shopping_cart:",
        )
        for label, icon, script in _lacking():
            st.page_link(script, label=label, icon=icon)


def _lacking() -> list[tuple[str, str, str]]:
    """Return what the plan still lacks, with an icon and the page where it is typed."""
    shop, lacking = session.shop(), []
    if uncounted := len(shop.to_count):
        label = ngettext("Count {products} product", "Count {products} products", uncounted)
        script = "pages/order/optimization/optimization.py"
        lacking.append((label.format(products=whole(uncounted)), ":material/pin:", script))
    if uncosted := shop.standing.products - shop.standing.costs_known:
        label = ngettext(
            "Type the cost of {products} product", "Type the cost of {products} products", uncosted
        )
        script = "pages/products/products/products.py"
        lacking.append((label.format(products=whole(uncosted)), ":material/sell:", script))
    return lacking
