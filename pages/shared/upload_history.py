"""What was uploaded so far, each with an undo."""

import streamlit as st

from inventory_core.language import gettext as _
from inventory_core.store import EDIT
from inventory_core.wording import day, whole
from pages.shared import session, widgets

_SHOWN = 12


def show() -> None:
    """List the newest uploads; offer to take each of them back."""
    if session.has_sample_shop():
        st.button(
            _("Remove the sample shop"), icon=":material/delete:", on_click=_remove_sample_shop
        )
    uploads = session.uploads()
    if uploads.empty:
        return
    with st.expander(_("What was uploaded"), icon=":material/history:"):
        for upload in uploads.head(_SHOWN).itertuples():
            what, when, undo = st.columns([5, 3, 1], vertical_alignment="center")
            what.markdown(_title(upload))
            when.caption(f"{day(upload.saved_at)}, {upload.saved_at:%H:%M}")
            undo.button(
                _("Undo"),
                key=f"undo {upload.id}",
                on_click=_undo,
                args=(int(upload.id),),
                help=_("Takes this upload back, as if it had never been made."),
            )
        if len(uploads) > _SHOWN:
            st.caption(_("… and {number} earlier ones").format(number=len(uploads) - _SHOWN))


def _title(upload: object) -> str:
    if upload.format == EDIT:
        return _("Changes on the products page: {cells} cells").format(
            cells=whole(upload.rows_accepted)
        )
    title = _("**{file}** · {format} · {rows} rows").format(
        file=upload.file_name, format=upload.format, rows=whole(upload.rows_accepted)
    )
    if upload.first_day == upload.first_day and upload.first_day is not None:
        title += f" · {day(upload.first_day)} – {day(upload.last_day)}"
    return title


def _undo(upload: int) -> None:
    session.store().undo(upload)
    widgets.say_after_rerun(_("Taken back."))


def _remove_sample_shop() -> None:
    session.remove_sample_shop()
    widgets.say_after_rerun(_("The sample shop is gone. Upload your own files whenever you like."))
