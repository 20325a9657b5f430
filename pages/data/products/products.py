"""What is known of each product: cost, supplier, lead time and the rest, in one table."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import PRODUCTS, matching
from inventory_core.domain.language import ENGLISH, using
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import percent
from inventory_core.domain.settings import LONGEST_LEAD_TIME_DAYS, RANGES, Settings
from inventory_core.imports.own_sheets.products import PRODUCTS_SHEET
from pages.data.products import adding, filling
from pages.shared import counting, kept_tables, product_table, session, tables, widgets

st.title(_("Products"))
widgets.show_message()
products = session.shop().outlook.products
adding.show()
if products.empty:
    widgets.need_sales()

settings = session.shop().settings


def _ask_days(place: DeltaGenerator, label: str, days: int, smallest: float, largest: float) -> int:
    return place.number_input(label, int(smallest), int(largest), days)


def ask_defaults(settings: Settings) -> Settings:
    """Show the defaults of the shop and return what they were set to."""
    first, second, third = st.columns(3)
    return replace(
        settings,
        lead_time_days=first.number_input(
            _("Lead time, days"), 0, LONGEST_LEAD_TIME_DAYS, settings.lead_time_days
        ),
        cost_share_rate=second.number_input(
            _("Cost, % of the price"), 1, 100, round(settings.cost_share_rate * 100)
        )
        / 100,
        cover_days=_ask_days(
            third,
            _("Overstock: more than lead time and … days"),
            settings.cover_days,
            *RANGES["cover_days"],
        ),
        dead_stock_days=_ask_days(
            first,
            _("Dead stock: no sale for … days"),
            settings.dead_stock_days,
            *RANGES["dead_stock_days"],
        ),
        stale_days=_ask_days(
            second, _("Warn of data older than … days"), settings.stale_days, *RANGES["stale_days"]
        ),
        currency=third.text_input(_("Currency sign"), settings.currency, max_chars=4),
    )


with st.expander(_("Defaults of the shop"), icon=":material/tune:"):
    st.caption(_("They stand in wherever a product has an empty cell."))
    chosen = ask_defaults(settings)
    if changed := chosen.changes_from(settings):
        session.store().save_settings(**changed)
        st.rerun()

st.caption(
    _(
        "On hand is kept as a count of today; where it is empty, what lies there was never counted "
        "and is unknown. Other empty cells use the default: lead time {days} days (shortest "
        "three quarters, longest one and a half times as long), cost {share} of the price, minimum "
        "order and pack size 1, continuing product."
    ).format(days=settings.lead_time_days, share=percent(settings.cost_share_rate))
)
search = st.text_input(
    _("Search"), placeholder=_("Part of a code, name or supplier"), label_visibility="collapsed"
)
found = matching(products, search, ["sku", "name", "supplier", "category"])
table = product_table.of(found, product_table.SHOWN, name="products", part=search)
filling.show(table, fixed=("sku", "name", *product_table.IN_STOCK, "like_sku", "like_factor"))
counting.ask_moment("products when")
kept_tables.edit(
    table,
    options={"like_sku": list(adding.sold_labels())},
    fixed=("sku", "counted"),
    pinned="sku",
    height=560,
    placeholder="–",
)
label = _("Download as CSV")
explanation = _("Edit it in a spreadsheet program and drop it on the Upload page.")
# It is read again, so its headings are those of the template in every language.
with using(ENGLISH):
    tables.download(
        label,
        products,
        some_of(PRODUCTS, *PRODUCTS_SHEET.template),
        file_name="products.csv",
        help=explanation,
    )
st.page_link(
    "pages/data/upload/upload.py",
    label=_("Upload an edited CSV"),
    icon=":material/upload_file:",
)
