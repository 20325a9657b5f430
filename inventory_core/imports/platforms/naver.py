"""Naver SmartStore orders: 스마트스토어센터, 판매관리, 주문통합검색, “엑셀다운”.

One row per product. The workbook is protected by a password, which has to be taken off. The
option's own code is the surest; the seller's code is that of the whole listing.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *(
            "결제완료",
            "신규주문",
            "발주확인",
            "상품준비중",
            "배송준비",
            "배송준비중",
            "발송대기",
            "발송완료",
        ),
        *("배송중", "배송완료", "구매확정", "교환", "교환완료"),
    ),
    cancelled=("취소", "취소완료", "미결제취소", "직권취소"),
    unpaid=("입금대기", "결제대기", "미입금"),
    returned=("반품", "반품완료"),
    ask=("취소요청", "취소처리중", "반품요청", "반품처리중", "교환요청"),
)

_CLAIMS = Statuses(
    field="after_sale",
    sold=(
        "",
        "-",
        "취소철회",
        "취소거부",
        "반품철회",
        "반품거부",
        "교환철회",
        "교환거부",
        "교환완료",
    ),
    cancelled=("취소", "취소완료", "직권취소"),
    returned=("반품", "반품완료"),
    ask=("취소요청", "취소처리중", "반품요청", "반품처리중", "수거중", "교환요청"),
)

_SHIPPING = Shipping(
    field="status",
    waiting=(
        *("결제완료", "신규주문", "발주확인", "상품준비중", "배송준비", "배송준비중"),
        "발송대기",
    ),
)

NAVER_ORDERS = order_format(
    "naver orders",
    label=N_("Naver SmartStore orders (스마트스토어)"),
    channel="Naver SmartStore",
    currency="₩",
    signs=(("상품주문번호", "주문번호"), ("상품주문번호", "상품명", "수량")),
    fields=order_fields(
        day="주문일시 | 결제일",
        other_day="결제일",
        order_id="주문번호",
        line="상품주문번호",
        sku="옵션관리코드 | 판매자 상품코드",
        listing="판매자 상품코드 | 상품번호",
        name="상품명",
        variant="옵션정보",
        units="수량",
        unit_price="상품가격",
        status="주문상태",
        after_sale="클레임상태",
        promised_day="발송기한",
        shipped_day="발송처리일 | 발송일",
    ),
    statuses=(_STATUSES, _CLAIMS),
    shipping=(_SHIPPING,),
)

FORMATS = (NAVER_ORDERS,)
