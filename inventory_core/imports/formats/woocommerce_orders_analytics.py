"""WooCommerce orders with all products of an order in one cell: Analytics, Orders, “Download”.

Also the exports of order plugins that are set to one row per order.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format

WOOCOMMERCE_ORDERS_ANALYTICS = order_format(
    "woocommerce orders analytics",
    label=_("WooCommerce orders, one row each"),
    channel="WooCommerce",
    signs=(
        ("Order #", "Product(s)"),
        ("Commande n°", "Produit(s)"),
        ("order_number", "line_item_1"),
        ("order_number", "line_items", "download_permissions"),
    ),
    fields=order_fields(order_id=("Order #", "Commande n°", "order_number")),
    unusable=_(
        "This file has one row per order, with all of its products in one cell and no SKU: please "
        "export the orders by a plugin such as “Advanced Order Export For WooCommerce” with one "
        "row per product, and upload that."
    ),
)
