"""eBay orders: Seller Hub, Orders, “Download report”, or Reports, Downloads, “Orders”.

One row per product. An order of several products has a row of its own above them, which sums them
up and has no item number. Notes stand above and below. There is no status: an order without a day
of payment was never paid. British and German headings, and those of the older sales history.
"""

from collections.abc import Sequence
from dataclasses import replace

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import filled_within
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason

_ITEM_NUMBER = r"[0-9][0-9.,]*(?:[eE]\+[0-9]+)?"
"""A spreadsheet program may have rounded it; a note below the data has anything else here."""


def _prepare(sheet: Sheet) -> Sheet:
    cells = sheet.table.cells
    sheet = replace(sheet, table=replace(sheet.table, cells=cells.mask(cells == "--", "")))
    return filled_within(sheet, key="order_id", fields=("day", "other_day"))


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
    ),
    prepare=_prepare,
    leave_out=_leave_out,
)

FORMATS = (EBAY_ORDERS,)
