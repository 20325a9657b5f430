"""Stock, one row per product or per product and place."""

from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.frames import STOCK, check, typed
from inventory_core.domain.language import N_
from inventory_core.imports.checks import UNCOUNTED, count_checks, day_checks, heading_rows
from inventory_core.imports.format import Check, Format, Reading, Sheet
from inventory_core.imports.order_checks import newest_first
from inventory_core.imports.order_lines import product_keys, titles
from inventory_core.imports.own_sheets.facts import facts_part
from inventory_core.imports.own_sheets.fields import FACT_FIELDS, own_fields
from inventory_core.imports.own_sheets.preparing import prepared
from inventory_core.imports.own_sheets.reading import Part, read_parts
from inventory_core.imports.reasons import Reason
from inventory_core.imports.service_lines import service_lines
from inventory_core.imports.texts import normalise_texts

_COUNTS = ("on_hand", "on_order", "committed")


def stock_part(sheet: Sheet, today: date, *, by_row: bool = False) -> Part:
    """Return what a sheet tells of units that are there.

    Args:
        sheet: with a column of units on hand.
        today: the day of counts that have none.
        by_row: each row tells what was left after something happened, so the last of a day counts;
            else rows of one product are its places, and are added up.
    """
    counts = pd.DataFrame({"sku": product_keys(sheet, titles(sheet)), "day": sheet.days("day")})
    counts = counts.assign(**{field: sheet.numbers(field) for field in _COUNTS})
    counts["day"] = counts["day"].where(sheet.filled("day"), pd.Timestamp(today))
    blank = {name: normalise_texts(sheet.raw(name)).isin(UNCOUNTED) for name in _COUNTS}
    beside = by_row or any(sheet.has(name) for name in FACT_FIELDS)
    service = service_lines(sheet.texts("sku"), sheet.names("name"))
    checks = [
        *heading_rows(sheet),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=counts["sku"] == ""),
        Check(reason=Reason.NO_PRODUCT_LINE, field="name", refused=service),
        *day_checks(sheet, counts["day"], today=today),
        *count_checks(sheet, "on_hand", blank=blank["on_hand"] & beside),
    ]
    cells = [
        check for name in _COUNTS[1:] for check in count_checks(sheet, name, blank=blank[name])
    ]
    for one in cells:
        counts[one.field] = counts[one.field].mask(one.refused)
    last_first = by_row and newest_first(counts["day"])

    def frames(rows: pd.Series) -> dict[str, Any]:
        told = counts[rows].fillna({"on_order": 0.0, "committed": 0.0}).assign(rows=1.0)
        if by_row:
            told["rows"] = told.groupby(["sku", "day"])["rows"].transform("sum")
            told = told.drop_duplicates(["sku", "day"], keep="first" if last_first else "last")
        return {"stock": _added_up(told.assign(place=sheet.mapping.channel))}

    return Part(checks=checks, cells=cells, silent=blank["on_hand"] & beside, frames=frames)


def _added_up(counts: pd.DataFrame) -> pd.DataFrame:
    stock = counts.groupby(["place", "sku", "day"], sort=False)[[*_COUNTS, "rows"]].sum()
    return check(typed(stock.reset_index(), STOCK), STOCK)


def parts_of_stock(sheet: Sheet, today: date) -> list[Part]:
    """Return counts, and the facts of products beside them.

    On hand may be negative: shop systems count units sold beyond the shelf so.
    """
    parts = [stock_part(sheet, today)]
    if any(sheet.has(name) for name in (*FACT_FIELDS, "name")):
        parts.append(facts_part(sheet, lone=any(sheet.has(name) for name in FACT_FIELDS)))
    return parts


def _read(sheet: Sheet, today: date) -> Reading:
    return read_parts(sheet, parts_of_stock(sheet, today))


_TEMPLATE = ("sku", "on_hand*", "on_order", "committed", "day")

STOCK_SHEET = Format(
    name="stock sheet",
    label=N_("Stock"),
    fields=own_fields(
        (*_TEMPLATE, "name", "variant", "currency", *FACT_FIELDS),
        day_help=N_("Day of the count; empty means today."),
        words_of={
            "day": ("count_day", "day"),
            "on_hand": ("on_hand", "quantity"),
            "price": ("price", "unit_price"),
        },
    ),
    template=tuple(name.rstrip("*") for name in _TEMPLATE),
    one_of=("sku", "name"),
    asked=("on_hand",),
    prepare=prepared,
    read=_read,
    examples=("MUG-01,40,0,2,2026-03-31", "00123,12,24,,2026-03-31"),
)
