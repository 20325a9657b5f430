"""Every kind of sheet that SoloStock reads: the seller's own, and a file for each platform."""

from importlib import import_module
from pkgutil import iter_modules

from inventory_core.imports import platforms
from inventory_core.imports.format import Format
from inventory_core.imports.headings import Vocabulary, compact
from inventory_core.imports.own_sheets.products import PRODUCTS_SHEET
from inventory_core.imports.own_sheets.purchases import PURCHASES_SHEET
from inventory_core.imports.own_sheets.sales import SALES_SHEET
from inventory_core.imports.own_sheets.stock import STOCK_SHEET
from inventory_core.imports.own_sheets.wide import WIDE_SHEET

PLAIN_FORMATS: tuple[Format, ...] = (SALES_SHEET, STOCK_SHEET, PRODUCTS_SHEET, PURCHASES_SHEET)
"""Sheets of the seller's own making, in the order of the menu; for these there are templates."""


def _of_platforms() -> tuple[Format, ...]:
    """The formats of every file in the folder of platforms, in the order of their names."""
    names = sorted(module.name for module in iter_modules(platforms.__path__))
    modules = [import_module(f"{platforms.__name__}.{name}") for name in names]
    return tuple(known for module in modules for known in module.FORMATS)


FORMATS: tuple[Format, ...] = (*PLAIN_FORMATS, WIDE_SHEET, *_of_platforms())
"""Every format, in the order of the menu."""

_BY_NAME = {known.name: known for known in FORMATS}

VOCABULARY = Vocabulary(
    headings=frozenset(
        compact(heading)
        for known in FORMATS
        for headings in (
            *((field.heading, *field.synonyms) for field in known.fields),
            *known.signs,
        )
        for heading in headings
    )
)
"""The headings of every format."""


def format_named(name: str) -> Format:
    """Return the format of this name; KeyError where there is none."""
    return _BY_NAME[name]
