"""The headings that any format knows, to find the header row, the delimiter and the encoding."""

from collections.abc import Iterable

from inventory_core.imports.formats import FORMATS
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
    for field in known.fields
    for heading in (field.heading, *field.synonyms)
)

CHINESE_HEADINGS = frozenset(
    heading for heading in KNOWN_HEADINGS if len(heading) > 1 and not heading.isascii()
)


def known_headings(row: Iterable[str]) -> int:
    """Count the distinct cells of a row that are headings of some format."""
    return len({compact(cell) for cell in row if len(cell) < 100} & KNOWN_HEADINGS)
