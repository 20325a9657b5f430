"""TikTok Shop's files: Seller Centre."""

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import (
    catalogue_fields,
    catalogue_format,
    descriptions_above,
)
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.order_shipping import of_seller
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise, normalise_texts

_RETURN_TYPES = ("Return/Refund", "退货/退款", "退货退款", "Trả hàng/Hoàn tiền")

_STATUSES = Statuses(
    field="status",
    sold=(
        *("To ship", "Awaiting shipment", "Awaiting collection", "Shipped", "In transit"),
        *("Delivered", "Completed"),
        *("待发货", "待揽收", "已发货", "运输中", "已送达", "已完成"),
        *("Cần gửi", "Đã gửi", "Đã vận chuyển", "Đã giao", "Đã giao hàng", "Đã hoàn tất"),
        *("ที่จะจัดส่ง", "จัดส่งแล้ว", "เสร็จสมบูรณ์"),
        *("Perlu dikirim", "Dikirim", "Selesai"),
    ),
    cancelled=("Canceled", "Cancelled", "已取消", "Đã hủy", "Đã huỷ", "ยกเลิกแล้ว", "Dibatalkan"),
    unpaid=("Unpaid", "待付款", "未付款", "Chưa thanh toán", "Belum dibayar"),
    returned=("Giao không thành công",),
    ask=("On hold", "Chờ xử lý"),
)

_CANCELLATIONS = Statuses(
    field="after_sale",
    # Of a return the units that came back are taken off; the other units of the row stay sold.
    sold=("", *_RETURN_TYPES),
    cancelled=("Cancel", "取消", "Hủy", "Huỷ"),
)
_SHIPPING = Shipping(
    field="shipping",
    waiting=(
        *("To ship", "Awaiting shipment", "Awaiting collection", "On hold", "待发货", "待揽收"),
        *("Cần gửi", "Chờ xử lý", "ที่จะจัดส่ง", "Perlu dikirim"),
    ),
)
_TIKTOK = ("Fulfillment by TikTok Shop", "Fulfilled by TikTok", "FBT")


def _with_shipping(sheet: Sheet) -> Sheet:
    return sheet.added("shipping", of_seller(sheet, "status", platform=_TIKTOK))


def _leave_out(sheet: Sheet) -> list[Check]:
    first = sheet.table.cells.index == sheet.table.cells.index.min()
    no_order = sheet.numbers("units").isna() & sheet.days("day").isna()
    types = normalise_texts(sheet.raw("after_sale"))
    returned = types.isin([normalise(text) for text in _RETURN_TYPES])
    unsaid = ~(sheet.numbers("returned_units") > 0)
    return [
        Check(
            reason=Reason.DESCRIPTION_ROW,
            field="order_id",
            refused=no_order & sheet.filled("units") & sheet.filled("day") & first,
        ),
        Check(reason=Reason.RETURNED, field="after_sale", refused=returned & unsaid),
    ]


TIKTOK_ORDERS = order_format(
    "tiktok orders",
    label=N_("TikTok Shop orders"),
    channel="TikTok Shop",
    signs=(("Seller SKU", "Order Substatus"), ("Seller SKU", "Sku Quantity of return")),
    fields=order_fields(
        day="Created Time",
        other_day="Paid Time",
        order_id="Order ID",
        sku="Seller SKU",
        listing="SKU ID",
        name="Product Name",
        variant="Variation",
        units="Quantity",
        returned_units="Sku Quantity of return",
        line_total="SKU Subtotal After Discount",
        status="Order Status",
        after_sale="Cancelation/Return Type | Cancellation/Return Type | Cancel/Return Type",
        cancelled_day="Cancelled Time",
        category="Product Category",
        shipped_day="Shipped Time",
        fulfilled_by="Fulfillment Type",
    ),
    statuses=(_STATUSES, _CANCELLATIONS),
    shipping=(_SHIPPING,),
    prepare=_with_shipping,
    leave_out=_leave_out,
)
"""TikTok Shop orders: Orders, Manage orders, Export. One row per SKU of an order.

The headings are English everywhere, the statuses are in the seller's language. Row 2 describes the
columns. Prices are totals of the row after discounts; units that came back stand beside those sold.
"""


TIKTOK_STOCK = catalogue_format(
    "tiktok stock",
    label=N_("TikTok Shop sales information"),
    signs=(
        ("product_id", "sku_id", "variation_value"),
        ("product_name", "variation_value", "quantity"),
        ("sku_id", "variation_value", "quantity"),
    ),
    fields=catalogue_fields(
        id="product_id | sku_id",
        sku="seller_sku",
        listing="sku_id",
        name="product_name",
        variant="variation_value",
        price="price",
        on_hand="quantity",
    ),
    leave_out=descriptions_above,
)
"""TikTok Shop stock: Products, Manage products, “Batch edit”, “Sales information”. One row per SKU.

Technical names stand in row 1; the version, the labels in the seller's language, what is mandatory
and explanations below. A second sheet has instructions.
"""

FORMATS = (TIKTOK_ORDERS, TIKTOK_STOCK)
