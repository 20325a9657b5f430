"""What Amazon writes down of the goods in its warehouses: what came, went and was sent back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Format, Reading, Sheet, platform_fields
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.own_sheets.reading import read_parts
from inventory_core.imports.own_sheets.sales import SALES_SHEET, sales_part
from inventory_core.imports.own_sheets.stock import stock_part
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Statuses
from inventory_core.imports.texts import normalise_texts

_EVENTS = Statuses(field="status", sold=("shipments",))
_NO_SALES = (
    *("receipts", "adjustments", "customerreturns", "customer returns", "whsetransfers"),
    *("whse transfers", "vendorreturns", "vendor returns", "found", "lost", "damaged", "disposed"),
)


def _moves(sheet: Sheet) -> pd.Series:
    return normalise_texts(sheet.raw("status")).isin(_NO_SALES)


def _shipped(sheet: Sheet) -> Sheet:
    """What leaves the warehouse is negative there; a move has no units, so that none is asked."""
    units = sheet.raw("units")
    left = units.str.removeprefix("-").where(units.str.startswith("-"), "-" + units)
    return sheet.put("units", left.where((units != "") & ~_moves(sheet), ""))


def _only_moved(sheet: Sheet) -> Sequence[Check]:
    return [Check(reason=Reason.NOT_A_SALE, field="status", refused=_moves(sheet))]


AMAZON_LEDGER = order_format(
    "amazon ledger",
    label=N_("Amazon inventory ledger"),
    channel="Amazon",
    # It names no orders, and may be cut to some products.
    whole_orders=False,
    signs=(("MSKU", "Event Type"), ("FNSKU", "Event Type")),
    fields=order_fields(
        # The date alone is month first in most countries; the time beside it is in no doubt.
        day="Date and Time | Date",
        sku="MSKU",
        listing="ASIN",
        name="Title",
        units="Quantity",
        status="Event Type",
    ),
    day_first=False,
    statuses=(_EVENTS,),
    prepare=_shipped,
    leave_out=_only_moved,
)
"""Amazon inventory ledger: Reports, Fulfilment, “Inventory Ledger”, detailed view.

One row per event, product and warehouse. Shipments, which are negative, are what was sold; they
name no order, and so are compared with what order reports tell before they are saved.
"""


def _sellable(sheet: Sheet) -> pd.Series:
    return sheet.texts("kind").str.upper().isin(("SELLABLE", ""))


def _shipped_and_left(sheet: Sheet) -> Sheet:
    """Shipments are negative; what cannot be sold lies there, but is no stock."""
    sellable = _sellable(sheet)
    units = sheet.raw("units").str.removeprefix("-").where(sellable, "")
    return sheet.put("units", units).put("on_hand", sheet.raw("on_hand").where(sellable, ""))


def _damaged(sheet: Sheet) -> Sequence[Check]:
    return [Check(reason=Reason.NOT_SELLABLE, field="kind", refused=~_sellable(sheet))]


def _read_summary(sheet: Sheet, today: date) -> Reading:
    left = stock_part(sheet, today)
    left = replace(left, checks=[*_damaged(sheet), *left.checks])
    return read_parts(sheet, [sales_part(sheet, today), left])


_SUMMARY_COLUMNS = {field.name: field.column for field in SALES_SHEET.fields}

AMAZON_LEDGER_SUMMARY = Format(
    name="amazon ledger summary",
    label=N_("Amazon inventory ledger by day"),
    channel="Amazon",
    signs=(
        ("MSKU", "Customer Shipments", "Ending Warehouse Balance"),
        ("FNSKU", "Customer Shipments", "Ending Warehouse Balance"),
    ),
    fields=platform_fields(
        _SUMMARY_COLUMNS,
        {
            "day": "Date",
            "sku": "MSKU",
            "name": "Title",
            "units": "Customer Shipments",
            "on_hand": "Ending Warehouse Balance",
            "kind": "Disposition",
        },
    ),
    one_of=("sku", "name"),
    sells=True,
    day_first=False,
    prepare=_shipped_and_left,
    leave_out=_damaged,
    read=_read_summary,
)
"""Amazon inventory ledger: Reports, Fulfilment, “Inventory Ledger”, summary view by day.

One row per day, product, condition and, where it was chosen, place. What was sent to buyers stands
beside what was left.
"""


AMAZON_RETURNS = order_format(
    "amazon returns",
    label=N_("Amazon customer returns"),
    channel="Amazon",
    signs=(
        ("return-date", "fnsku"),
        ("return-date", "detailed-disposition"),
        ("return-date", "license-plate-number"),
    ),
    fields=order_fields(
        day="return-date", order_id="order-id", sku="sku", name="product-name", units="quantity"
    ),
    unusable=N_(
        "This report tells what buyers sent back to Amazon, which is no demand: please download "
        "“All Orders” from the same page, Reports, Fulfilment, and upload that."
    ),
)
"""Amazon FBA customer returns: Reports, Fulfilment, “FBA customer returns”. No sale is in it."""

FORMATS = (
    AMAZON_LEDGER,
    AMAZON_LEDGER_SUMMARY,
    AMAZON_RETURNS,
)
