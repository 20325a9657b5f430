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
    """Return the sheet with codes apart from names, what was bought apart from what was sold.

    Refunds are below zero, and there is a unit for each piece.
    """
    steps = (_coded, _bought, _refunds, _one_piece)
    return reduce(lambda mended, step: step(mended), steps, sheet)


def _coded(sheet: Sheet) -> Sheet:
    """Take the code out of names such as `[AP3014] Plaster`, where most have one."""
    if sheet.has("sku"):
        return sheet
    names = sheet.texts("name")
    filled = names != ""
    parts = names.str.extract(f"^{_CODED}$")
    if not filled.any() or parts[0].notna()[filled].mean() < _MOSTLY:
        return sheet
    return sheet.put("name", parts[1].fillna(names)).added("sku", parts[0].fillna(""))


def _bought(sheet: Sheet) -> Sheet:
    """Take rows of goods that came in for what was bought, where a ledger tells both by a type."""
    known = {field.name for field in sheet.format.fields}
    if not sheet.has("kind") or "received" not in known or sheet.has("received"):
        return sheet
    kinds, units = normalise_texts(sheet.raw("kind")), sheet.raw("units")
    came = kinds.isin(words_for("bought"))
    sold = kinds.isin(words_for("sale")) & ~came
    if not sold.any():  # “Purchase” may be what customers did
        came &= ~kinds.isin(words_for("sale"))
    if not came.any():
        return sheet
    if sold.any() and units[sold].str.startswith("-").all():  # what goes out is below zero
        units = units.where(~sold, units.str.removeprefix("-"))
    apart = sheet.put("units", units.where(~came, "")).added("received", units.where(came, ""))
    if sheet.has("cost") or not sheet.has("unit_price"):
        return apart
    prices = sheet.raw("unit_price")
    return apart.put("unit_price", prices.where(~came, "")).added("cost", prices.where(came, ""))


def _refunds(sheet: Sheet) -> Sheet:
    """Write what rows take back as negative units."""
    if not sheet.has("kind"):
        return sheet
    return negated(sheet, normalise_texts(sheet.raw("kind")).isin(words_for("refund")))


def _one_piece(sheet: Sheet) -> Sheet:
    if not sheet.mapping.one_piece or sheet.has("units"):
        return sheet
    return sheet.added("units", pd.Series("1", index=sheet.table.cells.index))
