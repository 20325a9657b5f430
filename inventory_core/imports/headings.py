"""Headings as they are compared, and those that any format knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise

_LONGEST = 100


def compact(heading: str) -> str:
    """Return a heading as it is compared: `Invoice No`, `InvoiceNo` and `invoice_no` are one.

    >>> compact("Invoice-No")
    'invoiceno'
    """
    return normalise(heading).replace(" ", "")


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """Known headings, compact: they tell header row, delimiter and encoding of a file."""

    headings: frozenset[str]

    @cached_property
    def chinese(self) -> frozenset[str]:
        """Those that show that a file is in GB18030."""
        return frozenset(h for h in self.headings if len(h) > 1 and not h.isascii())

    def known(self, row: Iterable[str]) -> int:
        """Count the distinct cells of a row that are known headings."""
        return len({compact(cell) for cell in row if len(cell) < _LONGEST} & self.headings)


def headings_key(table: Table) -> str:
    """Return a short text that is the same for all sheets with these headings, in any order."""
    own = (str(heading) for heading in table.cells.columns if heading not in table.joined)
    headings = sorted({compact(heading) for heading in own})
    return blake2b("\n".join(headings).encode(), digest_size=12).hexdigest()
