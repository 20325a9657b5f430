"""BigCommerce products: Products, Export. A row per product, below it one per variant.

A variant has its options in place of a name: `[S]Color=Blue` in older files, in a column of their
own in newer ones. Pictures and rules have rows too.
"""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format, without_counts
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.reasons import Reason

_PRODUCT, _VARIANTS = "product", ("sku", "variant")
_OPTION = r"\[[A-Z]+\]"
_UNCOUNTED = ("none", "no")


def _named_as_sold(sheet: Sheet) -> Sheet:
    """Give each variant the name of the product above it, and the price where it has none."""
    kind = sheet.texts("kind").str.lower()
    product, variant = kind == _PRODUCT, kind.isin(_VARIANTS)
    own = sheet.raw("variant") if sheet.has("variant") else sheet.raw("name")
    sheet = sheet.added("handle", product.cumsum().astype("str"))
    sheet = sheet.added("variant", own.where(variant, "").str.replace(_OPTION, "", regex=True))
    for field in ("name", "category", "price", "cost", "tracked"):
        cells = sheet.raw(field)
        of_product = cells.where(product).ffill().fillna("")
        kept = cells.where(~variant, "") if field == "name" else cells
        sheet = sheet.put(field, kept.where(kept != "", of_product))
    return without_counts(sheet, sheet.texts("tracked").str.lower().isin(_UNCOUNTED))


def _no_products(sheet: Sheet) -> Sequence[Check]:
    kind, handle = sheet.texts("kind").str.lower(), sheet.raw("handle")
    variant = kind.isin(_VARIANTS)
    parent = (kind == _PRODUCT) & handle.isin(handle[variant])
    return [
        Check(reason=Reason.PARENT_ROW, field="kind", refused=parent),
        Check(reason=Reason.PICTURE_ROW, field="kind", refused=kind == "image"),
        Check(reason=Reason.DESCRIPTION_ROW, field="kind", refused=~variant & (kind != _PRODUCT)),
    ]


BIGCOMMERCE_PRODUCTS = catalogue_format(
    "bigcommerce products",
    label=N_("BigCommerce products"),
    signs=(
        ("Item Type", "Product Code/SKU", "Current Stock Level"),
        ("Item", "Inventory Tracking", "Current Stock"),
    ),
    fields=catalogue_fields(
        kind="Item Type | Item",
        sku="Product Code/SKU | SKU",
        name="Product Name | Name",
        variant="Options",
        category="Category",
        price="Price",
        cost="Cost Price",
        tracked="Track Inventory | Inventory Tracking",
        on_hand="Current Stock Level | Current Stock",
    ),
    prepare=_named_as_sold,
    leave_out=_no_products,
)

FORMATS = (BIGCOMMERCE_PRODUCTS,)
