"""Youzan's reports: 有赞, 订单, 订单查询, 导出."""

from inventory_core.domain.language import N_
from inventory_core.imports.format import Companion
from inventory_core.imports.orders import order_fields, order_format
from inventory_core.imports.statuses import Shipping, Statuses

_STATUSES = Statuses(
    field="status",
    sold=(
        *("待发货", "等待商家发货", "部分发货", "商家部分发货", "已发货", "商家已发货", "待收货"),
        *("待自提", "已完成", "交易完成", "交易成功", "订单完成"),
    ),
    cancelled=("交易关闭", "订单关闭", "已关闭", "已取消"),
    unpaid=("待付款", "待支付", "等待买家付款"),
    returned=("退款成功", "已退款"),
    ask=("待成团", "待接单"),
)

YOUZAN_ORDERS = order_format(
    "youzan orders",
    label=N_("Youzan order report (有赞)"),
    channel="Youzan",
    currency="¥",
    signs=(("全部商品名称", "订单号"),),
    fields=order_fields(
        day="订单创建时间 | 下单时间 | 买家付款时间",
        other_day="买家付款时间",
        order_id="订单号",
        name="全部商品名称",
        units="商品种类数",
        status="订单状态",
        note="商家订单备注",
    ),
    statuses=(_STATUSES,),
    unusable=N_(
        "this order report has one row per order and does not say how many of which product were "
        "sold. Please export the item report (商品维度) of the same days too, and drop both files "
        "together."
    ),
)
"""Youzan order report: 有赞, 订单, 订单查询, 导出, 订单维度. One row per order.

The names of all its products stand in one cell, without code, size and number. By itself it says
nothing about products; it tells the item report the days.
"""


_REFUNDS = Statuses(
    field="after_sale",
    sold=("", "无退款", "未退款", "退款关闭"),
    returned=("退款成功", "退款完成", "已退款", "全额退款", "全额退款完成"),
    ask=("退款中", "部分退款", "部分退款成功"),
)

_SHIPPING = Shipping(
    field="status",
    waiting=("待发货", "等待商家发货", "待自提", "待成团", "待接单"),
    unsure=("部分发货", "商家部分发货"),
)

YOUZAN_ITEMS = order_format(
    "youzan items",
    label=N_("Youzan item report (有赞)"),
    channel="Youzan",
    currency="¥",
    signs=(("商品实际成交金额", "商品数量"),),
    fields=order_fields(
        day="订单创建时间 | 下单时间 | 买家付款时间",
        other_day="买家付款时间",
        order_id="订单号",
        sku="规格编码",
        # The code of the whole listing, whatever size or colour was bought.
        listing="商品编码",
        name="商品名称",
        variant="商品规格",
        units="商品数量",
        line_total="商品实际成交金额",
        status="订单商品状态 | 订单状态",
        after_sale="商品退款状态",
        note="商家订单备注",
        shipped_day="商品发货时间",
    ),
    statuses=(_STATUSES, _REFUNDS),
    shipping=(_SHIPPING,),
    companion=Companion(
        format=YOUZAN_ORDERS,
        key="order_id",
        brings=("day", "other_day", "status", "note"),
    ),
)
"""Youzan item report: 有赞, 订单, 订单查询, 导出, 商品维度. One row per product of an order.

Most exports have no day of the order: the order report of the same page tells it, if both are
dropped together. The money is what was paid for the row, after all discounts.
"""

FORMATS = (
    YOUZAN_ITEMS,
    YOUZAN_ORDERS,
)
