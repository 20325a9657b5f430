"""The frame around all pages: navigation, what data are open, and the one place for errors."""

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import gettext as _
from pages.shared import comparison, session, spoken, widgets

UPLOAD = "pages/data/upload/upload.py"
ALERTS = "pages/operate/alerts.py"


def main() -> None:
    """Show the page that was asked for, in the frame that all pages share."""
    st.set_page_config(page_title="SoloStock", page_icon="📦", layout="wide")
    spoken.speak()
    page = st.navigation(
        {
            "": [st.Page(start, title="SoloStock", default=True, visibility="hidden")],
            _("Today"): [
                st.Page(ALERTS, title=_("Alerts"), icon=":material/notifications:"),
            ],
            _("Plan"): [
                st.Page(
                    "pages/plan/optimization/optimization.py",
                    title=_("Optimization"),
                    icon=":material/shopping_cart:",
                ),
                st.Page(
                    "pages/plan/forecast/forecast.py",
                    title=_("Forecast"),
                    icon=":material/trending_up:",
                ),
                st.Page("pages/plan/cash.py", title=_("Cash"), icon=":material/payments:"),
                st.Page("pages/plan/replay/replay.py", title=_("Replay"), icon=":material/replay:"),
                st.Page(
                    "pages/plan/track_record/track_record.py",
                    title=_("Track record"),
                    icon=":material/fact_check:",
                ),
            ],
            _("Data"): [
                st.Page("pages/data/products.py", title=_("Products"), icon=":material/sell:"),
                st.Page(
                    "pages/data/names/names.py",
                    title=_("Names and packs"),
                    icon=":material/join_inner:",
                ),
                st.Page(
                    "pages/data/suppliers.py",
                    title=_("Suppliers"),
                    icon=":material/local_shipping:",
                ),
                st.Page(
                    "pages/data/calendar.py",
                    title=_("Calendar"),
                    icon=":material/calendar_month:",
                ),
                st.Page(UPLOAD, title=_("Upload"), icon=":material/upload_file:"),
            ],
        }
    )
    load_again_where_needed()
    try:
        widgets.status()
        comparison.status()
        page.run()
    except SellerError as error:
        st.error(str(error), icon=":material/error:")


def start() -> None:
    """Open the page that serves best: what needs attention, or the upload where all is empty."""
    st.switch_page(ALERTS if session.covered_days() else UPLOAD)


def load_again_where_needed() -> None:
    """Open a bookmark a second time if it is the first page after a start.

    Streamlit takes the folder pages/ for its older kind of app until this script has run once, and
    greets such a bookmark with "Page not found". Loaded again, all is right.
    """
    if session.is_first_run() and not (st.context.url or "/").endswith("/"):
        st.html("<script>window.location.reload()</script>", unsafe_allow_javascript=True)
        st.stop()


# Streamlit runs this file as the main program. The processes that fit models import it under
# another name, and must not run the app.
if __name__ == "__main__":
    main()
