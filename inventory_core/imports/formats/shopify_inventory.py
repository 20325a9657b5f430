"""Shopify inventory: Products, Inventory, Export, all states. One row per variant and location.

On hand includes what Shopify calls unavailable, such as damaged units. “(not editable)” and
“(current)” came into the headings in 2024; “On hand (new)” is for the seller to fill in.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.formats.shopify_names import named_as_in_orders

SHOPIFY_INVENTORY = catalogue_format(
    "shopify inventory",
    label=_("Shopify inventory"),
    signs=(("Handle", "Location", "On hand"), ("Handle", "Location", "On hand (current)")),
    fields=catalogue_fields(
        sku="SKU",
        name="Title",
        handle="Handle",
        option="Option1 Value",
        option_2="Option2 Value",
        option_3="Option3 Value",
        on_hand=("On hand (current)", "On hand"),
        on_order="Incoming",
        committed="Committed",
    ),
    prepare=named_as_in_orders,
)
