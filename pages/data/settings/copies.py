"""Copies of all data: made, listed, and put back once the seller said so."""

from pathlib import Path

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import day, time
from inventory_core.store import backups
from pages.shared import session, widgets
from pages.shared.product_labels import plain

_ASKED = "backup to put back"


def show() -> None:
    """Offer to copy all data, and to put one of the copies back."""
    path = session.store().path
    # Known by its key, it stays open when what stands above it changes.
    with st.expander(_("Backup"), icon=":material/save:", key="backup"):
        st.caption(
            _(
                "A copy of everything, opened and checked once it is written. The newest "
                "{number} stay in the folder “backups” beside the database: keep one on another "
                "disk too."
            ).format(number=backups.KEPT)
        )
        if st.button(_("Back up now"), icon=":material/file_copy:"):
            made = session.store().back_up(now=session.now())
            widgets.say_after_rerun(_("Copied and checked. {what}").format(what=made.sentence))
            st.rerun()
        for file in backups.kept(path):
            _show_one(file)


def _show_one(file: Path) -> None:
    made, asked = backups.made_at(file), st.session_state.get(_ASKED) == file.name
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("{day}, {time}").format(day=day(made), time=time(made)), width="stretch")
        st.button(
            _("Put back"),
            key=f"put back {file.name}",
            on_click=_ask,
            args=(file.name,),
            disabled=asked,
        )
    if asked:
        _confirm(file)


def _ask(name: str | None) -> None:
    st.session_state[_ASKED] = name


def _confirm(file: Path) -> None:
    """Say what putting a copy back means, and do it only when that is wanted."""
    with st.container(border=True):
        st.markdown(plain(backups.inspected(file).sentence))
        st.caption(
            _(
                "It takes the place of all that is shown now, which is kept as a backup of its "
                "own: you can put that back in the same way."
            )
        )
        with st.container(horizontal=True):
            if st.button(_("Put this copy back"), type="primary", key="restore"):
                _restore(file)
            st.button(_("Cancel"), key="keep as it is", on_click=_ask, args=(None,))


def _restore(file: Path) -> None:
    session.restore(file)
    _ask(None)
    widgets.say_after_rerun(_("The copy is put back. What was there before is the newest backup."))
    st.rerun()
