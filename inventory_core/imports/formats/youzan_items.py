"""Youzan item report: 有赞, 订单, 订单查询, 导出, 商品维度. One row per product of an order.

Most exports have no day of the order: the order report of the same page tells it, if both are
dropped together. The money is what was paid for the row, after all discounts.
"""

from inventory_core.domain.language import gettext as _
from inventory_core.imports.formats.orders import order_fields, order_format
from inventory_core.imports.formats.sheet import Companion, Statuses
from inventory_core.imports.formats.youzan_orders import YOUZAN_ORDERS, YOUZAN_STATUSES

_REFUNDS = Statuses(
    field="after_sale",
    sold=("", "无退款", "未退款", "退款关闭"),
    returned=("退款成功", "退款完成", "已退款", "全额退款", "全额退款完成"),
    ask=("退款中", "部分退款", "部分退款成功"),
)

YOUZAN_ITEMS = order_format(
    "youzan items",
    label=_("Youzan item report (有赞)"),
    channel="Youzan",
    currency="¥",
    signs=(("商品实际成交金额", "商品数量"),),
    fields=order_fields(
        day=("订单创建时间", "下单时间", "买家付款时间"),
        other_day="买家付款时间",
        order_id="订单号",
        sku="规格编码",
        # The code of the whole listing, whatever size or colour was bought.
        listing="商品编码",
        name="商品名称",
        variant="商品规格",
        units="商品数量",
        line_total="商品实际成交金额",
        status=("订单商品状态", "订单状态"),
        after_sale="商品退款状态",
        note="商家订单备注",
    ),
    statuses=(YOUZAN_STATUSES, _REFUNDS),
    companion=Companion(
        format=YOUZAN_ORDERS.name,
        key="order_id",
        brings=("day", "other_day", "status", "note"),
    ),
)
