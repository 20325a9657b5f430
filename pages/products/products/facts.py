"""What is known of each product: cost, supplier, lead time and the rest, in one table."""

import streamlit as st

from inventory_core.domain.columns import some_of
from inventory_core.domain.frames import PRODUCTS, Frame, matching
from inventory_core.domain.language import ENGLISH, using
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import percent
from inventory_core.imports.own_sheets.products import PRODUCTS_SHEET
from pages.products.products import adding, filling
from pages.shared import counting, kept_tables, product_table, session, tables


def add() -> None:
    """Offer to add a product that no file told of."""
    adding.show()


def show() -> None:
    """Show what is known of each product, for the seller to change, and as a file."""
    add()
    _explain()
    products = session.shop().outlook.products
    search = st.text_input(
        _("Search"),
        placeholder=_("Part of a code, name or supplier"),
        label_visibility="collapsed",
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
    _offer_file(products)


def _explain() -> None:
    """Say what empty cells mean."""
    settings = session.shop().settings
    st.caption(
        _(
            "On hand is kept as a count of today; where it is empty, what lies there was never "
            "counted and is unknown. Other empty cells use the default: lead time {days} days "
            "(shortest three quarters, longest one and a half times as long), cost {share} of the "
            "price, minimum order and pack size 1, continuing product."
        ).format(days=settings.lead_time_days, share=percent(settings.cost_share_rate))
    )
    st.page_link(
        "pages/data/settings/settings.py",
        label=_("Change these defaults"),
        icon=":material/settings:",
    )


def _offer_file(products: Frame) -> None:
    """Offer what is known as a file to edit elsewhere, and lead to where it is read again."""
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
