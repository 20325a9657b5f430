"""Headings as they are compared, and those that any format knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import pandas as pd

from inventory_core.domain.errors import FileError
from inventory_core.domain.language import gettext as _
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


def found_column(table: Table, spellings: Iterable[str]) -> "pd.Series[str] | None":
    """Return the cells below the surest of some headings; None where the sheet has none of them."""
    headings = {normalise(str(heading)): heading for heading in table.cells.columns}
    for spelling in map(normalise, spellings):
        if spelling in headings:
            return table.cells[headings[spelling]]
    return None


def needed_column(table: Table, spellings: Iterable[str], *, called: str) -> "pd.Series[str]":
    """Return the cells below the surest of some headings; called: what a seller calls it.

    Raises:
        FileError: the sheet has none of them.
    """
    column = found_column(table, spellings)
    if column is None:
        raise FileError(
            _("{file} has no column “{heading}”: add one, and try again.").format(
                file=table.file_name, heading=called
            )
        )
    return column


def headings_key(table: Table) -> str:
    """Return a short text that is the same for all sheets with these headings, in any order."""
    own = (str(heading) for heading in table.cells.columns if heading not in table.joined)
    headings = sorted({compact(heading) for heading in own})
    return blake2b("\n".join(headings).encode(), digest_size=12).hexdigest()
