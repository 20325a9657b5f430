"""eBay's reports: Seller Hub, Orders or Payments. An empty cell is written “--”."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import filled_within, negated
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise_texts

_ITEM_NUMBER = r"[0-9][0-9.,]*(?:[eE]\+[0-9]+)?"
"""A spreadsheet program may have rounded it; a note below the data has anything else here."""


def _without_dashes(sheet: Sheet) -> Sheet:
    cells = sheet.table.cells
    return sheet.with_cells(cells.mask(cells == "--", ""))


def _prepare(sheet: Sheet) -> Sheet:
    once = ("day", "other_day", "shipped_day", "promised_day")
    return filled_within(_without_dashes(sheet), key="order_id", fields=once)


def _leave_out(sheet: Sheet) -> Sequence[Check]:
    no_item = ~sheet.texts("listing").str.fullmatch(_ITEM_NUMBER)
    unpaid = ~sheet.filled("other_day") & sheet.has("other_day")
    return [
        Check(reason=Reason.FOOTER, field="units", refused=no_item & ~sheet.filled("day")),
        Check(reason=Reason.SUMMARY_ROW, field="order_id", refused=no_item),
        Check(reason=Reason.UNPAID, field="other_day", refused=unpaid),
    ]


EBAY_ORDERS = order_format(
    "ebay orders",
    label=N_("eBay orders"),
    channel="eBay",
    signs=(
        ("Sales Record Number", "Item Number"),
        ("Sales Record Number", "Item ID"),
        ("Verkaufsprotokollnummer", "Artikelnummer"),
    ),
    fields=order_fields(
        day="Sale Date | Verkauft am",
        other_day="Paid On Date | Zahlungsdatum",
        order_id="Order Number | Bestellnummer | Sales Record Number",
        sku="Custom Label | Bestandseinheit",
        listing="Item Number | Artikelnummer | Item ID",
        name="Item Title | Angebotstitel | Artikelbezeichnung",
        variant="Variation Details | Variantendetails",
        units="Quantity | Anzahl | Stückzahl",
        # For one unit, though the row that sums up an order has the total here.
        unit_price="Sold For | Sale Price | Verkauft für | Verkaufspreis",
        shipped_day="Shipped On Date | Dispatched on date | Versanddatum | Verschickt am",
        promised_day="Ship By Date | Dispatch by date | Versenden bis",
    ),
    shipping=(Shipping(field="shipped_day", waiting=("",)),),
    prepare=_prepare,
    leave_out=_leave_out,
)
"""eBay orders: Seller Hub, Orders, “Download report”, or Reports, Downloads, “Orders”.

One row per product. An order of several products has a row of its own above them, which sums them
up and has no item number. Notes stand above and below. There is no status: an order without a day
of payment was never paid. British and German headings, and those of the older sales history.
"""


_ORDERS = ("order", "bestellung")
_REFUNDS = ("refund", "rückerstattung")
_TYPES = Statuses(
    field="status",
    # What a refund takes back is told by its units; it is no sale.
    sold=(*_ORDERS, *_REFUNDS),
)
_NO_SALES = (
    *("payout", "hold", "shipping label", "other fee", "transfer", "charge", "claim", "dispute"),
    *("payment dispute", "adjustment", "credit", "debit", "loan repayment", "withdrawal"),
    *("auszahlung", "einbehaltung", "einbehalten", "versandetikett", "andere gebühr", "fall"),
    *("übertrag", "überweisung", "zahlungsstreitfall", "zahlungsanfechtung", "belastung"),
)


def _is(sheet: Sheet, types: Sequence[str]) -> pd.Series:
    return normalise_texts(sheet.raw("status")).isin(types)


def _no_sale(sheet: Sheet) -> pd.Series:
    return _is(sheet, _NO_SALES)


def _refunds_as_their_lines(sheet: Sheet) -> Sheet:
    """Complete each refund by its line of the order, where the money for its goods went back.

    A refund names order and title only. Where less went back, the buyer kept the goods or some of
    them; there, and where the order is in another file, one unit stands for however many came back.
    """
    sheet = _without_dashes(sheet)
    refunds, orders = _is(sheet, _REFUNDS), _is(sheet, _ORDERS)
    line = [sheet.raw("order_id").where(sheet.filled("order_id")), sheet.raw("name")]
    paid = sheet.numbers("line_total").where(orders).groupby(line).transform("sum", min_count=1)
    whole = refunds & (paid + sheet.numbers("refund") <= 0)
    for field in ("sku", "listing", "units", "line_total"):
        of_order = sheet.raw(field).where(orders).groupby(line).transform("first")
        sheet = sheet.put(field, sheet.raw(field).where(~whole, of_order).fillna(""))
    units = sheet.raw("units").mask(refunds & ~sheet.filled("units"), "1")
    sheet = sheet.put("units", units.mask(_no_sale(sheet), ""))
    return negated(negated(sheet, refunds), refunds, field="line_total")


def _only_orders(sheet: Sheet) -> Sequence[Check]:
    named = sheet.filled("listing") | sheet.filled("sku") | sheet.filled("name")
    sums_up = _is(sheet, _ORDERS) & ~named
    return [
        Check(reason=Reason.NOT_A_SALE, field="status", refused=_no_sale(sheet)),
        Check(reason=Reason.SUMMARY_ROW, field="order_id", refused=sums_up),
    ]


EBAY_TRANSACTIONS = order_format(
    "ebay transactions",
    label=N_("eBay transactions"),
    channel="eBay",
    signs=(
        ("Type", "Item subtotal"),
        ("Type", "Gross transaction amount"),
        ("Typ", "Zwischensumme Artikel"),
        ("Typ", "Transaktionsbetrag (inkl. Kosten)"),
    ),
    fields=order_fields(
        day="Transaction creation date | Transaction date | Datum der Transaktionserstellung",
        order_id="Order number | Bestellnummer",
        sku="Custom label | Bestandseinheit",
        listing="Item ID | Artikelnummer",
        name="Item title | Angebotstitel",
        units="Quantity | Stückzahl",
        # For all units of the row.
        line_total="Item subtotal | Zwischensumme Artikel",
        # With postage and taxes; less the fees where a report has no other.
        refund=(
            "Gross transaction amount | Transaktionsbetrag (inkl. Kosten) | Net amount | "
            "Betrag abzügl. Kosten"
        ),
        currency="Transaction currency | Transaktionswährung",
        status="Type | Typ",
    ),
    statuses=(_TYPES,),
    prepare=_refunds_as_their_lines,
    leave_out=_only_orders,
)
"""eBay transactions: Seller Hub, Payments, Reports, “Transaction report” (comma-separated).

Notes stand above the headings. Orders, refunds, fees, labels, holds and payouts are rows alike. An
order of several products has a row of its own above them with its money, but without an item.
American, British and German headings.
"""


EBAY_CATEGORIES = order_format(
    "ebay category sales",
    label=N_("eBay sales by category"),
    channel="eBay",
    signs=(
        ("Category name", "Percentage of your sales"),
        ("Category name", "Average sales price per item"),
    ),
    fields=order_fields(name="Category name", line_total="Sales"),
    unusable=N_(
        "This report has totals of whole categories and names neither products nor days: please "
        "download the orders (Seller Hub, Orders, “Download report”) and upload that."
    ),
)
"""eBay sales by category: Seller Hub, Performance, Sales. Money only."""

FORMATS = (
    EBAY_CATEGORIES,
    EBAY_ORDERS,
    EBAY_TRANSACTIONS,
)
