"""What a seller sees first: what this is for, room to drop a file, and a shop to try it with."""

import streamlit as st

from inventory_core.domain.language import gettext as _
from pages.shared import sample_shop, widgets

_MORE_ROOM = """
<style>
  [data-testid=stFileUploaderDropzone] {min-height: 9rem; align-items: center}
</style>
"""
"""The place to drop a file is all that matters on this page."""


def show() -> None:
    """Say which questions are answered, and offer the sample shop."""
    st.html(_MORE_ROOM)
    with st.container(border=True):
        st.subheader(_("Know what to order before it runs out"))
        answers = (
            (_("**What will run out**, and when must you order?"), "notifications"),
            (_("**What to buy today** with the money that you have?"), "shopping_cart"),
            (_("**Where does money sleep** in stock that does not sell?"), "savings"),
        )
        for column, (question, icon) in zip(st.columns(3), answers, strict=True):
            column.markdown(f":green[:material/{icon}:] {question}")
        st.write(
            _(
                "Drop what your shop exports: sales first, then stock and products. Everything "
                "stays on this computer, and no buyer's name or address is kept."
            )
        )
        asked = st.button(
            _("Try it with the sample shop"),
            icon=":material/science:",
            help=_("Removed in one click."),
        )
    if asked:
        sample_shop.add()
        widgets.say_after_rerun(_("The sample shop is open. Have a look at its alerts."))
        st.switch_page("pages/today/alerts/alerts.py")
