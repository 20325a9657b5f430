"""Days to remember as a file that any calendar takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import icalendar

from inventory_core.domain.language import gettext as _

_OWN_NAMES = UUID("6f1d1c7e-3f0b-5a65-9d0f-4f3c0d8a7b21")
_MINUTE = timedelta(minutes=1)
_FIRST_VERSION = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that is due on a day, or lasts from a day to another.

    name: stays the same where days or texts change, so that a calendar moves the event and does not
    show it twice.
    """

    name: str
    first_day: date
    last_day: date
    title: str
    text: str = ""


def calendar_file(events: Iterable[Event], *, made: datetime) -> bytes:
    """Return a calendar of all-day events (RFC 5545), in the order given.

    A later file takes the place of an earlier one: its events have a higher SEQUENCE.

    Args:
        events: each of another name.
        made: the running moment.
    """
    moment = made.astimezone(UTC)
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//SoloStock//SoloStock//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Shop"))
    for event in events:
        calendar.add_component(_entry(event, moment))
    return calendar.to_ical()


def _entry(event: Event, moment: datetime) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", str(uuid5(_OWN_NAMES, event.name)))
    entry.add("dtstamp", moment)
    entry.add("sequence", (moment - _FIRST_VERSION) // _MINUTE)
    entry.add("dtstart", event.first_day)
    entry.add("dtend", event.last_day + timedelta(days=1))  # the first day that is free again
    entry.add("summary", event.title)
    if event.text:
        entry.add("description", event.text)
    entry.add("transp", "TRANSPARENT")
    return entry
