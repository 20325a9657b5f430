"""Pieces of the screen that several pages share."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from zlib import crc32

import pandas as pd
import streamlit as st

from inventory_core.domain.download import to_csv
from inventory_core.domain.errors import ForecastError, SellerError
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, day_pattern, whole
from inventory_core.imports.importing import Imported
from inventory_core.imports.upload_words import import_report
from inventory_core.optimization import purchases
from pages.shared import expectations, sample_shop, session

_MESSAGE = "message"
METRIC_WIDTH = 220
"""In pixels: room for an amount of seven digits."""
_LETTER_WIDTH = 20


def status() -> None:
    """Show in the sidebar which data are open."""
    outlook = session.shop().outlook
    covered = outlook.past.covered_days
    with st.sidebar:
        if covered is None:
            st.caption(_("No sales yet. Start on the Upload page."))
            return
        st.caption(
            _("{products} products · sales from {first} to {last}").format(
                products=whole(len(outlook.products)), first=day(covered[0]), last=day(covered[1])
            )
        )
        if sample_shop.is_open():
            st.caption(
                _(":material/science: This is the sample shop. Remove it on the Upload page.")
            )


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
    st.session_state[_MESSAGE] = message


def show_message() -> None:
    """Show the message kept by the last run, once."""
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.success(message, icon=":material/check_circle:")


def float_message() -> None:
    """Show the message kept by the last run, once, above a page whose rows should not move."""
    message = st.session_state.pop(_MESSAGE, None)
    if message:
        st.toast(message, icon=":material/check_circle:")


def pick_product(*, only_one_shot: bool = False) -> str | None:
    """Let the seller search a product by its code or name; None where there is none."""
    products = session.shop().plan
    if only_one_shot:
        products = products[products["one_shot"]]
    # The best sellers first: they are what a seller looks at without searching.
    products = products.sort_values("daily_demand", ascending=False, kind="stable")
    labels = dict(zip(products["sku"], products["sku"] + " · " + products["name"], strict=True))
    return st.selectbox(
        _("Product"),
        list(labels),
        format_func=labels.__getitem__,
        placeholder=_("Type a code or a name"),
        key="product",
    )


def money_column(label: str, *, help_text: str | None = None) -> object:
    """Declare a column of money in the shop's currency."""
    sign = session.shop().settings.currency.replace("%", "%%")
    return st.column_config.NumberColumn(label, format=f"{sign}%.2f", help=help_text)


def units_column(label: str, *, help_text: str | None = None) -> object:
    """Declare a column of whole units."""
    return st.column_config.NumberColumn(label, format="localized", help=help_text)


def day_column(label: str) -> object:
    """Declare a column of days."""
    return st.column_config.DateColumn(label, format=day_format(day_pattern()))


def day_format(pattern: str) -> str:
    """Turn a pattern of Unicode's CLDR into one that Streamlit's tables know.

    >>> day_format("d MMM yyyy"), day_format("y年M月d日"), day_format("MMM y")
    ('D MMM YYYY', 'YYYY年M月D日', 'MMM YYYY')
    """
    return re.sub("y+", "YYYY", pattern).replace("d", "D")


def table(
    frame: pd.DataFrame, columns: dict[str, object], *, key: str, height: int | str = "auto"
) -> None:
    """Show the named columns of a frame, in their order."""
    st.dataframe(
        frame,
        column_order=list(columns),
        column_config=columns,
        hide_index=True,
        width="stretch",
        height=height,
        key=key,
    )


def kept_columns() -> dict[str, object]:
    """Declare the columns of rows as they will be kept, for a look at the first ones."""
    hidden = dict.fromkeys(("line", "days", "rows"))
    return hidden | {
        "day": day_column(_("Date")),
        "channel": _("Channel"),
        "order_id": _("Order number"),
        "sku": _("Product"),
        "units": units_column(_("Units")),
        "unit_price": st.column_config.NumberColumn(_("Unit price"), format="%.2f"),
        "place": _("Place"),
        "on_hand": units_column(_("On hand")),
        "on_order": units_column(_("On order")),
        "committed": units_column(_("Committed")),
        "name": _("Product name"),
    }


def download_report(imported: Imported, *, key: str) -> None:
    """Offer the import report: every row left out, with its reason."""
    st.download_button(
        _("Download the import report of {file}").format(file=imported.file_name),
        partial(import_report, imported),
        file_name=f"import-report-{Path(imported.file_name).stem}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=key,
    )


def metrics(numbers: Sequence[tuple[str, str, str]]) -> None:
    """Show labelled numbers, each with its explanation, in as many rows as the window needs."""
    with st.container(horizontal=True):
        for label, value, explanation in numbers:
            width = max(METRIC_WIDTH, _LETTER_WIDTH * len(value))
            st.metric(label, value, help=explanation or None, border=True, width=width)


def download_purchases(plan: pd.DataFrame, *, key: str, supplier: str | None = None) -> None:
    """Offer the purchase list of a plan (PLAN and its reason), of one supplier or of all."""
    listed = purchases.purchase_list(plan, plan["reason"], supplier=supplier)
    st.download_button(
        _("Download the purchase list"),
        to_csv(listed, purchases.headings()),
        file_name=purchases.file_name(supplier),
        mime="text/csv",
        icon=":material/download:",
        type="primary",
        disabled=listed.empty,
        width="stretch",
        key=key,
        on_click=expectations.keep_ordered,
        args=(tuple(listed["sku"]),),
    )


def edit_rows(
    kept: pd.DataFrame,
    columns: dict[str, object],
    *,
    key: str,
    save: Callable[[pd.DataFrame], None],
    saved: str,
) -> None:
    """Show a table to which rows can be added, and keep it when the seller says so.

    What was typed stays until this table itself is kept, also while another one on the page is, or
    while something in it is still wrong. saved: what is said once it is kept.
    """
    edited = st.data_editor(
        kept,
        column_order=list(columns),
        column_config=columns,
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        key=editor_key(key, kept),
    )
    if st.button(_("Save"), icon=":material/save:", key=f"save {key}"):
        try:
            save(edited)
        except SellerError as error:
            st.error(str(error), icon=":material/error:")
            return
        say_after_rerun(saved)
        st.rerun()


def editor_key(key: str, kept: pd.DataFrame) -> str:
    """Name a table to type in by what it holds: once that changes, what was typed is let go."""
    return f"{key} {crc32(kept.to_csv().encode())}"


def matching(frame: pd.DataFrame, search: str, columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows in which one of the text columns contains what the seller typed."""
    if not search.strip():
        return frame
    found = pd.concat(
        [
            frame[column].str.contains(search.strip(), case=False, regex=False, na=False)
            for column in columns
        ],
        axis=1,
    )
    return frame[found.any(axis=1)]
