"""What is put in order in a sheet of the seller's own before it is read."""

import re
from collections.abc import Collection
from functools import reduce

import pandas as pd

from inventory_core.imports.cells import parse_numbers
from inventory_core.imports.format import Sheet
from inventory_core.imports.headings import compact
from inventory_core.imports.order_lines import negated
from inventory_core.imports.texts import normalise_texts
from inventory_core.imports.words import words_for

_CODED = r"\[([^\[\]]{1,40})\]\s*(\S.*)"
"""How business programs write a product: [CODE] Name."""

_MOSTLY = 0.8
_CROSS = "x"

_PLACE = re.compile(r"^([^\[［【]*[^\[［【\s])\s*[\[［【][^\]］】]+[\]］】]")
"""How tills write a count of one of several shops: In stock [Market Street]."""


def prepared(sheet: Sheet) -> Sheet:
    """Return the sheet with codes apart from names, what was bought apart from what was sold.

    Refunds are below zero, and there is a unit for each piece.
    """
    steps = (_dated, _coded, _shipped, _answered, _bought, _refunds, _one_piece, _all_places)
    return reduce(lambda mended, step: step(mended), steps, sheet)


def _dated(sheet: Sheet) -> Sheet:
    """Write the day that the seller told where no column does."""
    begins = sheet.mapping.begins
    if not begins or "day" not in sheet.format.asked or sheet.has("day"):
        return sheet
    return sheet.added("day", pd.Series(begins, index=sheet.table.cells.index))


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


def _shipped(sheet: Sheet) -> Sheet:
    """Tell by a column of yes or no what was shipped; an empty cell is a no, unless all are."""
    known = {field.name for field in sheet.format.fields}
    if "shipping" not in known or sheet.has("shipping") or not sheet.filled("sent").any():
        return sheet
    return sheet.added("shipping", sheet.raw("sent").replace("", words_for("no")[0]))


def _answered(sheet: Sheet) -> Sheet:
    """Write what columns of yes or no leave open with its heading: “Paid: no”.

    Not paid may be sold all the same, and a cell without an answer may be either; what is paid is
    sold, sent or not.
    """
    sure = {"paid": ("yes",), "sent": ("yes", "no") if sheet.has("paid") else ("yes",)}
    both = dict.fromkeys(("cancelled", "came_back"), ("yes", "no"))
    for field, answers in (sure | both).items():
        if sheet.has(field) and sheet.filled(field).any():
            sheet = sheet.put(field, _with_heading(sheet, field, answers))
    return sheet


def _with_heading(sheet: Sheet, field: str, answers: Collection[str]) -> pd.Series:
    cells = sheet.raw(field)
    texts = normalise_texts(cells)
    known = {word for answer in answers for word in words_for(answer)}
    if not texts.isin(("", _CROSS)).all():  # beside another answer a cross may be a no
        known.discard(_CROSS)
    open_cells = ~texts.isin(known) & ~((texts == "") & sheet.has("paid") & (field == "sent"))
    return cells.mask(open_cells, f"{sheet.mapping.column(field)}: " + cells.replace("", "–"))


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


def places(sheet: Sheet) -> tuple[str, ...]:
    """Return the headings of counts on hand that differ only by the place between brackets."""
    first = _PLACE.fullmatch(sheet.mapping.column("on_hand") or "")
    if first is None:
        return ()
    found = ((heading, _PLACE.fullmatch(heading)) for heading in map(str, sheet.table.cells))
    return tuple(h for h, place in found if place and compact(place[1]) == compact(first[1]))


def _all_places(sheet: Sheet) -> Sheet:
    """Add up the counts of all shops; one that cannot be read makes the sum unreadable."""
    headings = places(sheet)
    if len(headings) < 2:
        return sheet
    cells = sheet.table.cells[list(headings)]
    numbers = cells.apply(parse_numbers)
    total = numbers.sum(axis=1, min_count=1)
    unclear = ((cells != "") & numbers.isna()).any(axis=1)
    written = total.astype("str").where(total.notna(), "")
    return sheet.put("on_hand", written.where(~unclear, cells.agg(" + ".join, axis=1)))


def _one_piece(sheet: Sheet) -> Sheet:
    counted = sheet.format.asked[-1:]
    if not sheet.mapping.one_piece or not counted or sheet.has(counted[0]):
        return sheet
    return sheet.added(counted[0], pd.Series("1", index=sheet.table.cells.index))
