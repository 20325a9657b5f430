"""Sales in a sheet of the seller's own, one row per product sold or per line of an order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Format, Reading, Sheet
from inventory_core.imports.order_checks import judged
from inventory_core.imports.orders import told_by
from inventory_core.imports.own_sheets.facts import facts_part
from inventory_core.imports.own_sheets.fields import ANSWERED, own_fields
from inventory_core.imports.own_sheets.preparing import prepared
from inventory_core.imports.own_sheets.purchases import receipts_part
from inventory_core.imports.own_sheets.reading import Part, read_parts
from inventory_core.imports.own_sheets.stock import stock_part
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise_texts
from inventory_core.imports.words import words_for

STATUSES = Statuses(
    field="status",
    sold=(*words_for("sold"), *words_for("unshipped")),
    cancelled=words_for("cancelled"),
    unpaid=words_for("unpaid"),
    returned=words_for("returned"),
    ask=(*words_for("ask"), ""),
)
_SECOND = Statuses(
    field="item_status",
    sold=(*words_for("sold"), *words_for("unshipped"), *words_for("ask"), ""),
    cancelled=words_for("cancelled"),
    unpaid=words_for("unpaid"),
    returned=words_for("returned"),
)

_KINDS = Statuses(
    field="kind",
    # What refunds take back is told by their units; the others are left out before.
    sold=(
        *words_for("sale"),
        *words_for("bought"),
        *words_for("refund"),
        *words_for("no_sale"),
        "",
    ),
)


_ANSWERED = (
    Statuses(field="paid", sold=(*words_for("yes"), "")),
    Statuses(field="sent", sold=(*words_for("yes"), *words_for("no"), "")),
    Statuses(field="cancelled", sold=(*words_for("no"), ""), cancelled=words_for("yes")),
    Statuses(field="came_back", sold=(*words_for("no"), ""), returned=words_for("yes")),
)
"""Columns of yes or no; what is open in them is told with its heading: see `preparing.py`."""


_SHIPPING = Shipping(field="status", waiting=words_for("unshipped"), shipped=words_for("shipped"))
_SHIPPED = Shipping(
    field="shipping",
    waiting=(*words_for("unshipped"), *words_for("no")),
    shipped=(*words_for("shipped"), *words_for("yes")),
)


def _no_sales(sheet: Sheet) -> Sequence[Check]:
    fees = normalise_texts(sheet.raw("kind")).isin(words_for("no_sale"))
    return [Check(reason=Reason.NOT_A_SALE, field="kind", refused=fees)]


def sales_part(sheet: Sheet, today: date) -> Part:
    """Return what a sheet tells of units that were sold."""
    lines, checks = judged(sheet, today=today)
    # Beside bought and counted units, none sold is nothing to be said.
    other = sheet.has("received") or sheet.has("on_hand")
    none = lines["units"].isna() & ~sheet.filled("units") | (lines["units"] == 0)

    def frames(rows: pd.Series) -> dict[str, Any]:
        return told_by(sheet, lines, checks, rows, today=today)

    return Part(checks=checks, silent=none & other, frames=frames)


def parts_of_sales(sheet: Sheet, today: date) -> list[Part]:
    """Return sales, and what else the sheet tells of purchases, counts and products."""
    parts = [sales_part(sheet, today)]
    if sheet.has("received"):
        parts.append(receipts_part(sheet, today))
    if sheet.has("on_hand"):
        parts.append(stock_part(sheet, today, by_row=True))
    if sheet.has("cost") or sheet.has("supplier"):
        parts.append(facts_part(sheet, lone=False))
    return parts


def _read(sheet: Sheet, today: date) -> Reading:
    return read_parts(sheet, parts_of_sales(sheet, today))


_TEMPLATE = (
    "day*",
    "order_id",
    "sku",
    "name",
    "units",
    "unit_price",
    "line_total",
    "category",
    "channel",
    "variant",
    "status",
    "currency",
)

SALES_SHEET = Format(
    name="sales sheet",
    label=N_("Sales"),
    fields=own_fields(
        (
            *_TEMPLATE,
            *("item_status", "shipping", "promised_day", *ANSWERED),
            *("kind", "returned_units", "received", "on_hand"),
            *("cost", "supplier"),
        ),
        day_help=N_("Day of the sale, such as 2026-03-31; or month or week of a total."),
        words_of={
            "day": ("sold_day", "day", "created_day"),
            "units": ("units", "quantity"),
            "unit_price": ("unit_price", "price"),
            "item_status": (),
            "shipping": (),
        },
    ),
    template=tuple(name.rstrip("*") for name in _TEMPLATE),
    one_of=("sku", "name"),
    asked=("day", "units"),
    sells=True,
    statuses=(STATUSES, _SECOND, *_ANSWERED, _KINDS),
    shipping=(_SHIPPED, replace(_SHIPPING, field="item_status"), _SHIPPING),
    prepare=prepared,
    leave_out=_no_sales,
    read=_read,
    examples=(
        "2026-03-30,1001,MUG-01,Blue mug,2,12.50,25.00,Kitchen,,,paid,",
        "2026-03-31,1002,00123,Tea towel,1,8.00,8.00,Kitchen,market,red,paid,",
    ),
)
