"""The frame around all pages: navigation, what data are open, and the one place for errors."""

import sys

if __name__ == "__main__" and "streamlit" not in sys.modules:
    # `python app.py`, without Streamlit around it: run.py starts the app, and brings what it needs.
    import run

    sys.exit(run.main(sys.argv[1:]))

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from pages.shared import (
    comparison,
    following,
    menu,
    once,
    search,
    server,
    session,
    spoken,
    watchman,
    widgets,
    window,
)

UPLOAD = "pages/data/upload/upload.py"
ALERTS = "pages/today/alerts/alerts.py"


def main() -> None:
    """Show the page that was asked for, in the frame that all pages share."""
    # Asked first: tabs that were left open begin at the same time.
    begins = not session.MENU_IS_KNOWN.is_set()
    server.ask_nobody()
    st.set_page_config(page_title="SoloStock", page_icon="📦", layout="wide")
    spoken.speak()
    offered = sections()
    chosen = st.navigation(offered, position="hidden")
    session.MENU_IS_KNOWN.set()
    if begins:
        load_bookmark_again()
    try:
        once.begin()
        session.enter(chosen.url_path)
        room = menu.show(offered)
        session.look()
        watchman.post()
        with room:
            search.show([each for section in offered.values() for each in section])
        widgets.status()
        comparison.status()
        following.notice()
        spoken.offer()
        window.look()
        menu.show_family(chosen, offered)
        chosen.run()
    except SellerError as error:
        st.error(str(error), icon=":material/error:")


def sections() -> dict[str, list[st.Page]]:
    """Return the pages by the headings of the menu."""
    return {
        "": [st.Page(begin, title="SoloStock", default=True, visibility="hidden")],
        _("Today"): [page(ALERTS, _("Alerts"), "notifications")],
        _("Ordering"): [
            page("pages/order/optimization/optimization.py", _("Optimization"), "shopping_cart"),
            page("pages/order/purchases/purchases.py", _("Purchases"), "local_shipping"),
            page("pages/order/customer_orders/customer_orders.py", _("Customer orders"), "orders"),
            page(
                "pages/order/deliveries/deliveries.py",
                _("Deliveries"),
                "route",
                shown=session.brings_orders(),
            ),
        ],
        _("Products"): [
            page("pages/products/products/products.py", _("Products"), "sell"),
            page("pages/products/forecast/forecast.py", _("Forecast"), "trending_up"),
            beside("pages/products/product/product.py", _("One product"), "deployed_code"),
            beside("pages/products/stock/stock.py", _("Stock"), "inventory"),
            beside("pages/products/names/names.py", _("Names and packs"), "join_inner"),
        ],
        _("Shop"): [
            page("pages/shop/shop_figures/shop_figures.py", _("Shop figures"), "monitoring"),
            page("pages/shop/cash.py", _("Cash"), "payments"),
            page("pages/shop/track_record/track_record.py", _("Track record"), "fact_check"),
            page("pages/shop/replay/replay.py", _("Replay"), "replay"),
        ],
        _("Data"): [
            page(UPLOAD, _("Upload"), "upload_file"),
            page("pages/data/settings/settings.py", _("Settings"), "settings"),
            beside("pages/data/suppliers.py", _("Suppliers"), "storefront"),
            beside("pages/data/calendar.py", _("Calendar"), "calendar_month"),
            beside("pages/data/reminders/reminders.py", _("Reminders"), "schedule_send"),
        ],
    }


def page(script: str, title: str, icon: str, *, shown: bool = True) -> st.Page:
    """Return a page of the menu, with an icon of the Material font; it can be opened unseen."""
    return st.Page(
        script,
        title=title,
        icon=f":material/{icon}:",
        visibility="visible" if shown else "hidden",
    )


def beside(script: str, title: str, icon: str) -> st.Page:
    """Return a page that is reached from others of its family, and not from the menu."""
    return page(script, title, icon, shown=False)


def begin() -> None:
    """Open the page that serves best: what needs attention, or the upload where all is empty."""
    st.switch_page(ALERTS if session.shop().past.covered_days else UPLOAD)


def load_bookmark_again() -> None:
    """Open a bookmark a second time if it is among the first pages after a start.

    Streamlit takes the folder pages/ for its older kind of app until this script has shown a menu,
    and greets such a bookmark with "Page not found". Loaded again, all is right.
    """
    if not (st.context.url or "/").endswith("/"):
        st.html("<script>window.location.reload()</script>", unsafe_allow_javascript=True)
        st.stop()


# Streamlit runs this file as the main program. The processes that fit models import it under
# another name, and must not run the app.
if __name__ == "__main__":
    main()
