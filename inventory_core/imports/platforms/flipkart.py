"""Flipkart's files: Seller Hub."""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet
from inventory_core.imports.order_lines import negated
from inventory_core.imports.order_shipping import of_seller
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise_texts

_STATUSES = Statuses(
    field="status",
    sold=(
        *("Approved", "Packing in progress", "Packed", "Ready to dispatch", "Pickup complete"),
        *("Shipped", "In transit", "Out for delivery", "Delivered", "Completed"),
    ),
    cancelled=("Cancelled", "Canceled"),
    returned=("Returned", "RTO…"),
    ask=("Return requested", "Form failed", "On hold"),
)

_SHIPPING = Shipping(
    field="shipping",
    waiting=("Approved", "Packing in progress", "Packed", "Ready to dispatch", "On hold"),
)


def _with_shipping(sheet: Sheet) -> Sheet:
    return sheet.added("shipping", of_seller(sheet, "status", platform=("FBF",)))


FLIPKART_ORDERS = order_format(
    "flipkart orders",
    label=N_("Flipkart orders"),
    channel="Flipkart",
    currency="₹",
    signs=(
        ("ORDER ITEM ID", "FSN", "Order State"),
        ("ORDER ITEM ID", "FSN", "Ordered On"),
    ),
    fields=order_fields(
        day="Ordered On",
        order_id="Order Id",
        line="ORDER ITEM ID",
        sku="SKU",
        listing="FSN",
        name="Product",
        units="Quantity",
        unit_price="Selling Price Per Item",
        status="Order State",
        promised_day="Dispatch by date",
        fulfilled_by="Order Type",
    ),
    day_first=False,
    statuses=(_STATUSES,),
    shipping=(_SHIPPING,),
    prepare=_with_shipping,
)
"""Flipkart orders: Orders, “Download” of a tab. One row per product of an order.

A quotation mark guards the number of the line.
"""


_EVENTS = Statuses(
    field="status",
    # What a return or cancellation takes back is told by its units.
    sold=("Sale", "Return", "Cancellation", "Return Cancellation"),
)


def _with_events(sheet: Sheet) -> Sheet:
    for field in ("sku", "name"):
        bare = sheet.raw(field).str.replace(r'^"*(?:SKU:)?|"+$', "", regex=True)
        sheet = sheet.put(field, bare)
    back = normalise_texts(sheet.raw("status")).isin(["return", "cancellation"])
    return negated(negated(sheet, back), back, field="line_total")


FLIPKART_SALES = order_format(
    "flipkart sales report",
    label=N_("Flipkart sales report"),
    channel="Flipkart",
    currency="₹",
    signs=(("Order Item ID", "Event Sub Type"), ("FSN", "Event Sub Type")),
    fields=order_fields(
        day="Order Date",
        order_id="Order ID",
        sku="SKU",
        listing="FSN",
        name="Product Title/Description",
        units="Item Quantity",
        # The invoice has the postage in it.
        line_total="Price after discount | Final Invoice Amount",
        status="Event Sub Type",
    ),
    statuses=(_EVENTS,),
    prepare=_with_events,
    whole_orders=False,
)
"""Flipkart sales report: Reports, Tax reports, “Sales Report”. One row per event of an order line.

A return is a row of its own with the number and the day of the sale that it takes back. Quotation
marks guard names and codes, which begin with `SKU:`.
"""

FORMATS = (FLIPKART_ORDERS, FLIPKART_SALES)
