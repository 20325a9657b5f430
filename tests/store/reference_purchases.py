"""What is on its way and what came of purchase orders after any of them: in plain Python."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

ORDERED, PART_RECEIVED, RECEIVED = "ordered", "part received", "received"
CLOSED, CANCELLED = "closed", "cancelled"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Units by code that came of an order on a day."""

    order: int
    units: Mapping[str, float]
    day: date


@dataclass(kw_only=True)
class Order:
    """Units by code that were ordered on a day; given_up: the codes of which no more will come."""

    ordered_on: date
    units: dict[str, float]
    given_up: set[str] = field(default_factory=set)


class ReferencePurchases:
    """Purchase orders as they must be."""

    def __init__(self) -> None:
        """Begin with none."""
        self.orders: dict[int, Order] = {}
        self.deliveries: dict[int, Delivery] = {}

    def undo(self, delivery: int) -> bool:
        """Take a receipt back, where it stands."""
        return self.deliveries.pop(delivery, None) is not None

    def states(self) -> dict[int, str]:
        """Say how far each order has come."""
        return {number: self._state(number) for number in self.orders}

    def came(self, number: int) -> dict[str, float]:
        """Return the units of each code that came of an order."""
        came: dict[str, float] = defaultdict(float)
        for delivery in self._of(number):
            for code, units in delivery.units.items():
                came[code] += units
        return dict(came)

    def coming(self) -> Iterator[tuple[str, float]]:
        """Return code and units of each line of which some are still to come."""
        for number, order in self.orders.items():
            for code in order.units:
                if code not in order.given_up and self._missing(number, code):
                    yield code, self._missing(number, code)

    def was_waited_for(self, code: str, day: date) -> bool:
        """Tell whether something was on its way under a code at the count of a day."""
        return any(
            code in order.units
            and order.ordered_on < day
            and (self._waits(number, code) or self._ended(number, code) > day)
            for number, order in self.orders.items()
        )

    def _of(self, number: int) -> list[Delivery]:
        return [delivery for delivery in self.deliveries.values() if delivery.order == number]

    def _missing(self, number: int, code: str) -> float:
        return max(self.orders[number].units[code] - self.came(number).get(code, 0.0), 0.0)

    def _waits(self, number: int, code: str) -> bool:
        return code not in self.orders[number].given_up and self._missing(number, code) > 0

    def _ended(self, number: int, code: str) -> date:
        days = [delivery.day for delivery in self._of(number) if code in delivery.units]
        return max(days, default=self.orders[number].ordered_on)

    def _state(self, number: int) -> str:
        codes, some_came = self.orders[number].units, bool(self._of(number))
        if any(self._waits(number, code) for code in codes):
            return PART_RECEIVED if some_came else ORDERED
        if not any(self._missing(number, code) for code in codes):
            return RECEIVED
        return CLOSED if some_came else CANCELLED
