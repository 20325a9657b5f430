"""What is known of each product: cost, supplier, lead time and the rest, in one table."""

from dataclasses import replace

import streamlit as st

from inventory_core.domain.download import to_csv
from inventory_core.domain.frames import OVERRIDES
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import percent, whole
from inventory_core.domain.products import changed_cells
from inventory_core.domain.settings import LONGEST_LEAD_TIME_DAYS, RANGES, Settings
from inventory_core.imports.formats.products_sheet import PRODUCTS_SHEET
from pages.shared import session, widgets

st.title(_("Products"))
widgets.show_message()
products = session.shop().outlook.products
if products.empty:
    widgets.need_sales()

settings = session.shop().settings
fields = PRODUCTS_SHEET.fields
headings = {field.name: field.heading for field in fields}


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
        cover_days=third.number_input(
            _("Overstock: more than lead time and … days"),
            *(int(limit) for limit in RANGES["cover_days"]),
            settings.cover_days,
        ),
        dead_stock_days=first.number_input(
            _("Dead stock: no sale for … days"),
            *(int(limit) for limit in RANGES["dead_stock_days"]),
            settings.dead_stock_days,
        ),
        stale_days=second.number_input(
            _("Warn of data older than … days"),
            *(int(limit) for limit in RANGES["stale_days"]),
            settings.stale_days,
        ),
        currency=third.text_input(_("Currency sign"), settings.currency, max_chars=4),
    )


with st.expander(_("Defaults of the shop"), icon=":material/tune:"):
    st.caption(_("They stand in wherever a product has an empty cell."))
    wanted = ask_defaults(settings)
    if changes := wanted.changes_from(settings):
        session.store().save_settings(**changes)
        st.rerun()

st.caption(
    _(
        "Empty cells use the default: lead time {days} days (shortest three quarters, longest one "
        "and a half times as long), cost {share} of the price, minimum order and pack size 1, "
        "continuing product."
    ).format(days=settings.lead_time_days, share=percent(settings.cost_share_rate))
)
number, text = st.column_config.NumberColumn, st.column_config.TextColumn
default = _("default")
columns = {
    "sku": text(headings["sku"], disabled=True, pinned=True),
    "name": text(headings["name"], width="medium"),
    "category": text(headings["category"]),
    "supplier": text(headings["supplier"]),
    "cost": number(headings["cost"], min_value=0.0, format="%.2f"),
    "price": number(headings["price"], min_value=0.0, format="%.2f"),
    **{
        name: number(headings[name], min_value=0, max_value=LONGEST_LEAD_TIME_DAYS, step=1)
        for name in ("lead_time_days", "lead_time_shortest_days", "lead_time_longest_days")
    },
    "moq_units": number(headings["moq_units"], min_value=1, step=1),
    "pack_size_units": number(headings["pack_size_units"], min_value=1, step=1),
    "shelf_life_days": number(headings["shelf_life_days"], min_value=1, step=1),
    "one_shot": st.column_config.CheckboxColumn(
        headings["one_shot"], help=_("Bought only once: planned under One-shot buys.")
    ),
    "salvage_value": number(headings["salvage_value"], min_value=0.0, format="%.2f"),
    "goodwill_cost": number(headings["goodwill_cost"], min_value=0.0, format="%.2f"),
    **{
        name: number(headings[name], min_value=RANGES[name][0], max_value=RANGES[name][1])
        for name in OVERRIDES
    },
}
search = st.text_input(
    _("Search"), placeholder=_("Part of a code, name or supplier"), label_visibility="collapsed"
)
shown = widgets.matching(products, search, ["sku", "name", "supplier", "category"])
edited = st.data_editor(
    # Empty texts have no default to point at.
    shown.fillna(dict.fromkeys(("name", "category", "supplier"), "")),
    column_order=list(columns),
    column_config=columns,
    hide_index=True,
    width="stretch",
    height=560 if len(shown) > 14 else "auto",
    placeholder=default,
    key=f"products {session.shop().outlook.versions.products} {search}",
)
changes = changed_cells(shown, edited)
left, right = st.columns([1, 1])
if left.button(
    _("Save {cells} changes").format(cells=whole(len(changes)))
    if len(changes)
    else _("No changes to save"),
    type="primary",
    disabled=changes.empty,
    icon=":material/save:",
):
    session.store().edit_products(changes, now=session.now())
    widgets.say_after_rerun(_("Saved. The plan uses it from now on."))
    st.rerun()
right.download_button(
    _("Download as CSV"),
    to_csv(products[list(headings)], list(headings.values())),
    file_name="products.csv",
    mime="text/csv",
    icon=":material/download:",
    help=_("Edit it in a spreadsheet program and drop it on the Upload page."),
)
st.page_link(
    "pages/data/upload/upload.py",
    label=_("Upload an edited CSV"),
    icon=":material/upload_file:",
)
