"""Files that seem to tell sales that are kept already: the seller says which of them counts."""

from collections.abc import Sequence

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.imports.importing import Imported
from inventory_core.imports.upload_words import channel_label
from inventory_core.shop.told_twice import Suspicion, told_twice
from pages.shared import session
from pages.shared.product_labels import plain

_SAVE, _LEAVE_OUT = "save", "leave out"


def ask(imported: Imported, *, beside: Sequence[Imported]) -> bool | None:
    """Ask about a file that seems to be told twice.

    Args:
        imported: the file.
        beside: other files of the drop, saved before it.

    Returns:
        Whether it is to be saved; None until that is known.
    """
    found = told_twice(imported, session.store(), beside=beside)
    if found is None:
        return True
    st.warning(
        plain(found.sentence(imported.file_name, channel_label(found.channel))),
        icon=":material/content_copy:",
    )
    save = {
        Suspicion.SAME_SALES: _("They are other sales: save them too"),
        Suspicion.OTHER_LIST: _("A newer version of that list: replace it"),
    }
    answers = {_SAVE: save[found.suspicion], _LEAVE_OUT: _("Leave this file out")}
    chosen = st.radio(
        _("What shall become of it? Where it is of another shop, give it another name above."),
        list(answers),
        index=None,
        format_func=answers.__getitem__,
        key=f"twice {imported.channel} {imported.fingerprint}",
    )
    return None if chosen is None else chosen == _SAVE
