"""What texts in the columns of an export say about its order lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from math import nan
from typing import TypeVar

from inventory_core.imports.texts import normalise

Meaning = TypeVar("Meaning")


class Status(Enum):
    """What the status of an order line says about demand."""

    SOLD = "sold"
    CANCELLED = "cancelled"
    UNPAID = "unpaid"
    RETURNED = "returned"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True)
class Statuses:
    """Every text that a platform writes into one status column, by what it says about demand.

    Compared after normalising. A text in none of them, and one in `ask`, the seller is asked about.
    An empty text stands for an empty cell; one that ends in “…” stands for every text that begins
    so, since some platforms write whole sentences with a day in them: the longest beginning holds.
    """

    field: str
    sold: tuple[str, ...]
    cancelled: tuple[str, ...] = ()
    unpaid: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()

    def table(self) -> tuple[tuple[str, Status], ...]:
        """Return every known text with what it means, for people to look at."""
        return tuple((text, status) for status in Status for text in getattr(self, status.value))

    def meanings(self, texts: Iterable[str]) -> dict[str, Status]:
        """Return what those texts mean that are known, all of them as they are compared.

        >>> statuses = Statuses(field="status", sold=("Sent",), returned=("Returned on…",))
        >>> statuses.meanings(["sent", "returned on 6 may", "lost"])["returned on 6 may"].value
        'returned'
        """
        return _meanings(self.table(), texts)


@dataclass(frozen=True, kw_only=True)
class Shipping:
    """What one column of a platform says of whether an order line was shipped.

    Compared as in Statuses. waiting: every text that says that it is still to be shipped. unsure:
    texts that say neither, such as those of a part. shipped: those that say that it was; where none
    are named, all others but an empty one say so.
    """

    field: str
    waiting: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    shipped: tuple[str, ...] = ()

    def shares(self, texts: Iterable[str]) -> dict[str, float]:
        """Return what share of a line waits by each text that says so, NaN where it is unsure.

        All texts are as they are compared.

        >>> shipping = Shipping(field="status", waiting=("To ship",))
        >>> sorted(shipping.shares(["", "to ship", "sent"]).items())
        [('sent', 0.0), ('to ship', 1.0)]
        """
        others = () if self.shipped else filter(None, texts)
        table = [
            *((text, 0.0) for text in self.shipped),
            *((text, nan) for text in self.unsure),
            *((text, 1.0) for text in self.waiting),
        ]
        return dict.fromkeys(others, 0.0) | _meanings(table, texts)


def _meanings(table: Iterable[tuple[str, Meaning]], texts: Iterable[str]) -> dict[str, Meaning]:
    """Return what texts mean by a table of whole texts and, with “…”, of beginnings."""
    known = list(table)
    whole = {normalise(text): meaning for text, meaning in known if text[-1:] != "…"}
    begun = {normalise(text[:-1]): meaning for text, meaning in known if text[-1:] == "…"}
    longest = sorted(begun, key=len, reverse=True)
    begins = {text: next(filter(text.startswith, longest), None) for text in texts}
    return {text: begun[start] for text, start in begins.items() if start} | whole
