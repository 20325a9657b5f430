"""What a format of sheet is: its fields, its statuses, the mapping of headings to its fields."""

import json
import re
from dataclasses import asdict, dataclass, field, replace
from enum import Enum

import pandas as pd

from inventory_core.domain.columns import Kind
from inventory_core.domain.frames import PRODUCTS, SALES, STOCK, empty
from inventory_core.imports.texts import normalise

_REMARK = re.compile(r"[0-9@]|(?:\S+\s+){4}\S")
"""Digits, an address or more than four words: no platform calls a status so."""

DEFAULT_CHANNEL = "shop"
"""Where sales were made if nobody says."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column that a format knows.

    name: what the readers call it. heading: in our own template, or as the platform writes it.
    synonyms: other headings, English and Chinese, the surest first. examples: two cells for the
    template. limits: smallest and largest number that makes sense.
    """

    name: str
    heading: str
    kind: Kind
    explanation: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    examples: tuple[str, str] = ("", "")
    limits: tuple[float, float] | None = None


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
    An empty text stands for an empty cell.
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

    def meanings(self) -> dict[str, Status]:
        """Return what each text means, by the text as it is compared."""
        return {normalise(text): status for text, status in self.table()}


@dataclass(frozen=True, kw_only=True)
class Companion:
    """Another report of the same platform that completes a format, dropped together with it.

    format: the report's name. key: field that both have. brings: fields that only the report has.
    """

    format: str
    key: str
    brings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SheetMapping:
    """What the seller or the program says that a sheet means.

    format: the name of a format. columns: (field name, heading) of every mapped field. day_first:
    None tells from the column. channel: where the sales were made. statuses: (text as compared,
    whether it counts as demand) of statuses that only the seller knows. currency: the one whose
    prices count where a file has several. period: how long each row's units took to sell, "day",
    "week" or "month"; "" where the sheet itself tells.
    """

    format: str
    columns: tuple[tuple[str, str], ...]
    day_first: bool | None = None
    channel: str = DEFAULT_CHANNEL
    statuses: tuple[tuple[str, bool], ...] = ()
    currency: str = ""
    period: str = ""

    def column(self, field: str) -> str | None:
        """Return the heading that feeds a field, or None."""
        return dict(self.columns).get(field)

    def to_text(self) -> str:
        """Write it down, to be kept with an upload."""
        # A remark in the place of a status may name a person: its answer is not remembered.
        statuses = tuple(pair for pair in self.statuses if not _REMARK.search(pair[0]))
        return json.dumps(asdict(replace(self, statuses=statuses)), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "SheetMapping":
        """Read what `to_text` wrote; ValueError or TypeError where it is of another version.

        >>> mapping = SheetMapping(format="sales sheet", columns=(("sku", "Code"),))
        >>> SheetMapping.from_text(mapping.to_text()) == mapping
        True
        """
        told = json.loads(text)
        for name in ("columns", "statuses"):
            told[name] = tuple(tuple(pair) for pair in told[name])
        return cls(**told)


@dataclass(frozen=True, eq=False, kw_only=True)
class Reading:
    """What a format found in a sheet; every row is either accepted or has one problem.

    withdrawn: SALES of no units: order lines that are no demand now, though an earlier export may
    have told otherwise. notes: (code, number of rows) of what was accepted but should be known.
    """

    problems: pd.DataFrame
    sales: pd.DataFrame = field(default_factory=lambda: empty(SALES))
    withdrawn: pd.DataFrame = field(default_factory=lambda: empty(SALES))
    products: pd.DataFrame = field(default_factory=lambda: empty(PRODUCTS))
    stock: pd.DataFrame = field(default_factory=lambda: empty(STOCK))
    currency: str = ""
    notes: tuple[tuple[str, int], ...] = ()
