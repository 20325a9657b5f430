"""Up to which day each file of sales is complete, and which channels are behind the others."""

from datetime import date

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.imports.importing import Imported
from inventory_core.imports.upload_words import channel_label
from inventory_core.monitoring.alert_words import older_channel_sentence
from inventory_core.shop.completeness import likely_until
from pages.shared import session
from pages.shared.product_labels import plain


def ask(imported: Imported) -> None:
    """Ask for the last day whose sales are all in a file, with the likely one filled in."""
    likely, key = _likely_and_key(imported)
    if likely is None:
        return
    st.date_input(
        _("Complete up to"),
        likely,
        max_value=session.today(),
        key=key,
        help=_(
            "The last day whose sales are all in this file. Later days are unknown, and are not "
            "taken for days without sales."
        ),
    )


def answer(imported: Imported) -> date | None:
    """Return what the seller said of a file; None where it holds no sales."""
    _likely, key = _likely_and_key(imported)
    said: date | None = st.session_state.get(key)
    return said


def _likely_and_key(imported: Imported) -> tuple[date | None, str]:
    """Return the likely day and the name of the question in the session.

    Where another answer moves the sales to other days, the question is a new one.
    """
    likely = likely_until(imported, today=session.today())
    return likely, f"complete until {likely} {imported.channel} {imported.fingerprint}"


def warn_of_older_channels() -> None:
    """Say of each channel that its data end before those of others."""
    for channel, until in session.shop().past.older_channels.items():
        sentence = older_channel_sentence(channel_label(channel), until)
        st.warning(plain(sentence), icon=":material/history_toggle_off:")
