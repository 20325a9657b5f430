"""ZORT stock: สินค้า, ส่งออก (a Thai stock program for several marketplaces). One row per product.

The first row names the warehouse. What is there and what can still be sold stand beside each other:
the difference is sold and not yet sent.
"""

from collections.abc import Sequence

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import catalogue_fields, catalogue_format
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.reasons import Reason


def _with_committed(sheet: Sheet) -> Sheet:
    if not sheet.has("available"):
        return sheet
    on_hand, available = sheet.numbers("on_hand"), sheet.numbers("available")
    committed = (on_hand - available).clip(lower=0)
    return sheet.added("committed", committed.map("{:.0f}".format).where(committed.notna(), ""))


def _footer(sheet: Sheet) -> Sequence[Check]:
    """Who exported the file and when stands below, without a running number and a count."""
    below = ~sheet.filled("id") & ~sheet.filled("on_hand") & sheet.has("id")
    return [Check(reason=Reason.FOOTER, field="sku", refused=below)]


ZORT_STOCK = catalogue_format(
    "zort stock",
    label=N_("ZORT stock"),
    signs=(("รหัสสินค้า", "จำนวนพร้อมขาย"), ("รหัสสินค้า", "หน่วยสินค้า", "จำนวน")),
    fields=catalogue_fields(
        id="#",
        sku="รหัสสินค้า",
        name="ชื่อสินค้า",
        category="หมวดหมู่",
        price="ราคาขาย",
        on_hand="จำนวน | จำนวนพร้อมขาย",
        available="จำนวนพร้อมขาย",
    ),
    prepare=_with_committed,
    leave_out=_footer,
)

FORMATS = (ZORT_STOCK,)
