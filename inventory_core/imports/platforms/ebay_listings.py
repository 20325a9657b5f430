"""eBay listings: Seller Hub, Reports, Downloads, “All active listings”. One row per listing.

A listing in several variants has a row of its own with all their units, and one below it for each.
What was sold since the listing began names no day of a sale, and is no demand.
"""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.reasons import Reason


def _listings_with_variants(sheet: Sheet) -> Sequence[Check]:
    listing, variant = sheet.texts("listing"), sheet.filled("variant")
    whole = ~variant & (listing != "") & listing.isin(listing[variant])
    return [Check(reason=Reason.PARENT_ROW, field="listing", refused=whole)]


EBAY_LISTINGS = catalogue_format(
    "ebay listings",
    label=N_("eBay active listings"),
    signs=(
        ("Item number", "Available quantity"),
        ("Item number", "Custom label (SKU)", "Start price"),
    ),
    fields=catalogue_fields(
        sku="Custom label (SKU) | Custom label",
        listing="Item number",
        name="Title",
        variant="Variation details",
        price="Start price | Current price",
        currency="Currency",
        on_hand="Available quantity",
    ),
    leave_out=_listings_with_variants,
)

FORMATS = (EBAY_LISTINGS,)
