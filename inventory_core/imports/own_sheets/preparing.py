"""What is put in order in a sheet of the seller's own before it is read."""

from functools import reduce

import pandas as pd

from inventory_core.imports.format import Sheet
from inventory_core.imports.order_lines import negated
from inventory_core.imports.texts import normalise_texts
from inventory_core.imports.words import words_for

_CODED = r"\[([^\[\]]{1,40})\]\s*(\S.*)"
"""How business programs write a product: [CODE] Name."""

_MOSTLY = 0.8


def prepared(sheet: Sheet) -> Sheet:
    """Return the sheet with codes apart from names, refunds below zero, a unit for each piece."""
    return reduce(lambda mended, step: step(mended), (_coded, _refunds, _one_piece), sheet)


def _coded(sheet: Sheet) -> Sheet:
    """Take the code out of names such as `[AP3014] Plaster`, where most have one."""
    names = sheet.texts("name")
    filled = names != ""
    parts = names.str.extract(f"^{_CODED}$")
    if sheet.has("sku") or not filled.any() or parts[0].notna()[filled].mean() < _MOSTLY:
        return sheet
    return sheet.put("name", parts[1].fillna(names)).added("sku", parts[0].fillna(""))


def _refunds(sheet: Sheet) -> Sheet:
    """Write what rows take back as negative units."""
    if not sheet.has("kind"):
        return sheet
    return negated(sheet, normalise_texts(sheet.raw("kind")).isin(words_for("refund")))


def _one_piece(sheet: Sheet) -> Sheet:
    if not sheet.mapping.one_piece or sheet.has("units"):
        return sheet
    return sheet.added("units", pd.Series("1", index=sheet.table.cells.index))
