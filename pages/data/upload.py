"""Spreadsheets in: what was understood of each file, what was refused and why, and what is kept."""

import streamlit as st

from inventory_core.imports.formats import FORMATS
from inventory_core.imports.formats.sheet import template
from inventory_core.language import gettext as _
from pages.shared import file_review, session, upload_history, widgets

st.title(_("Upload"))
widgets.show_message()

if session.covered_days() is None:
    st.write(
        _(
            "Drop what your shop exports: sales first, then stock and products. Everything stays "
            "on this computer, and no buyer's name or address is kept."
        )
    )
    if st.button(
        _("Try it with the sample shop"), icon=":material/science:", help=_("Removed in one click.")
    ):
        session.add_sample_shop()
        widgets.say_after_rerun(_("The sample shop is open. Have a look at its alerts."))
        st.switch_page("pages/operate/alerts.py")

round_of_files = st.session_state.setdefault("round of files", 0)
files = st.file_uploader(
    _("CSV, TSV or Excel files: sales, products, stock"),
    accept_multiple_files=True,
    key=f"files {round_of_files}",
)
ready = [review for file in files if (review := file_review.show(file)) is not None]
if files and st.button(
    _("Save {files} files").format(files=len(ready)) if len(ready) != 1 else _("Save this file"),
    type="primary",
    icon=":material/save:",
    disabled=len(ready) < len(files),
    help=_("Every file must be understood first.") if len(ready) < len(files) else None,
):
    with st.spinner(_("Saving…")):
        told = [file_review.save(imported) for imported in ready]
    widgets.say_after_rerun("\n\n".join(told))
    # A new key empties the uploader.
    st.session_state["round of files"] = round_of_files + 1
    st.rerun()

with st.expander(_("Templates to fill in"), icon=":material/table_view:", expanded=False):
    st.write(_("Your own sheet need not look like these: other headings are understood as well."))
    for column, known in zip(st.columns(len(FORMATS)), FORMATS, strict=True):
        column.download_button(
            known.label,
            template(known),
            file_name=f"{known.name.replace(' ', '-')}-template.csv",
            mime="text/csv",
            icon=":material/download:",
            width="stretch",
        )
        for field in known.fields:
            needed = " \\*" if field.required else ""
            column.caption(f"**{field.heading}**{needed}: {field.explanation}")

upload_history.show()
