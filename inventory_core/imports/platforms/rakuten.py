"""Rakuten orders: 楽天 RMS, 受注・問い合わせ管理, CSVデータダウンロード. One row per product.

Shift-JIS. Statuses are numbers. Shops that sold before products had variants have no code of their
own for each of them.
"""

from inventory_core.domain.language import N_
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    # 100 waits for the shop's confirmation, 300 to be sent, 500 was sent, 700 is settled.
    sold=("100", "200", "300", "400", "500", "600", "700"),
    cancelled=("900",),
    # 800 waits until a cancellation is confirmed.
    ask=("800",),
)

RAKUTEN_ORDERS = order_format(
    "rakuten orders",
    label=N_("Rakuten orders (楽天市場)"),
    channel="Rakuten",
    currency="¥",
    signs=(("注文番号", "商品管理番号", "個数"), ("注文番号", "商品明細ID", "個数")),
    fields=order_fields(
        day="注文日時 | 注文日",
        order_id="注文番号",
        sku="システム連携用SKU番号 | 商品番号",
        listing="商品管理番号",
        name="商品名",
        variant="SKU情報 | 項目・選択肢",
        units="個数",
        unit_price="単価",
        status="ステータス",
        promised_day="お届け日指定",
    ),
    statuses=(_STATUSES,),
    shipping=(Shipping(field="status", waiting=("100", "200", "300", "400", "800")),),
)

FORMATS = (RAKUTEN_ORDERS,)
