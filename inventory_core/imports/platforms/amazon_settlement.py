"""Amazon settlement reports: Payments, Reports Repository, “Settlement”, “Flat file” or “V2”.

Tab-separated. A sale is spread over many rows, one for its quantity, its price, its postage and
each fee. In the older form the quantity has a row of its own, beside those of the price; in V2 the
row of the price (“Principal”) tells it too, and often all other rows repeat it. The currency stands
in the first row, which sums up. Days are those of the payment, in UTC.
"""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import negated
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Statuses
from inventory_core.imports.texts import normalise_texts

_REFUNDS = ("refund", "chargeback refund", "a to z guarantee refund")
_TYPES = Statuses(
    field="status",
    # What a refund takes back is told by its units; it is no sale.
    sold=("order", *_REFUNDS),
)


def _refunds(sheet: Sheet) -> pd.Series:
    return normalise_texts(sheet.raw("status")).isin(_REFUNDS)


def _principal(sheet: Sheet) -> pd.Series:
    return normalise_texts(sheet.raw("kind")) == "principal"


def _lines(sheet: Sheet) -> pd.Series:
    """True for the one row that stands for each sale or refund.

    What the seller sold elsewhere and Amazon only sent is told by the files of that channel.
    """
    counted = sheet.filled("units") & (_principal(sheet) | ~sheet.filled("kind"))
    line = counted.where(~_refunds(sheet), _principal(sheet))
    elsewhere = normalise_texts(sheet.raw("marketplace")).str.startswith("non amazon")
    return line & sheet.filled("order_id") & sheet.filled("sku") & ~elsewhere


def _gathered(sheet: Sheet) -> Sheet:
    """Write units and money of each sale and refund into its one row, and none into the others."""
    lines, refunds = _lines(sheet), _refunds(sheet)
    item = [sheet.raw("order_id"), sheet.raw("sku")]
    told = sheet.numbers("units")
    sold = told.where(lines & ~refunds).groupby(item).transform("sum")
    amounts = sheet.numbers("line_total").where(_principal(sheet))
    paid = amounts.where(~refunds).groupby(item).transform("sum", min_count=1)
    # How many came back is often not said: all of them, if the money is that of the whole line.
    units = told.where(~refunds, told.fillna(sold.where(sold > 0, 1.0)))
    money = (paid * told / sold).where(~refunds, amounts)
    lines &= money != 0  # a replacement is no new demand
    sheet = sheet.put("units", _written(units, lines))
    sheet = sheet.put("line_total", _written(money, lines))
    sheet = sheet.put("currency", sheet.raw("currency").where(sheet.filled("currency")).ffill())
    return negated(sheet, refunds)


def _written(numbers: pd.Series, rows: pd.Series) -> pd.Series:
    return numbers.astype("str").where(rows & numbers.notna(), "")


def _parts(sheet: Sheet) -> Sequence[Check]:
    return [Check(reason=Reason.NOT_A_SALE, field="status", refused=~sheet.filled("units"))]


AMAZON_SETTLEMENT = order_format(
    "amazon settlement",
    label=N_("Amazon settlement report"),
    channel="Amazon",
    # A shipment may be paid for in two settlements.
    whole_orders=False,
    signs=(
        ("settlement-id", "transaction-type", "price-type"),
        ("settlement-id", "transaction-type", "quantity-purchased"),
        ("settlement-id", "amount-type", "amount-description"),
    ),
    fields=order_fields(
        day="posted-date-time | posted-date",
        order_id="order-id",
        sku="sku",
        units="quantity-purchased",
        line_total="price-amount | amount",
        currency="currency",
        status="transaction-type",
        kind="price-type | amount-description",
        marketplace="marketplace-name",
    ),
    statuses=(_TYPES,),
    prepare=_gathered,
    leave_out=_parts,
)

FORMATS = (AMAZON_SETTLEMENT,)
