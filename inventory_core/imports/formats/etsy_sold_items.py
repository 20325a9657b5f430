"""Etsy sold order items: Shop Manager, Settings, Options, Download Data, “Order Items”.

One row per item. There is no status: cancelled and refunded orders are told by the “Orders” file of
the same page, if it is dropped together with this one. British shops have other headings for the
delivery only.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.format import Columns
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Companion, Statuses

_STATUSES = Statuses(
    field="status",
    # Most orders have no status in the “Orders” file, or are not in it.
    sold=(
        *("", "paid", "open", "completed", "complete", "shipped", "dispatched", "delivered"),
        *("partially refunded", "partial refund"),
    ),
    cancelled=("canceled", "cancelled"),
    unpaid=("unpaid", "payment failed"),
    returned=("refunded", "fully refunded", "full refund"),
    ask=("payment processing",),
)
_PERSONAL = (
    r"(?i)(?:^|[,;])\s*(?:personn?ali[sz]\w*|personalizaci\w*|personaliza[çc]\w*|gravur|gravure"
    r"|engraving|inscription|custom text|text|message|note to (?:the )?seller)\s*:.*$"
)
"""What a buyer wants engraved makes no product of its own, and is nobody's business."""


def _prepare(columns: Columns) -> Columns:
    return columns.put("variant", columns.raw("variant").str.replace(_PERSONAL, "", regex=True))


ETSY_SOLD_ITEMS = order_format(
    "etsy sold items",
    label=_("Etsy sold order items"),
    channel="Etsy",
    signs=(("Transaction ID", "Listing ID"),),
    fields=order_fields(
        day="Sale Date",
        other_day="Date Paid",
        order_id="Order ID",
        line="Transaction ID",
        sku="SKU",
        # Titles are rewritten for the search engines; the number of the listing stays.
        listing="Listing ID",
        name="Item Name",
        variant="Variations",
        units="Quantity",
        unit_price="Price",
        line_total="Item Total",
        currency="Currency",
        status=("Status", "Order Status"),
    ),
    day_first=False,
    statuses=(_STATUSES,),
    companion=Companion(format="etsy orders", key="order_id", brings=("status",)),
    prepare=_prepare,
)
