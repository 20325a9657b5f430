"""Spreadsheets in: what was understood of each file, what was refused and why, and what is kept."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats import FORMATS, PLAIN_FORMATS
from inventory_core.imports.own_sheets import template
from pages.data.upload import completeness, drop, history, next_steps, waiting, watched, welcome
from pages.shared import look_over, sample_shop, session, widgets
from pages.shared.product_labels import plain

widgets.title(_("Upload"), _("Bring in what your shop exports."))
widgets.show_message()
drop.show_reports()
next_steps.show()

if session.shop().past.covered_days is None:
    welcome.show()

completeness.warn_of_older_channels()

look_over.show()
waiting.restore_answers()
files = waiting.files(_("CSV, TSV or Excel files, also in a ZIP archive: sales, products, stock"))
files += watched.files()
dropped = drop.show(files)
waiting.keep_answers()
ready, still_open = dropped.ready, dropped.still_open
if files and sample_shop.is_open():
    history.offer_to_remove_sample()
if still_open:
    names = ", ".join(file.name for file in still_open)
    st.caption(_("Not saved yet, see above why: {files}").format(files=plain(names)))
if files and st.button(
    _("Save {files} files").format(files=len(ready)) if len(ready) > 1 else _("Save this file"),
    type="primary",
    icon=":material/save:",
    disabled=not ready,
):
    drop.save(dropped)
    waiting.leave(watched.settle(still_open))
    st.rerun()

watched.show_switch()

with st.expander(_("Templates to fill in"), icon=":material/table_view:", expanded=False):
    st.write(_("Your own sheet need not look like these: other headings are understood as well."))
    for column, known in zip(st.columns(len(PLAIN_FORMATS)), PLAIN_FORMATS, strict=True):
        column.download_button(
            _(known.label),
            template(known),
            file_name=f"{known.name.replace(' ', '-')}-template.csv",
            mime="text/csv",
            icon=":material/download:",
            width="stretch",
        )
        for field in known.fields:
            needed = " \\*" if field.column.required else ""
            column.caption(f"**{field.title}**{needed}: {_(field.column.help)}")

with st.expander(_("Which exports are understood"), icon=":material/storefront:"):
    st.write(
        _(
            "Download them as they are and drop them here, several at once; do not open them in a "
            "spreadsheet program first. Anything else is understood by its columns."
        )
    )
    st.markdown(
        "\n".join(
            f"- {_(known.label)}" + (f": {_(known.unusable)}" if known.unusable else "")
            for known in FORMATS
            if not known.is_plain
        )
    )

history.show()
