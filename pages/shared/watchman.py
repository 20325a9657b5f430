"""The one thread of the app that takes files in from the watched folder, and what it says."""

import threading
from collections.abc import Hashable
from pathlib import Path

import streamlit as st
from dateutil.tz import tzlocal

from inventory_core.domain.errors import SellerError
from inventory_core.domain.language import ENGLISH, using
from inventory_core.domain.language import gettext as _
from inventory_core.shop.watching import (
    SECONDS_AFTER_TROUBLE,
    SECONDS_BETWEEN_LOOKS,
    FolderWatch,
)
from inventory_core.store.store import Store
from pages.shared import session

_CHANGING = threading.Lock()
"""Two tabs that run at once do not post two."""


class Watchman:
    """Looks into one folder in the background until it is dismissed."""

    def __init__(self, store: Store, folder: Path, *, language: str) -> None:
        """Begin to take files of this folder into that shop, with reports in that language."""
        self.trouble = ""
        self._watch = FolderWatch(store, folder, zone=tzlocal())
        self._language = language
        self._dismissed = threading.Event()
        # It may be ended at any moment, as the whole program may: nothing is lost by it.
        threading.Thread(target=self._stand, name="watched folder", daemon=True).start()

    def dismiss(self) -> None:
        """Let this look be the last one."""
        self._dismissed.set()

    def _stand(self) -> None:
        with using(self._language):
            try:
                while not self._dismissed.wait(self._look()):
                    pass
            except Exception as error:
                self.trouble = _(
                    "The watched folder is not looked at any more, since something unexpected "
                    "went wrong ({error}): switch it off and on again."
                ).format(error=error)
                raise

    def _look(self) -> float:
        """Look once, and return how many seconds to wait."""
        now = session.now()
        try:
            self._watch.look(now=now, today=now.date())
        except SellerError as error:
            self.trouble = str(error)
            return SECONDS_AFTER_TROUBLE
        self.trouble = ""
        return SECONDS_BETWEEN_LOOKS


def post() -> None:
    """Let the folder of the settings be watched, and no other: one thread for all tabs."""
    settings, store = session.shop().settings, session.store()
    wanted = settings.watched_folder if settings.watching else None
    key = (store.path, wanted, settings.language)
    with _CHANGING:
        posted = _posted()
        for other in [other for other in posted if other != key]:
            posted.pop(other).dismiss()
        if wanted and key not in posted:
            language = settings.language or ENGLISH
            posted[key] = Watchman(store, Path(wanted), language=language)


def trouble() -> str:
    """Return what keeps files from being taken in, as a sentence; "" where all is well."""
    return next((watchman.trouble for watchman in _posted().values()), "")


@st.cache_resource(show_spinner=False)
def _posted() -> dict[Hashable, Watchman]:
    return {}
