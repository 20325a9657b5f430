"""How the seller drives: from where, with what, when, and how fast."""

from datetime import time
from typing import Any

import streamlit as st

from inventory_core.domain.errors import SellerError
from inventory_core.domain.frames import Frame
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import ngettext
from inventory_core.domain.numbers import whole
from inventory_core.domain.settings import RANGES
from inventory_core.shop.deliveries import keep_postcodes, place_told, ways_told
from pages.shared import session, widgets


def ask() -> None:
    """Ask for all that rounds go by, and keep it at once."""
    settings = session.shop().settings
    box = st.expander(_("How you drive"), icon=":material/tune:", expanded=not settings.home)
    with box, st.form("driving", border=False):
        home = st.text_input(
            _("Your own place"),
            settings.home,
            help=_(
                "Paste the link of a map, or latitude and longitude such as 48.1374, 11.5755. "
                "Rounds begin and end there."
            ),
        )
        told = _ask_vehicles() | _ask_times() | _ask_ways()
        if st.form_submit_button(_("Keep"), type="primary", icon=":material/check:"):
            _keep(home, told)
    with box:
        _ask_postcodes()


def _ask_postcodes() -> None:
    """Ask for a sheet that tells where postcodes lie."""
    file = st.file_uploader(
        _("Postcodes with their coordinates"),
        type=["csv", "tsv", "txt", "xlsx"],
        help=_(
            "A sheet with the columns postcode, latitude and longitude, dropped once: then a "
            "postcode can be typed as a place. It takes the place of an earlier one."
        ),
    )
    if file is None or not st.button(_("Keep these postcodes"), icon=":material/check:"):
        return
    try:
        kept = keep_postcodes(session.store(), file.name, file.getvalue())
    except SellerError as error:
        st.warning(str(error))
        return
    sentence = ngettext("{codes} postcode is kept.", "{codes} postcodes are kept.", kept)
    st.success(sentence.format(codes=whole(kept)), icon=":material/check_circle:")


def ask_ways() -> Frame | None:
    """Ask for a sheet that tells how far it is between the places of today; nothing of it is kept.

    Returns:
        WAYS; None where none is given, or it cannot be read.
    """
    file = st.file_uploader(
        _("Ways of today, if a map program told them to you"),
        type=["csv", "tsv", "txt", "xlsx"],
        help=_(
            "A sheet with the columns from, to, km and minutes (or one of these two). Places are "
            "named “home”, by the number of the customer order, by postcode, or by latitude and "
            "longitude. What it does not tell goes by the straight line. It is not kept."
        ),
    )
    if file is None:
        return None
    try:
        return ways_told(file.name, file.getvalue())
    except SellerError as error:
        st.warning(str(error))
        return None


def _ask_vehicles() -> dict[str, Any]:
    left, middle, right = st.columns(3)
    with left:
        vehicles = _ask_number("vehicles", _("Vehicles at the same time"))
    with middle:
        units = _ask_number("vehicle_units", _("Units that one holds"))
    with right:
        rounds = _ask_number("vehicle_rounds", _("Rounds of one a day, at most"))
    return {"vehicles": vehicles, "vehicle_units": units, "vehicle_rounds": rounds}


def _ask_times() -> dict[str, Any]:
    settings = session.shop().settings
    left, middle, right = st.columns(3)
    begins = left.time_input(_("The first round begins"), _time(settings.rounds_begin_minute))
    ends = middle.time_input(_("The last one is back by"), _time(settings.rounds_end_minute))
    with right:
        stop = _ask_number("stop_minutes", _("Minutes at each stop"))
    return {
        "rounds_begin_minute": begins.hour * 60 + begins.minute,
        "rounds_end_minute": ends.hour * 60 + ends.minute,
        "stop_minutes": stop,
    }


def _ask_ways() -> dict[str, Any]:
    left, middle, _right = st.columns(3)
    with left:
        factor = _ask_number(
            "road_factor",
            _("Roads, as multiples of the straight line"),
            explanation=_("1.3 suits most towns; more where rivers or hills are in the way."),
        )
    with middle:
        kmh = _ask_number("road_kmh", _("Kilometres an hour on the way"))
    return {"road_factor": factor, "road_kmh": kmh}


def _ask_number(name: str, label: str, *, explanation: str = "") -> float:
    """Ask for a number of the settings, within what makes sense."""
    kept = getattr(session.shop().settings, name)
    kind = type(kept)
    smallest, largest = map(kind, RANGES[name])
    told: float = st.number_input(label, smallest, largest, kept, help=explanation or None)
    return told


def _time(minute: int) -> time:
    """Return a time of the day; the end of the day is its last minute.

    >>> _time(540), _time(1_440)
    (datetime.time(9, 0), datetime.time(23, 59))
    """
    return time(*divmod(min(minute, 1_439), 60))


def _keep(home: str, told: dict[str, Any]) -> None:
    try:
        place = str(place_told(session.store(), home)) if home.strip() else ""
        session.store().save_settings(home=place, **told)
    except SellerError as error:
        st.warning(str(error))
        return
    widgets.say_after_rerun(_("Kept."))
    st.rerun()
