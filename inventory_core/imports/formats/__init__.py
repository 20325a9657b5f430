"""One file for each kind of sheet that SoloStock reads."""

from inventory_core.imports.formats.products_sheet import PRODUCTS_SHEET
from inventory_core.imports.formats.sales_sheet import SALES_SHEET
from inventory_core.imports.formats.sheet import Format
from inventory_core.imports.formats.stock_sheet import STOCK_SHEET

FORMATS: tuple[Format, ...] = (SALES_SHEET, PRODUCTS_SHEET, STOCK_SHEET)
"""Every format, in the order of the menu."""


def format_named(name: str) -> Format:
    """Return the format of this name; KeyError where there is none."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise KeyError(name)
