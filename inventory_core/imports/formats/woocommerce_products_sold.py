"""WooCommerce units sold per product: Analytics, Products or Variations, “Download”. No dates."""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format

WOOCOMMERCE_PRODUCTS_SOLD = order_format(
    "woocommerce products sold",
    label=_("WooCommerce products sold"),
    channel="WooCommerce",
    signs=(("Product title", "Items sold"), ("Product / Variation title", "Items sold")),
    fields=order_fields(
        sku="SKU", name=("Product title", "Product / Variation title"), units="Items sold"
    ),
    unusable=_(
        "This report has totals of a whole period and does not say when anything was sold: please "
        "export the orders by a plugin such as “Advanced Order Export For WooCommerce” with one "
        "row per product, and upload that."
    ),
)
