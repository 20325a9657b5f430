"""Shopee's files: Seller Centre. Headings and statuses are in the language of the site."""

from collections.abc import Sequence

import pandas as pd

from inventory_core.domain.language import N_
from inventory_core.imports.catalogue import (
    catalogue_fields,
    catalogue_format,
    descriptions_above,
)
from inventory_core.imports.format import Check, Sheet
from inventory_core.imports.headings import compact
from inventory_core.imports.order_lines import filled_within
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.reasons import Reason
from inventory_core.imports.statuses import Shipping, Statuses
from inventory_core.imports.texts import normalise, normalise_texts

_STATUSES = Statuses(
    field="status",
    # After the delivery a sentence says until which day the buyer may ask for a return.
    sold=(
        *("To ship", "Processed", "Shipped", "Shipping", "To receive", "Delivered", "Completed"),
        "Order received…",
        *("A Enviar", "Enviado", "Entregue", "Concluído", "O comprador pode pedir uma devolução…"),
        *("Chờ lấy hàng", "Chờ giao hàng", "Vận chuyển", "Đang giao", "Đang giao hàng", "Đã giao"),
        *("Đã giao hàng", "Đã nhận được hàng", "Hoàn thành"),
        "Người mua xác nhận đã nhận được hàng…",
        *("ที่ต้องจัดส่ง", "การจัดส่ง", "กำลังจัดส่ง", "จัดส่งแล้ว", "จัดส่งสำเร็จแล้ว", "สำเร็จแล้ว"),
        "ผู้ซื้อได้รับสินค้าแล้ว…",
        *("Perlu Dikirim", "Sedang Dikirim", "Telah Dikirim", "Pesanan Diterima…", "Selesai"),
        *("Por enviar", "Enviado", "Entregado", "Completado", "Recibido"),
        *("待出貨", "待出货", "運送中", "待收貨", "已送達", "已完成", "完成"),
    ),
    cancelled=(
        *("Cancelled", "Canceled", "Cancelado", "Đã hủy", "Đã huỷ", "ยกเลิกแล้ว", "Batal"),
        *("Dibatalkan", "不成立", "已取消"),
    ),
    unpaid=(
        *(
            "Unpaid",
            "Não pago",
            "No pagado",
            "Sin pagar",
            "Chưa thanh toán",
            "Chờ thanh toán",
            "ที่ต้องชำระ",
        ),
        *("รอการชำระเงิน", "ยังไม่ชำระ", "Belum Bayar", "尚未付款", "待付款"),
    ),
    ask=("In cancel", "To return", "Pembatalan diajukan", "Chờ xác nhận"),
)

_SHIPPING = Shipping(
    field="status",
    waiting=(
        *("To ship", "Processed", "A Enviar", "Chờ lấy hàng", "ที่ต้องจัดส่ง", "Perlu Dikirim"),
        *("Por enviar", "待出貨", "待出货"),
    ),
)

_APPROVED = (
    *(
        "Request Approved",
        "Solicitação Aprovada",
        "Solicitud aprobada",
        "Đã Chấp Thuận Yêu Cầu",
        "Permintaan Disetujui",
    ),
    "คำขอได้รับการยอมรับแล้ว",
)

_RETURNS = Statuses(field="after_sale", sold=("", *_APPROVED, "Request Cancelled"))

_WHOLE_MONEY = frozenset(map(compact, ("Giá ưu đãi", "Giá gốc", "Harga Setelah Diskon")))
"""Prices in dong and rupiah, which have no cents: a point stands between thousands."""


def _prepare(sheet: Sheet) -> Sheet:
    if compact(sheet.mapping.column("unit_price") or "") in _WHOLE_MONEY:
        whole = sheet.raw("unit_price").str.replace(r"\.(?=[0-9]{3}(?:\D|$))", "", regex=True)
        sheet = sheet.put("unit_price", whole)
    if sheet.has("returned_units"):
        # The units that came back tell more than how far the request for a return has come.
        sheet = sheet.put("after_sale", pd.Series("", index=sheet.table.cells.index))
    return sheet


def _returned(sheet: Sheet) -> Sequence[Check]:
    approved = normalise_texts(sheet.raw("after_sale")).isin(list(map(normalise, _APPROVED)))
    return [Check(reason=Reason.RETURNED, field="after_sale", refused=approved)]


SHOPEE_ORDERS = order_format(
    "shopee orders",
    label=N_("Shopee orders"),
    channel="Shopee",
    signs=(
        ("Order ID", "SKU Reference No."),
        ("Order ID", "Parent SKU Reference No."),
        ("ID do pedido", "Número de referência SKU"),
        ("ID do pedido", "Nº de referência do SKU principal"),
        ("ID do pedido", "Nome da variação"),
        ("ID del pedido", "Número de referencia SKU"),
        ("ID del pedido", "Nombre de la variación"),
        ("Mã đơn hàng", "SKU phân loại hàng"),
        ("Mã đơn hàng", "Tên phân loại hàng"),
        ("หมายเลขคำสั่งซื้อ", "เลขอ้างอิง SKU"),
        ("หมายเลขคำสั่งซื้อ", "เลขอ้างอิง Parent SKU"),
        ("No. Pesanan", "Nomor Referensi SKU"),
        ("No. Pesanan", "SKU Induk"),
        ("訂單編號", "商品選項貨號"),
        ("訂單編號", "主商品貨號"),
    ),
    fields=order_fields(
        day=(
            "Order Creation Date | Data de criação do pedido | Ngày đặt hàng | "
            "วันที่ทำการสั่งซื้อ | Waktu Pesanan Dibuat | 訂單成立日期 | 訂單成立時間 | "
            "Fecha de creación del pedido"
        ),
        order_id=(
            "Order ID | ID do pedido | Mã đơn hàng | หมายเลขคำสั่งซื้อ | No. Pesanan | 訂單編號 | "
            "ID del pedido"
        ),
        sku=(
            "SKU Reference No. | Número de referência SKU | SKU phân loại hàng | เลขอ้างอิง SKU | "
            "Nomor Referensi SKU | 商品選項貨號 | Número de referencia SKU"
        ),
        # The code of the whole product, whatever size or colour was bought.
        listing=(
            "Parent SKU Reference No. | Nº de referência do SKU principal | SKU sản phẩm | "
            "เลขอ้างอิง Parent SKU | SKU Induk | 主商品貨號 | "
            "Número de referencia del SKU principal"
        ),
        name=(
            "Product Name | Nome do Produto | Tên sản phẩm | ชื่อสินค้า | Nama Produk | 商品名稱 | "
            "Nombre del producto"
        ),
        variant=(
            "Variation Name | Nome da variação | Tên phân loại hàng | ชื่อตัวเลือก | "
            "Nama Variasi | 商品選項名稱 | Nombre de la variación"
        ),
        units="Quantity | Quantidade | Số lượng | จำนวน | Jumlah | 數量 | Cantidad",
        returned_units=(
            "Returned quantity | Quantidade devolvida | Số lượng sản phẩm được hoàn trả | "
            "จำนวนที่ส่งคืน | 退貨數量"
        ),
        unit_price=(
            "Deal Price | Preço acordado | Giá ưu đãi | ราคาขาย | Harga Setelah Diskon | "
            "商品活動價格 | Original Price | Preço original | Giá gốc | ราคาตั้งต้น | 商品原價 | "
            "Precio de oferta | Precio original"
        ),
        status=(
            "Order Status | Status do pedido | Trạng Thái Đơn Hàng | สถานะการสั่งซื้อ | "
            "Status Pesanan | 訂單狀態 | Estado del pedido"
        ),
        after_sale=(
            "Return / Refund Status | Status da Devolução / Reembolso | "
            "Trạng thái Trả hàng/Hoàn tiền | สถานะการคืนเงินหรือคืนสินค้า | "
            "Status Pembatalan/ Pengembalian | 退貨 / 退款狀態 | "
            "Estado de devolución / reembolso"
        ),
        promised_day=(
            "Estimated Ship Out Date | Data prevista de envio | Ngày giao hàng dự kiến | "
            "Pesanan Harus Dikirimkan Sebelum"
        ),
        shipped_day="Ship Time | Tempo de Envio",
    ),
    statuses=(_STATUSES, _RETURNS),
    shipping=(_SHIPPING,),
    prepare=_prepare,
    leave_out=_returned,
)
"""Shopee orders: My Orders, Export (Order.all.…xlsx, sheet “orders”). One row per product.

Brazilian, English, Indonesian, Spanish, Taiwanese, Thai and Vietnamese headings. What came back
stands beside what was sold; the Brazilian file has no such column: there the state of the request
tells.
"""


def _with_parent(sheet: Sheet) -> Sheet:
    return filled_within(sheet, key="id", fields=("listing",))


SHOPEE_STOCK = catalogue_format(
    "shopee stock",
    label=N_("Shopee mass update of sales information"),
    signs=(
        ("et_title_product_id", "et_title_variation_stock"),
        ("et_title_variation_id", "et_title_variation_stock"),
        ("et_title_variation_name", "et_title_variation_stock"),
    ),
    fields=catalogue_fields(
        id="et_title_product_id",
        sku="et_title_variation_sku",
        listing="et_title_parent_sku",
        name="et_title_product_name",
        variant="et_title_variation_name",
        price="et_title_variation_price",
        on_hand="et_title_variation_stock",
    ),
    prepare=_with_parent,
    leave_out=descriptions_above,
)
"""Shopee stock: My Products, Mass update, “Sales info”. One row per variation.

Technical names stand in row 1, in the next rows settings, the labels in the language of the site,
what is mandatory, explanations. The parent SKU stands in the first row of a product only.
"""

FORMATS = (SHOPEE_ORDERS, SHOPEE_STOCK)
