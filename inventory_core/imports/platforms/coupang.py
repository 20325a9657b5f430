"""Coupang orders: 쿠팡 윙, 주문/배송, 배송관리, “엑셀 다운로드” (DeliveryList).

One row per product. Only orders to be sent or on their way are in it, so that there is no status.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Sheet
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping


def _without_single(sheet: Sheet) -> Sheet:
    options = sheet.raw("variant")
    # Coupang's own word for a product that has no options.
    return sheet.put("variant", options.mask(options.isin(["단일상품", "단품"]), ""))


COUPANG_ORDERS = order_format(
    "coupang orders",
    label=N_("Coupang orders (쿠팡)"),
    channel="Coupang",
    currency="₩",
    signs=(
        ("묶음배송번호", "구매수(수량)"),
        ("주문번호", "구매수(수량)"),
        ("묶음배송번호", "옵션ID"),
    ),
    fields=order_fields(
        day="주문일",
        order_id="주문번호",
        sku="업체상품코드",
        listing="옵션ID",
        name="등록상품명 | 노출상품명(옵션명)",
        variant="등록옵션명",
        units="구매수(수량)",
        unit_price="옵션판매가(판매단가)",
        line_total="결제액",
        promised_day="주문시 출고예정일 | 출고예정일",
        shipped_day="출고일(발송일)",
    ),
    shipping=(Shipping(field="shipped_day", waiting=("",)),),
    prepare=_without_single,
)

FORMATS = (COUPANG_ORDERS,)
