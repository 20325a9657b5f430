"""Magento (Adobe Commerce) products: System, Export, entity “Products”. One row per product.

What comes in variants, sets or groups has a row of its own beside those of its parts, without units
that could be sold.
"""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format, without_counts
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.reasons import Reason

_OF_PARTS = ("configurable", "grouped", "bundle")


def _counted(sheet: Sheet) -> Sheet:
    return without_counts(sheet, sheet.texts("tracked").isin(("0", "0.0000")))


def _of_parts(sheet: Sheet) -> Sequence[Check]:
    parents = sheet.texts("kind").str.lower().isin(_OF_PARTS)
    return [Check(reason=Reason.PARENT_ROW, field="kind", refused=parents)]


MAGENTO_PRODUCTS = catalogue_format(
    "magento products",
    label=N_("Magento products"),
    signs=(("sku", "product_type", "attribute_set_code"), ("sku", "_type", "_attribute_set")),
    fields=catalogue_fields(
        sku="sku",
        name="name",
        kind="product_type | _type",
        price="price",
        cost="cost",
        on_hand="qty",
        tracked="manage_stock",
    ),
    prepare=_counted,
    leave_out=_of_parts,
)

FORMATS = (MAGENTO_PRODUCTS,)
