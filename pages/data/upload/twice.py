"""Files that seem to tell sales that are kept already: the seller says which of them counts."""

# ruff: noqa: ARG001 (some parameters are only there to be part of a cache's key)

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.imports.importing import Imported
from inventory_core.imports.upload_words import channel_label
from inventory_core.shop.told_twice import (
    Suspicion,
    ToldTwice,
    told_twice,
    without_sales,
)
from pages.data.upload import reading
from pages.shared import session
from pages.shared.product_labels import plain

_SAVE, _COUNTS, _LEAVE_OUT = "save", "counts", "leave out"

_Compared = tuple[ToldTwice | None, Imported, tuple[Imported, ...]]
"""What was noticed, and the files compared: while they are held, no other is taken for them."""


def ask(imported: Imported, *, beside: Sequence[Imported]) -> list[Imported] | None:
    """Ask about a file that seems to be told twice.

    Args:
        imported: the file.
        beside: other files of the drop, saved before it.

    Returns:
        What of it is to be saved, nothing where it is left out; None until that is known.
    """
    moment = session.shop().moment
    found, *_held = _compared(imported, tuple(beside), moment.path, moment.versions.sales)
    if found is None:
        return [imported]
    st.warning(
        plain(found.sentence(imported.file_name, channel_label(found.channel))),
        icon=":material/content_copy:",
    )
    save = {
        Suspicion.SAME_SALES: _("They are other sales: save them too"),
        Suspicion.OTHER_LIST: _("A newer version of that list: replace it"),
    }
    answers = {_SAVE: save[found.suspicion]}
    if len(imported.stock):
        answers[_COUNTS] = _("Keep what it counts, without its sales")
    answers[_LEAVE_OUT] = _("Leave this file out")
    chosen = st.radio(
        _("What shall become of it? Where it is of another shop, give it another name above."),
        list(answers),
        index=None,
        format_func=answers.__getitem__,
        key=f"twice {imported.channel} {imported.fingerprint}",
    )
    kept = {_SAVE: [imported], _COUNTS: [without_sales(imported)], _LEAVE_OUT: []}
    return None if chosen is None else kept[chosen]


def forget() -> None:
    """Let go of the files that were compared."""
    _compared.clear()


@st.cache_resource(max_entries=reading.FILES, show_spinner=False, hash_funcs={Imported: id})
def _compared(
    imported: Imported, beside: tuple[Imported, ...], path: Path, version: int
) -> _Compared:
    """Compare a file with what is kept once, however often the page runs again."""
    return told_twice(imported, session.store(), beside=beside), imported, beside
