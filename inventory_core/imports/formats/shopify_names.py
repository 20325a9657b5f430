"""Products as Shopify's orders name them, so that stock, products and sales meet."""

import pandas as pd

from inventory_core.imports.formats.format import Columns
from inventory_core.imports.formats.order_lines import filled_down

_OPTIONS = ("option", "option_2", "option_3")
_ONLY_VARIANT = "Default Title"


def named_as_in_orders(columns: Columns) -> Columns:
    """Name every variant like `Mug - Blue / Large`.

    What is the same for all variants of a product may stand in its first row only.
    """
    filled = filled_down(columns, key="handle", fields=("name", "category", "supplier"))
    name, variant = filled.raw("name"), variants(filled)
    with_variant = name + " - " + variant
    return filled.put("name", with_variant.where((name != "") & (variant != ""), name))


def variants(columns: Columns) -> pd.Series:
    """Return the option values of each row, joined; empty where there is only one variant."""
    joined = pd.Series("", index=columns.table.cells.index, dtype="str")
    for option in _OPTIONS:
        value = columns.texts(option)
        between = (" / " + value).where(joined != "", value)
        joined += between.where((value != "") & (value != _ONLY_VARIANT), "")
    return joined
