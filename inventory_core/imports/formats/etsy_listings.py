"""Etsy listings: Shop Manager, Settings, Options, Download Data, “currently for sale listings”.

One row per listing, even if it comes in several variants: the quantity is then that of all of them
together. Etsy leaves out the number of the listing, so that one without SKU is known by its title.
"""

from collections.abc import Sequence

from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import by_distinct, each
from inventory_core.imports.formats.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.formats.format import Check, Columns


def _one_code(skus: str) -> str:
    """All variants may share a code: `A,A,A` is A."""
    codes = {code.strip() for code in skus.split(",")}
    return codes.pop() if len(codes) == 1 else skus


def _prepare(columns: Columns) -> Columns:
    skus = by_distinct(columns.raw("sku"), lambda distinct: each(distinct, _one_code))
    return columns.put("sku", skus)


def _leave_out(columns: Columns) -> Sequence[Check]:
    variants = columns.raw("option") + columns.raw("option_2")
    uncoded = ~columns.filled("sku") & variants.str.contains(",")
    # Etsy sells at most 999 of a listing: no comma here stands between thousands.
    lists = columns.raw("sku").str.contains(",") | columns.raw("on_hand").str.contains(",")
    return (Check(reason="variants_together", field="on_hand", refused=uncoded | lists),)


ETSY_LISTINGS = catalogue_format(
    "etsy listings",
    label=_("Etsy listings"),
    signs=(("CURRENCY_CODE", "MATERIALS"),),
    fields=catalogue_fields(
        sku="SKU",
        name="TITLE",
        option="VARIATION 1 VALUES",
        option_2="VARIATION 2 VALUES",
        price="PRICE",
        currency="CURRENCY_CODE",
        on_hand="QUANTITY",
    ),
    prepare=_prepare,
    leave_out=_leave_out,
)
