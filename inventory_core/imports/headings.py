"""The headings that any format knows, to find the header row, the delimiter and the encoding."""

from collections.abc import Iterable
from hashlib import blake2b

from inventory_core.imports.formats import FORMATS
from inventory_core.imports.table import Table
from inventory_core.imports.texts import normalise


def compact(heading: str) -> str:
    """Return a heading as it is compared: `Invoice No`, `InvoiceNo` and `invoice_no` are one.

    >>> compact("Invoice-No")
    'invoiceno'
    """
    return normalise(heading).replace(" ", "")


KNOWN_HEADINGS = frozenset(
    compact(heading)
    for known in FORMATS
    for headings in (
        *((field.heading, *field.synonyms) for field in known.fields),
        *known.signs,
    )
    for heading in headings
)

CHINESE_HEADINGS = frozenset(
    heading for heading in KNOWN_HEADINGS if len(heading) > 1 and not heading.isascii()
)


def known_headings(row: Iterable[str]) -> int:
    """Count the distinct cells of a row that are headings of some format."""
    return len({compact(cell) for cell in row if len(cell) < 100} & KNOWN_HEADINGS)


def headings_key(table: Table) -> str:
    """Return a short text that is the same for all sheets with these headings, in any order."""
    own = (str(heading) for heading in table.cells.columns if heading not in table.joined)
    headings = sorted({compact(heading) for heading in own})
    return blake2b("\n".join(headings).encode(), digest_size=12).hexdigest()
