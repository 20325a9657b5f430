"""Amazon India orders: the comma-separated sale report. One row per product in an order.

Dates are month first. The status decides: cancelled rows may have units and an amount. Returns are
statuses too. The amount is for all units of the row.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.amazon_orders import AMAZON_STATUSES, without_units
from inventory_core.imports.formats.orders import order_fields, order_format

AMAZON_IN_ORDERS = order_format(
    "amazon india orders",
    label=_("Amazon India orders"),
    channel="Amazon",
    signs=(("Courier Status", "Fulfilment", "Qty"),),
    fields=order_fields(
        day="Date",
        order_id="Order ID",
        sku="SKU",
        listing="ASIN",
        name="Style",
        variant="Size",
        units="Qty",
        line_total="Amount",
        currency="currency",
        status="Status",
        category="Category",
    ),
    day_first=False,
    statuses=(AMAZON_STATUSES,),
    leave_out=without_units,
)
