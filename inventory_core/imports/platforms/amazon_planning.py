"""Amazon's reports on its warehouses by product, for planning, and its reports of totals."""

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.orders import order_fields, order_format

AMAZON_PLANNING = catalogue_format(
    "amazon fba planning",
    label=N_("Amazon inventory planning"),
    channel="Amazon",
    signs=(
        ("snapshot-date", "available", "inbound-quantity"),
        ("snapshot-date", "available", "inv-age-0-to-90-days"),
    ),
    fields=catalogue_fields(
        day="snapshot-date",
        sku="sku",
        listing="asin",
        name="product-name",
        price="your-price",
        currency="currency",
        on_hand="available",
        on_order="inbound-quantity",
    ),
)
"""Amazon inventory planning: Inventory, FBA Inventory, “Download inventory report”.

Also the “Manage inventory health” report. One row per product; what is on its way into the
warehouses is on order. Amazon's own advice is left aside.
"""


AMAZON_BUSINESS = order_format(
    "amazon business report",
    label=N_("Amazon business report"),
    channel="Amazon",
    signs=(
        ("(Child) ASIN", "Units Ordered"),
        ("(Parent) ASIN", "Units Ordered"),
        ("Date", "Units Ordered", "Ordered Product Sales"),
    ),
    fields=order_fields(name="Title", units="Units Ordered"),
    unusable=N_(
        "This report has totals, either of a product or of a day, but never of a product on a day: "
        "please download “All Orders” (Reports, Fulfilment), and upload that."
    ),
)
"""Amazon business reports: Reports, Business Reports. Totals by product, or by day."""

FORMATS = (
    AMAZON_BUSINESS,
    AMAZON_PLANNING,
)
