"""Stock, one row per product or per product and place."""

from datetime import date

import pandas as pd

from inventory_core.domain.columns import Schema, day, text, units
from inventory_core.domain.frames import STOCK, check, typed
from inventory_core.domain.language import N_
from inventory_core.imports.checks import (
    count_checks,
    day_checks,
    problems_of,
    repeated_header,
    verdicts,
)
from inventory_core.imports.format import Check, Format, Reading, Sheet
from inventory_core.imports.own_sheets import own_fields
from inventory_core.imports.reasons import Reason

_COUNTS = ("on_hand", "on_order", "committed")


def _read(sheet: Sheet, today: date) -> Reading:
    """Read counts; the rows of one product (its places) are added up per day.

    On hand may be negative: shop systems count units sold beyond the shelf so.
    """
    counts = pd.DataFrame({"sku": sheet.skus(), "day": sheet.days("day")})
    counts = counts.assign(**{field: sheet.numbers(field) for field in _COUNTS})
    empty_day = ~sheet.filled("day")
    counts["day"] = counts["day"].where(~empty_day, pd.Timestamp(today))
    blank = {field: ~sheet.filled(field) & (field != "on_hand") for field in _COUNTS}
    checks = [
        repeated_header(sheet),
        Check(reason=Reason.NO_PRODUCT, field="sku", refused=counts["sku"] == ""),
        *day_checks(sheet, counts["day"], today=today),
        *(check for field in _COUNTS for check in count_checks(sheet, field, blank=blank[field])),
    ]
    accepted = counts[verdicts(checks) == -1].fillna({"on_order": 0.0, "committed": 0.0})
    counted = accepted.assign(place=sheet.mapping.channel, rows=1.0)
    stock = counted.groupby(["place", "sku", "day"], sort=False)[[*_COUNTS, "rows"]].sum()
    stock = stock.reset_index()
    return Reading(problems=problems_of(sheet, checks), stock=check(typed(stock, STOCK), STOCK))


_COLUMNS: Schema = {
    "sku": text(N_("SKU"), N_("Your code of the product, as in your sales."), required=True),
    "on_hand": units(
        N_("On hand"),
        N_("Units on the shelf at the end of the day; several places are added up."),
        required=True,
    ),
    "on_order": units(
        N_("On order"), N_("Units ordered from the supplier and not yet here; empty means none.")
    ),
    "committed": units(N_("Committed"), N_("Units sold and not yet sent; empty means none.")),
    "day": day(N_("Date"), N_("Day of the count; empty means today.")),
}

STOCK_SHEET = Format(
    name="stock sheet",
    label=N_("Stock"),
    fields=own_fields(_COLUMNS, {"day": "count_day"}),
    read=_read,
    examples=("MUG-01,40,0,2,2026-03-31", "00123,12,24,,2026-03-31"),
)
