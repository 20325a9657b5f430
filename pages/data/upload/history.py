"""What was uploaded so far, each with its report and an undo."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import streamlit as st

from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import Row, rows, whole
from inventory_core.domain.upload import EDIT
from inventory_core.imports.upload_words import upload_facts, upload_report, upload_title
from pages.shared import sample_shop, session, widgets
from pages.shared.product_labels import plain

_SHOWN = 10


def show() -> None:
    """List the uploads, newest first; offer to take each of them back."""
    if sample_shop.is_open():
        st.button(
            _("Remove the sample shop"), icon=":material/delete:", on_click=_remove_sample_shop
        )
    uploads = session.shop().outlook.uploads
    if uploads.empty:
        return
    # Known by its key, it stays open when what stands above it changes.
    with st.expander(_("What was uploaded"), icon=":material/history:", key="history"):
        st.caption(_("Undo brings back exactly what was there before, whatever came later."))
        entries = list(_entries(uploads))
        every = len(entries) <= _SHOWN or st.toggle(
            _("Show all {number}").format(number=whole(len(entries))), key="all uploads"
        )
        for upload, numbers in entries if every else entries[:_SHOWN]:
            _show_one(upload, numbers)


def _entries(uploads: Frame) -> Iterator[tuple[Row, tuple[int, ...]]]:
    """Yield what stands in one line with the numbers of its uploads.

    Each typed cell is an upload of its own; those of one day, with no file between, are one line.
    """
    kinds = groupby(rows(uploads), key=lambda one: (one.format == EDIT, one.saved_at.date()))
    for (typed, _day), group in kinds:
        together = list(group)
        if typed:
            cells = sum(one.rows_accepted for one in together)
            line = together[0]._replace(rows_accepted=cells)
            yield line, tuple(int(one.id) for one in together)
        else:
            yield from ((one, (int(one.id),)) for one in together)


def _show_one(upload: Row, numbers: tuple[int, ...]) -> None:
    what, report, undo = st.columns([7, 1, 1], vertical_alignment="center")
    with what:
        st.markdown(f"**{plain(upload_title(upload))}**")
        st.caption(plain(upload_facts(upload)))
    if upload.problems:
        with report:
            _offer_report(upload)
    undo.button(
        _("Undo"),
        key=f"undo {upload.id}",
        on_click=_undo,
        args=(numbers, upload_title(upload)),
        help=_("Takes this upload back, as if it had never been made."),
    )


def _offer_report(upload: Row) -> None:
    """Let the seller take home what was left out, written only when it is asked for."""
    store = session.store()
    st.download_button(
        _("Report"),
        lambda: upload_report(upload, store.problems(int(upload.id))),
        file_name=f"import-report-{Path(upload.file_name).stem}.csv",
        mime="text/csv",
        key=f"report of upload {upload.id}",
        help=_("Every row that was left out of this upload, with the reason."),
    )


def _undo(numbers: tuple[int, ...], title: str) -> None:
    if session.store().undo(*numbers):
        widgets.say_after_rerun(_("Taken back: {file}").format(file=plain(title)))
    else:
        widgets.warn_after_rerun(
            _(
                "Nothing changed: “{file}” was taken back before, or the same file was saved anew "
                "since. The list below is up to date now."
            ).format(file=plain(title))
        )


def _remove_sample_shop() -> None:
    if not sample_shop.remove():
        widgets.warn_after_rerun(_("Nothing changed: the sample shop was removed before."))
        return
    widgets.say_after_rerun(_("The sample shop is gone. Upload your own files whenever you like."))


def offer_to_remove_sample() -> None:
    """Ask before files of the seller's own are added to the sample shop."""
    with st.container(border=True):
        st.warning(
            _(
                "The sample shop is still open. If these files are of your own shop, remove it "
                "first: else its products stand among yours."
            ),
            icon=":material/science:",
        )
        st.button(
            _("Remove the sample shop"),
            icon=":material/delete:",
            key="remove the sample first",
            on_click=_remove_sample_shop,
        )
