"""Purchases in a sheet of the seller's own: what was bought or came in, when and at which cost."""

from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.frames import MOST_UNITS, RECEIPTS, check, typed
from inventory_core.domain.language import N_
from inventory_core.imports.checks import day_checks, heading_rows
from inventory_core.imports.format import Check, Format, Reading, Sheet
from inventory_core.imports.order_checks import status_checks
from inventory_core.imports.order_lines import ids, iso_days, product_keys, titles
from inventory_core.imports.own_sheets.facts import facts_part
from inventory_core.imports.own_sheets.fields import own_fields
from inventory_core.imports.own_sheets.preparing import prepared
from inventory_core.imports.own_sheets.reading import Part, read_parts
from inventory_core.imports.own_sheets.stock import stock_part
from inventory_core.imports.reasons import Reason
from inventory_core.imports.service_lines import service_lines
from inventory_core.imports.statuses import Statuses
from inventory_core.imports.words import words_for


def receipts_part(sheet: Sheet, today: date) -> Part:
    """Return what a sheet tells of units that were bought."""
    lines = _lines(sheet)
    units = lines["units"]
    other = sheet.has("units") or sheet.has("on_hand")
    none = units.isna() & ~sheet.filled("received") | (units == 0)
    service = service_lines(sheet.texts("sku"), sheet.names("name"))
    no_day = lines["day"].isna() & ~sheet.filled("day")
    checks = [
        *heading_rows(sheet),
        *status_checks(sheet),
        Check(reason=Reason.NO_DATE, field="day", refused=no_day),
        *day_checks(sheet, lines["day"], today=today),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=lines["sku"] == ""),
        Check(reason=Reason.NO_PRODUCT_LINE, field="name", refused=service),
        Check(reason=Reason.UNREADABLE_UNITS, field="received", refused=units.isna()),
        Check(reason=Reason.SENT_BACK, field="received", refused=units < 0),
        Check(reason=Reason.ZERO_UNITS, field="received", refused=units == 0),
        Check(reason=Reason.FRACTIONAL_UNITS, field="received", refused=units % 1 > 0),
        Check(reason=Reason.IMPLAUSIBLE_UNITS, field="received", refused=units > MOST_UNITS),
    ]

    def frames(rows: pd.Series) -> dict[str, Any]:
        return {"receipts": _receipts(lines[rows])}

    return Part(checks=checks, silent=none & other, frames=frames)


def _lines(sheet: Sheet) -> pd.DataFrame:
    """One row per row of the sheet, unjudged."""
    units = sheet.numbers("received")
    total = sheet.numbers("line_total") if not sheet.has("units") else units * float("nan")
    cost = sheet.numbers("cost").fillna(total / units.where(units != 0))
    return pd.DataFrame(
        {
            "document": ids(sheet, "document"),
            "sku": product_keys(sheet, titles(sheet)),
            "day": sheet.days("day"),
            "units": units,
            "unit_cost": cost,
            "supplier": sheet.names("supplier"),
        }
    )


def _receipts(lines: pd.DataFrame) -> pd.DataFrame:
    """Add up the rows of one product in one purchase; their cost is the mean of a unit."""
    day = iso_days(lines["day"])
    told = lines.assign(
        document=lines["document"].where(lines["document"] != "", day),
        line=lines["sku"] + " " + day,
        money=lines["units"] * lines["unit_cost"],
        costed=lines["units"].where(lines["unit_cost"].notna()),
        rows=1.0,
    )
    groups = told.groupby(["document", "line"], sort=False)
    sums = groups[["units", "money", "costed", "rows"]].sum()
    sums[["sku", "day", "supplier"]] = groups[["sku", "day", "supplier"]].first()
    sums["unit_cost"] = (sums["money"] / sums["costed"].where(sums["costed"] > 0)).round(6)
    return check(typed(sums.reset_index(), RECEIPTS), RECEIPTS)


def parts_of_purchases(sheet: Sheet, today: date) -> list[Part]:
    """Return purchases, and the counts and facts of products beside them."""
    parts = [receipts_part(sheet, today)]
    if sheet.has("on_hand"):
        parts.append(stock_part(sheet, today, by_row=True))
    parts.append(facts_part(sheet, lone=False))
    return parts


def _read(sheet: Sheet, today: date) -> Reading:
    return read_parts(sheet, parts_of_purchases(sheet, today))


_TEMPLATE = ("day*", "document", "sku", "name", "received*", "cost", "supplier")

PURCHASES_SHEET = Format(
    name="purchases sheet",
    label=N_("Purchases"),
    fields=own_fields(
        (
            *_TEMPLATE,
            *("line_total", "variant", "category", "currency", "status", "on_hand"),
            *("cancelled", "came_back"),
        ),
        day_help=N_("Day on which you bought it, or on which it came in."),
        words_of={
            "day": ("received_day", "sold_day", "day"),
            "document": ("document", "order_id"),
            "received": ("received", "quantity"),
            "cost": ("cost", "unit_price"),
        },
    ),
    template=tuple(name.rstrip("*") for name in _TEMPLATE),
    one_of=("sku", "name"),
    asked=("day", "received"),
    statuses=(
        # Whatever became of a purchase but that it was cancelled or sent back.
        Statuses(
            field="status",
            sold=(*words_for("sold"), *words_for("unpaid"), *words_for("ask"), ""),
            cancelled=words_for("cancelled"),
            returned=words_for("returned"),
        ),
        Statuses(field="cancelled", sold=("",), cancelled=words_for("yes")),
        Statuses(field="came_back", sold=("",), returned=words_for("yes")),
    ),
    prepare=prepared,
    read=_read,
    examples=(
        "2026-03-02,P-17,MUG-01,Blue mug,48,4.20,Potter & Son",
        "2026-03-09,,00123,,50,3.10,",
    ),
)
