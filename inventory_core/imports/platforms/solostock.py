"""What SoloStock itself wrote and cannot take for something that happened: orders at suppliers."""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Format, platform_fields
from inventory_core.imports.own_sheets.purchases import PURCHASES_SHEET

_COLUMNS = {field.name: field.column for field in PURCHASES_SHEET.fields}

PURCHASE_ORDER = Format(
    name="solostock order",
    label=N_("SoloStock order at a supplier"),
    signs=(("Purchase order", "Expected on", "Your code", "Quantity"),),
    fields=platform_fields(_COLUMNS, {"sku": "SKU", "received": "Quantity", "day": "Ordered on"}),
    unusable=N_(
        "This is an order as its supplier gets it, and says nothing of what arrived: say that on "
        "the Purchases page. Where it is not kept there, the command “order” keeps it."
    ),
    read=PURCHASES_SHEET.read,
)
"""The CSV of an order on the Purchases page."""

FORMATS = (PURCHASE_ORDER,)
