"""One uploaded file before it is saved: what was understood, to look at and to correct."""

from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from inventory_core import shop
from inventory_core.errors import FileError
from inventory_core.imports.formats import FORMATS, format_named
from inventory_core.imports.formats.sales_sheet import SALES_SHEET
from inventory_core.imports.formats.sheet import DEFAULT_CHANNEL
from inventory_core.imports.formats.stock_sheet import STOCK_SHEET
from inventory_core.imports.importing import Imported, fingerprint
from inventory_core.imports.reasons import problem_sentences
from inventory_core.imports.recognition import (
    SheetMapping,
    ask_day_order,
    best_table,
    map_columns,
    missing_fields,
    recognise,
)
from inventory_core.imports.table import Table
from inventory_core.language import gettext as _
from inventory_core.purchases import to_csv
from inventory_core.wording import (
    format_label,
    heading_label,
    import_sentence,
    saved_sentence,
    whole,
)
from pages.shared import session, widgets

_PREVIEW_ROWS = 5


def show(file: UploadedFile) -> Imported | None:
    """Show a file and let the seller correct its mapping; None until all is understood."""
    content = file.getvalue()
    with st.container(border=True):
        st.subheader(file.name, divider=False)
        try:
            table = _choose_sheet(session.tables(file.name, content), key=fingerprint(content))
            mapping = _ask_mapping(table, key=f"{fingerprint(content)} {table.sheet}")
            if mapping is None:
                return None
            imported = session.imported(table, mapping, content=content)
        except FileError as error:
            st.error(str(error), icon=":material/error:")
            return None
        _show_result(imported)
        return imported


def save(imported: Imported) -> str:
    """Keep a file and say what became of it."""
    saved = shop.save_import(session.store(), imported, now=session.now())
    return saved_sentence(imported, changed=saved.changed)


def _choose_sheet(tables: tuple[Table, ...], *, key: str) -> Table:
    best = best_table(tables)
    if len(tables) == 1:
        return best
    names = [table.sheet for table in tables]
    name = st.selectbox(_("Sheet"), names, names.index(best.sheet), key=f"sheet {key}")
    return tables[names.index(name)]


def _ask_mapping(table: Table, *, key: str) -> SheetMapping | None:
    """Show which columns were recognised; return the mapping once nothing is missing."""
    guessed = recognise(table)
    names = [known.name for known in FORMATS]
    left, right = st.columns(2)
    chosen = left.selectbox(
        _("This file holds"),
        names,
        names.index(guessed.format) if guessed else None,
        format_func=format_label,
        placeholder=_("Please choose"),
        key=f"format {key}",
    )
    if chosen is None:
        st.info(_("Its headings were not recognised: choose what this file holds."))
        return None
    channel = DEFAULT_CHANNEL
    if chosen == SALES_SHEET.name:
        channel = right.text_input(
            _("Sold on"),
            channel,
            key=f"channel {key}",
            help=_("A name for the shop or marketplace, such as Etsy."),
        )
    proposed = guessed if guessed and guessed.format == chosen else map_columns(table, chosen)
    lacking = missing_fields(proposed)
    with st.expander(
        _("Columns"), icon=":material/view_column:", expanded=bool(lacking) or guessed is None
    ):
        columns = _ask_columns(table, proposed, key=f"{chosen} {key}")
    mapping = replace(proposed, columns=columns, channel=channel.strip() or DEFAULT_CHANNEL)
    if missing := missing_fields(mapping):
        st.warning(
            _("Choose the column for: {fields}.").format(fields=", ".join(missing)),
            icon=":material/view_column:",
        )
        return None
    return _with_day_order(table, mapping, key=key)


def _ask_columns(table: Table, proposed: SheetMapping, *, key: str) -> tuple[tuple[str, str], ...]:
    headings = ["", *table.cells.columns]
    chosen = []
    places = st.columns(4)
    for position, field in enumerate(format_named(proposed.format).fields):
        current = proposed.column(field.name)
        heading = places[position % len(places)].selectbox(
            field.heading + (" *" if field.required else ""),
            headings,
            headings.index(current) if current else 0,
            format_func=heading_label,
            help=field.explanation,
            key=f"{field.name} {key}",
        )
        if heading:
            chosen.append((field.name, heading))
    return tuple(chosen)


def _with_day_order(table: Table, mapping: SheetMapping, *, key: str) -> SheetMapping | None:
    if not ask_day_order(table, mapping):
        return mapping
    dates = table.cells[mapping.column("day")]
    example = dates[dates != ""].iloc[0]
    day_first, month_first = _("Day first (31/12)"), _("Month first (12/31)")
    answer = st.radio(
        _("Dates like {example} can be read in two ways. Which comes first?").format(
            example=example
        ),
        [day_first, month_first],
        index=None,
        horizontal=True,
        key=f"day order {key}",
    )
    return None if answer is None else replace(mapping, day_first=answer == day_first)


def _show_result(imported: Imported) -> None:
    st.markdown(import_sentence(imported))
    _show_preview(imported)
    if len(imported.problems):
        _show_refused(imported)


def _show_preview(imported: Imported) -> None:
    """Show the first rows as they will be kept, under the headings of our templates."""
    kept = {SALES_SHEET.name: imported.sales, STOCK_SHEET.name: imported.stock}
    rows = (
        kept.get(imported.format, imported.products).head(_PREVIEW_ROWS).dropna(axis=1, how="all")
    )
    headings = {field.name: field.heading for field in format_named(imported.format).fields}
    st.dataframe(
        rows,
        hide_index=True,
        column_order=[name for name in headings if name in rows],
        column_config=headings | {"day": widgets.day_column(headings.get("day", ""))},
        key=f"preview {imported.fingerprint} {imported.mapping}",
    )


def _show_refused(imported: Imported) -> None:
    sentences = problem_sentences()
    refused = imported.problems.assign(why=imported.problems["reason"].map(sentences))
    with st.expander(
        _("{rows} rows refused, and why").format(rows=whole(len(refused))),
        icon=":material/rule:",
    ):
        counts = refused.groupby("why", sort=False).size().sort_values(ascending=False)
        for sentence, number in counts.items():
            st.markdown(f"- **{whole(number)}** · {sentence}")
        widgets.table(
            refused.head(1000),
            {
                "row": st.column_config.NumberColumn(_("Row"), format="%d"),
                "column": st.column_config.TextColumn(_("Column")),
                "value": st.column_config.TextColumn(_("Value")),
                "why": st.column_config.TextColumn(_("Why"), width="large"),
            },
            key=f"refused {imported.fingerprint} {imported.mapping}",
            height=260,
        )
        st.download_button(
            _("Download all refused rows"),
            to_csv(
                refused[["row", "column", "value", "why"]],
                [_("Row"), _("Column"), _("Value"), _("Why")],
            ),
            file_name="refused-rows.csv",
            mime="text/csv",
            icon=":material/download:",
            key=f"download refused {imported.fingerprint}",
        )
