"""Where Streamlit meets the core: the clock, the store, and the shop that a run of a page shows.

Each stage of a shop (see inventory_core/shop.py) is kept under the path of its database and what
else it depends on, so nothing ever needs clearing and all tabs agree.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Event, local
from typing import TypeVar

import streamlit as st

from inventory_core.domain.clock import running_moment
from inventory_core.domain.errors import SellerError
from inventory_core.ledger.fonts import font_files
from inventory_core.shop.outlook import Outlook
from inventory_core.shop.past import Past
from inventory_core.shop.shop import Moment, Shop
from inventory_core.store import backups
from inventory_core.store.store import Store, Versions, default_path

_FOUND = local()
"""The shop that the run of this thread shows."""
_KEPT = 3
"""Versions of a shop kept in memory: the current one, and those of tabs about to catch up."""

_MOMENT = "moment of this run"
"""Streamlit copies what a tab keeps at every run: so the moment, and not the shop itself."""

_PAGE, _SHOWN_ANEW = "page of this run", "is shown anew"

Answer = TypeVar("Answer")

MENU_IS_KNOWN = Event()
"""Set once Streamlit was told of the menu by any tab since the program was started."""


def now() -> datetime:
    """Return the running moment on the seller's clock.

    Raises:
        SettingsError: the environment variable that sets the clock holds no moment.
    """
    return running_moment(os.environ, clock=datetime.now().astimezone())


def today() -> date:
    """Return the running day on the seller's clock."""
    return now().date()


def store() -> Store:
    """Return the seller's database."""
    return _store(default_path(os.environ, Path.home()))


@st.cache_resource(show_spinner=False)
def _store(path: Path) -> Store:
    return Store(path)


@st.cache_resource(show_spinner=False)
def fonts() -> tuple[Path, ...]:
    """Return the fonts of this computer, for documents."""
    return font_files(os.environ, Path.home())


def restore(backup: Path) -> None:
    """Put a backup in the place of the seller's database, which is kept as a backup itself."""
    backups.restore(store().path, backup, now=now())


def enter(page: str) -> None:
    """Note which page this run shows."""
    st.session_state[_SHOWN_ANEW] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page


def is_shown_anew() -> bool:
    """Tell whether another page was shown before this run: Streamlit forgot what was typed here."""
    return bool(st.session_state.get(_SHOWN_ANEW))


def look() -> None:
    """Let this run of a page show the shop as it stands, and nothing newer until it ends."""
    st.session_state[_MOMENT] = current().moment


def shop() -> Shop:
    """Return the shop that this run of a page shows; in a callback, the one that was on screen."""
    if _MOMENT not in st.session_state:
        look()
    moment = st.session_state[_MOMENT]
    # Asked dozens of times in a run: Streamlit's caches take a millisecond to find it each time.
    if getattr(_FOUND, "moment", None) is not moment:
        _FOUND.moment, _FOUND.shop = moment, _shop(moment)
    found: Shop = _FOUND.shop
    return found


def current() -> Shop:
    """Return the shop as it stands at this moment, whatever the page shows."""
    path, day, _stamp = stamp()
    return _shop(latest("current moment", stamp(), lambda: _moment(path, day)))


def brings_orders() -> bool:
    """Tell whether the seller brings an open order to a customer; no where the shop cannot tell."""
    try:
        return bool(current().outlook.deliveries)
    except SellerError:  # the page that was asked for says what is wrong
        return False


def is_behind() -> bool:
    """Tell whether the shop changed since this run of the page looked at it.

    Forecasts that are made behind the page change nothing that was told by the seller.
    """
    shown: Moment = st.session_state[_MOMENT]
    stands = current().moment
    forecasts = shown.versions.forecasts
    return replace(stands, versions=replace(stands.versions, forecasts=forecasts)) != shown


def stamp() -> tuple[Path, date, tuple[int, ...]]:
    """Return what changes with the day and with every write to the database.

    Asking the file for it is a thousand times quicker than opening it.
    """
    path = store().path
    files = (path, path.with_name(f"{path.name}.wal"))
    return path, today(), tuple(file.stat().st_mtime_ns for file in files if file.exists())


def latest(name: str, key: object, make: Callable[[], Answer]) -> Answer:
    """Return what this tab made last under a name, or make it anew where it was for another key."""
    kept: tuple[object, Answer] | None = st.session_state.get(name)
    if kept is None or kept[0] != key:
        kept = st.session_state[name] = (key, make())
    return kept[1]


def _moment(path: Path, day: date) -> Moment:
    versions, settings = _store(path).state()
    return Moment(path=path, versions=versions, today=day, settings=settings)


def _shop(moment: Moment) -> Shop:
    return Shop.of(_outlook(moment.path, moment.versions, moment.today), moment.settings)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _outlook(path: Path, versions: Versions, day: date) -> Outlook:
    outlook = Outlook(past=_past(path, versions.sales, day), versions=versions)
    outlook.forget_done_deliveries()
    return outlook


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _past(path: Path, version: int, day: date) -> Past:
    return Past(store=_store(path), version=version, today=day)
