"""Lightspeed Retail (X-Series), formerly Vend: its products, and a report of what was sold."""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import (
    catalogue_fields,
    catalogue_format,
    counted_at,
    without_counts,
)
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason

_OPTIONS = ("option", "option_2", "option_3")
_OUTLET = "inventory_"


def _counted(sheet: Sheet) -> Sheet:
    """Name each variant as the till does, `Tank / S`, and add up the outlets that count it."""
    name = sheet.raw("name")
    for option in _OPTIONS:
        value = sheet.texts(option)
        name = name.where(value == "", name + " / " + value)
    headings = [str(heading) for heading in sheet.table.cells.columns]
    outlets = [heading for heading in headings if heading.lower().startswith(_OUTLET)]
    untracked = sheet.texts("tracked").isin(("0", "0.0", "false", "FALSE", "No", "no"))
    return without_counts(counted_at(sheet.put("name", name), outlets), untracked)


def _ingredients(sheet: Sheet) -> Sequence[Check]:
    """A set has a row of its own, then one for each product in it, without a code."""
    part = sheet.filled("parent") & ~sheet.filled("sku")
    return [Check(reason=Reason.COMPONENT_ROW, field="parent", refused=part)]


LIGHTSPEED_PRODUCTS = catalogue_format(
    "lightspeed products",
    label=N_("Lightspeed products"),
    signs=(
        ("supply_price", "retail_price"),
        ("supply_price", "track_inventory"),
        ("retail_price", "track_inventory"),
    ),
    fields=catalogue_fields(
        sku="sku",
        name="name",
        option="variant_option_one_value",
        option_2="variant_option_two_value",
        option_3="variant_option_three_value",
        category="product_category | type",
        supplier="supplier_name",
        cost="supply_price",
        price="retail_price",
        tracked="track_inventory",
        parent="composite_sku",
    ),
    prepare=_counted,
    leave_out=_ingredients,
)
"""Lightspeed products: Catalog, Products, “Export”. One row per variant.

Each outlet has columns for its count, its reorder point and what it is filled up to; only the first
is stock. Services and discounts are not tracked. The description is a web page.
"""


LIGHTSPEED_SOLD = order_format(
    "lightspeed sold",
    label=N_("Lightspeed amounts sold"),
    channel="Lightspeed",
    signs=(("sku", "amount sold"), ("name", "amount sold")),
    fields=order_fields(sku="sku", name="name", units="amount sold"),
    unusable=N_(
        "This report has totals of a whole period and does not say when anything was sold: please "
        "export a sales report by product and by day (Reporting, Sales reports, “Products”, with "
        "days across), and upload that."
    ),
)
"""Lightspeed amounts sold: name, code and how many, without a day."""

FORMATS = (
    LIGHTSPEED_PRODUCTS,
    LIGHTSPEED_SOLD,
)
