"""Amazon's reports of what the seller offers: prices, and what lies on the seller's own shelf."""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format, without_counts
from inventory_core.imports.format import Sheet
from inventory_core.imports.texts import normalise

_OFFER = frozenset(("sku", "asin", "price", "quantity"))
_FOR_BUSINESSES = frozenset(
    ("business price", "quantity price type", "progressive price type", "sell remainder")
)


def _is_inventory_report(headings: Sequence[str]) -> bool:
    """Four columns that any sheet may have tell the report only where there is no other."""
    told = {normalise(heading) for heading in headings}
    return told >= _OFFER and (told == _OFFER or bool(told & _FOR_BUSINESSES))


AMAZON_INVENTORY = catalogue_format(
    "amazon inventory",
    label=N_("Amazon inventory report"),
    signs=(),
    fits=_is_inventory_report,
    fields=catalogue_fields(sku="sku", listing="asin", price="price", on_hand="quantity"),
)
"""Amazon inventory report: Inventory, Inventory Reports, “Inventory Report”; with tabs.

One row per offer, without names. A blank quantity means that Amazon holds the goods: that stock is
told by the FBA inventory, and none of it lies on the seller's shelf.
"""


def _on_own_shelf(sheet: Sheet) -> Sheet:
    at_amazon = sheet.texts("tracked").str.lower().str.startswith("amazon")
    return without_counts(sheet, at_amazon)


AMAZON_LISTINGS = catalogue_format(
    "amazon listings",
    label=N_("Amazon listings"),
    signs=(
        ("listing-id", "seller-sku"),
        ("seller-sku", "asin1"),
        ("listing-id", "asin1"),
        ("item-name", "seller-sku", "fulfillment-channel"),
        ("item-name", "seller-sku", "fulfilment-channel"),
        ("出品者SKU", "フルフィルメント・チャンネル"),
        ("出品者SKU", "出品ID"),
    ),
    fields=catalogue_fields(
        sku="seller-sku | 出品者SKU",
        listing="asin1 | product-id | 商品ID",
        name="item-name | 商品名",
        price="price | 価格",
        on_hand="quantity | 数量",
        tracked="fulfillment-channel | fulfilment-channel | フルフィルメント・チャンネル",
    ),
    prepare=_on_own_shelf,
)
"""Amazon listings: Inventory, Inventory Reports, “All Listings Report” or “Active Listings Report”.

Tab-separated, one row per offer. A channel such as AMAZON_NA means that Amazon holds the goods, and
the quantity says nothing. The open date is the day of the listing, not of a count. English
headings, and Japanese ones in Japan (in Shift-JIS).
"""

FORMATS = (
    AMAZON_INVENTORY,
    AMAZON_LISTINGS,
)
