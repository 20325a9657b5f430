"""Order lines to sales: what every format with sales shares, whatever its columns are called.

A platform's file says which heading feeds which field and what its statuses mean; what is left to
do here is the same for all: find the product and the day, leave out what is no demand, add up.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from inventory_core.domain.columns import Schema, day, money, text, units
from inventory_core.domain.language import N_
from inventory_core.imports.checks import problems_of, verdicts
from inventory_core.imports.format import Check, Field, Format, Reading, Sheet, platform_fields
from inventory_core.imports.order_checks import judged
from inventory_core.imports.order_sums import currency, notes, products, returned, sales, withdrawn

_COLUMNS: Schema = {
    "day": day(N_("Date"), N_("Day of the order."), required=True),
    "other_day": day(N_("Other date"), N_("Stands for the day where that is empty.")),
    "order_id": text(
        N_("Order number"), N_("Number of the order; uploading it again replaces it.")
    ),
    "line": text(N_("Line number"), N_("Number of the line within the order.")),
    "sku": text(N_("SKU"), N_("Your code of the product.")),
    "listing": text(
        N_("Listing number"),
        N_("The platform's number; stands for the code where that is empty."),
    ),
    "name": text(
        N_("Product name"), N_("Name of the product; stands for the code where that is empty.")
    ),
    "variant": text(
        N_("Variant"), N_("Size, colour and the like, which make products of their own.")
    ),
    "units": units(N_("Units"), N_("Number of units sold."), required=True),
    "pieces": units(
        N_("Units"), N_("Number of units; each row is one unit in files without this column.")
    ),
    "returned_units": units(
        N_("Returned units"), N_("Units that came back, taken off the units sold.")
    ),
    "unit_price": money(N_("Unit price"), N_("Price of one unit.")),
    "line_total": money(N_("Line total"), N_("Money for all units of the line.")),
    "refund": money("", N_("Money paid back for the line.")),
    "currency": text(N_("Currency"), N_("Currency of the prices.")),
    "status": text(N_("Status"), N_("Tells whether the line is demand.")),
    "item_status": text(
        N_("Status of the line"), N_("Tells whether this line of the order is demand.")
    ),
    "after_sale": text(N_("After-sale status"), N_("Tells whether the line was returned.")),
    "cancelled_day": text(N_("Cancelled on"), N_("Filled where the order was cancelled.")),
    "shipping": text(N_("Shipping"), N_("Tells whether the order was shipped.")),
    "line_shipping": text(
        N_("Shipping of the line"), N_("Tells whether this line of the order was shipped.")
    ),
    "shipped_day": day(N_("Shipped on"), N_("Day on which it was shipped.")),
    "promised_day": day(N_("Promised for"), N_("Day by which it is to be shipped.")),
    "needs_shipping": text(N_("Needs shipping"), N_("Tells what is never shipped.")),
    "fulfilled_by": text(N_("Shipped by"), N_("Tells whether the platform ships it for you.")),
    "kind": text("", N_("Tells what the row is about.")),
    "marketplace": text("", N_("Tells whether it was sold elsewhere.")),
    "category": text(N_("Category"), N_("Your group of products.")),
    "channel": text(N_("Channel"), N_("Where it was sold.")),
    "note": text(N_("Your remark"), N_("Your own remark on the order.")),
}
"""Every column that order lines of a platform may have."""


def order_fields(**headings: str) -> tuple[Field, ...]:
    """Return the fields of a platform's order lines from their headings, the surest first."""
    return platform_fields(_COLUMNS, headings)


def order_format(
    name: str,
    *,
    label: str,
    channel: str,
    signs: tuple[tuple[str, ...], ...],
    fields: tuple[Field, ...],
    **traits: Any,
) -> Format:
    """Declare a platform's export of order lines."""
    names = {field.name for field in fields}
    usual: dict[str, Any] = {"read": read_orders, "whole_orders": True}
    return Format(
        name=name,
        label=label,
        channel=channel,
        signs=signs,
        fields=fields,
        one_of=tuple(field for field in ("sku", "name", "listing") if field in names),
        sells=True,
        **usual | traits,
    )


def read_orders(sheet: Sheet, today: date, *, rows: pd.Series | None = None) -> Reading:
    """Read order lines; what is no demand is left out with its reason.

    Lines of one order with the same product are added up. Lines without an order number are added
    up per day, and the day in ISO form stands for the order number.

    Args:
        sheet: one line in each row.
        today: no sale lies after it.
        rows: the row of the file that each line was taken from, where one holds several lines: it
            is left out only where all of them are.
    """
    lines, checks = judged(sheet, today=today)
    verdict = verdicts(checks)
    usable = verdict == -1
    of_file = sheet.table.cells.index.to_series() if rows is None else rows
    told = of_file[usable]
    problems = problems_of(sheet, checks, verdict)
    problems = problems.assign(row=problems["row"].map(of_file)).drop_duplicates("row")
    return Reading(
        problems=problems[~problems["row"].isin(told)].reset_index(drop=True),
        **told_by(
            sheet,
            lines.assign(rows=(~told.duplicated()).astype("float64").reindex(lines.index)),
            checks,
            usable,
            today=today,
        ),
    )


def told_by(
    sheet: Sheet, lines: pd.DataFrame, checks: Sequence[Check], usable: pd.Series, *, today: date
) -> dict[str, Any]:
    """Return what `Reading` gets from order lines.

    Args:
        sheet: that they stand in.
        lines, checks: as `judged` gives them.
        usable: True for the lines that count.
        today: totals of a period that still runs end here.
    """
    accepted, verdict = lines[usable], verdicts(checks)
    return {
        "sales": sales(accepted, today=today),
        "withdrawn": withdrawn(lines, verdict, checks),
        "returned": returned(lines, verdict, checks),
        "products": products(accepted),
        "currency": currency(sheet),
        "notes": notes(sheet, accepted),
    }
