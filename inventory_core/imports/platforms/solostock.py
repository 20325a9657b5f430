"""What SoloStock itself wrote and cannot take for something that happened: orders at suppliers."""

from collections.abc import Sequence

from inventory_core.domain.language import N_, spellings
from inventory_core.imports.format import Format, platform_fields
from inventory_core.imports.headings import compact
from inventory_core.imports.own_sheets.purchases import PURCHASES_SHEET

_SIGNS = (N_("Purchase order"), N_("Expected on"), N_("Your code"), N_("Quantity"))


def _is_order(headings: Sequence[str]) -> bool:
    """Tell whether these are the headings of an order, in one of our languages."""
    found = set(map(compact, headings))
    return all(not found.isdisjoint(map(compact, spellings(sign))) for sign in _SIGNS)


_COLUMNS = {field.name: field.column for field in PURCHASES_SHEET.fields}

PURCHASE_ORDER = Format(
    name="solostock order",
    label=N_("SoloStock order at a supplier"),
    fits=_is_order,
    fields=platform_fields(_COLUMNS, {"sku": "SKU", "received": "Quantity", "day": "Ordered on"}),
    unusable=N_(
        "This is an order as its supplier gets it, and says nothing of what arrived: say that on "
        "the Purchases page. Where it is not kept there, the command “order” keeps it."
    ),
    read=PURCHASES_SHEET.read,
)
"""The CSV of an order on the Purchases page."""

FORMATS = (PURCHASE_ORDER,)
