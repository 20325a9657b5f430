"""Depop sales: Seller Hub, Sold, “Download sales report”. One row per item, never a quantity.

There are neither order numbers nor SKUs: an item is known by its description and size. The other
items of a bundle follow its first row, with `="-"` where that row tells for all of them.
"""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_lines import one_unit_each
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason

_NOTHING = ("-", "–", '="-"', '="–"', "N/A")


def _prepare(sheet: Sheet) -> Sheet:
    cells = sheet.table.cells
    sheet = sheet.with_cells(cells.mask(cells.isin(_NOTHING), ""))
    days = sheet.raw("day")
    return one_unit_each(sheet.put("day", days.where(days != "").ffill().fillna("")))


def _refunded(sheet: Sheet) -> Sequence[Check]:
    refund = sheet.numbers("refund")
    whole = (refund > 0) & ~(refund < sheet.numbers("unit_price"))
    return [Check(reason=Reason.RETURNED, field="refund", refused=whole)]


DEPOP_SALES = order_format(
    "depop sales",
    label=N_("Depop sales"),
    channel="Depop",
    signs=(("Date of sale", "Date of listing"), ("Date of sale", "Depop fee")),
    fields=order_fields(
        day="Date of sale",
        name="Description",
        variant="Size",
        unit_price="Item price",
        refund="Refunded to buyer amount",
        category="Category",
    ),
    prepare=_prepare,
    leave_out=_refunded,
)

FORMATS = (DEPOP_SALES,)
