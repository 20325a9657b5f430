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
    likely = likely_until(imported, today=session.today())
    if likely is None:
        return
    st.date_input(
        _("Sold on {channel}, complete up to").format(
            channel=plain(channel_label(imported.channel))
        ),
        likely,
        max_value=session.today(),
        key=_key(imported),
        help=_(
            "The last day whose sales are all in this file. Later days are unknown, and are not "
            "taken for days without sales."
        ),
    )


def answer(imported: Imported) -> date | None:
    """Return what the seller said of a file; None where it holds no sales."""
    said: date | None = st.session_state.get(_key(imported))
    return said


def _key(imported: Imported) -> str:
    return f"complete until {imported.channel} {imported.fingerprint}"


def warn_of_older_channels() -> None:
    """Say of each channel that its data end before those of others."""
    for channel, until in session.shop().past.older_channels.items():
        sentence = older_channel_sentence(channel_label(channel), until)
        st.warning(plain(sentence), icon=":material/history_toggle_off:")
