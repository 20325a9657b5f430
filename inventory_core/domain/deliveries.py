"""Where an order of a customer is brought by the seller: what is typed for it, and kept with it."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import IntEnum

from inventory_core.domain.columns import Schema, number, text

KEPT_DAYS = 30
"""What was typed for a delivery is deleted so many days after its order is done."""

LONGEST_TEXT = 200
"""Of a name, a street or a note, in letters."""


POSTCODES: Schema = {"postcode": text(), "latitude": number(), "longitude": number()}
"""One row per postcode, as postcode_key spells it, with the middle of where it lies."""


WAYS: Schema = {"origin": text(), "goal": text(), "metres": number(), "seconds": number()}
"""One row per way of a sheet, between places as the sheet names them; what it does not tell is
empty."""


def postcode_key(told: str) -> str:
    """Return a postcode in one spelling.

    >>> postcode_key(" sw1a 1aa ")
    'SW1A1AA'
    """
    return "".join(told.split()).upper()


class Priority(IntEnum):
    """Which order is left for another day where not all can be brought: the lowest first."""

    LOW = 0
    USUAL = 1
    HIGH = 2


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point on the earth, in degrees: north and east are above 0.

    >>> Place(latitude=48.137, longitude=11.575).link
    'https://www.openstreetmap.org/?mlat=48.137&mlon=11.575#map=17/48.137/11.575'
    """

    latitude: float
    longitude: float

    @property
    def link(self) -> str:
        """Address that shows it on a map; nothing but the seller's own click opens it."""
        return (
            f"https://www.openstreetmap.org/?mlat={self.latitude}&mlon={self.longitude}"
            f"#map=17/{self.latitude}/{self.longitude}"
        )

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a seller typed to bring one order of a customer.

    number: of the customer order. earliest, latest: when somebody is there; None for any time.
    done_on: the day on which the order was first seen to be done; None while it is open.
    """

    number: int
    place: Place
    name: str = ""
    street: str = ""
    note: str = ""
    earliest: time | None = None
    latest: time | None = None
    priority: Priority = Priority.USUAL
    done_on: date | None = None

    def is_right(self, today: date, *, is_open: bool) -> bool:
        """Tell whether it may stay as it is; is_open: something of its order waits on that day."""
        if is_open or self.done_on is None:
            return is_open and self.done_on is None
        return today - timedelta(days=KEPT_DAYS) < self.done_on <= today
