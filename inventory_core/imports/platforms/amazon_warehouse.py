"""What Amazon writes down of the goods in its warehouses: what came, went and was sent back."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet, Statuses
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
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
name no order, so the same sales told by an order report as well would count twice.
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
    AMAZON_RETURNS,
)
