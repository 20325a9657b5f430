"""Shopify inventory, “available” only: one row per variant and one column per location.

The locations are columns called as the seller calls them, so they are told by what they hold: every
column that Shopify does not name itself and that mostly holds numbers or “not stocked” is one. A
column of numbers that the seller has added would be counted too, unless it is called a total.
"""

from collections.abc import Sequence
from dataclasses import replace

from inventory_core.domain.language import gettext as _
from inventory_core.imports.cells import normalise, normalise_texts, parse_numbers
from inventory_core.imports.formats.catalogue import UNCOUNTED, catalogue_fields, catalogue_format
from inventory_core.imports.formats.format import Columns
from inventory_core.imports.formats.shopify_names import named_as_in_orders

_OPTIONS = tuple(f"option{number} {part}" for number in (1, 2, 3) for part in ("name", "value"))
_SIGNS = frozenset(("handle", "title", "option1 value", "sku", "hs code", "coo"))
_NOT_LOCATIONS = _SIGNS | {*_OPTIONS, "barcode", "bin name", "total", "sum"}


def _fits(headings: Sequence[str]) -> bool:
    told = {normalise(heading) for heading in headings}
    return told >= _SIGNS and "location" not in told and bool(told - _NOT_LOCATIONS)


def _locations(columns: Columns) -> list[str]:
    found = []
    for heading, cells in columns.table.cells.items():
        filled = cells[cells != ""]
        counts = parse_numbers(filled).notna() | normalise_texts(filled).isin(UNCOUNTED)
        if normalise(str(heading)) not in _NOT_LOCATIONS and counts.mean() > 0.5:
            found.append(str(heading))
    return found


def _prepare(columns: Columns) -> Columns:
    counts = tuple((f"on_hand_{i}", name) for i, name in enumerate(_locations(columns), start=1))
    mapping = replace(columns.mapping, columns=(*columns.mapping.columns, *counts))
    return named_as_in_orders(replace(columns, mapping=mapping))


SHOPIFY_LOCATIONS = catalogue_format(
    "shopify locations",
    label=_("Shopify inventory by location"),
    signs=(),
    fits=_fits,
    fields=catalogue_fields(
        sku="SKU",
        name="Title",
        handle="Handle",
        option="Option1 Value",
        option_2="Option2 Value",
        option_3="Option3 Value",
    ),
    prepare=_prepare,
)
